import type { Span } from '../span.js';

/** What every node of the Oracle tree has. */
export interface NodeBase {
  readonly span: Span;
}

/** What nodes have that a reader sees as a line of their own: statements, declarations, columns, members, units. */
export interface LineNode extends NodeBase {
  /** Comments that stand before the node, each with its delimiters, in source order. */
  readonly comments?: readonly string[];
  /** A comment after the node: on its line, or below it where a line break begins the comment. */
  readonly trailingComment?: string;
  /** The source has an empty line before the node (and its comments). */
  readonly blankBefore?: boolean;
}

/** One name as Oracle stores it: upper case unless quoted. `"EMP"` and `emp` are the same name. */
export interface Identifier extends NodeBase {
  readonly kind: 'Identifier';
  readonly name: string;
  readonly quoted: boolean;
  /** As it was written, where that is another text and its case may matter: steps of JSON's dot notation. */
  readonly written?: string;
}

/** A name of an object with its owner where given: `hr.emp`, `emp@link`. */
export interface QualifiedName extends NodeBase {
  readonly kind: 'QualifiedName';
  readonly parts: readonly Identifier[];
  /** Database link after `@`. */
  readonly link?: string;
}
