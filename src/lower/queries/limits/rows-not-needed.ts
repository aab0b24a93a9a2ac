import type { Analysis } from '../../../analyze/analysis.js';
import { isPipelined, type RoutineSymbol } from '../../../analyze/model/symbols.js';
import { noDataNeeded } from '../../../diagnostics/op3.js';
import { lastName } from '../../../ir/dotted.js';
import { isLoop } from '../../../ir/kinds.js';
import { addUnder } from '../../../ir/lists-by-key.js';
import type { Expr, FromItem, Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import { contains, nodesOf, walk } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext, UnitContext } from '../../context.js';
import { madeUp } from '../../naming/made-names.js';
import { remembered, rememberedOf } from '../../remembered.js';
import { pipelinedRoutine } from '../from/table-function.js';

/*
 * A pipelined function whose reader wants no more rows is left at its PIPE ROW with NO_DATA_NEEDED; here it has run to
 * its end before its rows are read. Where that can be seen, a query that stops after so many rows tells the function,
 * which then raises the exception itself; other queries that stop early are reported. (PL/SQL Language Reference,
 * "Handling Exceptions in Pipelined Table Functions")
 */

/** The function of a query that stops early and reads nothing else, told how many rows are wanted. */
export function limitedFunction(
  ex: ExprContext,
  select: Select,
  from: readonly PgFromItem[],
  wanted: PgExpr,
): readonly PgFromItem[] | undefined {
  const [source, ...others] = select.from;
  const [item] = from;
  if (others.length > 0 || from.length !== 1 || source?.kind !== 'TableFunction') return undefined;
  const routine = pipelinedRoutine(ex, source.value);
  if (!routine || !stopsWhenTold(ex.unit, routine) || item?.kind !== 'PgFromFunction' || !item.alias) return undefined;
  const { span } = item;
  const told = b.ora(
    span,
    'pipe_limit',
    b.text(span, spokenName(ex.unit, routine)),
    b.cast(span, wanted, pgTypes.bigint),
  );
  const rows = b.select(span, {
    items: [b.item(span, b.star(span))],
    from: [item],
    where: b.column(span, limits, madeUp('told')),
  });
  // The condition on what has told it and OFFSET keep the function behind it.
  const behind = { ...b.derived(span, { ...rows, offset: b.num(span, 0) }, item.alias), lateral: true };
  const both = b.join(span, 'cross', b.fromFunction(span, told, limits, [madeUp('told')]), behind);
  return [
    b.derived(span, b.select(span, { items: [b.item(span, b.star(span, item.alias))], from: [both] }), item.alias),
  ];
}

const limits = madeUp('pipe_limit');

/** The name by which query and function speak of it. */
export const spokenName = (unit: UnitContext, routine: RoutineSymbol): string => unit.naming.of(routine).join('.');

/** Does a pipelined function raise NO_DATA_NEEDED where it is told how many rows are wanted? */
export function stopsWhenTold(unit: UnitContext, routine: RoutineSymbol): boolean {
  return (tidiesUp(routine) || goesOn(unit, routine)) && isReadInPart(unit.analysis, routine);
}

const tidying = /^(CallStatement|DmlInBlock|ForAll|ExecuteImmediate|Assignment)$/;

/** Does a handler of NO_DATA_NEEDED do something? */
export function tidiesUp({ definition }: RoutineSymbol): boolean {
  return (
    definition !== undefined &&
    contains(
      definition,
      (node) =>
        node.kind === 'ExceptionHandler' &&
        node.exceptions.some((e) => lastName(e) === 'NO_DATA_NEEDED') &&
        contains(node, (inner) => tidying.test(inner.kind)),
    )
  );
}

/** Does a query of the inputs over the function have ROWNUM or FETCH FIRST? */
const isReadInPart = rememberedOf((analysis: Analysis, routine: RoutineSymbol): boolean =>
  unitsReading(analysis, routine).some((unit) =>
    nodesOf(unit, 'Query', 'Select').some(
      (node) =>
        (node.kind === 'Query' ? node.limit !== undefined : isRownum(node.where)) && reads(analysis, node, routine),
    ),
  ),
);

const isRownum = (where: Expr | undefined): boolean =>
  where !== undefined && contains(where, (n) => n.kind === 'Name' && lastName(n) === 'ROWNUM');

/** Does a query read the function? */
const reads = (analysis: Analysis, query: OracleNode, routine: RoutineSymbol): boolean =>
  nodesOf(query, 'TableFunction').some((node) => routineOf(analysis, node.value) === routine);

