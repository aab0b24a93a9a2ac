import { createHash } from 'node:crypto';
import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { quoteText } from '../sql/quoting.js';
import { DatabaseError } from '../target/database-error.js';
import type { StatementResult } from '../target/target.js';
import type { LedgerEntry } from './ledger-entry.js';

/** The part of a target that the ledger needs. */
export interface LedgerTarget {
  execute(sql: string): Promise<StatementResult>;
  query(sql: string, parameters?: readonly (string | null)[]): Promise<StatementResult>;
}

/** The schema of the ledger in every target. */
export const ledgerSchema = 'oraphant';

/** Entries are appended and never changed; a fork of the chain is refused by the key on `previous_hash`. */
const definition = `
create schema ${ledgerSchema};
create table ${ledgerSchema}.entry (
  seq           bigint primary key,
  run           text not null,
  unit          text not null,
  unit_sha256   text not null,
  action        text not null,
  state         text not null,
  started       text not null,
  ended         text not null,
  actor         text not null,
  host          text not null,
  tool          text not null,
  file          text not null,
  line          integer not null,
  sqlstate      text not null,
  message       text not null,
  detail        text not null,
  previous_hash text not null unique,
  hash          text not null unique
);
comment on table ${ledgerSchema}.entry is 'What oraphant did to this database, chained by hashes: append only';
create function ${ledgerSchema}.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append only' using errcode = '42501';
end $$;
create trigger append_only before update or delete or truncate on ${ledgerSchema}.entry
  for each statement execute function ${ledgerSchema}.refuse_change();
`;

const columns = [
  ...['seq', 'run', 'unit', 'unit_sha256', 'action', 'state', 'started', 'ended', 'actor', 'host', 'tool', 'file'],
  ...['line', 'sqlstate', 'message', 'detail', 'previous_hash', 'hash'],
];

async function ledgerExists(target: LedgerTarget): Promise<boolean> {
  const { rows } = await target.execute(`select to_regclass('${ledgerSchema}.entry') is not null`);
  return rows[0]?.[0] === 't' || rows[0]?.[0] === 'true';
}

/** Makes the ledger where there is none; the caller holds the lock. */
export async function createLedger(target: LedgerTarget): Promise<void> {
  if (await ledgerExists(target)) return;
  await target.execute(`begin;${definition}commit`);
}

/** Number and hash of the last entry: what the next one follows. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
}

/** The last entry; zero where there is none. */
export async function readHead(target: LedgerTarget): Promise<LedgerHead> {
  if (!(await ledgerExists(target))) return { seq: 0, hash: '' };
  const { rows } = await target.execute(`select seq, hash from ${ledgerSchema}.entry order by seq desc limit 1`);
  return { seq: Number(rows[0]?.[0] ?? 0), hash: rows[0]?.[1] ?? '' };
}

/** All entries, oldest first; none where there is no ledger. */
export const readLedger = (target: LedgerTarget): Promise<readonly LedgerEntry[]> => readEntries(target, 'true');

/** The entries that say how runs began: few among many. */
export const readRunStarts = (target: LedgerTarget): Promise<readonly LedgerEntry[]> =>
  readEntries(target, `action = 'run' and state = 'started'`);

async function readEntries(target: LedgerTarget, condition: string): Promise<readonly LedgerEntry[]> {
  if (!(await ledgerExists(target))) return [];
  const { rows } = await target
    .execute(`select ${columns.join(', ')} from ${ledgerSchema}.entry where ${condition} order by seq`)
    .catch((error: unknown) => {
      // A column or a privilege is gone.
      if (!(error instanceof DatabaseError) || !error.sqlstate.startsWith('42')) throw error;
      throw new RunFailure(runnerExit.preflight, [`the ledger cannot be read: ${error.sqlstate} ${error.message}`], {
        cause: error,
      });
    });
  return rows.map((row): LedgerEntry => {
    const text = (name: string): string => row[columns.indexOf(name)] ?? '';
    return {
      seq: Number(text('seq')),
      run: text('run'),
      unit: text('unit'),
      unitSha256: text('unit_sha256'),
      action: text('action') as LedgerEntry['action'],
      state: text('state') as LedgerEntry['state'],
      started: text('started'),
      ended: text('ended'),
      actor: text('actor'),
      host: text('host'),
      tool: text('tool'),
      file: text('file'),
      line: Number(text('line')),
      sqlstate: text('sqlstate'),
      message: text('message'),
      detail: text('detail'),
      previousHash: text('previous_hash'),
      hash: text('hash'),
    };
  });
}

