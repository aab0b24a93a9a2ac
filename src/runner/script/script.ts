import type { ScriptStep } from '../../contract/compiled-script.js';
import { connectionFailure, DatabaseError } from '../target/database-error.js';
import type { Notice, Target } from '../target/target.js';
import { openWorkOf, outputLines, unitErrorOf, unitStartOf } from './output.js';
import { allowDeepRecursion } from './recursion-depth.js';
import { databaseErrorOf, type ScriptError } from './script-error.js';
import { atCommit, refusal, ScriptSession } from './script-session.js';
import { portionsOf, segmentSql, type Unit } from './segment.js';
import { endingProcedures } from './undoable-part.js';

/** Who is told what a script prints and what fails in it, and when it is to stop. */
interface ScriptListeners {
  readonly onOutput?: (line: string) => void;
  readonly onError?: (error: ScriptError) => void;
  readonly stopOnError?: boolean;
  /** `CompiledScript.afterUnit`. */
  readonly afterUnit?: string;
  /** True stops before the next unit (Ctrl-C). */
  readonly isCancelled?: () => boolean;
}

/** The errors that escaped units, in order; stopped where units were left out because of one, or by the listener. */
interface ScriptOutcome {
  readonly errors: readonly ScriptError[];
  readonly stopped: boolean;
}

/** Runs a converted script in one session, and commits at its end as SQL*Plus does (SET EXITCOMMIT ON). */
export async function runScript(
  target: Target,
  steps: readonly ScriptStep[],
  listeners: ScriptListeners = {},
): Promise<ScriptOutcome> {
  await refusal(() => allowDeepRecursion(target));
  const run = new ScriptRun(target, listeners, endingProcedures(steps));
  try {
    const finished = await run.portions(unitsOf(steps));
    return { errors: run.errors, stopped: !finished };
  } finally {
    await run.end();
  }
}

/** One run of one script: what has been reported, and where it stands. */
class ScriptRun {
  readonly errors: ScriptError[] = [];
  private readonly session: ScriptSession;
  private readonly endListening: () => void;
  /** The units of the segment that is running, and which of them. */
  private segment: readonly Unit[] = [];
  private index = 0;
  /** The transaction with work that is not committed in which that unit began. */
  private openWork: string | undefined;
  private current: ScriptStep | undefined;
  /** Has a unit failed where WHENEVER SQLERROR EXIT is in force? */
  private exits = false;

  constructor(
    private readonly target: Target,
    private readonly listeners: ScriptListeners,
    private readonly isEnding: (procedure: string) => boolean,
  ) {
    this.session = new ScriptSession(target);
    this.endListening = target.onNotice((notice) => this.hear(notice));
  }

  /** @returns whether all of them were run */
  async portions(units: readonly Unit[]): Promise<boolean> {
    for (const portion of portionsOf(units)) {
      if (this.listeners.isCancelled?.() === true) return false;
      const known = this.errors.length;
      const goesOn = portion.kind === 'unit' ? await this.unit(portion.unit) : await this.segmentOf(portion.units);
      if (!goesOn || this.exits || (this.errors.length > known && this.listeners.stopOnError === true)) return false;
    }
    return true;
  }

  async end(): Promise<void> {
    await this.session.end();
    this.endListening();
  }

  private async unit(unit: Unit): Promise<boolean> {
    let failed = false;
    for (const step of unit) {
      this.current = step;
      const error = await refusal(() => this.session.run(step, unit));
      if (error === undefined) continue;
      this.report(databaseErrorOf(error, step), step);
      if (error.sqlstate === connectionFailure) return false;
      failed = true;
      break;
    }
    const { afterUnit } = this.listeners;
    const ending = failed ? unit[0]?.onError?.ending : undefined;
    const error = await refusal(async () => {
      await this.session.endUnit(failed);
      if (ending !== undefined) await this.session.endWork(ending);
      if (afterUnit !== undefined) await this.target.execute(afterUnit);
    });
    // A deferred constraint speaks up at COMMIT.
    if (error !== undefined && this.current !== undefined)
      this.report(databaseErrorOf(error, this.current), this.current);
    return error?.sqlstate !== connectionFailure;
  }

  /** An error of a block with transaction control ends the segment's DO: the units after it are what is left. */
  private async segmentOf(units: readonly Unit[]): Promise<boolean> {
    this.segment = units;
    this.index = 0;
    const { stopOnError = false, afterUnit } = this.listeners;
    const { isEnding } = this;
    const sql = segmentSql(units, { stopOnError, afterUnit, isEnding });
    const error = await refusal(() => this.target.execute(sql));
    this.segment = [];
    if (error === undefined) return true;
    const step = units[this.index]?.[0];
    if (step !== undefined) {
      this.report({ ...databaseErrorOf(atCommit(error), step), line: step.sourceLine }, step);
      if (await this.hasLostWork()) this.report(databaseErrorOf(lostWork(), step), step);
    }
    if (error.sqlstate === connectionFailure || stopOnError || this.exits) return false;
    return await this.portions(units.slice(this.index + 1));
  }

  /**
   * Has the failure undone what stood before the block? Transactions of a session have running numbers: the one behind
   * that in which the block began is this.
   */
  private async hasLostWork(): Promise<boolean> {
    const { openWork } = this;
    if (openWork === undefined) return false;
    const { rows } = await this.target.execute(
      `select virtualxid as id from pg_locks where locktype = 'virtualxid' and pid = pg_backend_pid()`,
    );
    const [before, now] = [openWork, String(rows[0]?.[0])].map((id) => Number(id.split('/')[1]));
    return now === (before ?? 0) + 1;
  }

  private hear(notice: Notice): void {
    for (const line of outputLines(notice)) this.listeners.onOutput?.(line);
    const begun = unitStartOf(notice);
    if (begun !== undefined) {
      this.index = begun;
      this.openWork = openWorkOf(notice);
    }
    const escaped = unitErrorOf(notice);
    const step = this.segment[this.index]?.[0] ?? this.current;
    if (escaped === undefined || step === undefined) return;
    const { message, sqlstate = 'XX000', line, where } = escaped;
    const error = databaseErrorOf(new DatabaseError({ message, sqlstate, where }), step);
    this.report({ ...error, line: line ?? step.sourceLine }, step);
  }

  private report(error: ScriptError, { onError }: ScriptStep): void {
    if (onError?.exits) this.exits = true;
    this.errors.push(error);
    this.listeners.onError?.(error);
  }
}

const lostWork = (): DatabaseError =>
  new DatabaseError({
    sqlstate: '2D000',
    message:
      'a block with transaction control has failed, and PostgreSQL has undone the uncommitted work before it, too',
  });

function unitsOf(steps: readonly ScriptStep[]): readonly Unit[] {
  const units: ScriptStep[][] = [];
  for (const step of steps) {
    const last = units.at(-1);
    if (last !== undefined && last[0]?.unit === step.unit) last.push(step);
    else units.push([step]);
  }
  return units;
}