/** The inputs with queries over the function. */
const unitsReading = (analysis: Analysis, routine: RoutineSymbol): readonly OracleNode[] =>
  readers(analysis).get(routine) ?? [];

const readers = remembered((analysis: Analysis): ReadonlyMap<RoutineSymbol, readonly OracleNode[]> => {
  const found = new Map<RoutineSymbol, OracleNode[]>();
  for (const unit of analysis.units)
    for (const routine of new Set(nodesOf(unit, 'TableFunction').map((node) => routineOf(analysis, node.value)))) {
      if (!routine) continue;
      addUnder(found, routine, unit);
    }
  return found;
});

function routineOf(analysis: Analysis, value: Expr): RoutineSymbol | undefined {
  if (value.kind !== 'Name' && value.kind !== 'Call' && value.kind !== 'Member') return undefined;
  const { base } = analysis.resolve(value);
  return base.kind === 'routine' && isPipelined(base.routine) ? base.routine : undefined;
}

const leaving = /^(Exit|Return|Goto|Raise)$/;

/**
 * May a cursor be closed before the last row of the function: a declared one, a cursor variable, a loop that is left?
 * Also where nothing reads it.
 */
export function mayBeLeft(analysis: Analysis, routine: RoutineSymbol): boolean {
  const units = unitsReading(analysis, routine);
  const left = units.some((unit) =>
    nodesOf(unit, 'CursorDeclaration', 'OpenFor', 'CursorForLoop').some((node) => {
      if (node.kind !== 'CursorForLoop') return reads(analysis, node, routine);
      return node.body.some((s) => contains(s, (n) => leaving.test(n.kind))) && reads(analysis, node.source, routine);
    }),
  );
  return left || units.length === 0;
}

/** A query that stops early in a way in which its functions cannot be told. */
export function reportRowsNotNeeded(ex: ExprContext, from: readonly FromItem[]): void {
  for (const item of from)
    walk(item, (node) => {
      if (node.kind === 'Query') return false;
      if (node.kind === 'TableFunction') {
        const { value, span } = node;
        const name = visiblyPiped(ex.unit, value);
        if (name !== undefined) ex.unit.report(noDataNeeded(span, name));
      }
      return true;
    });
}

/** The name of the pipelined function that is called, if it can be seen when it makes its rows. */
export function visiblyPiped(unit: UnitContext, value: Expr): string | undefined {
  const routine = routineOf(unit.analysis, value);
  return routine && (tidiesUp(routine) || goesOn(unit, routine)) ? routine.name : undefined;
}

/**
 * The same where all its rows are read: NO_DATA_NEEDED is not raised then, and a handler speaks of errors alone, which
 * any function may meet.
 */
export function visiblyPipedToTheEnd(unit: UnitContext, value: Expr): string | undefined {
  const routine = routineOf(unit.analysis, value);
  return routine && goesOn(unit, routine, { inHandlers: false }) ? routine.name : undefined;
}

/** Does the function do something for rows that need not be read? `inHandlers`: what its handlers do counts. */
function goesOn(
  unit: UnitContext,
  routine: RoutineSymbol,
  { inHandlers }: { readonly inHandlers: boolean } = { inHandlers: true },
): boolean {
  const { output, writesState, writesTables } = unit.analysis.effectsOf(routine);
  if (output || writesState || writesTables.size > 0) return true;
  let found = false;
  let piped = false;
  if (routine.definition)
    walk(routine.definition, (node) => {
      if (!inHandlers && node.kind === 'ExceptionHandler') return false;
      piped ||= node.kind === 'PipeRow' || repeatsPipe(node);
      found ||= (piped && (node.kind === 'Raise' || isRaise(node))) || goesOnForEver(node);
      return !found;
    });
  return found;
}

/** A loop whose later rounds come after a PIPE ROW of earlier ones, wherever in it that stands. */
const repeatsPipe = (node: OracleNode): boolean => isLoop(node) && contains(node, ({ kind }) => kind === 'PipeRow');

const isRaise = (node: OracleNode): boolean => node.kind === 'Name' && lastName(node) === 'RAISE_APPLICATION_ERROR';

/** A loop that only its reader ends. */
const goesOnForEver = (node: OracleNode): boolean =>
  node.kind === 'BasicLoop' && !contains(node, ({ kind }) => kind === 'Exit' || kind === 'Return' || kind === 'Goto');
