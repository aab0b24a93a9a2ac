import type { LedgerStatement } from '../ledger/ledger-entry.js';
import type { LedgerState } from '../ledger/ledger-state.js';
import { type Project, sha256, type UnreadSource } from '../script/project.js';
import { changedStatements, type UnitChange } from './changes/change.js';
import { inSteps, laterStatement, stillPending } from './changes/split-validation.js';
import { DoneData } from './done-data.js';
import { Freshness } from './freshness.js';
import { lockImpact } from './lock-impact.js';
import { lintStatement, provedNotNull } from './plan-lint.js';
import type { Plan, PlanRefusal, PlanStatement, PlanUnit } from './plan-model.js';
import { contentHash, type Draft, isSetting, outlineOf, projectUnits } from './project-units.js';
import { rewordedStatements } from './reworded-data.js';
import { StandingGrants } from './standing-grants.js';
import { statementMode } from './statements/statement-mode.js';
import type { Undo } from './undo.js';
import { unreadRefusals } from './unread-source.js';

interface PlanOptions {
  /**
   * Rows are loaded between the phases: units are put in the order of phases. Without a load
   * they keep the order of the files.
   */
  readonly loadsData?: boolean;
}

/** What the target needs to stand as the project does, in order. */
export function planProject(project: Project, state: LedgerState, options: PlanOptions = {}): Plan {
  const desired = projectUnits(project, { inPhases: options.loadsData === true });
  const planning = new Planning(state, desired, {
    loadsData: options.loadsData === true,
    partitioned: partitionedTables(project),
    unread: project.unread,
  });
  planning.drop(({ id }) => !isRuntime(id));
  for (const draft of desired) planning.ensure(draft);
  planning.leaveRuntime();
  const { units, unchanged, refusals } = planning;
  return { hash: planHash(units), head: state.head, units, unchanged, project: outlineOf(desired), refusals };
}

/** From what the ledger knows to what the project wants: the drops first, then each unit. */
class Planning {
  readonly units: PlanUnit[] = [];
  readonly refusals: PlanRefusal[] = [];
  /** What comes behind everything else. */
  private readonly last: PlanUnit[] = [];
  unchanged = 0;
  private readonly fresh = new Freshness();
  private readonly known: ReadonlyMap<string, LedgerState['units'][number]>;
  /** What a run that was interrupted has made. */
  private readonly doneNow: ReadonlySet<string>;
  private readonly created: ReturnType<typeof createdNames>;
  private readonly doneData: DoneData;
  private readonly grants: StandingGrants;
  /** What a unit has no more, until another one takes it. */
  private readonly moved: Map<string, LedgerStatement>;
  /** The keys of all that the project is made of. */
  private readonly wanted: ReadonlySet<string>;

  constructor(
    private readonly state: LedgerState,
    private readonly desired: readonly Draft[],
    private readonly of: {
      readonly loadsData: boolean;
      readonly partitioned: ReturnType<typeof partitionedTables>;
      readonly unread: UnreadSource;
    },
  ) {
    this.known = new Map(state.units.map((unit) => [unit.id, unit]));
    this.doneNow = new Set(state.unfinished?.done.map(({ id }) => id));
    this.moved = movedStatements(state, desired);
    const contents = desired.flatMap((draft) => draft.contents);
    this.grants = new StandingGrants(state, contents);
    // What an interrupted run has made is as new as what it has still to make.
    const isNew = ({ id }: Draft) => !this.known.has(id) || this.known.get(id)?.since === state.unfinished?.run;
    this.created = createdNames(desired.filter(isNew), this.moved);
    this.wanted = new Set(contents.map(({ key }) => key));
    const unchanged = desired.filter(({ id, contents }) => this.known.get(id)?.sha256 === contentHash(contents));
    this.doneData = new DoneData(state.performed, unchanged);
  }

  /** What the plan itself makes is nobody's yet; rows that are loaded into it take their time all the same. */
  private isWatched(table: string): boolean {
    return (this.of.loadsData || !this.created.has(table)) && !this.of.partitioned.has(table);
  }

