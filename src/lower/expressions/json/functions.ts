import { isNumeric, isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { columnsUnknown } from '../../../diagnostics/op2.js';
import { differentResult, jsonText, unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import { literalText } from '../../../ir/literals.js';
import type { Expr, FunctionSyntaxItem, NamedFunctionSyntax, QueryBody } from '../../../ir/oracle/index.js';
import type { PgCall, PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse, type UnitContext } from '../../context.js';
import { typedText } from '../cast.js';
import { convert } from '../conversions.js';
import { lowerCondition, lowerExpr, lowerTo } from '../index.js';
import { isIntegerTyped, isLob, typeOf } from '../typing.js';
import { lowerOrder } from '../windows.js';
import { isLongDocument, isLongText, mayFillText } from './long-results.js';
import { castingPath, numberBeside, orderOfNumberText, type PassedTypes } from './path.js';
import { pathForPostgres, plainPath } from './predicates.js';
import { fitJson, inAscii, jsonScalar, queryClauses } from './scalar.js';
import { lowerJsonTransform } from './transform.js';

const varchar2: OracleType = { kind: 'varchar2' };

/**
 * JSON functions. Text is made as Oracle makes it, without blanks and in the order of the arguments. (SQL Language
 * Reference, "JSON Functions")
 */
export function lowerJsonFunction(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  switch (node.name) {
    case 'JSON_OBJECT': {
      return jsonObject(ex, node);
    }
    case 'JSON_ARRAY':
      return generated(
        ex,
        node,
        braces(
          node,
          '[',
          ']',
          joined(
            ex,
            node,
            node.args.map((item) => element(ex, node, item)),
          ),
        ),
      );
    case 'JSON_ARRAYAGG': {
      const [item] = node.args;
      if (!item) return refuse(unsupportedFunction(node.span, node.name, 'it has no argument'));
      const items = b.coalesce(node.span, listOf(ex, node, element(ex, node, item)), b.text(node.span, ''));
      return generated(ex, node, braces(node, '[', ']', items));
    }
    case 'JSON_OBJECTAGG': {
      const [item] = node.args;
      if (!item) return refuse(unsupportedFunction(node.span, node.name, 'it has no argument'));
      const members = b.coalesce(node.span, listOf(ex, node, member(ex, node, item)), b.text(node.span, ''));
      return generated(ex, node, braces(node, '{', '}', members));
    }
    case 'JSON_VALUE':
      return jsonValue(ex, node);
    case 'JSON_QUERY':
      return jsonQuery(ex, node);
    case 'JSON_EXISTS':
      return jsonExists(ex, node);
    case 'JSON_EQUAL':
      return jsonEqual(ex, node);
    case 'JSON_DOT':
      return b.ora(node.span, 'json_dot', ...docAndPath(ex, node));
    case 'JSON_MERGEPATCH':
      return mergePatch(ex, node);
    case 'JSON_SERIALIZE':
      return serialize(ex, node);
    case 'JSON_TRANSFORM': {
      const [doc] = node.args;
      if (!doc) return refuse(unsupportedFunction(node.span, node.name, 'it has no document'));
      return lowerJsonTransform(node, documentText(lowerExpr(ex, doc.value), typeOf(ex, doc.value)), jsonOf, ex);
    }
    default:
      return refuse(unsupportedFunction(node.span, node.name, 'it has no counterpart'));
  }
}

function jsonObject(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const members = membersOf(ex, node);
  return generated(
    ex,
    node,
    braces(
      node,
      '{',
      '}',
      joined(
        ex,
        node,
        members.map((item) => member(ex, node, item)),
      ),
    ),
    members,
  );
}

/** Equal whatever the order of the members and the white space. (SQL Language Reference, "JSON_EQUAL Condition") */
function jsonEqual(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [left, right, more] = node.args;
  if (!left || !right || more || node.options.length > 0)
    return refuse(unsupportedFunction(node.span, node.name, 'with an ON ERROR clause it is not converted'));
  const [one, other] = [left, right].map(({ value }) => {
    const text = documentText(lowerExpr(ex, value), typeOf(ex, value));
    return b.cast(value.span, text, pgTypes.jsonb);
  });
  return b.eq(node.span, one ?? b.null(node.span), other ?? b.null(node.span));
}

const hasOption = (node: NamedFunctionSyntax, option: string): boolean =>
  node.options.some((o) => o.toUpperCase() === option);

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
function joined(_ex: ExprContext, node: NamedFunctionSyntax, parts: readonly PgExpr[]): PgExpr {
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
    const name = value.kind === 'Name' ? value.parts.at(-1)?.name : undefined;
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
function jsonOf(ex: ExprContext, item: FunctionSyntaxItem): PgExpr {
  const { span, value } = item;
  if (value.kind === 'Star' || item.role === 'QUERY')
    return refuse(unsupportedFunction(span, 'JSON', '* and subqueries are not converted here'));
  return item.role.includes('FORMAT JSON') || isJsonText(value) ? lowerExpr(ex, value) : jsonOfValue(ex, value);
}

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
    default: {
      if (lowered.kind === 'PgString') return b.text(span, JSON.stringify(lowered.value));
      const text = convert(ex, lowered, { from: type, to: isLob(type) ? { kind: 'clob' } : varchar2, span });
      return b.cast(span, b.call(span, 'to_json', b.cast(span, text, pgTypes.text)), pgTypes.text);
    }
  }
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

function selectsJson(body: QueryBody): boolean {
  if (body.kind === 'SetOperation') return selectsJson(body.left) && selectsJson(body.right);
  if (body.kind === 'Query') return selectsJson(body.body);
  const [only, more] = body.kind === 'Select' ? body.items : [];
  return only !== undefined && more === undefined && only.value.kind !== 'Star' && isJsonText(only.value);
}

/** Reports a comparison in a path that Oracle makes by text where it meets a number. */
export function reportOrderOfText(unit: UnitContext, path: string, span: Span): void {
  const comparison = orderOfNumberText(path);
  if (comparison === undefined) return;
  unit.report(
    differentResult(span, comparison, 'a number in the document is compared as text in Oracle, not at all here'),
  );
}

function docAndPath(ex: ExprContext, node: NamedFunctionSyntax, passed?: PassedTypes): readonly [PgExpr, PgExpr] {
  const doc = node.args.find((a) => a.role === 'VALUE');
  const path = node.args.find((a) => a.role === 'PATH');
  if (!doc || !path) return refuse(unsupportedFunction(node.span, node.name, 'it has no path'));
  const written = literalText(path.value);
  if (written === undefined)
    return [documentText(lowerExpr(ex, doc.value), typeOf(ex, doc.value)), lowerExpr(ex, path.value)];
  const known = pathForPostgres(written, node.name === 'JSON_EXISTS');
  if (known === undefined)
    return refuse(unsupportedFunction(node.span, node.name, `the path ${written} has no counterpart`));
  reportOrderOfText(ex.unit, known, path.value.span);
  const at = b.text(path.value.span, castingPath(known, passed));
  return [documentText(lowerExpr(ex, doc.value), typeOf(ex, doc.value)), at];
}

/** The text of a JSON document: of BLOB and RAW the characters of its bytes, which are UTF-8. */
export function documentText(value: PgExpr, type: OracleType): PgExpr {
  if (type.kind === 'blob' || type.kind === 'raw')
    return b.call(value.span, 'convert_from', value, b.text(value.span, 'UTF8'));
  return type.kind === 'json' ? b.cast(value.span, value, pgTypes.text) : value;
}

/** JSON_VALUE: what is missing, no scalar or no JSON gives NULL unless a clause says otherwise. */
function jsonValue(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const [doc, path] = docAndPath(ex, node);
  const type = node.returning && ex.unit.analysis.typeOfRef(node.returning);
  const options = node.options.map((o) => o.toUpperCase());
  const clauses = node.defaults ? { options, defaults: node.defaults } : { options };
  return (
    jsonScalar(ex, { doc, path, type, clauses, span, mayBeLong: isLongDocument(ex, node) }) ??
    refuse(unsupportedFunction(span, 'JSON_VALUE', 'the RETURNING type is not converted'))
  );
}

/**
 * JSON's dot notation: a scalar as text, an object or array as JSON, several values as an array. (JSON Developer's
 * Guide, "Simple Dot-Notation Access to JSON Data")
 */
export function jsonDot(doc: PgExpr, type: OracleType, path: PgExpr, span: Span): PgExpr {
  return b.ora(span, 'json_dot', documentText(doc, type), path);
}

/** What an item method at the end of the dot notation gives, of the text of a document. */
export function jsonDotMethod(ex: ExprContext, doc: PgExpr, path: PgExpr, type: OracleType): PgExpr | undefined {
  return jsonScalar(ex, { doc, path, type, clauses: { options: [] }, span: path.span });
}

/** JSON_MERGEPATCH(target, patch). (SQL Language Reference, "JSON_MERGEPATCH"; RFC 7396) */
function mergePatch(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [target, patch] = node.args;
  if (!target || !patch) return refuse(unsupportedFunction(node.span, node.name, 'it has no patch'));
  const other = node.options.find((o) => !/^(RETURNING|NULL ON ERROR)/i.test(o));
  if (other !== undefined) return refuse(unsupportedFunction(node.span, node.name, `${other} is not converted`));
  const args = [target, patch].map((a) => documentText(lowerExpr(ex, a.value), typeOf(ex, a.value)));
  const isLong = [target, patch].some(({ value }) => isLongText(ex, value));
  const type = node.returning && ex.unit.analysis.typeOfRef(node.returning);
  return fitJson(b.ora(node.span, 'json_mergepatch', ...args), type, [], isLong);
}

/** JSON_SERIALIZE(document): its text, without blanks or PRETTY. (SQL Language Reference, "JSON_SERIALIZE") */
function serialize(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const [doc] = node.args;
  if (!doc) return refuse(unsupportedFunction(node.span, node.name, 'it has no argument'));
  const other = node.options.find(
    (o) => !/^(RETURNING|(NULL|ERROR) ON ERROR|FORMAT JSON|PRETTY$|ASCII$|TRUNCATE$)/i.test(o),
  );
  if (other !== undefined) return refuse(unsupportedFunction(node.span, node.name, `${other} is not converted`));
  const { span } = node;
  const pretty = hasOption(node, 'PRETTY');
  const onNull = hasOption(node, 'NULL ON ERROR');
  const words = node.options.map((o) => o.toUpperCase());
  const text = b.ora(
    span,
    'json_serialize',
    documentText(lowerExpr(ex, doc.value), typeOf(ex, doc.value)),
    ...(pretty || onNull ? [b.boolean(span, pretty)] : []),
    ...(onNull ? [b.text(span, 'NULL')] : []),
  );
  const onError = onNull ? words : [...words, 'ERROR ON ERROR'];
  return fitJson(
    inAscii(text, words),
    node.returning && ex.unit.analysis.typeOfRef(node.returning),
    onError,
    isLongDocument(ex, node),
  );
}

function jsonQuery(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const [doc, path] = docAndPath(ex, node);
  const given = node.args.find((a) => a.role === 'PATH');
  const written = given && literalText(given.value);
  // A plain path gives the very text of the document.
  if (written === undefined || !plainPath.test(written)) ex.unit.report(jsonText(span, 'JSON_QUERY'));
  const words = node.options.map((o) => o.toUpperCase());
  const found = b.ora(span, 'json_query', doc, path, ...queryClauses(words).map((c) => b.text(span, c)));
  const laid = hasOption(node, 'PRETTY') ? b.ora(span, 'json_pretty', b.cast(span, found, { name: ['json'] })) : found;
  return fitJson(
    inAscii(laid, words),
    node.returning && ex.unit.analysis.typeOfRef(node.returning),
    words,
    isLongDocument(ex, node),
  );
}

function jsonExists(ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  const { span } = node;
  const passed = node.args.filter((a) => a.role === 'PASSING');
  const named = (test: (type: OracleType) => boolean): Set<string> =>
    new Set(passed.filter((p) => test(typeOf(ex, p.value))).map((p) => p.alias?.name ?? ''));
  const texts = named(isText);
  const [doc, path] = docAndPath(ex, node, { numbers: named(isNumeric), texts });
  const onError = node.options.map((o) => /^(ERROR|TRUE) ON ERROR$/i.exec(o)?.[1]?.toUpperCase()).find((o) => o);
  const exists = (...args: readonly PgExpr[]): PgExpr =>
    onError === undefined
      ? b.ora(span, 'json_exists', ...args)
      : b.ora(span, 'json_exists_or', b.text(span, onError), ...args);
  if (passed.length === 0) return exists(doc, path);
  const variables = passed.flatMap((p) => {
    const name = p.alias?.name ?? '';
    const value =
      typeOf(ex, p.value).kind === 'boolean' ? lowerCondition(ex, p.value) : typedText(lowerExpr(ex, p.value));
    const beside = numberBeside(name);
    const isBeside = texts.has(name) && path.kind === 'PgString' && path.value.includes(`$${beside}`);
    return [
      b.text(span, name),
      value,
      ...(isBeside ? [b.text(span, beside), b.ora(span, 'json_number_beside', value)] : []),
    ];
  });
  return exists(doc, path, b.call(span, 'jsonb_build_object', ...variables));
}
