import type { ParseTree } from 'antlr4ng';
import { nameNode, stringLiteral } from '../../../ir/made-nodes.js';
import type { Expr, Identifier, NamedFunctionSyntax } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import { type ModelCellContext, OracleParser as P } from '../../generated/OracleParser.js';
import type { OracleToken } from '../../tokens/oracle-token.js';
import type { BuildContext } from '../context.js';
import { identifierOfToken } from '../names.js';
import { required } from '../required.js';
import { tokenTypeOf } from '../tree.js';

/** The name of the function that stands for JSON's dot notation: a document and a path. */
const jsonDot = 'JSON_DOT';

/** An identifier that keeps its case beside its name. */
export function asWritten(cx: BuildContext, token: OracleToken): Identifier {
  const identifier = identifierOfToken(cx, token);
  return identifier.quoted || identifier.name === token.text ? identifier : { ...identifier, written: token.text };
}

/** Is it a path with a step into an array? */
export const isJsonPath = (expr: Expr): expr is NamedFunctionSyntax =>
  expr.kind === 'NamedFunctionSyntax' && expr.name === jsonDot;

/** `()` after a path: its last name is that of an item method. Undefined where it ends with none. */
export function jsonItemMethod(path: NamedFunctionSyntax, span: Span): Expr | undefined {
  const name = /\."([A-Za-z]+)"$/;
  const args = path.args.map((a) =>
    a.role === 'PATH' && a.value.kind === 'StringLiteral' && name.test(a.value.value)
      ? {
          ...a,
          value: stringLiteral(
            a.span,
            a.value.value.replace(name, (_, m: string) => `.${m.toLowerCase()}()`),
          ),
        }
      : a,
  );
  return args.some((a, i) => a !== path.args[i]) ? { ...path, span, args } : undefined;
}

/** `.name` after a step into an array; undefined where the target is no such path. */
export function jsonMember(target: Expr, span: Span, token: OracleToken): Expr | undefined {
  if (!isJsonPath(target)) return undefined;
  return longerPath(target, span, `.${token.type === P.QUOTED_ID ? token.text : JSON.stringify(token.text)}`);
}

/**
 * `t.doc.items[0]`: the dot notation of JSON with a step into an array. (SQL Language Reference,
 * "JSON Object Access Expressions")
 */
export function jsonIndex(current: Expr, span: Span, cell: ModelCellContext): Expr | undefined {
  const step = `[${cell
    .modelIndex()
    .map((index) => index.children.map((child) => wordsOfIndex(child)).join(' '))
    .join(',')}]`;
  if (isJsonPath(current)) return longerPath(current, span, step);
  if (current.kind !== 'Name' || current.parts.length < 3) return undefined;
  const [table, column, ...keys] = current.parts;
  const path = keys.map((k) => `.${JSON.stringify(k.written ?? k.name)}`).join('');
  const document = nameNode(current.span, required(table), required(column));
  return {
    kind: 'NamedFunctionSyntax',
    span,
    name: jsonDot,
    args: [
      { kind: 'FunctionSyntaxItem', span, role: 'VALUE', value: document },
      { kind: 'FunctionSyntaxItem', span, role: 'PATH', value: stringLiteral(span, `$${path}${step}`) },
    ],
    options: [],
  };
}

const wordsOfIndex = (child: ParseTree): string =>
  tokenTypeOf(child) === P.TO ? 'to' : child.getText().replace(/^LAST/i, 'last');

function longerPath(call: NamedFunctionSyntax, span: Span, step: string): Expr {
  const args = call.args.map((a) =>
    a.role === 'PATH' && a.value.kind === 'StringLiteral'
      ? { ...a, value: stringLiteral(a.span, a.value.value + step) }
      : a,
  );
  return { ...call, span, args };
}
