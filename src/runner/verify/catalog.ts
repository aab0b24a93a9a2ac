import type { LedgerTarget } from '../ledger/ledger.js';
import { sha256 } from '../script/project.js';
import { quoteText } from '../sql/quoting.js';
import { furtherFacts, furtherKinds } from './further-facts.js';
import { asReloaded } from './reloaded-text.js';
import { isUsers, notOfExtension } from './users-objects.js';

/**
 * One fact of a catalog: an object (or a column, a constraint, a comment) and everything about it that DDL can change.
 */
export interface CatalogFact {
  readonly kind: string;
  readonly schema: string;
  /**
   * Qualified and quoted where needed; with argument types for a routine, with its table for a
   * column, constraint or trigger.
   */
  readonly name: string;
  readonly definition: string;
}

/** Privileges as PostgreSQL applies them: no list at all is the default list. */
const privileges = (acl: string, kind: string, owner: string): string =>
  `(select coalesce(string_agg(format('%s=%s%s/%s', case when x.grantee = 0 then 'public' else x.grantee::regrole::text end, x.privilege_type,
     case when x.is_grantable then '*' else '' end, x.grantor::regrole), ',' order by x.grantee::regrole::text, x.privilege_type, x.grantor::regrole::text), '')
     from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) x)`;

/** Before the names are made: there are thousands of functions beside those of users. */
const isIn = (namespace: string): string => `${namespace} in (select u.oid from pg_namespace u where ${isUsers('u')})`;

