import type { LoadReport } from '../load/load.js';
import type { EditedFile } from '../script/edited-files.js';
import type { ApplyFailure } from './locate-failure.js';
import type { RunnerExit } from './run-failure.js';

/**
 * How `oraphant apply` ended. `head` is the ledger's last hash, `planHash` that of the plan; `resumed` is said where an
 * interrupted run was taken up.
 */
export interface ApplyReport {
  readonly exit: RunnerExit;
  readonly run: string;
  readonly target: string;
  readonly head: string;
  readonly planHash: string;
  readonly resumed: boolean;
  readonly units: { readonly done: number; readonly total: number; readonly unchanged: number };
  readonly statements: number;
  readonly files: { readonly complete: number; readonly total: number };
  readonly failure: (ApplyFailure & { readonly unit: string; readonly blockers: readonly string[] }) | undefined;
  readonly problems: readonly string[];
  readonly loads: readonly LoadReport[];
  /** Files of the project that are not as `convert` wrote them. */
  readonly edited: readonly EditedFile[];
}
