import { counted } from '../../../assess/counted.js';
import { detailOf, type LedgerEntry } from '../../ledger/ledger-entry.js';
import { shapeOf } from '../../plan/statements/statement-shape.js';
import { quotePath } from '../../sql/quoting.js';
import type { Loss } from '../../target/run-options.js';
import type { Session } from '../../target/session.js';
import { atStake, databaseText, stakeText } from '../at-stake.js';

/** What undoing the entries takes away: how much of which runs, and the tables with the rows in them. */
export async function rollbackLoss(session: Session, chosen: readonly LedgerEntry[]): Promise<Loss> {
  const dropped = chosen
    .flatMap((entry) => detailOf(entry).undo ?? [])
    .flatMap((sql) => {
      if (!/^\s*drop\s+(table|materialized\s+view)\b/i.test(sql)) return [];
      return [quotePath(shapeOf(sql).name)];
    });
  const tables = await atStake(session, dropped);
  const empty = tables.filter(({ rows }) => rows === 0).length;
  const runs = [...new Set(chosen.map(({ run }) => run))];
  return {
    database: await databaseText(session.connection),
    what: `undoes ${counted(chosen.length, 'unit')} of ${runs.length === 1 ? `run ${runs[0]}` : counted(runs.length, 'run')}`,
    lines: [
      ...tables.filter(({ rows }) => rows !== 0).map((table) => `drops ${stakeText(table)}`),
      ...(empty > 0 ? [`drops ${counted(empty, 'empty table')}`] : []),
    ],
  };
}