/** Every object of the user's schemas, under an empty search_path, so that names come out qualified whoever asks. */
const query = `
select 'schema' as kind, n.nspname::text as schema, quote_ident(n.nspname) as name,
  concat_ws(' | ', 'owner ' || n.nspowner::regrole::text, ${privileges('n.nspacl', 'n', 'n.nspowner')}) as definition
from pg_namespace n where ${isUsers('n')}
union all
select case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' when 'f' then 'foreign table' when 'c' then 'type' else 'table' end,
  n.nspname, c.oid::regclass::text,
  concat_ws(' | ', 'owner ' || c.relowner::regrole::text, c.relpersistence, nullif(array_to_string(c.reloptions, ','), ''),
    case when c.relrowsecurity then 'row security' end, case when c.relforcerowsecurity then 'forced' end,
    pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end,
    (select format('%s from %s by %s in %s to %s cache %s %s', format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle)
       from pg_sequence s where s.seqrelid = c.oid),
    case when c.relkind <> 'c' then case when c.relkind = 'S' then ${privileges('c.relacl', 's', 'c.relowner')} else ${privileges('c.relacl', 'r', 'c.relowner')} end end)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where ${isUsers('n')} and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f', 'c') and ${notOfExtension('c.oid', 'pg_class')}
  and (c.relkind <> 'c' or exists (select from pg_type t where t.typrelid = c.oid))
union all
select 'column', n.nspname, format('%s.%s', c.oid::regclass, quote_ident(a.attname)),
  concat_ws(' | ', row_number() over (partition by a.attrelid order by a.attnum), format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
    pg_get_expr(d.adbin, d.adrelid), nullif(a.attidentity::text, ''), nullif(a.attgenerated::text, ''),
    case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end,
    case when a.attacl is not null then (select string_agg(format('%s=%s', case when x.grantee = 0 then 'public' else x.grantee::regrole::text end, x.privilege_type), ',' order by 1) from aclexplode(a.attacl) x) end)
from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where ${isUsers('n')} and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c') and ${notOfExtension('c.oid', 'pg_class')}
union all
select 'constraint', n.nspname, format('%s on %s', quote_ident(k.conname), case when k.conrelid <> 0 then k.conrelid::regclass::text else k.contypid::regtype::text end),
  concat_ws(' | ', pg_get_constraintdef(k.oid), case when k.condeferrable then 'deferrable' end, case when k.condeferred then 'deferred' end)
from pg_constraint k join pg_namespace n on n.oid = k.connamespace
where ${isUsers('n')} and k.contype in ('c', 'f', 'p', 'u', 'x')
union all
select 'index', n.nspname, c.oid::regclass::text, concat_ws(' | ', pg_get_indexdef(c.oid), case when not i.indisvalid then 'INVALID' end)
from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')}
union all
select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, n.nspname, p.oid::regprocedure::text,
  concat_ws(' | ', case when p.prokind in ('f', 'p', 'w') then pg_get_functiondef(p.oid) else pg_get_function_result(p.oid) end,
    'owner ' || p.proowner::regrole::text, ${privileges('p.proacl', 'f', 'p.proowner')})
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${isUsers('n')} and ${notOfExtension('p.oid', 'pg_proc')}
union all
select 'trigger', n.nspname, format('%s on %s', quote_ident(t.tgname), t.tgrelid::regclass), concat_ws(' | ', pg_get_triggerdef(t.oid), 'enabled ' || t.tgenabled::text)
from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')} and not t.tgisinternal
union all
select case t.typtype when 'd' then 'domain' else 'type' end, n.nspname, t.oid::regtype::text,
  concat_ws(' | ', 'owner ' || t.typowner::regrole::text, case when t.typtype = 'd' then format_type(t.typbasetype, t.typtypmod) end, case when t.typnotnull then 'not null' end, t.typdefault,
    (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
from pg_type t join pg_namespace n on n.oid = t.typnamespace where ${isUsers('n')} and t.typtype in ('d', 'e', 'r') and ${notOfExtension('t.oid', 'pg_type')}
union all
select 'policy', n.nspname, format('%s on %s', quote_ident(p.polname), p.polrelid::regclass),
  concat_ws(' | ', p.polcmd::text, p.polpermissive, array_to_string(p.polroles::regrole[], ','), pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')}
union all
select 'rule', n.nspname, format('%s on %s', quote_ident(r.rulename), r.ev_class::regclass), pg_get_ruledef(r.oid)
from pg_rewrite r join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace where ${isUsers('n')} and r.rulename <> '_RETURN'
union all
select 'comment', n.nspname, format('%s%s', case d.classoid when 'pg_class'::regclass then d.objoid::regclass::text when 'pg_proc'::regclass then d.objoid::regprocedure::text
    when 'pg_type'::regclass then d.objoid::regtype::text when 'pg_namespace'::regclass then quote_ident(n.nspname)
    else (select quote_ident(conname) || ' of ' || conrelid::regclass::text from pg_constraint where oid = d.objoid) end,
  case when d.objsubid > 0 then '.' || (select quote_ident(attname) from pg_attribute where attrelid = d.objoid and attnum = d.objsubid) else '' end), d.description
from pg_description d join (
  select 'pg_class'::regclass as class, oid, relnamespace as namespace from pg_class where ${isIn('relnamespace')}
  union all select 'pg_proc'::regclass, oid, pronamespace from pg_proc where ${isIn('pronamespace')}
  union all select 'pg_type'::regclass, oid, typnamespace from pg_type where ${isIn('typnamespace')}
  union all select 'pg_namespace'::regclass, oid, oid from pg_namespace
  union all select 'pg_constraint'::regclass, oid, connamespace from pg_constraint where ${isIn('connamespace')}
) o on o.class = d.classoid and o.oid = d.objoid join pg_namespace n on n.oid = o.namespace
where ${isUsers('n')} and not (n.nspname = 'public' and o.class = 'pg_namespace'::regclass)
union all ${furtherFacts} order by 1, 3, 4`;

/** Reads the catalog in a transaction of its own; not inside another one. */
export async function readCatalog(target: LedgerTarget): Promise<readonly CatalogFact[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(target);
    } catch (error) {
      if (attempt === attempts || !isDroppedMeanwhile(error)) throw error;
    }
  }
}

const attempts = 5;

/**
 * The functions that print definitions look at the catalog as it is now, not as the transaction sees it: what another
 * session drops meanwhile they miss (`cache lookup failed for index …`, internal_error; "Object Identifier Types").
 */
const isDroppedMeanwhile = (error: unknown): boolean =>
  error instanceof Error &&
  /^(?:cache lookup failed|could not (?:open|find)|constraint \d+ is not)/.test(error.message);

const toFact = ([kind, schema, name, definition]: readonly (string | null)[]): CatalogFact => ({
  kind: kind ?? '',
  schema: schema ?? '',
  name: name ?? '',
  definition: definition ?? '',
});