/** Whether the entry with the hash is there: the answer after a COMMIT whose reply was lost. */
export async function hasEntry(target: LedgerTarget, hash: string): Promise<boolean> {
  const { rows } = await target.query(`select 1 from ${ledgerSchema}.entry where hash = $1`, [hash]);
  return rows.length > 0;
}

/** Appends an entry. @throws DatabaseError, 23505 where another one already follows the same entry */
export async function insertEntry(target: LedgerTarget, entry: LedgerEntry): Promise<void> {
  await target.execute(insertText([entry]));
}

/** The INSERT of an entry as text, to be sent with what comes after it in one message. */
export function insertText(entries: readonly LedgerEntry[]): string {
  const rows = entries.map((entry) => {
    const values = [
      ...[String(entry.seq), entry.run, entry.unit, entry.unitSha256, entry.action, entry.state, entry.started],
      ...[entry.ended, entry.actor, entry.host, entry.tool, entry.file, String(entry.line), entry.sqlstate],
      ...[entry.message, entry.detail, entry.previousHash, entry.hash],
    ];
    return `(${values.map(quoteText).join(', ')})`;
  });
  return `insert into ${ledgerSchema}.entry (${columns.join(', ')}) values ${rows.join(', ')}`;
}

/** sha256 over the previous hash and every column, each with its length so that nothing can move between columns. */
export function entryHash(entry: Omit<LedgerEntry, 'hash'>): string {
  const fields = [
    ...[entry.previousHash, String(entry.seq), entry.run, entry.unit, entry.unitSha256, entry.action, entry.state],
    ...[entry.started, entry.ended, entry.actor, entry.host, entry.tool, entry.file, String(entry.line)],
    ...[entry.sqlstate, entry.message, entry.detail],
  ];
  const hash = createHash('sha256');
  for (const field of fields) hash.update(`${Buffer.byteLength(field)}:${field}`);
  return hash.digest('hex');
}

/** The entry that follows `head`. A zero byte cannot be stored in text. */
export function nextEntry(head: LedgerHead, fields: Omit<LedgerEntry, 'seq' | 'previousHash' | 'hash'>): LedgerEntry {
  const entry = { ...fields, message: fields.message.replaceAll('\0', ''), seq: head.seq + 1, previousHash: head.hash };
  return { ...entry, hash: entryHash(entry) };
}

/** Whether the trigger that refuses changes of the ledger is there and fires. */
export async function isGuarded(target: LedgerTarget): Promise<boolean> {
  const { rows } = await target.execute(
    `select 1 from pg_trigger where tgrelid = to_regclass('${ledgerSchema}.entry') and tgname = 'append_only' and ` +
      `tgenabled <> 'D'`,
  );
  return rows.length > 0;
}

/** A place at which the chain of the ledger does not hold. */
export interface ChainProblem {
  readonly seq: number;
  readonly unit: string;
  readonly problem: string;
}

/**
 * Every break of the chain: changed entries, missing ones, a wrong order; and, with a head from
 * elsewhere, a chain that was made anew.
 */
export function chainProblems(entries: readonly LedgerEntry[], expectedHead?: string): readonly ChainProblem[] {
  const problems: ChainProblem[] = [];
  let previous: { seq: number; hash: string } = { seq: 0, hash: '' };
  for (const entry of entries) {
    const add = (problem: string) => problems.push({ seq: entry.seq, unit: entry.unit, problem });
    if (entry.seq !== previous.seq + 1) add(`entries ${previous.seq + 1} to ${entry.seq - 1} are missing`);
    else if (entry.previousHash !== previous.hash) add('it does not follow the entry before it');
    const { hash, ...fields } = entry;
    if (entryHash(fields) !== hash) add('its contents do not match its hash: the entry was changed');
    previous = entry;
  }
  if (expectedHead !== undefined && !entries.some(({ hash }) => hash === expectedHead)) {
    problems.push({
      seq: previous.seq,
      unit: '',
      problem: `the head ${expectedHead} is not in the chain: the ledger was rewritten or cut`,
    });
  }
  return problems;
}
