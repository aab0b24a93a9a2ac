import { isNumeric, isText } from '../../../analyze/model/operators.js';
import type { CollectionTypeSymbol } from '../../../analyze/model/symbols.js';
import { type OracleType, unknown } from '../../../analyze/model/types.js';
import { unknownType } from '../../../diagnostics/op1-types.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import type { Cast, Expr, MultisetQuery, Query } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { elementsPgType, isList } from '../../collections/collection-types.js';
import { withinLimit } from '../../collections/elements.js';
import { keepingGaps, withoutGaps } from '../../collections/gaps/split.js';
import { type ExprContext, refuse } from '../../context.js';
import { written } from '../../ddl/names.js';
import { madeUp } from '../../naming/made-names.js';
import { objectOf } from '../../objects/expressions.js';
import { attributeName, isPacked, representation } from '../../objects/hierarchy.js';
import { pack } from '../../objects/packed.js';
import { lowerQuery } from '../../queries/index.js';
import { pgTypeOf } from '../../types.js';
import { ofUnknown } from '../../unresolved/missing.js';
import { clobToChar } from '../bounds/text-bounds.js';
import { fieldsInZone, textInZone } from '../datetime/datetime.js';
import { fitTimestamp } from '../datetime/fit-timestamp.js';
import { zoneOrigin } from '../datetime/instants.js';
import { isOfServer } from '../datetime/server-clock.js';
import { lowerExpr, lowerTo } from '../index.js';
import { isNullLiteral, typeOf } from '../typing.js';
import { convert } from './convert.js';
import { type Conversion, fitText, fitTo } from './fit.js';

const varchar2: OracleType = { kind: 'varchar2' };

/** CAST(x AS t): the implicit conversion, then length and precision of the type. (SQL Language Reference, "CAST") */
export function lowerCast(ex: ExprContext, node: Cast): PgExpr {
  const { span } = node;
  const to = ex.unit.analysis.typeOfRef(node.type);
  reportUnknown(ex, node, to);
  if (node.operand.kind === 'MultisetQuery') {
    const elements = multiset(ex, node.operand, to, span);
    return to.kind === 'collection' ? ofElements(ex, to.collection, elements) : elements;
  }
  if (node.onConversionError) return withDefault(ex, node, to);
  if (node.format) return formatted(ex, node, to);
  if (isNullLiteral(node.operand)) return b.cast(span, b.null(span), pgTypeOf(ex.unit.naming, to, 'value'));
  const fields = fieldsInZone(ex, node.operand, to);
  if (fields) return fitCast(ex, fields, { from: { kind: 'timestamp', zone: 'none' }, to, span });
  const from = typeOf(ex, node.operand);
  const inZone = to.kind === 'varchar2' || to.kind === 'char' ? textInZone(ex, node.operand) : undefined;
  if (inZone) return fitCast(ex, inZone, { from: varchar2, to, span });
  const operand =
    to.kind === 'timestamp' && to.zone === 'local' ? asInstant(ex, node.operand) : lowerExpr(ex, node.operand);
  const value = convert(ex, collected(ex, node.operand, operand, to), {
    from,
    to: to.kind === 'plsInteger' ? { kind: 'number' } : to,
    span,
  });
  if (from.kind === 'unknown' && to.kind !== 'collection')
    return b.cast(span, value, pgTypeOf(ex.unit.naming, to, 'value'));
  return fitCast(ex, value, { from, to, span });
}

/** What becomes WITH LOCAL TIME ZONE is shown in the zone of the session, whichever zone it had. */
function asInstant(ex: ExprContext, operand: Expr): PgExpr {
  const value = { ...lowerExpr({ ...ex, asInstant: zoneOrigin(ex.unit.analysis, operand) }, operand) };
  return isOfServer(value) ? b.cast(value.span, value, pgTypes.timestamptz) : value;
}

function reportUnknown({ unit }: ExprContext, { type }: Cast, to: OracleType): void {
  if (type.kind !== 'NamedTypeRef' || !unit.analysis.isUnknown(type)) return;
  const found = unknownType(type.span, 'CAST', written(type.name), 'the value keeps the type that it has');
  unit.report(ofUnknown(to, found));
}

