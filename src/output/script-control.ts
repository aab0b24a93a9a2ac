import type { OnError } from '../contract/compiled-script.js';
import type { Unit } from '../source/index.js';

type Ending = 'commit' | 'rollback';

/** What SQL*Plus commands say about the course of a script. */
export interface ScriptControl {
  /** The units that are run: of each file those before its EXIT. */
  readonly units: readonly Unit[];
  /** What WHENEVER SQLERROR asks for where it is in force. */
  readonly onError: ReadonlyMap<Unit, OnError>;
  /** How the work of a file that EXIT has left ends, by the unit that comes next. */
  readonly before: ReadonlyMap<Unit, Ending>;
  /** The same of the last file. */
  readonly end: Ending;
}

/**
 * Follows WHENEVER SQLERROR, EXIT and QUIT. A called script that exits ends the one that calls it. (SQL*Plus User's
 * Guide and Reference, "WHENEVER SQLERROR", "EXIT")
 * @param begins indexes of units at which a file begins that was given
 */
export function scriptControl(all: readonly Unit[], begins: readonly number[] = [0]): ScriptControl {
  const starts = new Set(begins);
  const units: Unit[] = [];
  const onError = new Map<Unit, OnError>();
  const before = new Map<Unit, Ending>();
  let action: OnError | undefined;
  let left: Ending | undefined;
  let pending: Ending | undefined;
  for (const [i, unit] of all.entries()) {
    if (starts.has(i) && left !== undefined) {
      pending = left;
      left = undefined;
    }
    if (left !== undefined) continue;
    units.push(unit);
    if (unit.kind === 'sqlplus') {
      const { name, argument } = unit.command;
      if (name === 'WHENEVER') action = whenever(argument, action);
      else if (name === 'EXIT' || name === 'QUIT') left = ending(argument) ?? 'commit';
      continue;
    }
    if (action) onError.set(unit, action);
    if (pending) before.set(unit, pending);
    pending = undefined;
  }
  return { units, onError, before, end: left ?? pending ?? 'commit' };
}

function ending(argument: string): Ending | undefined {
  const [word] = /\b(COMMIT|ROLLBACK)\b/i.exec(argument) ?? [];
  return word === undefined ? undefined : word.toUpperCase() === 'COMMIT' ? 'commit' : 'rollback';
}

/** `SQLERROR EXIT 2 ROLLBACK`: EXIT commits where it does not say otherwise, CONTINUE leaves the work as it is. */
function whenever(argument: string, current: OnError | undefined): OnError | undefined {
  const [, exits] = /^SQLERROR\s+(EXIT|CONTINUE)\b/i.exec(argument) ?? [];
  if (exits === undefined) return current;
  const end = ending(argument);
  if (exits.toUpperCase() === 'EXIT') return { exits: true, ending: end ?? 'commit' };
  return end === undefined ? undefined : { exits: false, ending: end };
}
