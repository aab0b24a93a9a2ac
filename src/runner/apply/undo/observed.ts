import type { Undo } from '../../plan/undo.js';
import { isTrue } from '../../target/session.js';
import { type CatalogFact, compareCatalogs, marksOf, readCatalog, readCatalogHere } from '../../verify/catalog.js';
import { dropsOf } from './added-objects.js';

/** What of a statement was found to be irreversible when it ran. */
const foundIrreversible = new WeakMap<Statement, readonly Irreversible[]>();

interface Statement {
  readonly sql: string;
  readonly undo: Undo;
}

/** What of a statement cannot be taken back, as far as it is known: seen when it ran, else what its text tells. */
export const irreversibleOf = (statement: Statement): readonly Irreversible[] =>
  foundIrreversible.get(statement) ??
  (statement.undo.kind === 'no' ? [{ why: statement.undo.why, subject: statement.undo.subject ?? '' }] : []);

/** Whether what the statement does is looked at when it runs. */
export const isObserved = ({ undo }: Pick<Statement, 'undo'>): boolean => undo.kind === 'no' && undo.isSeen === true;

/** In a transaction that is open, or outside of any: there the statement may have ended some itself. */
type Where = 'transaction' | 'session';

/** Performs a statement, and remembers what of it cannot be taken back; what takes the rest back. */
export async function performObserved(
  target: Looked,
  statement: Statement,
  where: Where,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  if (!isObserved(statement)) {
    await work();
    return [];
  }
  const { undo, irreversible } = await observed(target, statement.sql, where, work);
  foundIrreversible.set(statement, irreversible);
  return undo;
}

/** What cannot be taken back, and the object that it is of; '' where none is known. */
interface Irreversible {
  readonly why: string;
  readonly subject: string;
}

/** What a statement did that may do anything: how it is undone, and what of it cannot be. */
interface Observation {
  readonly undo: readonly string[];
  readonly irreversible: readonly Irreversible[];
}

type Looked = Parameters<typeof readCatalog>[0];

/**
 * Performs what may do anything and says what it did. Rows that it wrote are known by the server's own counts, objects by
 * comparing the catalog; what neither tells of is taken for irreversible. (PostgreSQL manual, "The Cumulative
 * Statistics System")
 */
async function observed(target: Looked, sql: string, where: Where, work: () => Promise<unknown>): Promise<Observation> {
  const mayDefine = definesObjects.test(sql);
  const before = await look(target, where, { withFacts: mayDefine });
  await work();
  const after = before && (await look(target, where, { withFacts: mayDefine }));
  if (before === undefined || after === undefined)
    return { undo: [], irreversible: [{ why: 'a block may change anything', subject: '' }] };
  const added = new Set<string>();
  const irreversible: Irreversible[] = [];
  const undo: string[] = [];
  const catalogs = changedKeys(before.counts, after.counts).filter((name) => name.startsWith('pg_catalog.'));
  if (before.facts !== undefined && after.facts !== undefined) {
    const differences = compareCatalogs(marksOf(before.facts), after.facts);
    const drops = dropsOf(differences);
    undo.push(...drops.sql);
    for (const name of drops.relations) added.add(name);
    irreversible.push(...drops.left.map(({ object, subject }) => ({ why: `${object} is changed`, subject })));
    for (const name of catalogs.filter((one) => !compared.has(one)))
      irreversible.push({ why: `${name} is changed`, subject: '' });
  } else if (catalogs.some((name) => !always.has(name))) {
    irreversible.push({ why: 'definitions of objects are changed', subject: '' });
  }
  const written = new Set([
    ...changedKeys(before.counts, after.counts).filter((name) => !name.startsWith('pg_')),
    ...changedKeys(before.files, after.files),
  ]);
  for (const name of written)
    if (!added.has(name)) irreversible.push({ why: `rows of ${name} are changed`, subject: name });
  for (const name of changedKeys(before.sequences, after.sequences)) {
    const owner = after.owners.get(name) ?? name;
    if (!added.has(owner) && !added.has(name)) irreversible.push({ why: `sequence ${name} is moved`, subject: owner });
  }
  if (changedKeys(before.settings, after.settings).length > 0)
    irreversible.push({ why: 'settings of the database are changed', subject: '' });
  return { undo, irreversible };
}

