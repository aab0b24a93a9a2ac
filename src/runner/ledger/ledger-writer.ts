import { hostname, userInfo } from 'node:os';
import { type EngineOptions, type EngineUnit, knownWayBack } from '../apply/engine/engine-unit.js';
import { irreversibleOf, isObserved } from '../apply/undo/observed.js';
import { insertEntry, nextEntry } from './ledger.js';
import type { EntryDetail, LedgerEntry } from './ledger-entry.js';

/** Makes the entries of a run, each after the session's head, with who, where and with which tool. */
export class Scribe {
  private readonly actor = osUser();
  private readonly host = hostname();
  private readonly details = new WeakMap<EngineUnit, string>();

  constructor(private readonly options: EngineOptions) {}

  /** Appends an entry that belongs to no transaction but its own. */
  async note(
    fields: Pick<LedgerEntry, 'unit' | 'action' | 'state'> &
      Partial<Pick<LedgerEntry, 'unitSha256' | 'file' | 'line' | 'sqlstate' | 'message' | 'started'>>,
    detail: EntryDetail = {},
  ): Promise<LedgerEntry> {
    const { session } = this.options;
    return await session.exclusively(async () => {
      const now = new Date().toISOString();
      const entry = this.entry({ started: now, ...fields, ended: now, detail: JSON.stringify(detail) });
      await insertEntry(session, entry);
      this.advance(entry);
      return entry;
    });
  }

  /** Writes the larger part of a unit's entry before its turn, as far as its ways back are known. */
  prepare(unit: EngineUnit): void {
    const undo = unit.statements.map((statement) =>
      statement.isChange === true || isObserved(statement) ? undefined : knownWayBack(statement),
    );
    if (undo.every((way) => way !== undefined)) this.details.set(unit, detailText(unit, undo));
  }

  /** What a unit did, with its way back. */
  unitEntry(
    unit: EngineUnit,
    started: string,
    undo: readonly (readonly string[])[],
    state: LedgerEntry['state'],
  ): LedgerEntry {
    return this.entry({
      unit: unit.id,
      unitSha256: unit.sha256,
      action: unit.action,
      state,
      started,
      ended: new Date().toISOString(),
      file: unit.file,
      line: unit.line,
      detail: this.details.get(unit) ?? detailText(unit, undo),
    });
  }

  private entry(
    fields: Pick<LedgerEntry, 'unit' | 'action' | 'state' | 'started' | 'ended' | 'detail'> & Partial<LedgerEntry>,
  ): LedgerEntry {
    return nextEntry(this.options.session.head, {
      unitSha256: '',
      file: '',
      line: 0,
      sqlstate: '',
      message: '',
      ...fields,
      run: this.options.run,
      actor: this.actor,
      host: this.host,
      tool: this.options.tool,
    });
  }

  /** The entry is written: the next one follows it. */
  advance(entry: LedgerEntry): void {
    this.options.session.head = { seq: entry.seq, hash: entry.hash };
  }
}

function detailText(unit: EngineUnit, undo: readonly (readonly string[])[]): string {
  const irreversible = unit.statements.flatMap(irreversibleOf);
  const detail: EntryDetail = {
    ...unit.detail,
    ...(unit.action === 'undo' ? {} : { undo: undo.toReversed().flat() }),
    ...(irreversible.length > 0 ? { irreversible } : {}),
  };
  return JSON.stringify(detail).replaceAll('\\u0000', '');
}

function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
