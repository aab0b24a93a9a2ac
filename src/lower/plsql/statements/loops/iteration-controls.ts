import type { CollectionTypeSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { unsupportedStatement } from '../../../../diagnostics/op3.js';
import type { Expr, ForLoop, IterationControl } from '../../../../ir/oracle/index.js';
import type { PgExpr, PgType, PlStatement, PlVariable } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b, pgTypes } from '../../../builders.js';
import { elementsPgType, isMap, keyPgType } from '../../../collections/collection-types.js';
import { elementValue } from '../../../collections/elements.js';
import { splitOf } from '../../../collections/gaps/split.js';
import { refuse } from '../../../context.js';
import { lowerCondition, lowerExpr, lowerTo } from '../../../expressions/index.js';
import { pgTypeOf } from '../../../types.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { protect } from '../../errors/capture.js';

type Body = { readonly body: readonly PlStatement[]; readonly label: string | undefined };
type Collection = Extract<IterationControl, { kind: 'CollectionControl' }>;
type Sequence = Exclude<IterationControl, Collection>;

/**
 * FOR loops with the iteration controls of 21c. (PL/SQL Language Reference, "FOR LOOP Statement", "Iterator")
 * Numbers and expressions, one control after the other: `for i in 1, repeat i * 2 while i < 100` is
 * ```
 * <<source_loop>> loop
 *   <<pick>> loop  -- the next value of the control at hand, or the next control
 *     …
 *     exit pick;
 *   end loop;
 *   …body…
 * end loop
 * ```
 * The elements of a collection, as it is at the start: `for v in values of c` is
 * `for at in 1 .. cardinality(c) loop v := c[at]; … end loop`.
 */
export function lowerIterations(rc: BodyBuilder, s: ForLoop, bodyOf: (rc: BodyBuilder) => Body): PlStatement[] {
  const symbol = rc.unit.analysis.declaredBy(s);
  if (symbol?.kind !== 'variable' || symbol.type.kind === 'unknown') return unsupported(s.span);
  const [first] = s.controls;
  // Several queries one after the other: a query alone is a cursor FOR loop.
  if (s.controls.some((c) => c.kind === 'ExpressionControl' && c.value.kind === 'Subquery')) return unsupported(s.span);
  if (first?.kind === 'CollectionControl') {
    return s.controls.length === 1 ? overCollection(rc, s, symbol, first, bodyOf) : unsupported(s.span);
  }
  const controls = s.controls.filter((c): c is Sequence => c.kind !== 'CollectionControl');
  return controls.length === s.controls.length ? overSequences(rc, s, symbol, controls, bodyOf) : unsupported(s.span);
}

const unsupported = (span: Span): never =>
  refuse(unsupportedStatement(span, 'A FOR loop with these iteration controls of 21c'));

/** The value of an expression, where its errors are caught. */
function assigned(rc: BodyBuilder, variable: PgExpr, value: Expr, type: OracleType): PlStatement[] {
  const before: PlStatement[] = [];
  const lowered = lowerTo(exprContext(rc, before), value, type);
  return guarded(rc, value.span, [...before, b.assign(value.span, variable, lowered)]);
}

const guarded = (rc: BodyBuilder, span: Span, statements: readonly PlStatement[]): PlStatement[] =>
  rc.mode.kind === 'capture' ? [protect(rc, span, statements)] : [...statements];

/** `make(the condition does not hold)`. */
function unless(rc: BodyBuilder, condition: Expr | undefined, make: (fails: PgExpr) => PlStatement): PlStatement[] {
  if (!condition) return [];
  const { span } = condition;
  const before: PlStatement[] = [];
  const lowered = lowerCondition(exprContext(rc, before), condition);
  if (rc.mode.kind === 'plain') return [...before, make(b.not(span, b.isTrue(span, lowered)))];
  const holds = b.column(span, rc.fresh('holds', pgTypes.boolean));
  return [...guarded(rc, span, [...before, b.assign(span, holds, lowered)]), make(b.not(span, b.isTrue(span, holds)))];
}

