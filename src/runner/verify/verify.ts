import { tryOut } from '../apply/engine/in-savepoint.js';
import { preflight } from '../apply/preflight.js';
import { chainProblems, isGuarded, readLedger } from '../ledger/ledger.js';
import { ledgerState } from '../ledger/ledger-state.js';
import { planProject } from '../plan/plan.js';
import { type EditedFile, editedLines } from '../script/edited-files.js';
import { type Project, readProject } from '../script/project.js';
import { quotePath, quoteText } from '../sql/quoting.js';
import { DatabaseError } from '../target/database-error.js';
import { withReader } from '../target/reader.js';
import { isTrue } from '../target/session.js';
import type { Target } from '../target/target.js';
import { accountFor } from './account.js';
import { inBuiltProject } from './built-project.js';
import {
  type CatalogDifference,
  type CatalogFact,
  compareCatalogs,
  inSchemas,
  marksOf,
  readCatalog,
} from './catalog.js';
import { driftOf } from './drift.js';
import { checkBudgets, type QueryBudget } from './query-budget.js';
import { checkRoutineStatements } from './routine-check/routine-statements.js';

/**
 * What does not hold, and of which object; `kind` is one word for the matter: `missing`,
 * `different`, `pending`, `ledger` …
 */
interface VerifyProblem {
  readonly kind: string;
  readonly object: string;
  readonly message: string;
}

/** One kind of proof: how much was looked at, or why nothing was. */
interface VerifyCheck {
  readonly check: string;
  readonly looked: number;
  readonly skipped?: string;
}

/** What `oraphant verify` looked at and what does not hold; proved where there are no problems. */
export interface VerifyReport {
  readonly target: string;
  readonly checks: readonly VerifyCheck[];
  readonly problems: readonly VerifyProblem[];
  /** Files of the project that are not as `convert` wrote them: what is proved of them does not speak for Oracle's. */
  readonly edited: readonly EditedFile[];
  /** Nothing of the project is in the target: how many objects are missing. */
  readonly absent?: number;
}

/** `oraphant verify`: proves the target against the project, and says how much it proved. Changes nothing. */
export async function verifyTarget(
  out: string,
  url: string,
  {
    open,
    budgets,
  }: { readonly open?: () => Promise<Target>; readonly budgets?: readonly QueryBudget[] | undefined } = {},
): Promise<VerifyReport> {
  const project = readProject(out);
  const check = async (target: Target): Promise<VerifyReport> => {
    const found = new Findings();
    const entries = await readLedger(target);
    checkLedger(found, project, entries);
    if (entries.length > 0 && !(await isGuarded(target)))
      found.problem('ledger', 'oraphant.entry', 'its trigger append_only is gone or disabled: entries can be changed');
    const { warnings, problems } = await preflight(target, { collation: project.collation });
    for (const message of [...problems, ...warnings]) found.problem('database', target.label, message);
    found.looked('encoding, collation and settings', 1);
    const facts = await readCatalog(target);
    const wanted = await inBuiltProject(project, url, readCatalog);
    const scope =
      typeof wanted === 'string'
        ? checkLastRun(found, target, { entries, facts, why: wanted })
        : checkObjects(found, { wanted, facts });
    checkAccount(found, project);
    for (const line of editedLines(project.edited)) found.skipped('that Oracle says the same', line);
    const own = inSchemas(facts, scope);
    await checkValidity(found, target, scope, typeof wanted === 'string' ? [] : wanted);
    await checkRoutines(found, target, scope);
    await checkViews(found, target, own);
    await checkSequences(found, target, scope);
    if (budgets !== undefined) {
      for (const { place, message } of await checkBudgets(target, budgets)) found.problem('plan', place, message);
      found.looked('queries within their budget', budgets.length);
    }
    return {
      target: target.label,
      checks: found.checks,
      problems: found.problems,
      edited: project.edited,
      absent: found.absent,
    };
  };
  return await withReader(url, check, open);
}

