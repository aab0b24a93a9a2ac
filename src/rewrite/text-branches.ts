import type { CaseStatement, DynamicText, ExecuteImmediate, Expr, OpenFor } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { Span } from '../ir/span.js';

/** A statement that executes a text. */
export type Dynamic = ExecuteImmediate | (OpenFor & { readonly source: DynamicText });

const mostBranches = 150;

export const isDynamic = (node: OracleNode): node is Dynamic =>
  node.kind === 'ExecuteImmediate' || (node.kind === 'OpenFor' && node.source.kind === 'DynamicText');

/** The text that the statement executes. */
export const textOf = (statement: Dynamic): Expr =>
  statement.kind === 'ExecuteImmediate' ? statement.text : statement.source.text;

/**
 * `CASE text WHEN 'one' THEN EXECUTE IMMEDIATE 'one'; … ELSE EXECUTE IMMEDIATE other; END CASE`; without ELSE where
 * there is no other text. The program means the same whichever texts are given. `givenAt`: the call that gives one.
 */
export function branchesFor(
  statement: Dynamic,
  operand: Expr,
  texts: readonly string[],
  other: Expr | undefined,
  givenAt?: (text: string) => Span | undefined,
): CaseStatement | undefined {
  if (texts.length === 0 || texts.length > mostBranches) return undefined;
  const { span, comments, blankBefore } = statement;
  const bare: Dynamic = { ...statement, comments: undefined, trailingComment: undefined, blankBefore: undefined };
  const literal = (value: string): Expr => {
    const place = givenAt?.(value);
    const span = place ? { ...operand.span, givenAt: place } : operand.span;
    return { kind: 'StringLiteral', span, value, national: false };
  };
  return {
    kind: 'CaseStatement',
    span,
    ...(comments ? { comments } : {}),
    ...(blankBefore ? { blankBefore } : {}),
    operand,
    branches: texts.map((value) => ({
      kind: 'CaseStatementBranch',
      span,
      when: [literal(value)],
      body: [withText(bare, literal(value))],
    })),
    ...(other ? { otherwise: [withText(bare, other)] } : {}),
  };
}

/** The statement with another text. */
export function withText(statement: Dynamic, text: Expr): Dynamic {
  if (statement.kind === 'ExecuteImmediate') return { ...statement, text };
  return { ...statement, source: { kind: 'DynamicText', span: text.span, text } };
}
