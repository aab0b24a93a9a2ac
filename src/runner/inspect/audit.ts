import { csvText } from '../../assess/formats/csv.js';
import { type ChainProblem, chainProblems, readLedger } from '../ledger/ledger.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';
import { withReader } from '../target/reader.js';

/** What `oraphant audit` shows; no problems where the chain holds. */
interface Audit {
  readonly target: string;
  readonly entries: readonly LedgerEntry[];
  readonly head: string;
  readonly problems: readonly ChainProblem[];
}

/** `oraphant audit`: the whole ledger, and whether its chain holds. */
export async function auditTarget(url: string, head?: string): Promise<Audit> {
  return await withReader(url, async (target) => {
    const entries = await readLedger(target);
    return { target: target.label, entries, head: entries.at(-1)?.hash ?? '', problems: chainProblems(entries, head) };
  });
}

/** The ledger for a spreadsheet. */
export function auditCsv(entries: readonly LedgerEntry[]): string {
  const names = [
    'seq',
    'run',
    'unit',
    'unitSha256',
    'action',
    'state',
    'started',
    'ended',
    'actor',
    'host',
    'tool',
    'file',
    'line',
    'sqlstate',
    'message',
    'previousHash',
    'hash',
  ] as const;
  return csvText([names, ...entries.map((entry) => names.map((name) => entry[name]))]);
}
