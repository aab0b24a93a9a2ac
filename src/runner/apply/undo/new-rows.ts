import { counted } from '../../../assess/counted.js';
import { ledgerSchema } from '../../ledger/ledger.js';
import { detailOf, type LedgerEntry } from '../../ledger/ledger-entry.js';
import { asideSchema } from '../../plan/changes/change.js';
import { shapeOf } from '../../plan/statements/statement-shape.js';
import { quotePath, quoteText } from '../../sql/quoting.js';
import type { Session } from '../../target/session.js';
import { RunFailure, runnerExit } from '../run-failure.js';

/** What is asked of a rollback about rows. */
interface NewRowsOptions {
  /** Goes on though rows were written since; they are kept as JSON in a side schema. */
  readonly discardNewRows?: boolean;
  readonly onWarning?: (message: string) => void;
}

/**
 * Rows that somebody else wrote would go with the tables and columns that the units made. They are those that are
 * younger than the end of the run that made the table, but for what later runs wrote themselves: data, blocks, loads.
 * What a later ALTER TABLE wrote anew may be anybody's, and counts.
 * @throws RunFailure exit 3 where there are any
 */
export async function guardNewRows(
  session: Session,
  chosen: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
  options: NewRowsOptions,
): Promise<void> {
  const found: string[] = [];
  for (const [name, { path, since }] of tablesAtStake(chosen, entries)) {
    const table = quotePath(path);
    const [[isThere] = []] = (await session.execute(`select to_regclass(${quoteText(table)})`)).rows;
    if (isThere === null || isThere === undefined) continue;
    const own = entries.filter((entry) => entry.seq > since.seq && writesRows(entry)).map(({ seq }) => seq);
    const [[count] = []] = (
      await session.query(
        `select count(*) from ${table} t where age(t.xmin) < age($1::xid) and t.xmin <> all ` +
          `(array(select e.xmin from ${ledgerSchema}.entry e where e.seq = any ($2::bigint[])))`,
        [since.xid, `{${own.join(',')}}`],
      )
    ).rows;
    if (Number(count) === 0) continue;
    found.push(`table ${name} has ${counted(Number(count), 'row')} written since`);
    if (options.discardNewRows !== true) continue;
    const kept = `${asideSchema}.${quotePath([`${name}.${session.head.seq}`.slice(-60)])}`;
    await session.execute(
      `create schema if not exists ${asideSchema}; create table ${kept} as select to_jsonb(t) as row from ${table} t`,
    );
    options.onWarning?.(`the rows of ${name} are kept as JSON in ${kept}`);
  }
  if (found.length > 0 && options.discardNewRows !== true) {
    throw new RunFailure(runnerExit.preflight, [
      ...found,
      'nothing was undone; --discard-new-rows goes on and keeps a copy',
    ]);
  }
}

/** The end of a run, and the transaction that saw it. */
interface RunEnd {
  readonly seq: number;
  readonly xid: string;
}

/**
 * The tables that go, or lose a column, and the end of the first run that had made it. What a run that has not ended
 * wrote itself cannot be told from what others wrote: its tables are left out.
 */
function tablesAtStake(
  chosen: readonly LedgerEntry[],
  entries: readonly LedgerEntry[],
): ReadonlyMap<string, { readonly path: readonly string[]; readonly since: RunEnd }> {
  const ends = entries.flatMap((entry): readonly RunEnd[] => {
    const isEnd = (entry.action === 'run' || entry.action === 'rollback') && entry.state === 'ended';
    const { xid } = detailOf(entry);
    return isEnd && typeof xid === 'string' ? [{ seq: entry.seq, xid }] : [];
  });
  const tables = new Map<string, { readonly path: readonly string[]; readonly since: RunEnd }>();
  for (const entry of chosen) {
    const end = ends.find(({ seq }) => seq > entry.seq);
    for (const sql of end === undefined ? [] : (detailOf(entry).undo ?? [])) {
      const shape = shapeOf(sql);
      const dropsColumn = shape.alterations.some(({ verb }) => verb === 'drop column');
      if (end === undefined || (!(shape.action === 'drop' && shape.kind === 'table') && !dropsColumn)) continue;
      const name = shape.name.join('.');
      const known = tables.get(name);
      if (known === undefined || end.seq < known.since.seq) tables.set(name, { path: shape.name, since: end });
    }
  }
  return tables;
}

/** Did the entry's transaction write rows for the project, or may it have? */
const writesRows = (entry: LedgerEntry): boolean =>
  entry.action === 'load' ||
  (entry.action === 'apply' && entry.state === 'done' && (detailOf(entry).irreversible ?? []).length > 0);
