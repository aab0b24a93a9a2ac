import type { Target } from './target.js';

/** The collation and the character classes of the target's database, by name. */
export async function databaseLocale(target: Target): Promise<{ readonly collation: string; readonly ctype: string }> {
  const [[collation, ctype] = []] = (
    await target.execute(
      // A collation of ICU has its name in a column that versions call differently.
      `select case when datlocprovider = 'i' then coalesce(to_jsonb(d) ->> 'daticulocale', to_jsonb(d) ->> ` +
        `'datlocale', 'ICU') else datcollate end, datctype from pg_database as d where datname = current_database()`,
    )
  ).rows;
  return { collation: collation ?? '', ctype: ctype ?? '' };
}

/** Whether text sorts by its bytes, as Oracle's NLS_SORT = BINARY has it. */
export const sortsByBytes = (collation: string): boolean => /^(C|POSIX)(\.UTF-?8)?$/i.test(collation);