  private readonly asked = {
    isGone: (sql: string): boolean => this.fresh.isGone(sql),
    isDone: (statement: PlanStatement): boolean => this.doneData.takes(statement),
    isWanted: (key: string): boolean => this.wanted.has(key),
    grants: (revoke: string): readonly PlanStatement[] => this.grants.behind(revoke),
    taken: (key: string): LedgerStatement | undefined => this.take(key),
  };

  private take(key: string): LedgerStatement | undefined {
    const statement = this.moved.get(key);
    this.moved.delete(key);
    return statement;
  }

  /** Drops what the project has no more. */
  drop(isMeant: (unit: LedgerState['units'][number]) => boolean): void {
    const removed = this.state.units.filter(({ id }) => !this.desired.some((unit) => unit.id === id)).toReversed();
    for (const { id, file, line, statements } of removed.filter(isMeant)) {
      const gone = changedStatements(statements, [], this.asked);
      const unread = isRuntime(id) ? [] : unreadRefusals(this.of.unread, id);
      this.refusals.push(...[...unread, ...gone.refusals].map((refusal) => ({ ...refusal, unit: id, file, line })));
      this.fresh.add(gone.statements);
      const here = gone.statements.map((statement) => ({ ...statement, file, line }));
      this.plan({ id, phase: 'pre-data', mode: 'tx', contents: [], file, line }, 'drop', here);
    }
  }

  /** Drops functions of the runtime that nothing of the project uses any more: defaults, checks and indexes did. */
  leaveRuntime(): void {
    this.drop(({ id }) => isRuntime(id));
    this.units.push(...this.last.toReversed());
  }

  /** Creates the unit, changes it, or makes what it has lost again. */
  ensure(draft: Draft): void {
    const before = this.known.get(draft.id);
    const lost = draft.contents.filter(({ sql }) => this.fresh.wants(sql));
    if (before === undefined) {
      const { statements } = this.changed(draft, []);
      const again = lost.filter(({ key }) => !statements.some((statement) => statement.key === key));
      this.plan(draft, 'create', withSettings(draft, [...statements, ...again]));
      return;
    }
    if (before.sha256 === contentHash(draft.contents)) {
      const isDoneNow = this.doneNow.has(draft.id);
      // A run that goes on has made it just now, and what comes after it has not had its turn.
      if (isDoneNow) this.fresh.add(draft.contents);
      const stands = lost.length === 0 || isDoneNow;
      if (stands) this.unchanged += 1;
      else this.plan(draft, 'change', lost, before.pending);
      if (stands && before.pending.length > 0) this.plan(draft, 'validate', [], before.pending);
      return;
    }
    const { statements } = this.changed(draft, before.statements);
    const again = lost.filter(({ key }) => !statements.some((statement) => statement.key === key));
    const left = stillPending(before.pending, statements);
    this.plan(draft, 'change', withSettings(draft, [...statements, ...again]), left);
  }

  /** What makes the unit's contents of those that it has, and of what other units had. */
  private changed(draft: Draft, before: readonly LedgerStatement[]): Pick<UnitChange, 'statements'> {
    const changed = changedStatements(before, draft.contents, this.asked);
    this.fresh.add(changed.statements);
    this.refusals.push(
      ...changed.refusals.map((refusal) => ({ ...refusal, file: refusal.file || draft.file, unit: draft.id })),
    );
    return changed;
  }

  /** The unit with its statements; those that wait until the rows are looked at, and those `left`, are one behind it. */
  private plan(
    draft: Draft,
    change: PlanUnit['change'],
    statements: readonly PlanStatement[],
    left: readonly string[] = [],
  ): void {
    const steps =
      draft.mode === 'tx' ? inSteps(statements, (table) => this.isWatched(table)) : { now: statements, later: [] };
    const own = new Set(draft.contents.map(({ key }) => key));
    const isLast = ({ key }: PlanStatement): boolean => change === 'change' && isRuntime(draft.id) && !own.has(key);
    const now = steps.now.filter((statement) => !isLast(statement));
    const later = [...steps.later, ...steps.now.filter(isLast)];
    const pending = [...left, ...later.map(({ sql }) => sql)];
    if (change !== 'validate') {
      const unit = finish(draft, change, now, this.created, pending);
      const before = change === 'change' ? (this.known.get(draft.id)?.statements ?? []) : [];
      const reworded = rewordedStatements(before, unit.statements, this.wanted);
      this.units.push({ ...unit, findings: [...unit.findings, ...reworded] });
    }
    if (pending.length === 0) return;
    const settling = pending.map((sql) => later.find((one) => one.sql === sql) ?? laterStatement(sql, draft));
    const settled: Draft = { ...draft, id: `${draft.id}:validate`, contents: [] };
    (isRuntime(draft.id) ? this.last : this.units).push({
      ...finish(settled, 'validate', settling, this.created),
      sha256: sha256(pending.join('\n')),
      settles: draft.id,
    });
  }
}