/** The value, of the kind of type that is wanted, with its length, precision and scale. */
export function fitCast(ex: ExprContext, value: PgExpr, { from, to, span }: Conversion): PgExpr {
  switch (to.kind) {
    case 'number':
      if (to.digits !== undefined) return b.ora(span, 'fit_float', value, b.num(span, to.digits));
      if (to.precision === undefined) return value.kind === 'PgNumber' ? b.cast(span, value, pgTypes.numeric) : value;
      return b.cast(span, value, pgTypeOf(ex.unit.naming, to, 'variable'));
    case 'plsInteger':
      return b.ora(span, 'pls_integer', value);
    case 'varchar2':
      if (from.kind === 'clob' && ex.sql) return clobToChar(ex, value, span, to.length);
      if (to.length !== undefined && isNumeric(from) && !numberFits(from, to.length))
        return b.ora(span, 'cast_number', value, b.num(span, to.length));
      return to.length === undefined || numberShorterThan(from, to.length)
        ? typedText(value)
        : b.cast(span, value, pgTypeOf(ex.unit.naming, to, 'variable'));
    case 'char':
      return b.call(
        span,
        'rpad',
        isNumeric(from) && !numberFits(from, to.length ?? 1)
          ? b.ora(span, 'cast_number', value, b.num(span, to.length ?? 1))
          : value,
        b.num(span, to.length ?? 1),
      );
    case 'timestamp': {
      const given = typed(ex, value, to);
      const fitted = fitTimestamp(given, from, to, span);
      return fitted === given && to.precision !== undefined && to.precision < 6 && from.kind !== 'date'
        ? b.cast(span, given, pgTypeOf(ex.unit.naming, to, 'variable'))
        : fitted;
    }
    case 'collection': {
      const { collection } = to;
      const same = from.kind === 'collection' && from.collection === collection;
      if (same && ex.unit.naming.keepsGaps(collection)) return value;
      const elements = b.cast(span, withoutGaps(ex, from, value), elementsPgType(ex.unit, collection));
      return same ? elements : ofElements(ex, collection, elements);
    }
    case 'object':
      return b.cast(span, value, pgTypeOf(ex.unit.naming, to, 'value'));
    case 'intervalDayToSecond':
    case 'intervalYearToMonth':
      return fitTo(ex, typed(ex, value, to), { from, to, span });
    default:
      return typed(ex, value, to);
  }
}

/** Has the number's text, with sign and decimal point, never more characters? */
const numberFits = (from: OracleType, length: number): boolean =>
  length >= 40 ||
  (from.kind === 'plsInteger' && length >= 11) ||
  (from.kind === 'number' &&
    from.precision !== undefined &&
    (from.scale ?? 0) >= 0 &&
    length >= Math.max(from.precision, from.scale ?? 0) + 2);

const numberShorterThan = (from: OracleType, length: number): boolean => isNumeric(from) && length >= 40;

/** The collection of the type that has these elements, which may be too many. */
function ofElements(ex: ExprContext, collection: CollectionTypeSymbol, elements: PgExpr): PgExpr {
  return ex.unit.naming.keepsGaps(collection)
    ? keepingGaps(ex.unit, collection, elements)
    : withinLimit(collection, elements, 22909);
}

/** A literal as text, which PostgreSQL would take for a value of unknown type. */
export function typedText(value: PgExpr): PgExpr {
  return value.kind === 'PgString' ? b.cast(value.span, value, pgTypes.text) : value;
}

function typed(ex: ExprContext, value: PgExpr, to: OracleType): PgExpr {
  return value.kind === 'PgString' || value.kind === 'PgNumber'
    ? b.cast(value.span, value, pgTypeOf(ex.unit.naming, to, 'value'))
    : value;
}

