import type { CollectionTypeSymbol, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { PgExpr, PgType, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import type { UnitContext } from '../context.js';
import { foldName, shorten } from '../naming/naming.js';
import type { RoutineContext } from '../plsql/body/routine-context.js';
import { pgTypeOf } from '../types.js';
import { gapParameters, hasGaps } from './gaps.js';
import { elementsPgType, isMap, keyPgType } from './shared.js';

/**
 * A local collection that is kept in two PL/pgSQL variables. An associative array: keys and values, because assigning an element of an array inside
 * of a composite variable copies the array each time (100,000 elements: minutes), while an array variable is changed in place.
 * A nested table with DELETE(i): its elements, and which of them are gone.
 */
export type Split =
  | { readonly kind: 'map'; readonly keys: PgExpr; readonly values: PgExpr; readonly collection: CollectionTypeSymbol }
  | {
      readonly kind: 'sparse';
      readonly values: PgExpr;
      readonly gone: PgExpr;
      readonly collection: CollectionTypeSymbol;
    };

const splits = new WeakMap<PgExpr, Split>();

/** The two variables behind an expression that stands for such a collection. */
export function splitOf(value: PgExpr): Split | undefined {
  return splits.get(value);
}

export interface SplitPart {
  readonly name: string;
  readonly type: PgType;
  readonly initial: PgExpr;
}

/** The variables that a local variable is kept in; undefined where it is one of its own. */
export function splitParts(
  unit: UnitContext,
  symbol: VariableSymbol,
  base = foldName(symbol.name),
): readonly [SplitPart, SplitPart] | undefined {
  if (symbol.type.kind !== 'collection') return undefined;
  const { collection } = symbol.type;
  if (symbol.storage !== 'local' && (symbol.storage !== 'parameter' || isMap(collection))) return undefined;
  const values = elementsPgType(unit, collection);
  const empty = b.text(symbol.span, '{}');
  if (isMap(collection)) {
    return [
      { name: shorten(`${base}_k`), type: pgTypes.arrayOf(keyPgType(collection)), initial: empty },
      { name: shorten(`${base}_v`), type: values, initial: empty },
    ];
  }
  if (!hasGaps(unit, symbol)) return undefined;
  return [
    { name: base, type: values, initial: b.null(symbol.span) },
    { name: shorten(`${base}_gone`), type: pgTypes.arrayOf(pgTypes.boolean), initial: empty },
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

/** The expression that stands for the whole collection. In SQL a nested table has no gaps. */
export function splitValue(
  unit: UnitContext,
  collection: CollectionTypeSymbol,
  names: readonly [string, string],
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
    splits.set(whole, { kind: 'map', keys: first, values: second, collection });
    return whole;
  }
  const whole = b.ora(span, sql ? 'sparse_compact' : 'sparse_dense', first, second);
  splits.set(whole, { kind: 'sparse', values: first, gone: second, collection });
  return whole;
}

/** The elements that a collection has, without the gaps of deleted ones: what the multiset operators work on. */
export function withoutGaps(whole: PgExpr): PgExpr {
  const split = splitOf(whole);
  return split?.kind === 'sparse' ? b.ora(whole.span, 'sparse_compact', split.values, split.gone) : whole;
}

/** Assigns a whole collection to one kept in two variables. */
export function assignSplit(rc: RoutineContext, place: Split, value: PgExpr, span: Span): PlStatement[] {
  const from = splitOf(value);
  if (place.kind === 'sparse') {
    const gone = from?.kind === 'sparse' ? from.gone : b.text(span, '{}');
    return [
      b.assign(span, place.values, from?.kind === 'sparse' ? from.values : value),
      b.assign(span, place.gone, gone),
    ];
  }
  if (from?.kind === 'map') return [b.assign(span, place.keys, from.keys), b.assign(span, place.values, from.values)];
  const row = value.kind === 'PgCast' && value.operand.kind === 'PgRow' ? value.operand : undefined;
  const [keys, values] = row?.items ?? [];
  if (keys && values) {
    const assigned = [b.assign(span, place.keys, keys), b.assign(span, place.values, values)];
    // Values that read what the variable still holds come first.
    return reads(values, place.keys) ? assigned.reverse() : assigned;
  }
  const whole = b.column(
    span,
    rc.fresh('map', pgTypeOf(rc.unit.naming, { kind: 'collection', collection: place.collection }, 'variable')),
  );
  return [
    b.assign(span, whole, value),
    b.assign(span, place.keys, b.field(span, whole, 'k')),
    b.assign(span, place.values, b.field(span, whole, 'v')),
  ];
}

/** Is the variable read in the value? */
function reads(value: PgExpr, variable: PgExpr): boolean {
  if (variable.kind !== 'PgColumn') return false;
  let found = false;
  walk(value, (node) => {
    if (node.kind === 'PgColumn')
      found ||= (node as PgExpr & { kind: 'PgColumn' }).parts.join('.') === variable.parts.join('.');
    return !found;
  });
  return found;
}