const isRuntime = (id: string): boolean => id.startsWith('runtime_');

/** The statements under all settings of their unit; nothing where there are settings alone. */
function withSettings({ contents }: Draft, statements: readonly PlanStatement[]): readonly PlanStatement[] {
  const toRun = statements.filter(({ key }) => !isSetting(key));
  return toRun.length > 0 ? [...contents.filter(({ key }) => isSetting(key)), ...toRun] : [];
}

function finish(
  draft: Draft,
  change: PlanUnit['change'],
  statements: readonly PlanStatement[],
  created: ReadonlySet<string>,
  pending: readonly string[] = [],
): PlanUnit {
  const uses = statements.map((statement) => ({ ...statement, undo: coveredUndo(statement.undo, created) }));
  const isReversible = uses.every(({ undo }) => undo.kind !== 'no');
  const keeps = uses.some(({ undo }) => undo.kind === 'capture');
  const proved = provedNotNull([...statements.map(({ sql }) => sql), ...pending]);
  const mode = statements.some(({ sql }) => statementMode(sql) === 'notx') ? 'notx' : 'tx';
  return {
    ...draft,
    change,
    mode,
    statements: uses,
    sha256: contentHash(draft.contents),
    locks: uses.flatMap(({ sql, metadataOnly }) => lockImpact(sql, created, metadataOnly)),
    findings: uses.flatMap(({ sql, metadataOnly }) => lintStatement(sql, created, metadataOnly, proved)),
    reversible: !isReversible ? 'no' : keeps ? 'copy' : 'exact',
    pending,
  };
}

/** What is done to an object that the same plan creates is undone with that object. */
function coveredUndo(undo: Undo, created: ReadonlySet<string>): Undo {
  return (undo.kind === 'no' || undo.kind === 'capture') && undo.subject !== undefined && created.has(undo.subject)
    ? { kind: 'none' }
    : undo;
}

/**
 * What units had and have no more: another one may have it now. Units of a kind are numbered, so that one statement less
 * moves all that follow.
 */
function movedStatements(state: LedgerState, desired: readonly Draft[]): Map<string, LedgerStatement> {
  const drafts = new Map(desired.map((draft) => [draft.id, draft]));
  const left = state.units.flatMap(({ id, statements }) => {
    const kept = new Set(drafts.get(id)?.contents.map(({ key }) => key));
    return statements.filter(({ key }) => !kept.has(key));
  });
  return new Map([...state.givenAway, ...left].map((statement) => [statement.key, statement]));
}

/** The objects that the units make, but for those that stand already, as another unit's. */
function createdNames(units: readonly Draft[], moved: ReadonlyMap<string, LedgerStatement>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { contents } of units) {
    for (const { key, undo } of contents) if (undo.kind === 'drop' && !moved.has(key)) names.add(undo.object);
  }
  return names;
}

/** A foreign key of a partitioned table cannot be NOT VALID (ALTER TABLE, "Description"). */
const partitionedTables = ({ files }: Project): ReadonlySet<string> =>
  new Set(
    files.flatMap(({ statements }) =>
      statements.flatMap(({ shape }) => (shape.partitioned ? [shape.name.join('.')] : [])),
    ),
  );

/** A chain over the units, what changes in them and the statements that are sent: another plan has another. */
function planHash(units: readonly PlanUnit[]): string {
  let hash = '';
  for (const { id, change, sha256: contents, statements } of units) {
    hash = sha256([hash, id, change, contents, ...statements.map(({ sql }) => sha256(sql))].join('\n'));
  }
  return hash;
}
