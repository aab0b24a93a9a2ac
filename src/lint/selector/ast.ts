/** A selector: any of its alternatives. In `:has(…)` an alternative may begin with a combinator. */
export interface SelectorList {
  readonly alternatives: readonly ComplexSelector[];
}

/** Compounds from the outermost to the node that is meant. */
export interface ComplexSelector {
  readonly steps: readonly Step[];
}

/**
 * A compound and how it stands to the one before: below it, right below it, right after it,
 * anywhere after it in one list.
 */
export interface Step {
  readonly combinator: Combinator;
  readonly compound: Compound;
}
/** The blank, `>`, `+` and `~`. */
export type Combinator = 'descendant' | 'child' | 'next' | 'following';

/** A kind of node, or any, and what has to hold for it. */
export interface Compound {
  /** Absent and `*`: any kind. */
  readonly nodeKind?: string;
  readonly tests: readonly Test[];
}

/** One condition of a compound. */
export type Test = AttributeTest | FieldTest | NestedTest | PredicateTest;

/** `[name]`, `[op="||"]`, `[name.name=/^TMP/]`, `[args.length>2]`. */
export interface AttributeTest {
  readonly kind: 'attribute';
  readonly path: readonly string[];
  readonly comparison?: { readonly op: AttributeOperator; readonly value: Value };
}
/** `^=`, `$=` and `*=`: begins with, ends with, holds. */
export type AttributeOperator = '=' | '!=' | '^=' | '$=' | '*=' | '<' | '<=' | '>' | '>=';

/** `.where`: the attribute of its parent that the node stands in. */
export interface FieldTest {
  readonly kind: 'field';
  readonly path: readonly string[];
}

/** `:is(…)`, `:not(…)`, `:has(…)`. */
interface NestedTest {
  readonly kind: 'is' | 'not' | 'has';
  readonly selectors: SelectorList;
}

/** `:loop`, `:type(date)`, `:calls("UTL_FILE.*")`. */
export interface PredicateTest {
  readonly kind: 'predicate';
  readonly name: string;
  readonly args: readonly Value[];
  /** Offset of the name, for errors. */
  readonly offset: number;
}

/** What an attribute is compared with, or an argument of a predicate. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'pattern'; readonly source: string; readonly flags: string };

/** A selector that is none, with the place of the trouble. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
  /** From 1. */
  readonly line: number;
  readonly column: number;
  constructor(
    readonly reason: string,
    readonly offset: number,
    text: string,
  ) {
    const before = text.slice(0, offset).split('\n');
    const column = (before.at(-1)?.length ?? 0) + 1;
    super(`${before.length}:${column}: ${reason}`);
    this.line = before.length;
    this.column = column;
  }
}
