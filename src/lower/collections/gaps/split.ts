import type { CollectionTypeSymbol, RoutineSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { isAnyOf } from '../../../ir/kinds.js';
import type { PgExpr, PgType, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext, UnitContext } from '../../context.js';
import { once } from '../../expressions/evaluation/evaluated-once.js';
import { madeUpPart } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import type { RoutineContext } from '../../plsql/body/routine-context.js';
import { pgTypeOf } from '../../types.js';
import { elementsPgType, isMap, keyPgType } from '../collection-types.js';
import { isDense } from '../dense.js';
import { isLoose } from '../loose-maps.js';
import { gapParameters, hasGaps } from './gaps.js';

/**
 * A local collection that is kept in two PL/pgSQL variables. An associative array: keys and values, because assigning
 * an element of an array inside of a composite variable copies the array each time (100,000 elements: minutes), while
 * an array variable is changed in place. A nested table with DELETE(i): its elements, and which of them are gone. Where
 * a type keeps its gaps, a composite holds both of a table that is no local variable.
 */
export type Split = MapSplit | SparseSplit | DenseMap;

/** The keys of an associative array and its elements. */
export interface MapSplit {
  readonly kind: 'map';
  readonly keys: PgExpr;
  readonly values: PgExpr;
  /** How many of the first keys are in order; all of them where nothing says so. (loose-maps.ts) */
  readonly ordered?: PgExpr;
  readonly collection: CollectionTypeSymbol;
}

/** An associative array that is one array, without places for keys. (dense.ts) */
interface DenseMap {
  readonly kind: 'dense';
  readonly values: PgExpr;
  readonly collection: CollectionTypeSymbol;
}

/** The elements of a nested table, and which of them are gone. */
export interface SparseSplit {
  readonly kind: 'sparse';
  readonly values: PgExpr;
  readonly gone: PgExpr;
  readonly collection: CollectionTypeSymbol;
}

const splits = new WeakMap<PgExpr, Split>();

/** The two variables behind an expression that stands for such a collection. */
export function splitOf(value: PgExpr): Split | undefined {
  return splits.get(value);
}

/** One of the variables that a local variable is kept in. */
export interface SplitPart {
  readonly name: string;
  readonly type: PgType;
  readonly initial: PgExpr;
}

/** The variables that a collection is kept in. */
export type SplitParts = readonly [SplitPart, SplitPart, ...SplitPart[]];

/** Their names. */
export type SplitNames = readonly [string, string, ...string[]];

/** The variables that a local variable is kept in; undefined where it is one of its own. */
export function splitParts(
  unit: UnitContext,
  symbol: VariableSymbol,
  base = foldName(symbol.name),
): SplitParts | undefined {
  if (symbol.type.kind !== 'collection') return undefined;
  const { collection } = symbol.type;
  if (symbol.storage !== 'local' && (symbol.storage !== 'parameter' || isMap(collection))) return undefined;
  if (isDense(unit, symbol)) return undefined;
  const values = elementsPgType(unit, collection);
  const empty = b.text(symbol.span, '{}');
  if (isMap(collection)) {
    return [
      { name: madeUpPart(base, 'k'), type: pgTypes.arrayOf(keyPgType(collection)), initial: empty },
      { name: madeUpPart(base, 'v'), type: values, initial: empty },
      ...(isLoose(unit, symbol)
        ? [{ name: madeUpPart(base, 'n'), type: pgTypes.integer, initial: b.num(symbol.span, 0) }]
        : []),
    ];
  }
  const keeps = symbol.storage === 'local' && unit.naming.keepsGaps(collection);
  if (!keeps && !hasGaps(unit, symbol)) return undefined;
  return [
    { name: base, type: values, initial: b.null(symbol.span) },
    { name: madeUpPart(base, 'gone'), type: pgTypes.arrayOf(pgTypes.boolean), initial: empty },
  ];
}

/** The parameters after those of the routine that say which elements of its tables are gone. */
export function goneParts(
  unit: UnitContext,
  routine: RoutineSymbol,
): readonly (SplitPart & { readonly mode: 'in' | 'inout' })[] {
  return gapParameters(unit, routine).flatMap((p) => {
    const gone = splitParts(unit, p.variable)?.[1];
    return gone ? [{ ...gone, mode: p.mode === 'IN' ? ('in' as const) : ('inout' as const) }] : [];
  });
}

/** The array that an associative array of its own kind is. */
export function denseValue(collection: CollectionTypeSymbol, name: string, span: Span): PgExpr {
  const values = b.column(span, name);
  splits.set(values, { kind: 'dense', values, collection });
  return values;
}

/** The expression that stands for the whole collection. In SQL a nested table has no gaps. */
export function splitValue(
  unit: UnitContext,
  collection: CollectionTypeSymbol,
  names: SplitNames,
  span: Span,
  sql: boolean,
): PgExpr {
  const [first, second] = [b.column(span, names[0]), b.column(span, names[1])];
  if (isMap(collection)) {
    const whole = b.cast(
      span,
      { kind: 'PgRow', span, items: [first, second] },
      pgTypeOf(unit.naming, { kind: 'collection', collection }, 'variable'),
    );
    const ordered = names[2] === undefined ? undefined : b.column(span, names[2]);
    splits.set(whole, { kind: 'map', keys: first, values: second, ordered, collection });
    return whole;
  }
  if (unit.naming.keepsGaps(collection)) return keepingGaps(unit, collection, first, second);
  const whole = b.ora(span, sql ? 'sparse_compact' : 'sparse_dense', first, second);
  splits.set(whole, { kind: 'sparse', values: first, gone: second, collection });
  return whole;
}

/**
 * `row(values, gone)::t` of a type that keeps its gaps; of an array as it is made by a
 * constructor or a query nothing is gone.
 */
export function keepingGaps(
  unit: UnitContext,
  collection: CollectionTypeSymbol,
  values: PgExpr,
  gone: PgExpr = b.cast(values.span, b.text(values.span, '{}'), pgTypes.arrayOf(pgTypes.boolean)),
): PgExpr {
  const { span } = values;
  const row: PgExpr = { kind: 'PgRow', span, items: [values, gone] };
  const whole = b.cast(span, row, pgTypeOf(unit.naming, { kind: 'collection', collection }, 'variable'));
  splits.set(whole, { kind: 'sparse', values, gone, collection });
  return whole;
}

/**
 * The parts of a nested table that keeps track of its gaps, at a place that can be assigned to; undefined of an array.
 */
export function sparseParts(
  unit: UnitContext,
  place: PgExpr,
  collection: CollectionTypeSymbol,
  span: Span,
): SparseSplit | undefined {
  const split = splitOf(place);
  if (split?.kind === 'sparse') return split;
  if (!unit.naming.keepsGaps(collection)) return undefined;
  return { kind: 'sparse', values: b.part(span, place, 'v'), gone: b.part(span, place, 'gone'), collection };
}

/**
 * `make` of the parts of a nested table that keeps track of its gaps, as a value that is
 * computed once; undefined of an array.
 */
export function ofSparse(
  ex: ExprContext,
  value: PgExpr,
  type: OracleType,
  make: (parts: Pick<SparseSplit, 'values' | 'gone'>) => PgExpr,
): PgExpr | undefined {
  const split = splitOf(value);
  if (split?.kind === 'sparse') return make(split);
  if (type.kind !== 'collection' || !ex.unit.naming.keepsGaps(type.collection) || value.kind === 'PgNull')
    return undefined;
  return once(ex, pgTypeOf(ex.unit.naming, type, 'variable'), value, (whole) => {
    const [values, gone] = [b.field(value.span, whole, 'v'), b.field(value.span, whole, 'gone')];
    return make({ values, gone });
  });
}

/**
 * The elements that a collection has, without the gaps of deleted ones: what SQL and the multiset operators work on.
 */
export function withoutGaps(ex: ExprContext, type: OracleType, whole: PgExpr): PgExpr {
  return ofSparse(ex, whole, type, ({ values, gone }) => b.ora(whole.span, 'sparse_compact', values, gone)) ?? whole;
}

/** Assigns a whole collection to one kept in two variables. */
export function assignSplit(rc: RoutineContext, place: Split, value: PgExpr, span: Span): PlStatement[] {
  const from = splitOf(value);
  if (place.kind === 'sparse') return assignSparse(rc, place, value, span);
  if (place.kind === 'dense') return [b.assign(span, place.values, value)];
  if (from?.kind === 'map') return [b.assign(span, place.keys, from.keys), b.assign(span, place.values, from.values)];
  const row = value.kind === 'PgCast' && value.operand.kind === 'PgRow' ? value.operand : undefined;
  const [keys, values] = row?.items ?? [];
  if (keys && values) {
    const assigned = [b.assign(span, place.keys, keys), b.assign(span, place.values, values)];
    // Values that read what the variable still holds come first, and those that may fail, after which it still holds
    // it.
    return reads(values, place.keys) || mayFail(values) ? assigned.reverse() : assigned;
  }
  const whole = b.column(
    span,
    rc.temporary('map', pgTypeOf(rc.unit.naming, { kind: 'collection', collection: place.collection }, 'variable')),
  );
  return [
    b.assign(span, whole, value),
    b.assign(span, place.keys, b.field(span, whole, 'k')),
    b.assign(span, place.values, b.field(span, whole, 'v')),
  ];
}

function assignSparse(rc: RoutineContext, place: SparseSplit, value: PgExpr, span: Span): PlStatement[] {
  const from = splitOf(value);
  const none = b.text(span, '{}');
  if (from?.kind === 'sparse')
    return [b.assign(span, place.values, from.values), b.assign(span, place.gone, from.gone)];
  if (value.kind === 'PgNull' || !rc.unit.naming.keepsGaps(place.collection))
    return [b.assign(span, place.values, value), b.assign(span, place.gone, none)];
  const type = pgTypeOf(rc.unit.naming, { kind: 'collection', collection: place.collection }, 'variable');
  const whole = b.column(span, rc.temporary('nested', type));
  return [
    b.assign(span, whole, value),
    b.assign(span, place.values, b.field(span, whole, 'v')),
    b.assign(span, place.gone, b.coalesce(span, b.field(span, whole, 'gone'), none)),
  ];
}

/** Can computing the elements fail? Not where they are literals and variables as they are, of a type that takes them all. */
const mayFail = (values: PgExpr): boolean =>
  contains(
    values,
    (node) =>
      (node.kind === 'PgCast' && (node.type.modifiers !== undefined || node.type.name[0] === 'integer')) ||
      !isAnyOf(
        node.kind,
        'PgCast',
        'PgArray',
        'PgString',
        'PgNumber',
        'PgNull',
        'PgBoolean',
        'PgTypedLiteral',
        'PgColumn',
      ),
  );

/** Is the variable read in the value? */
function reads(value: PgExpr, variable: PgExpr): boolean {
  if (variable.kind !== 'PgColumn') return false;
  const name = variable.parts.join('.');
  return contains(value, (node) => node.kind === 'PgColumn' && node.parts.join('.') === name);
}
