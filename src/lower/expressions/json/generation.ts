import type { OracleType } from '../../../analyze/model/types.js';
import { columnsUnknown } from '../../../diagnostics/op2.js';
import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import { lastName } from '../../../ir/dotted.js';
import { isAnyOf } from '../../../ir/kinds.js';
import { literalText } from '../../../ir/literals.js';
import type { Expr, FunctionSyntaxItem, NamedFunctionSyntax, QueryBody } from '../../../ir/oracle/index.js';
import type { PgCall, PgExpr } from '../../../ir/postgres/index.js';
import { branchesOf } from '../../../ir/query-branches.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { convert } from '../conversions/convert.js';
import { lowerExpr, lowerTo } from '../index.js';
import { isIntegerTyped } from '../integer-typed.js';
import { isLob, typeOf } from '../typing.js';
import { lowerOrder } from '../windows.js';
import { mayFillText } from './long-results.js';
import { hasOption } from './options.js';
import { fitJson } from './scalar.js';

/*
 * Functions that make JSON. Its text is made as Oracle makes it, without blanks and in the order of the arguments.
 * (JSON Developer's Guide, "Generation of JSON Data Using SQL")
 */

const varchar2: OracleType = { kind: 'varchar2' };

/** `{…}` of the arguments. */
export function jsonObject(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const items = membersOf(ex, node);
  const members = items.map((item) => member(ex, node, item));
  return generated(ex, node, braces(node, '{', '}', joined(node, members)), items);
}

/** `[…]` of the arguments. */
export function jsonArray(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const elements = node.args.map((item) => element(ex, node, item));
  return generated(ex, node, braces(node, '[', ']', joined(node, elements)));
}

/** `[…]` of the rows. */
export function jsonArrayOfRows(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [item] = node.args;
  if (!item) return refuse(unsupportedFunction(node.span, node.name, 'it has no argument'));
  const items = b.coalesce(node.span, listOf(ex, node, element(ex, node, item)), b.text(node.span, ''));
  return generated(ex, node, braces(node, '[', ']', items));
}

/** `{…}` of the rows. */
export function jsonObjectOfRows(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [item, other] = node.args;
  if (!item) return refuse(unsupportedFunction(node.span, node.name, 'it has no argument'));
  if (other) return refuse(unsupportedFunction(other.span, node.name, 'a value without VALUE before it'));
  const members = b.coalesce(node.span, listOf(ex, node, member(ex, node, item)), b.text(node.span, ''));
  return generated(ex, node, braces(node, '{', '}', members));
}

/**
 * WITH UNIQUE KEYS and the size of RETURNING: what breaks them is an error. Names that are known and differ need no
 * look.
 */
function generated(
  ex: ExprContext,
  node: NamedFunctionSyntax,
  made: PgExpr,
  members: readonly FunctionSyntaxItem[] = [],
): PgExpr {
  const names = members.map((m) => m.key && literalText(m.key));
  const differ = members.length > 0 && !names.includes(undefined) && new Set(names).size === names.length;
  const checked = hasOption(node, 'WITH UNIQUE KEYS') && !differ ? b.ora(node.span, 'json_unique_keys', made) : made;
  return fitJson(
    checked,
    node.returning && ex.unit.analysis.typeOfRef(node.returning),
    [...(hasOption(node, 'TRUNCATE') ? ['TRUNCATE'] : []), 'ERROR ON ERROR'],
    mayFillText(ex, node),
  );
}

function braces(node: NamedFunctionSyntax, open: string, close: string, inner: PgExpr): PgExpr {
  return b.concat(node.span, b.text(node.span, open), inner, b.text(node.span, close));
}

/** `*` is a member for each column. */
function membersOf(ex: ExprContext, node: NamedFunctionSyntax): readonly FunctionSyntaxItem[] {
  return node.args.flatMap((item) =>
    item.value.kind === 'Star'
      ? (ex.unit.analysis.jsonMembers(item) ?? refuse(columnsUnknown(item.span, 'the row')))
      : [item],
  );
}

/** concat_ws leaves out what is NULL: members that ABSENT ON NULL drops. */
function joined(node: NamedFunctionSyntax, parts: readonly PgExpr[]): PgExpr {
  return parts.length === 0 ? b.text(node.span, '') : b.call(node.span, 'concat_ws', b.text(node.span, ','), ...parts);
}

function listOf(ex: ExprContext, node: NamedFunctionSyntax, value: PgExpr): PgExpr {
  const call: PgCall = { kind: 'PgCall', span: node.span, name: ['string_agg'], args: [value, b.text(node.span, ',')] };
  return node.orderBy ? { ...call, orderBy: lowerOrder(ex, node.orderBy) } : call;
}

/** `"key":value`; JSON_OBJECT keeps NULL unless ABSENT ON NULL. */
function member(ex: ExprContext, node: NamedFunctionSyntax, item: FunctionSyntaxItem): PgExpr {
  const { span } = item;
  const key = keyOf(ex, node, item);
  const value = jsonOf(ex, item);
  const absent = hasOption(node, 'ABSENT ON NULL');
  const nullable = ex.unit.analysis.mayBeNull(item.value) || value.kind === 'PgNull';
  return b.concat(span, key, absent || !nullable ? value : b.coalesce(span, value, b.text(span, 'null')));
}

