import type { FaultPoint } from '../apply/engine/engine-unit.js';
import type { Removals } from '../apply/removals.js';
import type { LoadOptions } from '../load/load.js';
import type { Plan, PlanUnit } from '../plan/plan-model.js';
import type { Target } from './target.js';

/** What a command takes away, a line each, and where; `what` goes on behind its name. */
export interface Loss {
  readonly database: string;
  readonly what: string;
  readonly lines: readonly string[];
}

/**
 * What commands that change a target take, times in milliseconds. Absent ones: a minute for another run to end
 * (`lockWaitMs`), 2 s for a lock on a table (`lockTimeoutMs`), no limit of a statement, two minutes to get a lost
 * connection back (`deadlineMs`), 10 tries of a unit.
 */
export interface RunOptions {
  readonly url: string;
  readonly tool: string;
  readonly lockWaitMs?: number;
  readonly lockTimeoutMs?: number;
  readonly statementTimeoutMs?: number;
  readonly deadlineMs?: number;
  readonly maxTries?: number;
  /** How long an answer may take before the server is asked whether it is still at work. */
  readonly stallMs?: number;
  readonly logFile?: string;
  readonly onDrift?: 'fail' | 'warn' | 'adopt';
  /** Head hash from an earlier run's output: a ledger that was made anew does not have it. */
  readonly head?: string;
  /** Gives up an interrupted run whose plan has changed, and plans from what stands. */
  readonly replan?: boolean;
  /** Hash of a plan that was looked at: another one is refused. */
  readonly expectedPlan?: string;
  /** Folder with CSV files that are loaded between structure and indexes. */
  readonly data?: string;
  readonly load?: LoadOptions;
  /** Most units of one transaction; 1 gives each its own. */
  readonly groupUnits?: number;
  /** One transaction for all units: all of them are done, or none. */
  readonly atomic?: boolean;
  readonly open?: () => Promise<Target>;
  readonly isCancelled?: () => boolean;
  readonly onUnit?: (unit: PlanUnit, index: number, total: number) => void;
  readonly onWarning?: (message: string) => void;
  /** Asked before the first change; false ends the run. */
  readonly confirm?: (plan: Plan, removals: Removals) => Promise<boolean>;
  /** Asked before what a finalize, a rollback or a revert takes away; false ends the run, and nothing has been changed. */
  readonly confirmLoss?: (loss: Loss) => Promise<boolean>;
  readonly fault?: (unit: string, point: FaultPoint) => void;
}
