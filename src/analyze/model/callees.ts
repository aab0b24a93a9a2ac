import type { BoundArgument, Resolution } from '../analysis.js';
import { dispatchedTo } from './overriders.js';
import { isPipelined, type RoutineSymbol } from './symbols.js';

/** A routine that an expression calls, with what it gives to the parameters. */
export interface CalledRoutine {
  readonly callee: RoutineSymbol;
  readonly args: readonly BoundArgument[];
}

const none: readonly CalledRoutine[] = [];

/** Every walk along calls asks. */
const called = new WeakMap<Resolution, readonly CalledRoutine[]>();

/**
 * The routines that an expression calls itself, by what it resolves to: functions, procedures, constructors, methods
 * with those that override them.
 */
export function calledRoutines(resolution: Resolution): readonly CalledRoutine[] {
  const { base, steps } = resolution;
  if (steps.length === 0 && base.kind !== 'routine' && base.kind !== 'constructor') return none;
  let found = called.get(resolution);
  if (!found) called.set(resolution, (found = calledBy(resolution)));
  return found;
}

function calledBy({ base, steps }: Resolution): readonly CalledRoutine[] {
  const own: readonly CalledRoutine[] =
    base.kind === 'routine'
      ? dispatched(base.routine, base.args)
      : base.kind === 'constructor' && base.routine
        ? [{ callee: base.routine, args: base.bound ?? [] }]
        : none;
  if (steps.length === 0) return own;
  return [...own, ...steps.flatMap((s) => (s.kind === 'objectMethod' ? dispatched(s.routine, s.args) : []))];
}

/** The pipelined function that an expression calls last. */
export function pipelinedCallee(resolution: Resolution | undefined): RoutineSymbol | undefined {
  if (!resolution) return undefined;
  const { base, steps } = resolution;
  const last = steps.at(-1);
  const routine =
    last?.kind === 'objectMethod' ? last.routine : base.kind === 'routine' && !last ? base.routine : undefined;
  return routine && isPipelined(routine) ? routine : undefined;
}

/** Which of the methods runs, the object decides. */
const dispatched = (routine: RoutineSymbol, args: readonly BoundArgument[]): readonly CalledRoutine[] =>
  dispatchedTo(routine).map((callee) => ({ callee, args }));