/** `CAST(MULTISET(select …) AS t)` → `array(select …)`, rows of several columns made objects of the element type. */
function multiset(ex: ExprContext, node: MultisetQuery, to: OracleType, span: Cast['span']): PgExpr {
  if (to.kind !== 'collection')
    return refuse(unsupportedExpression(span, 'CAST(MULTISET …) to what is not known as a collection'));
  return elementsOf(ex, node.query, to.collection.element, span);
}

/** The rows of a query as the elements of a collection: `array(select …)`. */
export function elementsOf(ex: ExprContext, source: Query, element: OracleType, span: Span): PgExpr {
  const columns = ex.unit.analysis.columnsOf(source);
  const query = lowerQuery(ex, source);
  if (isList(element)) {
    const list = b.cast(span, b.column(span, madeUp('q'), madeUp('c1')), {
      name: ex.unit.naming.of(element.collection),
    });
    const all = b.coalesce(span, b.ora(span, 'collect_lists', list), b.text(span, '{}'));
    return b.scalar(
      span,
      b.select(span, { items: [all], from: [b.derived(span, query, madeUp('q'), [madeUp('c1')])] }),
    );
  }
  if (columns.length === 1 && (element.kind !== 'object' || columns[0]?.type.kind === 'object')) {
    const column = b.column(span, madeUp('q'), madeUp('c1'));
    const value = element.kind === 'object' ? column : asPart(ex, column, columns[0]?.type ?? unknown, element);
    return value === column
      ? { kind: 'PgArraySubquery', span, query }
      : arrayOf(value, b.derived(span, query, madeUp('q'), [madeUp('c1')]));
  }
  const object =
    element.kind === 'object' && element.object.attributes.length === columns.length ? element.object : undefined;
  const names = columns.map((_, i) => madeUp(`c${i + 1}`));
  const given = names.map((name) => b.column(span, madeUp('q'), name));
  const parts = object
    ? given.map((column, i) => asPart(ex, column, columns[i]?.type ?? unknown, object.attributes[i]?.type ?? unknown))
    : given;
  const packed = object?.attributes.some((a) => isPacked(object, a.name)) === true;
  const made = object && representation(ex.unit.naming, object);
  const isComposite = made && !made.tagged && made.attributes.every((a) => !a.absent);
  if (!object || (!packed && isComposite && parts.every((p, i) => p === given[i]))) {
    const row: PgExpr = { kind: 'PgRow', span, items: [b.star(span, madeUp('q'))] };
    return arrayOf(b.cast(span, row, pgTypeOf(ex.unit.naming, element, 'value')), b.derived(span, query, madeUp('q')));
  }
  const values = object.attributes.map((a, i): [string, PgExpr] => {
    const value = parts[i] ?? b.null(span);
    return [
      attributeName(object, a.name),
      isPacked(object, a.name) ? pack(ex.unit.naming, value, a.type, span) : value,
    ];
  });
  return arrayOf(objectOf(ex.unit, object, new Map(values), span), b.derived(span, query, madeUp('q'), names));
}

const arrayOf = (value: PgExpr, from: PgFromItem): PgExpr => ({
  kind: 'PgArraySubquery',
  span: value.span,
  query: b.select(value.span, { items: [value], from: [from] }),
});

/**
 * A column as an element or attribute of the type, whose cast would cut what is too long and write numbers and dates in
 * PostgreSQL's way.
 */
function asPart(ex: ExprContext, column: PgExpr, from: OracleType, to: OracleType): PgExpr {
  if (from.kind === 'unknown' || to.kind === 'unknown') return column;
  const value = convert(ex, column, { from, to, span: column.span });
  if (to.kind !== 'varchar2') return value;
  if (to.length === undefined || (from.kind === 'varchar2' && from.length !== undefined && from.length <= to.length))
    return value;
  return fitText(value, { from, length: to.length, span: column.span });
}