function keyOf(ex: ExprContext, node: NamedFunctionSyntax, item: FunctionSyntaxItem): PgExpr {
  const { span } = item;
  if (!item.key) {
    // JSON_OBJECT(ename): the key is the column's name.
    const { value } = item;
    const name = value.kind === 'Name' ? lastName(value) : undefined;
    return name === undefined
      ? refuse(unsupportedFunction(span, node.name, 'a value without a key'))
      : b.text(span, `${JSON.stringify(name)}:`);
  }
  const literal = literalText(item.key);
  if (literal !== undefined) return b.text(span, `${JSON.stringify(literal)}:`);
  const key = lowerTo(ex, item.key, varchar2);
  return b.concat(
    span,
    b.cast(span, b.call(span, 'to_json', b.cast(span, key, pgTypes.text)), pgTypes.text),
    b.text(span, ':'),
  );
}

/** An element: JSON_ARRAY drops NULL unless NULL ON NULL. */
function element(ex: ExprContext, node: NamedFunctionSyntax, item: FunctionSyntaxItem): PgExpr {
  const value = jsonOf(ex, item);
  return hasOption(node, 'NULL ON NULL') ? b.coalesce(item.span, value, b.text(item.span, 'null')) : value;
}

/** A value as JSON text; NULL stays NULL. */
export function jsonOf(ex: ExprContext, item: FunctionSyntaxItem): PgExpr {
  const { span, value } = item;
  if (value.kind === 'Star' || item.role === 'QUERY')
    return refuse(unsupportedFunction(span, 'JSON', '* and subqueries are not converted here'));
  if (typeOf(ex, value).kind === 'json') return textOfJson(lowerExpr(ex, value));
  return item.role.includes('FORMAT JSON') || isJsonText(value) ? lowerExpr(ex, value) : jsonOfValue(ex, value);
}

/**
 * A value of type JSON stands in others as what it is. (JSON Developer's Guide, "Handling of Input Values for SQL/JSON
 * Generation Functions")
 */
const textOfJson = (value: PgExpr): PgExpr =>
  b.ora(value.span, 'json_serialize', b.cast(value.span, value, pgTypes.text));

/** A value of SQL or PL/SQL as JSON: the text of a scalar. */
export function jsonOfValue(ex: ExprContext, value: Expr): PgExpr {
  const { span } = value;
  const type = typeOf(ex, value);
  const lowered = lowerExpr(ex, value);
  switch (type.kind) {
    case 'plsInteger':
      return b.cast(span, lowered, pgTypes.text);
    case 'number':
      if (lowered.kind === 'PgNumber' && !/e/i.test(lowered.text))
        return b.text(span, lowered.text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''));
      return isIntegerTyped(lowered) ? b.cast(span, lowered, pgTypes.text) : b.ora(span, 'json_number', lowered);
    case 'binaryDouble':
    case 'binaryFloat':
      return b.ora(span, 'json_binary', lowered);
    case 'intervalDayToSecond':
    case 'intervalYearToMonth':
      return b.ora(span, 'json_interval', lowered);
    case 'boolean':
      return b.cast(span, lowered, pgTypes.text);
    case 'date':
      return b.call(span, 'to_char', lowered, b.text(span, '"\\""YYYY-MM-DD"T"HH24:MI:SS"\\""'));
    case 'timestamp':
      return jsonTimestamp(lowered, type.zone !== 'none', span);
    case 'null':
      return b.null(span);
    case 'json':
      return textOfJson(lowered);
    default: {
      if (lowered.kind === 'PgString') return b.text(span, JSON.stringify(lowered.value));
      const text = convert(ex, lowered, { from: type, to: isLob(type) ? { kind: 'clob' } : varchar2, span });
      return b.cast(span, b.call(span, 'to_json', b.cast(span, text, pgTypes.text)), pgTypes.text);
    }
  }
}

/** JSON_SCALAR(x): a value of type JSON; NULL stays NULL. (SQL Language Reference, "JSON_SCALAR"; 21c) */
export function scalarAsJson(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [value, more] = node.args;
  if (!value || more || node.options.length > 0)
    return refuse(unsupportedFunction(node.span, node.name, 'its clauses are not converted'));
  const { kind } = typeOf(ex, value.value);
  if (isAnyOf(kind, 'raw', 'blob', 'json', 'unknown', 'object', 'collection', 'record'))
    return refuse(
      unsupportedFunction(node.span, node.name, 'it is converted for numbers, texts, datetimes and booleans'),
    );
  return b.cast(node.span, jsonOfValue(ex, value.value), pgTypes.jsonb);
}

/**
 * ISO 8601; with a zone as UTC. (JSON Developer's Guide, "Handling of Input Values for SQL/JSON Generation Functions")
 */
function jsonTimestamp(value: PgExpr, zoned: boolean, span: Span): PgExpr {
  const shown = zoned ? b.ora(span, 'at_zone', value, b.text(span, 'UTC')) : value;
  const end = zoned ? '"Z\\""' : '"\\""';
  return b.call(span, 'to_char', shown, b.text(span, `"\\""YYYY-MM-DD"T"HH24:MI:SS.US${end}`));
}

/**
 * Results of JSON functions are JSON already, those of a scalar subquery too.
 * (JSON Developer's Guide, "Overview of SQL/JSON Generation Functions": nested subqueries generate collections)
 */
function isJsonText(value: Expr): boolean {
  if (value.kind === 'Subquery') return selectsJson(value.query.body);
  return (
    value.kind === 'NamedFunctionSyntax' &&
    [
      'JSON_OBJECT',
      'JSON_ARRAY',
      'JSON_ARRAYAGG',
      'JSON_OBJECTAGG',
      'JSON_QUERY',
      'JSON_MERGEPATCH',
      'JSON_SERIALIZE',
      'JSON_TRANSFORM',
    ].includes(value.name)
  );
}

const selectsJson = (body: QueryBody): boolean =>
  branchesOf(body).every((branch) => {
    const [only, more] = branch.kind === 'Select' ? branch.items : [];
    return only !== undefined && more === undefined && only.value.kind !== 'Star' && isJsonText(only.value);
  });
