import { isText } from '../../analyze/model/operators.js';
import type { JsonElementKind, OracleType } from '../../analyze/model/types.js';
import { jsonElementTypes } from '../../analyze/oracle/json-elements.js';
import { differentResult, unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import type { MethodCall } from '../calls/method-call.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { jsonOfValue } from '../expressions/json/generation.js';
import { documentText } from '../expressions/json/reading.js';
import { isLob, typeOf } from '../expressions/typing.js';

/**
 * Values of these types are texts in `ora.json_element`: a scalar, or the number of an object
 * or array that the session holds.
 */
const kindWord = (kind: JsonElementKind): string => kind.toLowerCase();

/** JSON_OBJECT_T(…), JSON_ELEMENT_T.PARSE(…): undefined for other names. */
export function lowerJsonConstructor(
  ex: ExprContext,
  name: string,
  args: readonly Argument[],
  span: Span,
): PgExpr | undefined {
  const [type = '', member] = name.split('.');
  const kind = jsonElementTypes.get(type);
  if (!kind || (member !== undefined && member !== 'PARSE' && member !== 'LOAD'))
    return kind ? refuse(unsupportedFunction(span, name, 'only PARSE and LOAD make one')) : undefined;
  const [arg] = args;
  const wanted = kind === 'ELEMENT' ? [] : [b.text(span, kindWord(kind))];
  if (!arg) {
    if (kind === 'OBJECT' || kind === 'ARRAY') return b.ora(span, 'json_empty', ...wanted);
    return refuse(unsupportedFunction(span, name, 'it has no argument'));
  }
  if (typeOf(ex, arg.value).kind === 'jsonElement') return asKind(lowerExpr(ex, arg.value), kind, span);
  return b.ora(span, 'json_new', document(ex, arg.value), ...wanted);
}

/** The same object in memory as another type: TREAT(e AS JSON_OBJECT_T). */
export function asKind(value: PgExpr, kind: JsonElementKind, span: Span): PgExpr {
  return kind === 'ELEMENT' ? value : b.ora(span, 'json_as', value, b.text(span, kindWord(kind)));
}

const document = (ex: ExprContext, expr: Expr): PgExpr => documentText(lowerExpr(ex, expr), typeOf(ex, expr));

/** What IS_OBJECT and the like ask: is the element of one of these kinds? */
const kindsAskedFor: ReadonlyMap<string, readonly string[]> = new Map([
  ['IS_OBJECT', ['object']],
  ['IS_ARRAY', ['array']],
  ['IS_SCALAR', ['string', 'number', 'boolean', 'null']],
  ['IS_STRING', ['string']],
  ['IS_NUMBER', ['number']],
  ['IS_BOOLEAN', ['boolean']],
  ['IS_NULL', ['null']],
  ['IS_DATE', ['date']],
  ['IS_TIMESTAMP', ['date']],
]);

/** A method of a JSON object type as a value. (PL/SQL Packages and Types Reference, "JSON Data Structures") */
export function lowerJsonMethod(ex: ExprContext, self: PgExpr, { method, args, span }: MethodCall): PgExpr {
  const kinds = kindsAskedFor.get(method);
  if (kinds) {
    if (method === 'IS_DATE' || method === 'IS_TIMESTAMP')
      ex.unit.report(differentResult(span, method, 'a datetime that the program has put in is a string here'));
    const operand = b.ora(span, 'json_kind', self);
    return { kind: 'PgIn', span, negated: false, operand, items: kinds.map((kind) => b.text(span, kind)) };
  }
  const part = (): PgExpr => b.ora(span, 'json_get', self, jsonPlace(ex, args, method, span));
  switch (method) {
    case 'IS_TRUE':
    case 'IS_FALSE':
      return b.eq(span, b.ora(span, 'json_held', self), b.text(span, method === 'IS_TRUE' ? 'true' : 'false'));
    case 'GET_SIZE':
      return b.ora(span, 'json_size', self);
    case 'TO_STRING':
    case 'STRINGIFY':
    case 'TO_CLOB':
      if (args.length > 0) return refuse(unsupportedFunction(span, method, 'its arguments have no counterpart'));
      return b.ora(span, 'json_whole', self);
    case 'TO_BLOB':
      return b.call(span, 'convert_to', b.ora(span, 'json_whole', self), b.text(span, 'UTF8'));
    case 'TO_NUMBER':
    case 'TO_BOOLEAN':
    case 'TO_DATE':
    case 'TO_TIMESTAMP':
      return scalar(method.slice(3), self, span);
    case 'CLONE':
      return b.ora(span, 'json_clone', self);
    case 'GET':
      return part();
    case 'GET_OBJECT':
    case 'GET_ARRAY':
      return b.ora(span, 'json_get_kind', part(), b.text(span, method === 'GET_OBJECT' ? 'object' : 'array'));
    case 'GET_STRING':
    case 'GET_CLOB':
    case 'GET_NUMBER':
    case 'GET_BOOLEAN':
    case 'GET_DATE':
    case 'GET_TIMESTAMP':
      return scalar(method.slice(4), part(), span);
    case 'GET_TYPE':
      return typeName(b.ora(span, 'json_kind', part()), span);
    case 'HAS':
      return b.ora(span, 'json_has', self, jsonPlace(ex, args, method, span));
    case 'GET_KEYS':
      return b.ora(span, 'json_keys', self);
    default:
      return refuse(unsupportedFunction(span, method, 'it has no counterpart'));
  }
}

/** OBJECT, ARRAY or SCALAR. */
function typeName(kind: PgExpr, span: Span): PgExpr {
  return b.caseWhen(
    span,
    [
      { when: b.eq(span, kind, b.text(span, 'object')), then: b.text(span, 'OBJECT') },
      { when: b.eq(span, kind, b.text(span, 'array')), then: b.text(span, 'ARRAY') },
    ],
    b.text(span, 'SCALAR'),
  );
}

/** A scalar as a value of PL/SQL; NULL where it is of another kind. */
function scalar(as: string, element: PgExpr, span: Span): PgExpr {
  switch (as) {
    case 'NUMBER':
      return b.ora(span, 'json_decimal', element);
    case 'BOOLEAN':
      return b.ora(span, 'json_truth', element);
    case 'TIMESTAMP':
      return b.ora(span, 'json_moment', element);
    case 'DATE':
      return b.call(span, 'date_trunc', b.text(span, 'second'), b.ora(span, 'json_moment', element));
    default:
      return b.ora(span, 'json_string', element);
  }
}

/** The key of a member, or the number of an element. */
export function jsonPlace(ex: ExprContext, args: readonly Argument[], method: string, span: Span): PgExpr {
  const [arg] = args;
  if (!arg) return refuse(unsupportedFunction(span, method, 'it has too few arguments'));
  const type = typeOf(ex, arg.value);
  const to: OracleType = isText(type) || isLob(type) ? { kind: 'varchar2' } : { kind: 'number' };
  const value = lowerTo(ex, arg.value, to);
  return to.kind === 'varchar2' && value.kind === 'PgNull' ? b.cast(span, value, pgTypes.text) : value;
}

/**
 * What PUT and APPEND put in: the text of a scalar, or the element. An empty literal, which is NULL in all else, is an
 * empty string here, as is that of NVL(x, ''); a variable without a value is null.
 */
export function jsonPart(ex: ExprContext, arg: Argument | undefined, method: string, span: Span): PgExpr {
  if (!arg) return refuse(unsupportedFunction(span, method, 'it has too few arguments'));
  const { value } = arg;
  const empty = b.text(value.span, '""');
  if (isEmptyLiteral(value)) return empty;
  if (typeOf(ex, value).kind === 'jsonElement') return lowerExpr(ex, value);
  const part = jsonOfValue(ex, value);
  return endsEmpty(ex, value) ? b.coalesce(value.span, part, empty) : part;
}

const isEmptyLiteral = (value: Expr): boolean => value.kind === 'StringLiteral' && value.value === '';

function endsEmpty(ex: ExprContext, value: Expr): boolean {
  if (value.kind !== 'Call') return false;
  const { base } = ex.unit.analysis.resolve(value);
  const last = base.kind === 'builtin' && /^(NVL|COALESCE)$/.test(base.name) && base.args.at(-1)?.value;
  return last ? isEmptyLiteral(last) : false;
}