function overSequences(
  rc: BodyBuilder,
  s: ForLoop,
  symbol: VariableSymbol,
  controls: readonly Sequence[],
  bodyOf: (rc: BodyBuilder) => Body,
): PlStatement[] {
  const { span } = s;
  const { type } = symbol;
  const pgType = pgTypeOf(rc.unit.naming, type, 'variable');
  const name = rc.name(symbol);
  const iterand = b.column(span, name);
  const fresh = (hint: string, of = pgType): PgExpr => b.column(span, rc.fresh(hint, of));
  const place = fresh('control', pgTypes.integer);
  const started = fresh('started', pgTypes.boolean);
  const pick = rc.freshLabel('pick');
  const { body, label = rc.freshLabel('source_loop') } = bodyOf(rc);
  const begin = (number: number): PlStatement[] => [
    b.assign(span, place, b.num(span, number)),
    b.assign(span, started, b.boolean(span, false)),
  ];
  const branches = controls.map((control, i) => {
    const last = i === controls.length - 1;
    const end: PlStatement[] = last ? [b.exit(span, label)] : [...begin(i + 2), b.continue(span, pick)];
    const conditions = [
      ...unless(rc, control.whileCondition, (fails) => b.ifThen(span, fails, end)),
      ...unless(rc, control.when, (fails) => b.continue(span, pick, fails)),
    ];
    return { number: i + 1, body: [...nextValue(control, end), ...conditions, b.exit(span, pick)] };
  });
  function nextValue(control: Sequence, end: readonly PlStatement[]): PlStatement[] {
    const start = b.assign(span, started, b.boolean(span, true));
    if (control.kind === 'ExpressionControl') {
      const value = assigned(rc, iterand, control.value, type);
      return control.repeat ? value : [b.ifThen(span, started, end), ...value, start];
    }
    const [next, bound, step] = [fresh('next_value'), fresh('bound'), fresh('step')];
    const { reverse } = control;
    // The low bound is evaluated first in both directions.
    const first = [
      ...assigned(rc, reverse ? bound : next, control.low, type),
      ...assigned(rc, reverse ? next : bound, control.high, type),
      ...(control.by ? assigned(rc, step, control.by, type) : [b.assign(span, step, b.num(span, 1))]),
      start,
    ];
    // A mutable iterand goes on from what the body has made of it.
    const further = b.assign(span, next, b.binary(span, reverse ? '-' : '+', s.mutable ? iterand : next, step));
    return [
      b.ifThen(span, started, [further], first),
      b.ifThen(span, b.binary(span, reverse ? '<' : '>', next, bound), [...end]),
      b.assign(span, iterand, next),
    ];
  }
  const chosen = chosenBranch(place, branches, span);
  const loop = b.loop(span, [b.loop(span, chosen, pick), ...body], label);
  return [b.block(span, { declarations: [b.variable(span, name, pgType)], body: [...begin(1), loop] })];
}

/** The branch of the control whose turn it is. */
function chosenBranch(place: PgExpr, branches: { number: number; body: PlStatement[] }[], span: Span): PlStatement[] {
  return branches.reduceRight<PlStatement[]>(
    (otherwise, branch) =>
      otherwise.length === 0
        ? branch.body
        : [b.ifThen(span, b.eq(span, place, b.num(span, branch.number)), branch.body, otherwise)],
    [],
  );
}

