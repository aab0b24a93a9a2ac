import { tryOut } from '../../apply/engine/in-savepoint.js';
import { quoteIdentifier, quotePath, quoteText } from '../../sql/quoting.js';
import { DatabaseError } from '../../target/database-error.js';
import type { Target } from '../../target/target.js';
import { notOfExtension } from '../users-objects.js';
import { UnreadableBody } from './body-cursor.js';
import { probeOf } from './body-probe.js';
import { probeSqlState } from './probe-output.js';
import type { ProbeVariable } from './probe-statements.js';

/** A statement of a routine that PostgreSQL does not plan, and what it said. */
interface RoutineProblem {
  /** `function shop.f(bigint)` */
  readonly routine: string;
  /** Line of the body. */
  readonly line: number;
  readonly sqlstate: string;
  readonly message: string;
}

/** What checking the statements of routines gave. */
interface RoutineFindings {
  readonly problems: readonly RoutineProblem[];
  readonly routines: number;
  /** Statements and expressions that were planned. */
  readonly statements: number;
  /** Statements whose text or records are only known at run time, and utility commands. */
  readonly unproved: number;
  /** Routines of which nothing could be planned, with the reason. */
  readonly unread: readonly { readonly routine: string; readonly reason: string }[];
}

interface Routine {
  readonly oid: string;
  readonly object: string;
  readonly schema: string;
  readonly name: string;
  readonly body: string;
  readonly result: string;
  readonly settings: readonly string[] | null;
  readonly polymorphic: boolean;
  readonly names: readonly string[] | null;
  readonly types: readonly string[];
  readonly relations: readonly string[] | null;
}

interface Procedure {
  readonly schema: string;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly value: string | null }[];
}

const stubSchema = 'oraphant_probe';

/** Placeholders of procedures: CALL has no plan, a function with the same parameters has one. */
const stubName = (schema: string, name: string): string => quotePath([stubSchema, `${schema}.${name}`]);

/**
 * Plans every SQL statement of the PL/pgSQL routines in some schemas, each in its place, without running it: needs no
 * extension. The caller has a transaction open, and rolls it back.
 */
export async function checkRoutineStatements(target: Target, schemas: readonly string[]): Promise<RoutineFindings> {
  const [[path = ''] = []] = (await target.execute('show search_path')).rows;
  // Types and tables come out qualified.
  await target.execute(`set local search_path = ''`);
  const routines = await read<Routine>(target, routineQuery(schemas));
  const procedures = await makeStubs(target);
  await target.execute(`set local search_path = ${path}`);
  const known = new Set(procedures.map(({ schema, name }) => `${schema}.${name}`));
  const findings: FindingsSoFar = { problems: [], statements: 0, unproved: 0, unread: [] };
  for (const routine of routines) await checkRoutine(target, routine, { path: path ?? '', known }, findings);
  return { ...findings, routines: routines.length };
}

/** Findings while they are collected. */
interface FindingsSoFar {
  readonly problems: RoutineProblem[];
  statements: number;
  unproved: number;
  readonly unread: { readonly routine: string; readonly reason: string }[];
}

/** What names in routines mean: the search path of the session, and the procedures that have placeholders. */
interface NamesInSight {
  readonly path: string;
  readonly known: ReadonlySet<string>;
}

/** Plans the statements of one routine; those of a trigger function for each relation whose trigger calls it. */
async function checkRoutine(
  target: Target,
  routine: Routine,
  { path, known }: NamesInSight,
  findings: FindingsSoFar,
): Promise<void> {
  const set = searchPathOf(routine.settings) ?? path;
  const searched = set.split(',').map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  const procedure = (names: readonly string[]): string | undefined => {
    const [name = '', schema] = names.toReversed();
    const places = schema === undefined ? searched : [schema];
    const place = places.find((one) => known.has(`${one}.${name}`));
    return place === undefined ? undefined : stubName(place, name);
  };
  const relations = routine.result === 'trigger' ? (routine.relations ?? []) : [''];
  const unread = (reason: string) => findings.unread.push({ routine: routine.object, reason });
  if (routine.polymorphic || relations.length === 0) {
    unread(routine.polymorphic ? 'its types are known at run time' : 'no trigger calls it');
    return;
  }
  for (const [index, relation] of relations.entries()) {
    try {
      const variables = variablesOf(routine, relation);
      const probe = probeOf(routine.body, { label: routine.name, variables, procedure });
      for (const found of await runProbe(target, probe.block, set)) noteFound(routine.object, found, findings);
      if (index > 0) continue;
      findings.statements += probe.statements;
      findings.unproved += probe.unproved.length;
    } catch (error) {
      if (!(error instanceof UnreadableBody || error instanceof DatabaseError)) throw error;
      unread(error.message);
      return;
    }
  }
}

/** Several relations of a trigger function may show the same problem. */
function noteFound(routine: string, found: Omit<RoutineProblem, 'routine'>, findings: FindingsSoFar): void {
  if (isKnownLater(found)) findings.unproved += 1;
  if (isKnownLater(found) || !isStatic(found.sqlstate)) return;
  const isNoted = findings.problems.some(
    (noted) => noted.routine === routine && noted.line === found.line && noted.message === found.message,
  );
  if (!isNoted) findings.problems.push({ routine, ...found });
}

/**
 * Class 42 is what a name or a type does wrong, 3F a schema; the rest (data, what a routine raises)
 * is not for a check without rows.
 */