class Findings {
  readonly checks: VerifyCheck[] = [];
  readonly problems: VerifyProblem[] = [];
  absent: number | undefined;
  problem(kind: string, object: string, message: string): void {
    if (!this.problems.some((known) => known.kind === kind && known.object === object && known.message === message)) {
      this.problems.push({ kind, object, message });
    }
  }
  looked(check: string, looked: number): void {
    this.checks.push({ check, looked });
  }
  skipped(check: string, skipped: string): void {
    this.checks.push({ check, looked: 0, skipped });
  }
  difference({ change, object, before, after }: CatalogDifference): void {
    if (change === 'added') this.problem('added', object, 'the project does not have it');
    else if (change === 'removed') this.problem('missing', object, 'it is not in the target');
    else {
      const known = before === '' ? '' : `: is '${short(after)}', should be '${short(before)}'`;
      this.problem('different', object, `it is not as the project makes it${known}`);
    }
  }
}

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 157)}…` : line;
};

type Entries = Awaited<ReturnType<typeof readLedger>>;

function checkLedger(found: Findings, project: Project, entries: Entries): void {
  if (entries.length === 0) {
    found.skipped('ledger', 'there is none: the target was not built by apply');
    return;
  }
  for (const { seq, problem } of chainProblems(entries)) found.problem('ledger', `entry ${seq}`, problem);
  const state = ledgerState(entries);
  if (state.unfinished !== undefined) found.problem('ledger', `run ${state.unfinished.run}`, 'it was interrupted');
  const { units, refusals } = planProject(project, state);
  for (const { id, change } of units) found.problem('pending', id, `apply has still to ${change} it`);
  for (const { unit, reason } of refusals) found.problem('pending', unit, reason);
  found.looked('ledger', entries.length);
}

/** The objects against those that the project makes in an empty database; gives the schemas that it has. */
function checkObjects(
  found: Findings,
  { wanted, facts }: { readonly wanted: readonly CatalogFact[]; readonly facts: readonly CatalogFact[] },
): readonly string[] {
  const scope = [...new Set(wanted.map(({ schema }) => schema))];
  found.looked('objects as the project makes them', wanted.length);
  // What another database has for itself is nothing of the project.
  const ofProject = (all: readonly CatalogFact[]) => all.filter(({ schema }) => schema !== '');
  const differences = compareCatalogs(marksOf(ofProject(wanted)), ofProject(inSchemas(facts, scope)));
  for (const difference of differences) found.difference(difference);
  const objects = ofProject(wanted).filter(({ kind }) => kind !== 'schema');
  const missing = new Set(differences.flatMap(({ change, object }) => (change === 'removed' ? [object] : [])));
  if (objects.length > 0 && objects.every(({ kind, name }) => missing.has(`${kind} ${name}`)))
    found.absent = missing.size;
  return scope;
}

/** Where the project cannot be built, the objects against those that the last run left; gives the schemas of all. */
function checkLastRun(
  found: Findings,
  target: Target,
  { entries, facts, why }: { readonly entries: Entries; readonly facts: readonly CatalogFact[]; readonly why: string },
): readonly string[] {
  found.skipped('objects as the project makes them', why);
  if (entries.length === 0)
    found.problem('unproved', target.label, `nothing tells what it should hold: apply has not built it, and ${why}`);
  else {
    found.looked('objects as the last run left them', facts.length);
    for (const difference of driftOf(facts, entries)) found.difference(difference);
  }
  return [...new Set(facts.map(({ schema }) => schema))];
}

const list = (names: readonly string[]): string => (names.length === 0 ? "''" : names.map(quoteText).join(', '));

/** Every Oracle object is accounted for exactly once. */
function checkAccount(found: Findings, project: Project): void {
  const account = accountFor(project);
  if (account === undefined) {
    found.skipped('Oracle objects accounted for', 'the project has no manifest');
    return;
  }
  for (const { object, message } of account.problems) found.problem('account', object, message);
  const counts = Object.entries(account.counts).map(([what, count]) => `${count} ${what}`);
  found.looked(`Oracle objects accounted for (${counts.join(', ')})`, account.objects);
}

/** What the project itself makes so (Oracle's NOVALIDATE, a disabled trigger) is right. */
async function checkValidity(
  found: Findings,
  target: Target,
  scope: readonly string[],
  wanted: readonly CatalogFact[],
): Promise<void> {
  // As the facts of the catalog name it, whatever the search_path is.
  const relation = (oid: string): string =>
    `(select format('%I.%I', s.nspname, r.relname) from pg_class r join pg_namespace s on s.oid = r.relnamespace where r.oid = ${oid})`;
  const { rows } = await target.execute(
    `select 'index', i.indexrelid::regclass::text, 'it is INVALID: its build failed' from pg_index i join pg_class c on c.oid = i.indexrelid
       join pg_namespace n on n.oid = c.relnamespace where n.nspname in (${list(scope)}) and not i.indisvalid
     union all select 'constraint', format('%I on %s', k.conname, ${relation('k.conrelid')}), 'it is NOT VALID: rows were not checked' from pg_constraint k
       join pg_namespace n on n.oid = k.connamespace where n.nspname in (${list(scope)}) and not k.convalidated
     union all select 'trigger', format('%I on %s', t.tgname, ${relation('t.tgrelid')}), 'it is disabled' from pg_trigger t join pg_class c on c.oid = t.tgrelid
       join pg_namespace n on n.oid = c.relnamespace where n.nspname in (${list(scope)}) and t.tgenabled = 'D'`,
  );
  const meant = new Set(
    wanted
      .filter(({ definition }) => /\bNOT VALID\b|\benabled D$/.test(definition))
      .map(({ kind, name }) => `${kind} ${name}`),
  );
  for (const [kind = '', object = '', message = ''] of rows)
    if (!meant.has(`${kind} ${object}`)) found.problem(kind ?? '', object ?? '', message ?? '');
  found.looked('indexes valid, constraints validated, triggers enabled', scope.length);
}

/** Each routine is defined again, and its statements are planned; all of it in a transaction that is rolled back. */
async function checkRoutines(found: Findings, target: Target, scope: readonly string[]): Promise<void> {
  const { rows } = await target.execute(
    `select format('%s %s', case p.prokind when 'p' then 'procedure' else 'function' end, p.oid::regprocedure), pg_get_functiondef(p.oid)
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
     where n.nspname in (${list(scope)}) and p.prokind in ('f', 'p') and l.lanname in ('sql', 'plpgsql') order by 1`,
  );
  await target.execute('begin');
  try {
    for (const [object, definition] of rows) {
      try {
        await tryOut(target, definition ?? '');
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        found.problem('routine', object ?? '', `${error.sqlstate} ${error.message}`);
      }
    }
    found.looked('routines compile', rows.length);
    const { statements, unproved, unread, problems } = await checkRoutineStatements(target, scope);
    for (const { routine, line, sqlstate, message } of problems)
      found.problem('routine', routine, `line ${line}: ${sqlstate} ${message}`);
    found.looked('statements in routines', statements);
    if (unproved > 0) found.skipped('statements known at run time only', String(unproved));
    for (const { routine, reason } of unread) found.skipped(`statements of ${routine}`, reason);
  } finally {
    await target.execute('rollback');
  }
}

async function checkViews(found: Findings, target: Target, facts: readonly CatalogFact[]): Promise<void> {
  const views = facts.filter(({ kind }) => kind === 'view');
  for (const { name } of views) {
    try {
      await target.execute(`select * from ${name} limit 0`);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      found.problem('view', name, `${error.sqlstate} ${error.message}`);
    }
  }
  found.looked('views selectable', views.length);
}

const numbers = "'{int2,int4,int8,numeric}'::regtype[]";

/** A trigger that gives a row the next number of a sequence: `new.id := nextval('app.s')`. */
const drawing = String.raw`\mnew\.("[^"]+"|\w+) := nextval\('([^']+)'\)`;

