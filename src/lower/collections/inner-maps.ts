import type { ResolvedStep } from '../../analyze/analysis.js';
import type { CollectionTypeSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Argument } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import type { ExprContext } from '../context.js';
import { callsRoutine } from '../expressions/evaluation/calls-routine.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { storedText } from '../package-state.js';
import { pgTypeOf } from '../types.js';
import { elementPgType, isMap, keyType } from './collection-types.js';
import { elementValue, lowerIndex, lowerKey } from './elements.js';
import { isForAllIndex, limitOf, lowerSubscript, methodOfPlaces, typedKey } from './expressions.js';
import { elementShape, fieldShape, recordShape, type Shape, shapeOf, wholeText } from './inner-shape.js';
import { itemText, type PackageMap } from './package-maps.js';

/** What the first steps from a variable come to, and how many they are. */
export interface StepsRead {
  readonly value: PgExpr;
  readonly type: OracleType;
  readonly used: number;
}

/**
 * `m(key)…` of a package's associative array whose elements are, or have in them, associative arrays: as far as the
 * steps lead through those.
 * Out: `ora.inner_item(ora.package_item('pkg.m', key), inner_key)::varchar`; a whole one is `ora.inner_whole(…)`.
 */
export function readInner(
  ex: ExprContext,
  map: PackageMap,
  [first, ...rest]: readonly [ResolvedStep & { kind: 'element' }, ...ResolvedStep[]],
  span: Span,
): StepsRead {
  const read = readFrom(
    ex,
    { text: itemText(ex, map, first.index, span), type: first.type, shape: shapeOf(first.type) },
    rest,
    span,
  );
  return { ...read, used: read.used + 1 };
}

/** `r.m(key)…`, `r.list(i)…` of a record that a package keeps, as far as the steps lead through its collections. */
export const readInRecord = (
  ex: ExprContext,
  variable: VariableSymbol,
  steps: readonly ResolvedStep[],
  span: Span,
): StepsRead => {
  const { type } = variable;
  return readFrom(ex, { text: storedText(ex, variable, span), type, shape: recordShape(ex.unit, type) }, steps, span);
};

function readFrom(
  ex: ExprContext,
  start: { readonly text: PgExpr; readonly type: OracleType; readonly shape: Shape },
  steps: readonly ResolvedStep[],
  span: Span,
): StepsRead {
  const keys = new KeysFirst(span);
  const read = readSteps(ex, keys, start, steps, span);
  return { ...read, value: keys.before(read.value) };
}

/**
 * Keys that call a routine, which may change the variable itself: they are computed before anything of it is read.
 * Out: `(select ora.inner_item(…, keys.k1) from (select f(x) as k1) as keys)`.
 */
class KeysFirst {
  private readonly keys: PgExpr[] = [];

  constructor(private readonly span: Span) {}

  of(key: PgExpr): PgExpr {
    if (!callsRoutine(key)) return key;
    this.keys.push(key);
    return b.column(this.span, madeUp('keys'), this.name(this.keys.length));
  }

  before(value: PgExpr): PgExpr {
    const { span } = this;
    if (this.keys.length === 0) return value;
    const items = this.keys.map((key, i) => b.item(span, key, this.name(i + 1)));
    return b.scalar(
      span,
      b.select(span, { items: [value], from: [b.derived(span, b.select(span, { items }), madeUp('keys'))] }),
    );
  }

  private readonly name = (n: number): string => madeUp(`_k${n}`);
}

function readSteps(
  ex: ExprContext,
  keys: KeysFirst,
  start: { readonly text: PgExpr; readonly type: OracleType; readonly shape: Shape },
  steps: readonly ResolvedStep[],
  span: Span,
): StepsRead {
  let { text, type, shape } = start;
  let used = 0;
  for (const step of steps) {
    if (shape === 'list' && type.kind === 'collection') {
      const value = ofInnerList(ex, keys, { text, collection: type.collection, step, span });
      if (!value) break;
      return { value, type: step.type, used: used + 1 };
    }
    if (type.kind === 'collection' && step.kind === 'collectionMethod') {
      const value = methodOfInner(ex, keys, { text, collection: type.collection, step, span });
      if (!value) break;
      return { value, type: step.type, used: used + 1 };
    }
    if (type.kind === 'collection' && step.kind === 'element' && !isForAllIndex(ex, step.index)) {
      const { collection } = type;
      text = b.ora(span, 'inner_item', text, keys.of(typedKey(collection, lowerKey(ex, collection, step.index))));
      shape = elementShape(shape);
      if (shape === null) {
        const stored = b.cast(span, text, elementPgType(ex.unit, collection));
        return { value: elementValue(ex.unit, step.type, stored, span), type: step.type, used: used + 1 };
      }
    } else if (type.kind === 'record' && step.kind === 'field') {
      const record = b.cast(span, text, pgTypeOf(ex.unit.naming, type, 'variable'));
      const value = b.field(span, record, foldName(step.name));
      shape = fieldShape(shape, type, step.name);
      if (shape === null) return { value, type: step.type, used: used + 1 };
      text = b.cast(span, value, pgTypes.text);
    } else break;
    ({ type } = step);
    used += 1;
  }
  const value = b.cast(span, wholeText(text, shape, span), pgTypeOf(ex.unit.naming, type, 'variable'));
  return { value, type, used };
}

/** An element of a nested table or varray that stands in a record of a package, or what a method says of it. */
function ofInnerList(
  ex: ExprContext,
  keys: KeysFirst,
  {
    text,
    collection,
    step,
    span,
  }: {
    readonly text: PgExpr;
    readonly collection: CollectionTypeSymbol;
    readonly step: ResolvedStep;
    readonly span: Span;
  },
): PgExpr | undefined {
  if (step.kind === 'element' && !isForAllIndex(ex, step.index)) {
    const at = keys.of(lowerKey(ex, collection, step.index));
    const item = b.ora(span, 'inner_list_item', text, at, ...limitOf(collection, span));
    return elementValue(ex.unit, step.type, b.cast(span, item, elementPgType(ex.unit, collection)), span);
  }
  if (step.kind !== 'collectionMethod') return undefined;
  const argument = step.args[0]?.value;
  const { method } = step;
  const places = b.ora(span, 'inner_list_count', text);
  return methodOfPlaces(places, { collection, method, at: argument && keys.of(lowerSubscript(ex, argument)), span });
}

function methodOfInner(
  ex: ExprContext,
  keys: KeysFirst,
  {
    text,
    collection,
    step: { method, args },
    span,
  }: {
    readonly text: PgExpr;
    readonly collection: CollectionTypeSymbol;
    readonly step: { readonly method: string; readonly args: readonly Argument[] };
    readonly span: Span;
  },
): PgExpr | undefined {
  const argument = args[0]?.value;
  if (!isMap(collection)) return undefined;
  switch (method) {
    case 'COUNT':
      return b.ora(span, 'inner_map_count', text);
    case 'FIRST':
    case 'LAST': {
      const end = b.ora(span, 'inner_map_end', text, b.text(span, method));
      return keyType(collection).kind === 'varchar2' ? end : b.cast(span, end, pgTypes.integer);
    }
    case 'NEXT':
    case 'PRIOR':
    case 'EXISTS': {
      const name = { NEXT: 'inner_item_next', PRIOR: 'inner_item_prior', EXISTS: 'inner_item_has' }[method];
      return argument && b.ora(span, name, text, keys.of(typedKey(collection, lowerIndex(ex, collection, argument))));
    }
    default:
      return undefined;
  }
}