/** VALUES OF, INDICES OF, PAIRS OF a collection. */
function overCollection(
  rc: BodyBuilder,
  s: ForLoop,
  symbol: VariableSymbol,
  control: Collection,
  bodyOf: (rc: BodyBuilder) => Body,
): PlStatement[] {
  const { span } = s;
  const type = rc.unit.analysis.typeOf(control.value);
  if (type.kind !== 'collection') return unsupported(control.value.span);
  const { collection } = type;
  const value = rc.unit.analysis.declaredBy(control);
  const before: PlStatement[] = [];
  const start: LoopStart = { span, before };
  const elements = elementsAtStart(rc, start, control.value, type);
  const index = rc.freshLabel('at');
  const at = b.column(span, index);
  const declarations: PlVariable[] = [];
  const set: PlStatement[] = [];
  const give = (target: VariableSymbol, type: PgType, stored: PgExpr): void => {
    const variable = rc.name(target);
    declarations.push(b.variable(span, variable, type));
    set.push(b.assign(span, b.column(span, variable), stored));
  };
  const giveKey = (target: VariableSymbol): void =>
    give(
      target,
      isMap(collection) ? keyPgType(collection) : pgTypeOf(rc.unit.naming, target.type, 'variable'),
      elements.key(at),
    );
  const giveValue = (target: VariableSymbol): void =>
    give(
      target,
      pgTypeOf(rc.unit.naming, target.type, 'variable'),
      elementValue(rc.unit, collection.element, b.subscript(span, elements.values, at), span),
    );
  if (control.over === 'VALUES') giveValue(symbol);
  else giveKey(symbol);
  if (value?.kind === 'variable') giveValue(value);
  const made = unless(rc, control.when, (fails) => b.continue(span, undefined, fails));
  const { body, label } = bodyOf(rc);
  const skip = elements.gone ? [b.continue(span, undefined, b.isTrue(span, elements.gone(at)))] : [];
  const size = sizeAtStart(rc, start, elements.values, collection);
  const one = b.num(span, 1);
  const loop: PlStatement = {
    kind: 'PlForRange',
    span,
    label,
    index,
    reverse: control.reverse,
    low: control.reverse ? size : one,
    high: control.reverse ? one : size,
    body: [...skip, ...set, ...made, ...body],
  };
  return [...guarded(rc, span, before), b.block(span, { declarations, body: [loop] })];
}

/** Where what runs before the loop is put. */
interface LoopStart {
  readonly span: Span;
  readonly before: PlStatement[];
}

/** A collection as it is at the start of the loop, whatever the body does to it. */
interface ElementsAtStart {
  readonly values: PgExpr;
  /** The index of the element at a place. */
  readonly key: (at: PgExpr) => PgExpr;
  /** Has it been deleted? Absent where no element can have been. */
  readonly gone?: (at: PgExpr) => PgExpr;
}

/** Keeps the collection in variables of its own, which are filled before the loop. */
function elementsAtStart(
  rc: BodyBuilder,
  { span, before }: LoopStart,
  value: Expr,
  type: OracleType & { kind: 'collection' },
): ElementsAtStart {
  const { collection } = type;
  const lowered = lowerExpr(exprContext(rc, before), value);
  const split = splitOf(lowered);
  const fresh = (hint: string, of: PgType): PgExpr => b.column(span, rc.fresh(hint, of));
  if (split?.kind === 'sparse') {
    const values = fresh('elements', elementsPgType(rc.unit, collection));
    const gone = fresh('gone', pgTypes.arrayOf(pgTypes.boolean));
    before.push(b.assign(span, values, split.values), b.assign(span, gone, split.gone));
    return { values, key: (at) => at, gone: (at) => b.subscript(span, gone, at) };
  }
  const whole = fresh('elements', pgTypeOf(rc.unit.naming, type, 'variable'));
  before.push(b.assign(span, whole, lowered));
  if (rc.unit.naming.keepsGaps(collection)) {
    const gone = (at: PgExpr): PgExpr => b.subscript(span, b.field(span, whole, 'gone'), at);
    return { values: b.field(span, whole, 'v'), key: (at) => at, gone };
  }
  if (!isMap(collection)) return { values: whole, key: (at) => at };
  return { values: b.field(span, whole, 'v'), key: (at) => b.subscript(span, b.field(span, whole, 'k'), at) };
}

/** A collection that is NULL is ORA-06531; an associative array never is. */
function sizeAtStart(
  rc: BodyBuilder,
  { span, before }: LoopStart,
  values: PgExpr,
  collection: CollectionTypeSymbol,
): PgExpr {
  const cardinality = b.call(span, 'cardinality', values);
  if (isMap(collection)) return cardinality;
  const size = b.column(span, rc.fresh('size', pgTypes.integer));
  before.push(b.assign(span, size, b.ora(span, 'count_of', cardinality)));
  return size;
}
