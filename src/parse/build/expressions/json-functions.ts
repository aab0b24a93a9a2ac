import { stringLiteral } from '../../../ir/made-nodes.js';
import type { Expr, FunctionSyntaxItem, OrderItem, TypeRef } from '../../../ir/oracle/index.js';
import {
  type JsonArrayFunctionContext,
  type JsonEntryContext,
  type JsonObjectFunctionContext,
  type JsonOptionContext,
  type JsonPathFunctionContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { identifierOfToken } from '../names.js';
import { buildOrderItems } from '../queries/order-by.js';
import { buildQuery } from '../queries/queries.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken, lastTokenOf, tokenTypeOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildExpr, buildOperand } from './expressions.js';
import { stringValue } from './literals.js';
import { item, named, passingItem } from './named-syntax.js';

/*
 * JSON functions: each becomes one node with its name, its items and, as words, the clauses that follow them. (SQL
 * Language Reference, "JSON Functions")
 */

interface JsonOptions {
  readonly args: FunctionSyntaxItem[];
  readonly options: string[];
  readonly defaults: { value: Expr; on: 'EMPTY' | 'ERROR' }[];
  returning?: TypeRef;
  /** What has no place. */
  unsupported?: string;
}

/** The clauses of a JSON function, those of PASSING, RETURNING and DEFAULT taken apart. */
export function jsonOptions(cx: BuildContext, written: readonly JsonOptionContext[]): JsonOptions {
  const result: JsonOptions = { args: [], options: [], defaults: [] };
  for (const option of written) {
    switch (tokenTypeOf(option.children[0])) {
      case P.PASSING:
        result.args.push(...option.passingItem().map((child) => passingItem(cx, child)));
        break;
      case P.RETURNING:
        result.returning = buildTypeRef(cx, required(option.dataType()));
        break;
      case P.DEFAULT: {
        const on = tokenTypeOf(option.children[3]);
        const value = buildExpr(cx, required(option.expression()));
        if (on === P.EMPTY || on === P.ERROR) result.defaults.push({ value, on: on === P.EMPTY ? 'EMPTY' : 'ERROR' });
        else result.unsupported = cx.wordsOf(option);
        break;
      }
      default:
        result.options.push(cx.wordsOf(option));
    }
  }
  return result;
}

function namedJson(
  cx: BuildContext,
  ctx: JsonObjectFunctionContext | JsonArrayFunctionContext | JsonPathFunctionContext,
  args: readonly FunctionSyntaxItem[],
  written: readonly JsonOptionContext[],
  orderBy?: readonly OrderItem[],
): Expr {
  const { args: passing, options, defaults, returning, unsupported } = jsonOptions(cx, written);
  if (unsupported !== undefined) return cx.unsupported(unsupported, ctx);
  return named(cx, ctx, {
    args: passing.length === 0 ? args : [...args, ...passing],
    options,
    returning,
    orderBy,
    defaults: defaults.length === 0 ? undefined : defaults,
  });
}

/**
 * `JSON_OBJECT(KEY k VALUE v, …)`, JSON_OBJECTAGG, the constructor JSON; the keys are the items' `key`. (SQL
 * Language Reference, "JSON_OBJECT")
 */
export function buildJsonObject(cx: BuildContext, ctx: JsonObjectFunctionContext): Expr {
  return namedJson(
    cx,
    ctx,
    ctx.jsonEntry().map((entry) => jsonEntry(cx, entry)),
    ctx.jsonOption(),
  );
}

function jsonEntry(cx: BuildContext, ctx: JsonEntryContext): FunctionSyntaxItem {
  const span = cx.span(ctx);
  const [first, second] = ctx.expression();
  const role = hasToken(ctx, P.FORMAT) ? 'FORMAT JSON' : 'VALUE';
  if (first === undefined) return { kind: 'FunctionSyntaxItem', span, role, value: { kind: 'Star', span } };
  const operand = ctx.operand();
  if (operand !== null) {
    return { kind: 'FunctionSyntaxItem', span, role, value: buildExpr(cx, first), key: buildOperand(cx, operand) };
  }
  const key = buildExpr(cx, first);
  if (second === undefined) {
    // `KEY 'a' IS NULL` is a member, not a condition.
    if (hasToken(ctx, P.KEY) && key.kind === 'IsTest' && key.test === 'NULL' && !key.negated) {
      const value: Expr = { kind: 'NullLiteral', span };
      return { kind: 'FunctionSyntaxItem', span, role, value, key: key.operand };
    }
    // A column alone is a member named as the column is written here. (JSON Developer's Guide, "SQL/JSON Function
    // JSON_OBJECT")
    const last = lastTokenOf(first);
    const name = identifierOfToken(cx, last);
    const written = name.quoted ? name.name : last.text;
    return key.kind === 'Name'
      ? {
          kind: 'FunctionSyntaxItem',
          span,
          role,
          value: key,
          key: stringLiteral(span, written),
        }
      : { kind: 'FunctionSyntaxItem', span, role, value: key };
  }
  return { kind: 'FunctionSyntaxItem', span, role, value: buildExpr(cx, second), key };
}

/**
 * `JSON_ARRAY(a, b)`, JSON_ARRAYAGG; a query in it is an item in the role QUERY. (SQL Language Reference, "JSON_ARRAY")
 */
export function buildJsonArray(cx: BuildContext, ctx: JsonArrayFunctionContext): Expr {
  const query = ctx.selectQuery();
  const order = ctx.orderByClause();
  const args: FunctionSyntaxItem[] =
    query === null
      ? ctx.jsonArrayItem().map((child) => ({
          ...item(cx, hasToken(child, P.FORMAT) ? 'FORMAT JSON' : 'VALUE', child.expression()),
          span: cx.span(child),
        }))
      : [
          {
            kind: 'FunctionSyntaxItem',
            span: cx.span(query),
            role: 'QUERY',
            value: { kind: 'Subquery', span: cx.span(query), query: buildQuery(cx, query) },
          },
        ];
  return namedJson(cx, ctx, args, ctx.jsonOption(), order === null ? undefined : buildOrderItems(cx, order));
}

/**
 * `JSON_VALUE(doc, '$.a' RETURNING NUMBER)` and the other functions of a document: the path has the role PATH where
 * they take one. (SQL Language Reference, "JSON_VALUE", "JSON_QUERY", "JSON_EXISTS")
 */
export function buildJsonPath(cx: BuildContext, ctx: JsonPathFunctionContext): Expr {
  if (tokenTypeOf(ctx.children[0]) === P.JSON_TRANSFORM) return buildJsonTransform(cx, ctx);
  const roles = pathFunctions.has(tokenTypeOf(ctx.children[0]))
    ? (['VALUE', 'PATH'] as const)
    : (['VALUE', 'VALUE'] as const);
  const args = ctx.expression().map((value, i) => item(cx, roles[i] ?? 'VALUE', value));
  return namedJson(cx, ctx, args, ctx.jsonOption());
}

/**
 * The document, then an item for each operation: its role is the operation and its options, the value its
 * path, the key what is put there.
 */
function buildJsonTransform(cx: BuildContext, ctx: JsonPathFunctionContext): Expr {
  const [doc] = ctx.expression();
  if (!doc) return cx.unsupported('JSON_TRANSFORM', ctx);
  const args: FunctionSyntaxItem[] = [item(cx, 'VALUE', doc)];
  const ofAll: JsonOptionContext[] = [];
  for (const operation of ctx.jsonOperation()) {
    const span = cx.span(operation);
    const words = [firstTokenOf(operation).upperText];
    for (const option of operation.jsonOption()) {
      const written = cx.wordsOf(option);
      if (/^FORMAT JSON$| ON (MISSING|EXISTING|NULL)$/.test(written)) words.push(written);
      else ofAll.push(option);
    }
    const role = words.join(', ');
    const put = operation.expression();
    const target = operation.operand();
    if (target !== null)
      args.push({
        kind: 'FunctionSyntaxItem',
        span,
        role,
        value: buildOperand(cx, target),
        ...(put !== null && { key: buildExpr(cx, put) }),
      });
    for (const path of operation.STRING_LITERAL()) {
      const value = stringLiteral(span, stringValue(path.getText()));
      args.push({ kind: 'FunctionSyntaxItem', span, role, value });
    }
  }
  return namedJson(cx, ctx, args, [...ofAll, ...ctx.jsonOption()]);
}

const pathFunctions: ReadonlySet<number> = new Set([P.JSON_VALUE, P.JSON_QUERY, P.JSON_EXISTS, P.JSON_TEXTCONTAINS]);