/** The same, as the transaction sees it that is open. */
export async function readCatalogHere(target: Pick<LedgerTarget, 'execute'>): Promise<readonly CatalogFact[]> {
  const { rows: kept } = await target.execute("select current_setting('search_path'), current_setting('jit')");
  const [path, jit] = kept[0] ?? [];
  const { rows } = await target.execute(`set local search_path = ''; set local jit = off; ${query}`);
  await target.execute(
    `select set_config('search_path', ${quoteText(path ?? '')}, true), set_config('jit', ${quoteText(jit ?? '')}, true)`,
  );
  return rows.map(toFact);
}

async function readOnce(target: LedgerTarget): Promise<readonly CatalogFact[]> {
  try {
    const { rows } = await target.execute(
      `begin isolation level repeatable read read only; set local search_path = ''; set local jit = off; ${query}`,
    );
    return rows.map(toFact);
  } finally {
    await target.execute('rollback');
  }
}

/**
 * What tells two facts apart, whether one is from a restored database or not. Of routines the server keeps the text
 * itself.
 */
const compared = ({ kind, definition }: CatalogFact): string =>
  kind === 'function' || kind === 'procedure' || kind === 'comment' ? definition : asReloaded(definition);

const hashOf = (text: string): string => sha256(text).slice(0, 24);

/** An object as the ledger keeps it: what it is, and a hash or (when short) the text of its definition. */
export type CatalogMark = readonly [object: string, hash: string, definition: string];

const longestKept = 300;

/** The facts of objects in one of the schemas, and of the whole database. */
export const inSchemas = (facts: readonly CatalogFact[], schemas: readonly string[]): readonly CatalogFact[] =>
  facts.filter(({ schema }) => schema === '' || schemas.includes(schema));

/** Among marks: they were made when the further facts were read, too. */
const withFurther: CatalogMark = ['catalog of further facts', '', ''];

/** What the ledger remembers of facts: a hash, and the definition itself where it is short. */
export const marksOf = (facts: readonly CatalogFact[]): readonly CatalogMark[] => [
  withFurther,
  ...facts.map(
    (fact): CatalogMark => [
      `${fact.kind} ${fact.name}`,
      hashOf(compared(fact)),
      fact.definition.length <= longestKept ? fact.definition : '',
    ],
  ),
];

/** One hash over all facts, in whatever order they come. */
export const fingerprint = (facts: readonly CatalogFact[]): string =>
  sha256(
    facts
      .map((fact) => `${fact.kind}\0${fact.name}\0${compared(fact)}`)
      .sort()
      .join('\n'),
  );

/**
 * An object that stands otherwise than it was remembered; '' where there is none, or where its
 * definition was too long to be kept.
 */
export interface CatalogDifference {
  readonly change: 'added' | 'changed' | 'removed';
  readonly object: string;
  readonly before: string;
  readonly after: string;
}

/** A mark may have been made of the definition as it was printed then. */
function isSame([, hash, definition]: CatalogMark, fact: CatalogFact): boolean {
  const now = compared(fact);
  return hash === hashOf(now) || hash === hashOf(fact.definition) || compared({ ...fact, definition }) === now;
}

/** What differs between a remembered catalog and the one that stands, sorted by object. */
export function compareCatalogs(
  before: readonly CatalogMark[],
  after: readonly CatalogFact[],
): readonly CatalogDifference[] {
  const old = new Map(before.map((mark) => [mark[0], mark]));
  const differences: CatalogDifference[] = [];
  const knowsFurther = old.delete(withFurther[0]);
  for (const fact of after) {
    const { kind, name, definition } = fact;
    if (!knowsFurther && furtherKinds.has(kind)) continue;
    const object = `${kind} ${name}`;
    const mark = old.get(object);
    old.delete(object);
    if (mark === undefined) differences.push({ change: 'added', object, before: '', after: definition });
    else if (!isSame(mark, fact)) {
      differences.push({ change: 'changed', object, before: mark[2], after: definition });
    }
  }
  for (const [object, , definition] of old.values()) {
    // To fill a materialized view is no change of its definition.
    if (object.startsWith('rows missing ')) continue;
    differences.push({ change: 'removed', object, before: definition, after: '' });
  }
  return differences.sort((a, b) => (a.object < b.object ? -1 : a.object > b.object ? 1 : 0));
}
