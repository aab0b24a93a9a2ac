import type { ScriptUnit } from '../ir/oracle/index.js';

/** The inputs of the lint phase. */
export interface LintUnit {
  readonly unit: ScriptUnit;
  readonly owner: string;
  /** The unit as a whole was refused. */
  readonly refused: boolean;
}