/** `CAST(COLLECT(x) AS t)`: the elements that were collected, each as one of the type. */
function collected(ex: ExprContext, operand: Expr, array: PgExpr, to: OracleType): PgExpr {
  if (to.kind !== 'collection' || operand.kind !== 'Call') return array;
  const { base } = ex.unit.analysis.resolve(operand);
  const argument = base.kind === 'builtin' && base.name === 'COLLECT' ? operand.args[0]?.value : undefined;
  const { element } = to.collection;
  if (!argument || element.kind === 'object' || element.kind === 'collection') return array;
  const column = b.column(operand.span, madeUp('q'), madeUp('c1'));
  const value = asPart(ex, column, typeOf(ex, argument), element);
  return value === column
    ? array
    : arrayOf(value, b.fromFunction(operand.span, b.call(operand.span, 'unnest', array), madeUp('q'), [madeUp('c1')]));
}

function withDefault(ex: ExprContext, node: Cast, to: OracleType): PgExpr {
  const { span } = node;
  const names: Partial<Record<OracleType['kind'], string>> = {
    number: 'to_number_default',
    date: 'to_date_default',
    timestamp: to.kind === 'timestamp' && to.zone !== 'none' ? 'to_timestamp_tz_default' : 'to_timestamp_default',
    binaryDouble: 'to_binary_double_default',
    binaryFloat: 'to_binary_float_default',
    intervalDayToSecond: 'to_dsinterval_default',
    intervalYearToMonth: 'to_yminterval_default',
  };
  const name = names[to.kind];
  if (name === undefined || !node.onConversionError)
    return refuse(unsupportedExpression(span, 'CAST … DEFAULT … ON CONVERSION ERROR to this type'));
  const text = (e: Cast['operand'] | undefined): PgExpr[] => (e ? [lowerTo(ex, e, varchar2)] : []);
  const call = b.ora(
    span,
    name,
    ...text(node.operand),
    ...text(node.onConversionError),
    ...text(node.format),
    ...text(node.nls),
  );
  if (to.kind !== 'number' || to.precision === undefined) return call;
  // Digits that the type has no room for are an error of the conversion, too.
  const bounds = [b.num(span, to.precision), b.num(span, to.scale ?? 0)];
  const fitted = node.format
    ? call
    : b.ora(span, 'json_number_fit', call, ...bounds, b.text(span, 'DEFAULT'), ...text(node.onConversionError));
  return b.cast(span, fitted, pgTypeOf(ex.unit.naming, to, 'variable'));
}

/**
 * CAST(x AS type, fmt [, nls]): what TO_CHAR, TO_NUMBER, TO_DATE … give, as a value of the type. (SQL Language
 * Reference, "CAST")
 */
function formatted(ex: ExprContext, node: Cast, to: OracleType): PgExpr {
  const { span } = node;
  if (!node.format) return refuse(unsupportedExpression(span, 'CAST with a format'));
  const rest = [lowerTo(ex, node.format, varchar2), ...(node.nls ? [lowerTo(ex, node.nls, varchar2)] : [])];
  const from = typeOf(ex, node.operand);
  if (to.kind === 'varchar2' || to.kind === 'char') {
    const written = b.ora(
      span,
      from.kind === 'date' ? 'date_to_char' : 'to_char',
      lowerExpr(ex, node.operand),
      ...rest,
    );
    return fitCast(ex, written, { from: varchar2, to, span });
  }
  if (!isText(from)) return refuse(unsupportedExpression(span, 'CAST with a format'));
  const text = lowerTo(ex, node.operand, varchar2);
  switch (to.kind) {
    case 'number':
      return fitCast(ex, b.ora(span, 'to_number', text, ...rest), { from: { kind: 'number' }, to, span });
    case 'binaryDouble':
    case 'binaryFloat':
      return convert(ex, b.ora(span, 'to_number', text, ...rest), { from: { kind: 'number' }, to, span });
    case 'date':
      return b.ora(span, 'to_date', text, ...rest);
    case 'timestamp': {
      const made = b.ora(span, to.zone === 'none' ? 'to_timestamp' : 'to_timestamp_tz', text, ...rest);
      return fitCast(ex, made, { from: to, to, span });
    }
    default:
      return refuse(unsupportedExpression(span, 'CAST with a format'));
  }
}
