import type { EntryDetail, LedgerEntry } from '../../src/runner/ledger/ledger-entry.js';
import { ledgerState } from '../../src/runner/ledger/ledger-state.js';
import { planProject } from '../../src/runner/plan/plan.js';
import type { PlanFinding } from '../../src/runner/plan/plan-model.js';
import { readProject } from '../../src/runner/script/project.js';
import { writeProject } from './faults/project.js';

/** A converted project: the text of each file of its `sql` folder by name. */
export type Files = Readonly<Record<string, string>>;

/** A target that only counts: what it was sent, and what its ledger says. */
export class Counting {
  readonly sent: string[] = [];
  /** What the plan of the last release finds. */
  findings: readonly PlanFinding[] = [];
  private readonly entries: LedgerEntry[] = [];
  private runs = 0;

  /** Applies a release, the first `units` units of it where the run is cut off. */
  apply(files: Files, units?: number): readonly string[] {
    const plan = planProject(readProject(writeProject(files).out), ledgerState(this.entries));
    this.findings = plan.units.flatMap((unit) => unit.findings);
    this.runs += 1;
    const before = this.sent.length;
    this.note('run', 'started', {});
    for (const { id, sha256, change, contents, statements } of plan.units.slice(0, units)) {
      this.sent.push(...statements.map(({ sql }) => sql));
      const kept = contents.map((c) => ({ key: c.key, sha256: c.sha256, sql: c.sql }));
      this.note('apply', 'done', { change, statements: kept }, { unit: id, unitSha256: sha256 });
    }
    if (units === undefined) this.note('run', 'ended', {});
    return this.sent.slice(before);
  }

  private note(
    action: LedgerEntry['action'],
    state: LedgerEntry['state'],
    detail: EntryDetail,
    of: Partial<LedgerEntry> = {},
  ): void {
    this.entries.push({
      ...{ seq: this.entries.length, run: `r${this.runs}`, unit: '', unitSha256: '', action, state },
      ...{ started: '', ended: '', actor: '', host: '', tool: '', file: '', line: 1, sqlstate: '', message: '' },
      ...{ detail: JSON.stringify(detail), previousHash: '', hash: `h${this.entries.length}` },
      ...of,
    });
  }
}
