import type { LedgerTarget } from '../../ledger/ledger.js';
import { definitionNote } from '../../plan/statements/definition-note.js';
import { shapeOf } from '../../plan/statements/statement-shape.js';
import { quotePath, quoteText } from '../../sql/quoting.js';
import { DatabaseError } from '../../target/database-error.js';
import { captureUndo } from './capture.js';
import { capturedTrigger } from './captured-trigger.js';
import { withoutNotes } from './definition-notes.js';

/**
 * What PostgreSQL says when something stands on what is to change: a column's type under a view or in the definition of
 * a trigger, a view's columns, a routine in a view.
 */
const needsRebuild: ReadonlySet<string> = new Set(['0A000', '42P16', '2BP01']);

/**
 * The statements in steps that are done as one: what is dropped and made anew right after it, so that what stands on it
 * steps aside once.
 */
export function stepsOf<S extends { readonly sql: string; readonly isChange?: boolean }>(
  statements: readonly S[],
): readonly (readonly S[])[] {
  const steps: S[][] = [];
  for (const statement of statements) {
    const dropped = steps.at(-1);
    if (dropped?.length === 1 && isRemade(dropped[0]!, statement)) dropped.push(statement);
    else steps.push([statement]);
  }
  return steps;
}

function isRemade(
  dropped: { readonly sql: string; readonly isChange?: boolean },
  made: { readonly sql: string },
): boolean {
  if (dropped.isChange !== true || !/^\s*drop\b/i.test(dropped.sql)) return false;
  const [old, now] = [shapeOf(dropped.sql), shapeOf(made.sql)];
  return now.action === 'create' && old.kind === now.kind && quotePath(old.name) === quotePath(now.name);
}

/** As they are, where PostgreSQL lets it; else with the views and triggers on it out of the way. */
export async function change(
  target: LedgerTarget,
  statements: readonly string[],
  undo: readonly string[],
): Promise<readonly string[]> {
  const states = await firingStates(target, statements[0] ?? '');
  const rights = await rightsOf(target, statements);
  await target.execute('savepoint oraphant_change');
  try {
    for (const sql of [...statements, ...states]) await target.execute(sql);
    await giveBack(target, rights);
    return undo;
  } catch (error) {
    if (!(error instanceof DatabaseError) || !needsRebuild.has(error.sqlstate)) throw error;
    await target.execute('rollback to savepoint oraphant_change');
    return await changeUnderViews(target, statements, rights, undo);
  }
}

/** Owner, privileges and comment of what is made anew under its name and arguments, whoever gave them. */
async function rightsOf(target: LedgerTarget, [dropped = '', made]: readonly string[]): Promise<readonly string[]> {
  const back = made === undefined ? [] : await captureUndo(target, dropped);
  return back.filter((sql) => /^(alter (routine|materialized view|view)|grant|revoke|comment)\b/i.test(sql));
}

/** With other arguments it is another routine. */
async function giveBack(target: LedgerTarget, rights: readonly string[]): Promise<void> {
  for (const sql of rights) {
    await target.execute('savepoint oraphant_rights');
    try {
      await target.execute(sql);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.sqlstate !== '42883') throw error;
      await target.execute('rollback to savepoint oraphant_rights');
    }
  }
}

/** OR REPLACE makes a trigger fire that was disabled. */
async function firingStates(target: LedgerTarget, sql: string): Promise<readonly string[]> {
  const { action, kind, name, on } = shapeOf(sql);
  if (action !== 'create' || kind !== 'trigger') return [];
  const back = await capturedTrigger(target, quoteText(quotePath(on)), quoteText(name[0] ?? ''));
  return back.filter((one) => one.startsWith('alter table'));
}

/**
 * Does a change for which the views on the object have to step aside: they are dropped, the last one first, and come
 * back with their privileges and comments. Inside the unit's transaction. Gives what undoes all of it.
 */
