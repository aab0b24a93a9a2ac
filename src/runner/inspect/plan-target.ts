import { preflight } from '../apply/preflight.js';
import { removalLines, removalsOf } from '../apply/removals.js';
import { readLedger } from '../ledger/ledger.js';
import { emptyLedgerState, ledgerState } from '../ledger/ledger-state.js';
import { planProject } from '../plan/plan.js';
import type { Plan } from '../plan/plan-model.js';
import { type EditedFile, editedLines } from '../script/edited-files.js';
import { readProject } from '../script/project.js';
import { withReader } from '../target/reader.js';

/** A plan, and what was seen of the target for which it is. */
export interface TargetPlan extends Plan {
  /**
   * What makes the target unfit for it, or less than right, and what the plan takes out of it; of the project, what was
   * changed by hand.
   */
  readonly notes: readonly string[];
  readonly edited: readonly EditedFile[];
}

/** `oraphant plan`: what apply would do, without doing it; offline for an empty target. */
export async function planTarget(out: string, url: string | undefined): Promise<TargetPlan> {
  const project = readProject(out);
  if (url === undefined) {
    const { edited } = project;
    return { ...planProject(project, emptyLedgerState), edited, notes: editedLines(edited) };
  }
  return await withReader(url, async (target) => {
    const { problems, warnings } = await preflight(target, project);
    const state = ledgerState(await readLedger(target));
    const plan = planProject(project, state);
    const removals = removalLines(await removalsOf(plan, project, state, target));
    return { ...plan, edited: project.edited, notes: [...problems, ...warnings, ...removals] };
  });
}
