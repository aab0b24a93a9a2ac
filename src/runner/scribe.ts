import { hostname, userInfo } from 'node:os';
import type { EngineOptions, EngineUnit } from './engine-unit.js';
import { insertEntry, nextEntry } from './ledger.js';
import type { EntryDetail, LedgerEntry } from './ledger-state.js';

/** Makes the entries of a run, each behind the session's head, with who, where and with which tool. */
export class Scribe {
  private readonly actor = osUser();
  private readonly host = hostname();

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

  /** What a unit did, with its way back. */
  unitEntry(
    unit: EngineUnit,
    started: string,
    undo: readonly (readonly string[])[],
    state: LedgerEntry['state'],
  ): LedgerEntry {
    const irreversible = unit.statements.flatMap(({ undo: way }) =>
      way.kind === 'no' ? [{ why: way.why, subject: way.subject ?? '' }] : [],
    );
    const detail: EntryDetail = {
      ...unit.detail,
      ...(unit.action === 'undo' ? {} : { undo: undo.toReversed().flat() }),
      ...(irreversible.length > 0 ? { irreversible } : {}),
    };
    return this.entry({
      unit: unit.id,
      unitSha256: unit.sha256,
      action: unit.action,
      state,
      started,
      ended: new Date().toISOString(),
      file: unit.file,
      line: unit.line,
      detail: JSON.stringify(detail).replaceAll('\\u0000', ''),
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

function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
