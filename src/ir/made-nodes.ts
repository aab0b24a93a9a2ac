import type { Call, Expr, Identifier, Name, QualifiedName, StringLiteral } from './oracle/index.js';
import type { Span } from './span.js';

/*
 * Nodes of the Oracle tree that stand in no source: what a rewritten program has in the place of what was written, and
 * what lowering looks at instead. The span is that of what they stand for.
 */

/** A word without quotes, as Oracle stores it. */
export const identifier = (span: Span, name: string): Identifier => ({ kind: 'Identifier', span, name, quoted: false });

/** A name as an expression. */
export const nameNode = (span: Span, ...parts: readonly Identifier[]): Name => ({ kind: 'Name', span, parts });

/** The name of an object. */
export const qualifiedName = (span: Span, ...parts: readonly Identifier[]): QualifiedName => ({
  kind: 'QualifiedName',
  span,
  parts,
});

/** A text between quotes. */
export const stringLiteral = (span: Span, value: string): StringLiteral => ({
  kind: 'StringLiteral',
  span,
  value,
  national: false,
});

/** `FUNCTION(arg, …)`. */
export const callOf = (span: Span, callee: string, ...args: readonly Expr[]): Call => ({
  kind: 'Call',
  span,
  callee: nameNode(span, identifier(span, callee)),
  args: args.map((value) => ({ kind: 'Argument', span, value })),
});
