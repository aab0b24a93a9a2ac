import { RunFailure, runnerExit } from '../apply/run-failure.js';
import { readProject } from '../script/project.js';
import type { Target } from '../target/target.js';
import { inBuiltProject } from './built-project.js';
import { isUsers, notOfExtension } from './users-objects.js';

/** A test file for pg_prove. */
export interface PgtapFile {
  readonly name: string;
  readonly text: string;
  readonly tests: number;
}

/**
 * Each query gives tests, a line each, in order; names are written as search_path public has them.
 * (pgTAP manual, "The Schema Things")
 */
const files: readonly { readonly name: string; readonly query: string }[] = [
  {
    name: '01_structure.sql',
    query: `
select 1, n.nspname, '', 0, format('select has_schema(%L, %L);', n.nspname, 'schema ' || n.nspname)
from pg_namespace n where ${isUsers('n')} and n.nspname <> 'public'
union all
select 2, n.nspname, c.relname, 0, format('select %s(%L, %L, %L);', case c.relkind when 'v' then 'has_view' when 'm' then 'has_materialized_view' when 'S' then 'has_sequence' else 'has_table' end,
  n.nspname, c.relname, c.oid::regclass::text || ' is there')
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where ${isUsers('n')} and c.relkind in ('r', 'p', 'v', 'm', 'S') and ${notOfExtension('c.oid', 'pg_class')}
union all
select 3, n.nspname, c.relname, a.attnum, format('select is((select concat_ws(%L, format_type(atttypid, atttypmod), case when attnotnull then %L end, pg_get_expr(adbin, adrelid)) from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = to_regclass(%L) and attname = %L), %L, %L);',
  ' ', 'not null', c.oid::regclass::text, a.attname,
  concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end, pg_get_expr(d.adbin, d.adrelid)), format('column %s.%s', c.oid::regclass, a.attname))
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where ${isUsers('n')} and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and ${notOfExtension('c.oid', 'pg_class')}
order by 2, 1, 3, 4`,
  },
  {
    name: '02_keys.sql',
    query: `
select 1, n.nspname, c.relname, 0, format('select is((select pg_get_constraintdef(oid) from pg_constraint where conrelid = to_regclass(%L) and conname = %L), %L, %L);',
  c.oid::regclass::text, k.conname, pg_get_constraintdef(k.oid), format('constraint %s on %s', k.conname, c.oid::regclass))
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
where ${isUsers('n')} and k.contype in ('c', 'f', 'p', 'u', 'x')
union all
select 2, n.nspname, i.relname, 0, format('select is(pg_get_indexdef(to_regclass(%L)), %L, %L);', i.oid::regclass::text, pg_get_indexdef(i.oid), format('index %s', i.oid::regclass))
from pg_index x join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = i.relnamespace where ${isUsers('n')}
union all
select 3, n.nspname, c.relname, 0, format('select is((select pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where tgrelid = to_regclass(%L) and tgname = %L), %L, %L);',
  c.oid::regclass::text, t.tgname, pg_get_triggerdef(t.oid) || t.tgenabled::text, format('trigger %s on %s', t.tgname, c.oid::regclass))
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')} and not t.tgisinternal
order by 2, 1, 3, 5`,
  },
  {
    name: '03_routines.sql',
    query: `
select 1, n.nspname, p.proname, 0, format('select is((select concat_ws(%L, prokind, pg_get_function_arguments(oid), pg_get_function_result(oid), provolatile, case when prosecdef then %L end) from pg_proc where oid = to_regprocedure(%L)), %L, %L);',
  ' | ', 'security definer', p.oid::regprocedure::text,
  concat_ws(' | ', p.prokind, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.provolatile, case when p.prosecdef then 'security definer' end),
  format('%s %s', case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure))
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where ${isUsers('n')} and p.prokind in ('f', 'p') and n.nspname <> 'ora' and ${notOfExtension('p.oid', 'pg_proc')}
order by 2, 3, 5`,
  },
  {
    name: '04_views.sql',
    query: `
select 1, n.nspname, c.relname, 0, format('select lives_ok(%L, %L);', format('select * from %s limit 0', c.oid::regclass), format('view %s can be read', c.oid::regclass))
from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')} and c.relkind = 'v' and ${notOfExtension('c.oid', 'pg_class')} order by 2, 3`,
  },
];

/**
 * pgTAP tests of what a project makes: structure, keys, routine signatures, views. They run with
 * `pg_prove -d DATABASE DIR/*.sql` and leave nothing behind. @throws RunFailure where the project cannot be built
 * beside the target
 */
export async function pgtapFiles(out: string, url: string): Promise<readonly PgtapFile[]> {
  const made = await inBuiltProject(readProject(out), url, async (target) => {
    // As the files set it, so that names and expressions are written alike.
    await target.execute('set search_path = public');
    const written: PgtapFile[] = [];
    for (const { name, query } of files) written.push(await fileOf(target, name, query));
    return written;
  });
  if (typeof made === 'string') throw new RunFailure(runnerExit.preflight, [made]);
  return made;
}

async function fileOf(target: Target, name: string, query: string): Promise<PgtapFile> {
  const found = (await target.execute(query)).rows.map((row) => row[4] ?? '');
  // A plan without tests is an error to pgTAP.
  const lines = found.length > 0 ? found : [`select pass('the project makes nothing of this kind');`];
  return { name, text: pgtapText(lines.length, lines, 'what the project makes'), tests: lines.length };
}

/**
 * The frame of every file: plain SQL, so that pg_prove, psql and an embedded database run it alike. An extension that
 * is not there comes in a schema of its own and goes with the transaction.
 */
export function pgtapText(
  tests: number,
  body: readonly string[],
  what: string,
  transactions: 'none stays' | 'own transactions' = 'none stays',
): string {
  const isOne = transactions === 'none stays';
  return [
    `-- Written by oraphant: ${what.replaceAll(/\s+/g, ' ')}, as pgTAP tests.`,
    isOne ? 'begin;' : '-- It commits: run it with psql or pg_prove on a copy of the database.',
    "do $$ begin if not exists (select from pg_extension where extname = 'pgtap') then create schema " +
      'oraphant_tap; create extension pgtap schema oraphant_tap; end if; end $$;',
    `do $$ begin perform set_config('search_path', 'public, ' || (select quote_ident(n.nspname) from pg_extension ` +
      `e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pgtap'), ${isOne}); end $$;`,
    `select plan(${tests});`,
    ...body,
    'select * from finish();',
    ...(isOne ? ['rollback;'] : []),
    '',
  ].join('\n');
}