async function changeUnderViews(
  target: LedgerTarget,
  statements: readonly string[],
  rights: readonly string[],
  undo: readonly string[],
): Promise<readonly string[]> {
  const shape = shapeOf(statements[0] ?? '');
  const isRoutine = ['function', 'procedure', 'routine'].includes(shape.kind);
  const object = isRoutine
    ? `'pg_proc'::regclass and d.refobjid in (select oid from pg_proc where pronamespace = ` +
      `to_regnamespace(${quoteText(quotePath(shape.name.slice(0, -1)))}) and proname = ` +
      `${quoteText(shape.name.at(-1) ?? '')})`
    : `'pg_class'::regclass and d.refobjid = to_regclass(${quoteText(quotePath(shape.name))})`;
  const { rows } = await target.execute(
    `with recursive standing(oid, depth) as (
       select r.ev_class, 1 from pg_depend d join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
       where d.refclassid = ${object} and r.ev_class <> d.refobjid
       union
       select r.ev_class, s.depth + 1 from standing s join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = s.oid
       join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid where r.ev_class <> s.oid and s.depth < 50)
     select n.nspname, c.relname, c.relkind, max(s.depth) from standing s join pg_class c on c.oid = s.oid join pg_namespace n on n.oid = c.relnamespace
     group by 1, 2, 3 order by 4 desc, 1, 2`,
  );
  const views = rows.map(([schema, name, kind]) => ({
    name: quotePath([schema ?? '', name ?? '']),
    kind: kind === 'm' ? 'materialized view' : 'view',
  }));
  const own =
    shape.action === 'create' && shape.kind === 'view' ? { name: quotePath(shape.name), kind: 'view' } : undefined;
  const aside = own === undefined ? views : [...views, own];
  const back: (readonly string[])[] = [];
  for (const { name, kind } of aside) {
    back.push(await captureUndo(target, `drop ${kind} ${name}`));
    for (const one of await withoutNotes(target, quoteText(name))) await target.execute(one);
    await target.execute(`drop ${kind} ${name}`);
  }
  const triggers = shape.kind === 'table' ? await triggersOnColumns(target, quoteText(quotePath(shape.name))) : [];
  for (const { drop } of triggers) await target.execute(drop);
  for (const sql of statements) await target.execute(sql);
  await giveBack(target, rights);
  for (const { back: again } of triggers) for (const one of again) await target.execute(one);
  const ownBack = own === undefined ? [] : (back.pop() ?? []);
  // A view that was made anew has lost its privileges and comments: all but its definition comes back.
  for (const one of ownBack.slice(1)) if (!definitionNote(one)) await target.execute(one);
  const recreate = back.toReversed().flat();
  for (const one of recreate) await target.execute(one);
  const dropAgain: string[] = [];
  for (const { name, kind } of aside)
    dropAgain.push(...(await withoutNotes(target, quoteText(name))), `drop ${kind} ${name}`);
  if (own !== undefined) return [...dropAgain, ...ownBack, ...recreate];
  return [
    ...dropAgain,
    ...triggers.map(({ drop }) => drop),
    ...undo,
    ...triggers.flatMap(({ back: again }) => again),
    ...recreate,
  ];
}

/** The triggers of a table whose definitions name columns (UPDATE OF, WHEN): their types cannot change under them. */
async function triggersOnColumns(
  target: LedgerTarget,
  table: string,
): Promise<readonly { readonly drop: string; readonly back: readonly string[] }[]> {
  const { rows } = await target.execute(
    `select t.tgname from pg_trigger t where t.tgrelid = to_regclass(${table}) and not t.tgisinternal and t.tgparentid = 0
       and exists (select from pg_depend d where d.classid = 'pg_trigger'::regclass and d.objid = t.oid
         and d.refclassid = 'pg_class'::regclass and d.refobjid = t.tgrelid and d.refobjsubid > 0) order by 1`,
  );
  const found: { readonly drop: string; readonly back: readonly string[] }[] = [];
  for (const [name] of rows) {
    const back = await capturedTrigger(target, table, quoteText(name ?? ''));
    const [[drop] = []] = (
      await target.execute(`select format('drop trigger %I on %s', ${quoteText(name ?? '')}, to_regclass(${table}))`)
    ).rows;
    found.push({ drop: drop ?? '', back });
  }
  return found;
}
