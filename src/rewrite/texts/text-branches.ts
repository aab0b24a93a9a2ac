import { stringLiteral } from '../../ir/made-nodes.js';
import type {
  Call,
  CallStatement,
  CaseStatement,
  DynamicText,
  ExecuteImmediate,
  Expr,
  OpenFor,
} from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { Span } from '../../ir/span.js';
import { calledMember, givenFor } from '../supplied-calls.js';

/** A call of DBMS_SQL.PARSE with a text. */
type ParseCall = CallStatement & { readonly call: Call };

/** A statement that executes a text. */
export type Dynamic = ExecuteImmediate | (OpenFor & { readonly source: DynamicText }) | ParseCall;

const mostBranches = 150;

/** The parameters that the text, not its lines in a collection, is given with. */
const parameters = 3;

const parsedText = (call: Call): Expr | undefined => givenFor(call, 'DBMS_SQL.PARSE', 'STATEMENT');

/** Is it a call of DBMS_SQL.PARSE with a text? */
export const isParseCall = (node: OracleNode): node is ParseCall =>
  node.kind === 'CallStatement' &&
  node.call.kind === 'Call' &&
  node.call.args.length <= parameters &&
  calledMember(node.call) === 'DBMS_SQL.PARSE' &&
  parsedText(node.call) !== undefined;

/** Does the statement execute or parse a text? */
export const isDynamic = (node: OracleNode): node is Dynamic =>
  node.kind === 'ExecuteImmediate' ||
  (node.kind === 'OpenFor' && node.source.kind === 'DynamicText') ||
  isParseCall(node);

/** The text that the statement executes. */
export function textOf(statement: Dynamic): Expr {
  if (statement.kind === 'ExecuteImmediate') return statement.text;
  if (statement.kind === 'OpenFor') return statement.source.text;
  // Without a text it would be no ParseCall.
  return parsedText(statement.call) ?? statement.call;
}

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
    return stringLiteral(span, value);
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
  if (statement.kind === 'CallStatement') {
    const { call } = statement;
    const parsed = parsedText(call);
    const args = call.args.map((argument) => (argument.value === parsed ? { ...argument, value: text } : argument));
    return { ...statement, call: { ...call, args } };
  }
  return { ...statement, source: { kind: 'DynamicText', span: text.span, text } };
}
