import { zoneComment } from '../../contract/zone-comment.js';
import { quotePath, quoteText } from '../sql/quoting.js';
import type { RunSession } from '../target/session.js';
import { zoneWritten } from './value-checks.js';

/** Columns that keep the zones of moments beside them, and that a file does not fill itself. */
export interface KeptZones {
  readonly columns: readonly string[];
  /** The fields of a record, and behind them the zones of its moments. */
  readonly with: (fields: readonly (string | undefined)[]) => readonly (string | undefined)[];
}

/** A moment that names no zone has the one that the column has by default: the session's. */
export async function keptZonesOf(
  session: Pick<RunSession, 'execute'>,
  table: readonly string[],
  columns: readonly string[],
): Promise<KeptZones> {
  const { rows } = await session.execute(
    `select a.attname, col_description(a.attrelid, a.attnum), pg_get_expr(d.adbin, d.adrelid)
     from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attrelid = to_regclass(${quoteText(quotePath(table))}) and a.attnum > 0 and not a.attisdropped
       and col_description(a.attrelid, a.attnum) is not null order by a.attnum`,
  );
  const kept: { readonly name: string; readonly at: number; readonly otherwise: string | undefined }[] = [];
  for (const [name, comment, initial] of rows) {
    const at = columns.findIndex((column) => comment === zoneComment(column));
    if (at < 0 || !name || columns.includes(name)) continue;
    const [[zone] = []] = initial ? (await session.execute(`select ${initial}`)).rows : [];
    kept.push({ name, at, otherwise: zone ?? undefined });
  }
  return {
    columns: kept.map(({ name }) => name),
    with: (fields) => [
      ...fields,
      ...kept.map(({ at, otherwise }) => {
        const moment = fields[at];
        return moment === undefined ? undefined : (zoneWritten(moment) ?? otherwise);
      }),
    ],
  };
}
