import type { Engine } from '../apply/engine/engine.js';
import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { detailOf, type LedgerEntry } from '../ledger/ledger-entry.js';
import type { LedgerState } from '../ledger/ledger-state.js';
import type { Plan } from '../plan/plan-model.js';
import { shapeOf } from '../plan/statements/statement-shape.js';
import type { RunOptions } from '../target/run-options.js';
import { type CatalogDifference, type CatalogFact, type CatalogMark, compareCatalogs, inSchemas } from './catalog.js';

/** The catalog as the last run left it that wrote it down. */
interface KnownCatalog {
  readonly seq: number;
  readonly objects: readonly CatalogMark[];
  readonly scope: readonly string[];
  /** The run failed: what somebody does to let it go on is not to stop it. */
  readonly isFailed: boolean;
}

/** Of a run that ended, or failed with nothing half done; undefined where there was none. */
function knownCatalog(entries: readonly LedgerEntry[]): KnownCatalog | undefined {
  const last = entries.findLast(
    (entry) =>
      ['run', 'rollback', 'adopt'].includes(entry.action) &&
      (entry.state === 'ended' || (entry.state === 'failed' && detailOf(entry).objects !== undefined)),
  );
  if (last === undefined) return undefined;
  const { objects, scope } = detailOf(last) as Partial<KnownCatalog>;
  return { seq: last.seq, objects: objects ?? [], scope: scope ?? [], isFailed: last.state === 'failed' };
}

/** What differs from the catalog that the last run wrote down, whatever was done since. */
export function differencesOf(
  facts: readonly CatalogFact[],
  entries: readonly LedgerEntry[],
): ReturnType<typeof compareCatalogs> {
  const known = knownCatalog(entries);
  return known === undefined ? [] : compareCatalogs(known.objects, inSchemas(facts, known.scope));
}

/**
 * What of the differences a run does not go on beside: after one that failed when it had done something, what the runs
 * had made and is gone.
 */
function stopping(
  differences: readonly CatalogDifference[],
  entries: readonly LedgerEntry[],
): readonly CatalogDifference[] {
  if (differences.length === 0 || knownCatalog(entries)?.isFailed !== true) return differences;
  const ended = entries.findLastIndex(({ state }) => state === 'ended');
  if (!isChanged(entries.slice(ended + 1))) return differences;
  const made = madeNames(entries);
  return differences.filter(({ change, object }) => change === 'removed' && made.has(nameOf(object)));
}

/** All words of what the runs have made. */
function madeNames(entries: readonly LedgerEntry[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const entry of entries) {
    if (entry.action !== 'apply' || entry.state !== 'done') continue;
    for (const { sql = '' } of detailOf(entry).statements ?? [])
      for (const word of sql.match(/"(?:[^"]|"")*"|[\w$]+/g) ?? []) names.add(word.replaceAll('"', ''));
  }
  return names;
}

/** Of an object its own name: `child_pid` of `index public.child_pid`, `c` of `constraint c on public.t`. */
function nameOf(object: string): string {
  const part = / ("(?:[^"]|"")*"|\S+) on /.exec(object)?.[1];
  const name = part ?? /("(?:[^"]|"")*"|[^\s."(]+)(?:\(.*)?$/s.exec(object)?.[1] ?? '';
  return name.replaceAll('"', '');
}

/** The target's objects against those at the end of the last run. */
export function driftOf(
  facts: readonly CatalogFact[],
  entries: readonly LedgerEntry[],
): ReturnType<typeof compareCatalogs> {
  // A run that was cut off has left the catalog between two known states.
  const since = entries.slice(knownCatalog(entries)?.seq ?? 0);
  return isChanged(since) ? [] : differencesOf(facts, entries);
}

const isChanged = (entries: readonly LedgerEntry[]): boolean =>
  entries.some(({ state, action }) => state === 'done' && (action === 'apply' || action === 'undo'));

/** Objects that somebody changed by hand since the last run. @throws RunFailure */
export async function checkDrift(
  facts: readonly CatalogFact[],
  entries: readonly LedgerEntry[],
  engine: Engine,
  options: RunOptions,
): Promise<void> {
  const differences = stopping(driftOf(facts, entries), entries);
  if (differences.length === 0) return;
  const lines = differences.map(({ change, object }) => `${change} outside of oraphant: ${object}`);
  switch (options.onDrift ?? 'fail') {
    case 'fail':
      throw new RunFailure(runnerExit.drift, [
        ...lines,
        "see 'oraphant drift'; --on-drift warn goes on, --on-drift adopt records it",
      ]);
    case 'warn':
      for (const line of lines) options.onWarning?.(line);
      return;
    case 'adopt':
      await engine.note({ unit: '', action: 'adopt', state: 'done' }, { differences });
      return;
  }
}

/** The schemas that a plan is about: what happens in others is nothing of ours. */
export function scopeOf(plan: Plan, state: LedgerState): readonly string[] {
  const sql = [
    ...plan.units.flatMap(({ statements }) => statements.map((s) => s.sql)),
    ...state.units.flatMap(({ statements }) => statements.flatMap((s) => s.sql ?? [])),
  ];
  return schemasOf(sql);
}

/** The schemas that the runs of a ledger were about. */
export function scopeOfEntries(entries: readonly LedgerEntry[]): readonly string[] {
  const schemas = new Set<string>();
  for (const entry of entries) {
    if (entry.action !== 'run' || entry.state !== 'started') continue;
    for (const name of (detailOf(entry).scope as readonly string[] | undefined) ?? []) schemas.add(name);
  }
  return [...schemas].sort();
}

function schemasOf(statements: readonly string[]): readonly string[] {
  const schemas = new Set<string>();
  for (const sql of statements) {
    const { action, kind, name, on } = shapeOf(sql);
    if (action !== 'create' && action !== 'alter' && action !== 'drop') continue;
    if (kind === 'schema') schemas.add(name[0] ?? '');
    else if (!['extension', 'role', 'event trigger', 'other'].includes(kind)) {
      const path = on.length > 0 ? on : name;
      schemas.add(path.length > 1 ? (path[0] ?? '') : 'public');
    }
  }
  return [...schemas].sort();
}