/**
 * A sequence that feeds a column, by a default, its owner or a trigger that gives a key its number, must be beyond what
 * the column holds, or the next insert fails.
 */
async function checkSequences(found: Findings, target: Target, scope: readonly string[]): Promise<void> {
  const { rows } = await target.execute(
    `select distinct sn.nspname, s.relname, tn.nspname, t.relname, a.attname, q.seqincrement > 0
     from pg_class s join pg_namespace sn on sn.oid = s.relnamespace join pg_sequence q on q.seqrelid = s.oid
     join pg_depend d on (d.refclassid = 'pg_class'::regclass and d.refobjid = s.oid and d.classid = 'pg_attrdef'::regclass)
       or (d.classid = 'pg_class'::regclass and d.objid = s.oid and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('i', 'a'))
     left join pg_attrdef f on d.classid = 'pg_attrdef'::regclass and f.oid = d.objid
     join pg_class t on t.oid = coalesce(f.adrelid, d.refobjid) join pg_namespace tn on tn.oid = t.relnamespace
     join pg_attribute a on a.attrelid = t.oid and a.attnum = coalesce(f.adnum, d.refobjsubid)
     where s.relkind = 'S' and tn.nspname in (${list(scope)}) and t.relkind in ('r', 'p') and a.atttypid = any (${numbers})
     union
     select sn.nspname, s.relname, tn.nspname, t.relname, a.attname, q.seqincrement > 0
     from pg_trigger g join pg_proc p on p.oid = g.tgfoid join pg_class t on t.oid = g.tgrelid join pg_namespace tn on tn.oid = t.relnamespace
     cross join lateral regexp_matches(p.prosrc, ${quoteText(drawing)}, 'g') as m(found)
     join pg_class s on s.oid = to_regclass(m.found[2]) join pg_namespace sn on sn.oid = s.relnamespace join pg_sequence q on q.seqrelid = s.oid
     join pg_attribute a on a.attrelid = t.oid and quote_ident(a.attname) = m.found[1]
     where not g.tgisinternal and tn.nspname in (${list(scope)}) and a.atttypid = any (${numbers})
       and exists (select from pg_index i where i.indrelid = t.oid and i.indisunique and i.indnkeyatts = 1 and i.indkey[0] = a.attnum)`,
  );
  for (const [schema = '', sequence = '', tableSchema = '', table = '', column = '', isUp] of rows) {
    if (!isTrue(isUp)) continue;
    const name = quotePath([schema ?? '', sequence ?? '']);
    const [[isBehind, most, last] = []] = (
      await target.execute(
        `select m.most > case when s.is_called then s.last_value else s.last_value - 1 end, m.most, s.last_value
         from ${name} s, (select max(${quotePath([column ?? ''])}) as most from ${quotePath([tableSchema ?? '', table ?? ''])}) m`,
      )
    ).rows;
    if (isTrue(isBehind)) {
      found.problem(
        'sequence',
        `${schema}.${sequence}`,
        `it stands at ${last}, but ${tableSchema}.${table}.${column} goes up to ${most}`,
      );
    }
  }
  found.looked('sequences ahead of their columns', rows.length);
}