const isStatic = (sqlstate: string): boolean => /^(42|3F|0A)/.test(sqlstate) && sqlstate !== '42501';

const unknownRecord = '55000';

/** A record whose columns come at run time (55000), and a temporary table that the session makes. */
const isKnownLater = ({ sqlstate, message }: { readonly sqlstate: string; readonly message: string }): boolean =>
  sqlstate === unknownRecord || (/^(42P01|3F000)$/.test(sqlstate) && message.includes('"pg_temp'));

async function runProbe(
  target: Target,
  block: string,
  path: string,
): Promise<readonly Omit<RoutineProblem, 'routine'>[]> {
  const found: Omit<RoutineProblem, 'routine'>[] = [];
  const end = target.onNotice(({ sqlstate, message, detail = '', hint = '' }) => {
    if (sqlstate !== probeSqlState) return;
    const [place = '', ...context] = detail.split('\n');
    const [line, late] = place.split(' ');
    // An error inside of a routine that the planner called belongs to that one.
    if (context.some((text) => /\bfunction "?(?!inline_code_block)[^ ]+ (line|statement|during)/.test(text))) return;
    found.push({
      line: Number(line),
      sqlstate: late !== undefined && hint === '42P01' ? unknownRecord : hint,
      message,
    });
  });
  try {
    let tag = '$probe$';
    while (block.includes(tag)) tag = `${tag.slice(0, -1)}_$`;
    const settings = path === '' ? '' : `set local search_path = ${path}; `;
    await tryOut(target, `${settings}do ${tag}${block}${tag}`);
    return found;
  } finally {
    end();
  }
}

function variablesOf(routine: Routine, relation: string): readonly ProbeVariable[] {
  const variables: ProbeVariable[] = [];
  for (const [index, name] of (routine.names ?? []).entries()) {
    const type = routine.types[index];
    if (name !== '' && type !== undefined) variables.push({ name, type });
  }
  const add = (type: string, ...names: readonly string[]) => variables.push(...names.map((name) => ({ name, type })));
  if (routine.result === 'trigger') {
    add(relation, 'new', 'old');
    add('text', 'tg_name', 'tg_when', 'tg_level', 'tg_op', 'tg_table_name', 'tg_table_schema', 'tg_relname');
    add('oid', 'tg_relid');
    add('integer', 'tg_nargs');
    add('text[]', 'tg_argv');
  } else if (routine.result === 'event_trigger') add('text', 'tg_event', 'tg_tag');
  return variables;
}

const searchPathOf = (settings: readonly string[] | null): string | undefined =>
  settings?.find((setting) => setting.startsWith('search_path='))?.slice('search_path='.length);

async function read<T>(target: Target, sql: string): Promise<readonly T[]> {
  const { rows } = await target.execute(sql);
  return rows.map(([text]) => JSON.parse(text ?? 'null') as T);
}

const routineQuery = (schemas: readonly string[]): string => `
select json_build_object('oid', p.oid::text,
  'object', format('%s %s', case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure),
  'schema', n.nspname, 'name', p.proname, 'body', p.prosrc, 'result', p.prorettype::regtype::text, 'settings', p.proconfig,
  'polymorphic', exists (select from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]) || p.prorettype) t
    where t::regtype::text ~ '^any' and t::regtype::text <> 'any'),
  'names', p.proargnames,
  'types', (select coalesce(json_agg(format_type(t, null) order by i), '[]') from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality u(t, i)),
  'relations', (select json_agg(distinct t.tgrelid::regclass::text) from pg_trigger t where t.tgfoid = p.oid and not t.tgisinternal))::text
from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
where n.nspname in (${schemas.length === 0 ? "''" : schemas.map(quoteText).join(', ')}) and p.prokind in ('f', 'p') and l.lanname = 'plpgsql'
  and ${notOfExtension('p.oid', 'pg_proc')}
order by n.nspname, p.proname, p.oid`;

const procedureQuery = `
select json_build_object('schema', n.nspname, 'name', p.proname, 'parameters', (
  select coalesce(json_agg(json_build_object('name', coalesce(p.proargnames[i], ''), 'type', format_type(t, null),
    'value', case when coalesce(p.proargmodes[i], 'i') in ('i', 'b') then pg_get_function_arg_default(p.oid, i::int) end) order by i), '[]')
  from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality u(t, i)))::text
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where p.prokind = 'p' and n.nspname !~ '^pg_'`;

async function makeStubs(target: Target): Promise<readonly Procedure[]> {
  const procedures = await read<Procedure>(target, procedureQuery);
  if (procedures.length === 0) return [];
  const made = procedures.map(({ schema, name, parameters }) => {
    let hasDefault = false;
    const list = parameters.map(({ name: parameter, type, value }) => {
      hasDefault ||= value !== null;
      return (
        `${parameter === '' ? '' : quoteIdentifier(parameter)} ` +
        `${type}${hasDefault ? ` default ${value ?? 'null'}` : ''}`
      );
    });
    return `create function ${stubName(schema, name)}(${list.join(', ')}) returns void language plpgsql as 'begin end'`;
  });
  await target.execute(`create schema ${stubSchema}`);
  for (const sql of made) {
    await target.execute('savepoint oraphant_probe');
    try {
      await target.execute(sql);
      await target.execute('release savepoint oraphant_probe');
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      await target.execute('rollback to savepoint oraphant_probe; release savepoint oraphant_probe');
    }
  }
  return procedures;
}
