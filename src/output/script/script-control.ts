import type { OnError } from '../../contract/compiled-script.js';
import type { Unit } from '../../source/index.js';

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
  /** The units after which SET AUTOCOMMIT commits, if they change rows or are blocks. */
  readonly autocommitted: ReadonlySet<Unit>;
}

/**
 * Follows WHENEVER SQLERROR, EXIT, QUIT and SET AUTOCOMMIT. A called script that exits ends the one that calls it.
 * (SQL*Plus User's Guide and Reference, "WHENEVER SQLERROR", "EXIT", "SET System Variable Summary")
 * @param begins indexes of units at which a file begins that was given
 */
export function scriptControl(all: readonly Unit[], begins: readonly number[] = [0]): ScriptControl {
  const starts = new Set(begins);
  const units: Unit[] = [];
  const onError = new Map<Unit, OnError>();
  const before = new Map<Unit, Ending>();
  const autocommitted = new Set<Unit>();
  let commits = false;
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
      else if (name === 'SET') commits = autocommit(argument) ?? commits;
      continue;
    }
    if (action) onError.set(unit, action);
    if (commits) autocommitted.add(unit);
    if (pending) before.set(unit, pending);
    pending = undefined;
  }
  return { units, onError, before, end: left ?? pending ?? 'commit', autocommitted };
}

/** `AUTO[COMMIT] {ON | OFF | IMM[EDIATE] | n}`, among other variables of SET; undefined where it is not named. */
function autocommit(argument: string): boolean | undefined {
  const value = /\bAUTO(?:C|CO|COM|COMM|COMMI|COMMIT)?\s+(ON|OFF|IMM\w*|\d+)/i.exec(argument)?.[1]?.toUpperCase();
  return value === undefined ? undefined : value !== 'OFF' && value !== '0';
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