/** A block that says none of these defines nothing by itself. */
const definesObjects = /\b(create|alter|drop|execute|call|truncate|comment|grant|revoke|refresh)\b/i;

/** Catalogs whose changes the comparison shows. */
const compared: ReadonlySet<string> = new Set(
  [
    ...['class', 'attribute', 'attrdef', 'type', 'proc', 'constraint', 'index', 'trigger', 'rewrite', 'policy'],
    ...['depend', 'shdepend', 'description', 'namespace', 'sequence', 'enum', 'inherits', 'partitioned_table'],
    ...['statistic', 'range', 'init_privs'],
  ].map((name) => `pg_catalog.pg_${name}`),
);
/** Those that rows alone change. */
const always: ReadonlySet<string> = new Set(['pg_catalog.pg_statistic']);

interface Look {
  /**
   * Rows written so far, of each table; those of other sessions in this database, too, where a block has ended
   * transactions.
   */
  readonly counts: ReadonlyMap<string, string>;
  /** The file of each table: TRUNCATE gives it another one. */
  readonly files: ReadonlyMap<string, string>;
  readonly sequences: ReadonlyMap<string, string>;
  /** ALTER DATABASE … SET and ALTER ROLE … IN DATABASE. */
  readonly settings: ReadonlyMap<string, string>;
  /** The tables of sequences that belong to one. */
  readonly owners: ReadonlyMap<string, string>;
  readonly facts: readonly CatalogFact[] | undefined;
}

const named = (schema: string, name: string): string => `${schema} || '.' || ${name}`;
const isTemporary = "nspname like 'pg\\_temp\\_%' or nspname like 'pg\\_toast%'";

/** Undefined where the server does not count. */
async function look(
  target: Looked,
  where: Where,
  { withFacts }: { readonly withFacts: boolean },
): Promise<Look | undefined> {
  const isInside = where === 'transaction';
  const [[counts] = []] = (await target.execute("select current_setting('track_counts')::boolean")).rows;
  if (!isTrue(counts)) return undefined;
  if (!isInside) await target.execute('select pg_stat_force_next_flush()');
  const view = isInside ? 'pg_stat_xact_all_tables' : 'pg_stat_all_tables';
  const all = async (sql: string) => new Map((await target.execute(sql)).rows.map(([a, b]) => [a ?? '', b ?? '']));
  return {
    counts: await all(
      `select ${named('schemaname', 'relname')}, n_tup_ins + n_tup_upd + n_tup_del from ${view}
       where n_tup_ins + n_tup_upd + n_tup_del > 0 and schemaname not like 'pg\\_temp\\_%' and schemaname not like 'pg\\_toast%' and schemaname <> 'oraphant'
         ${isInside ? '' : 'and not exists (select from pg_class c where c.oid = relid and c.relisshared)'}`,
    ),
    settings: await all(
      `select coalesce(nullif(setrole, 0)::regrole::text, ''), setconfig from pg_db_role_setting
       where setdatabase = (select oid from pg_database where datname = current_database())`,
    ),
    files: await all(
      `select ${named('n.nspname', 'c.relname')}, c.relfilenode from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and c.oid >= 16384 and not (${isTemporary})`,
    ),
    sequences: await all(
      `select ${named('n.nspname', 'c.relname')}, pg_sequence_last_value(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'S' and not (${isTemporary})`,
    ),
    owners: await all(
      `select ${named('n.nspname', 'c.relname')}, ${named('m.nspname', 't.relname')} from pg_depend d
       join pg_class c on c.oid = d.objid and c.relkind = 'S' join pg_namespace n on n.oid = c.relnamespace
       join pg_class t on t.oid = d.refobjid join pg_namespace m on m.oid = t.relnamespace
       where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')`,
    ),
    facts: withFacts ? await (isInside ? readCatalogHere(target) : readCatalog(target)) : undefined,
  };
}

/** What is another one after than before; what is new, too, but for files of tables that are new. */
const changedKeys = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] =>
  [...after].filter(([key, value]) => before.get(key) !== value).map(([key]) => key);
