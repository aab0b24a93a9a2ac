import type { LedgerTarget } from '../../ledger/ledger.js';
import { type StatementShape, shapeOf } from '../../plan/statements/statement-shape.js';
import { dropOf } from '../../plan/undo.js';
import { quotePath, quoteText } from '../../sql/quoting.js';
import { capturedAlteration } from './captured-alteration.js';
import { capturedMemberships } from './captured-memberships.js';
import { capturedOwn } from './captured-own.js';
import { capturedOwner, capturedPrivileges, namedRoutine } from './captured-privileges.js';
import { capturedTrigger } from './captured-trigger.js';
import { capturedNote, notesOf } from './definition-notes.js';
import { capturedSynonym } from './synonym-notes.js';

/**
 * Reads from the catalog what a statement is about to replace, as the statements that bring it back.
 * Inside the unit's transaction.
 */
export async function captureUndo(target: LedgerTarget, sql: string): Promise<readonly string[]> {
  const shape = shapeOf(sql);
  switch (shape.action) {
    case 'create': {
      const notes = shape.kind === 'view' ? await notesOf(target, quoteText(quotePath(shape.name))) : [];
      return [...(await capturedDefinition(target, shape)), ...notes];
    }
    case 'comment': {
      const [[text] = []] = (
        await target.execute(
          `select ${commentOf(shape, ['function', 'procedure', 'routine'].includes(shape.kind) ? await namedRoutine(target, shape) : '')}`,
        )
      ).rows;
      const head = /^[\s\S]*?\bis\s+(?=(?:e?'(?:[^']|'')*'|null|\$)[^;]*$)/i.exec(sql)?.[0] ?? '';
      return head === '' ? [] : [`${head}${text === null || text === undefined ? 'null' : quoteText(text)}`];
    }
    case 'grant':
    case 'revoke': {
      if (shape.kind === 'role') return await capturedMemberships(target, sql);
      const undo: string[] = [];
      for (const object of [shape, ...shape.others])
        undo.push(...(await capturedPrivileges(target, { ...shape, ...object }, sql)));
      return undo;
    }
    case 'drop':
      return await capturedDrop(target, shape);
    case 'alter':
      return await capturedAlteration(target, shape);
    case 'query':
      return [...(await capturedNote(target, sql)), ...(await capturedSynonym(target, sql))];
    case 'do':
    case 'call':
      return await capturedOwn(target, sql);
    default:
      return [];
  }
}

/** What is dropped comes back with its owner's privileges and its comment, a view with its triggers, too. */
async function capturedDrop(target: LedgerTarget, shape: StatementShape): Promise<readonly string[]> {
  const name = quoteText(quotePath(shape.name));
  const one = async (sql: string): Promise<readonly (string | null)[]> => (await target.execute(sql)).rows[0] ?? [];
  const after = async (word: string, oid: string, path: string, catalog: string): Promise<readonly string[]> => {
    const [comment] = await one(`select obj_description(${oid}, '${catalog}')`);
    return comment === null || comment === undefined ? [] : [`comment on ${word} ${path} is ${quoteText(comment)}`];
  };
  switch (shape.kind) {
    case 'function':
    case 'procedure':
      return await capturedRoutine(target, shape, one, after);
    case 'view':
    case 'materialized view':
      return await capturedView(target, { one, name, shape, after });
    case 'index': {
      const [definition] = await one(`select pg_get_indexdef(to_regclass(${name}))`);
      return definition === null || definition === undefined ? [] : [definition];
    }
    case 'trigger':
      return await capturedTrigger(target, quoteText(quotePath(shape.on)), quoteText(shape.name[0] ?? ''));
    default:
      return [];
  }
}

async function capturedView(
  target: LedgerTarget,
  {
    one,
    name,
    shape,
    after,
  }: {
    readonly one: (sql: string) => Promise<readonly (string | null)[]>;
    readonly name: string;
    readonly shape: StatementShape;
    readonly after: (word: string, oid: string, path: string, catalog: string) => Promise<readonly string[]>;
  },
): Promise<readonly string[]> {
  const created = await viewDefinition(shape, one);
  if (created === undefined) return [];
  const privileges = await capturedPrivileges(target, { ...shape, kind: 'view' }, '');
  const { rows: comments } = await target.execute(
    `select format('comment on column %s.%I is %L', ${name}, attname, col_description(attrelid, attnum)) from pg_attribute
         where attrelid = to_regclass(${name}) and attnum > 0 and col_description(attrelid, attnum) is not null`,
  );
  const { rows: triggers } = await target.execute(
    `select pg_get_triggerdef(oid) from pg_trigger where tgrelid = to_regclass(${name}) and not tgisinternal order by tgname`,
  );
  // Those of a materialized view.
  const { rows: indexes } = await target.execute(
    `select pg_get_indexdef(indexrelid) from pg_index where indrelid = to_regclass(${name}) order by indexrelid`,
  );
  const owner = await capturedOwner(
    target,
    shape.kind,
    `to_regclass(${name})::text`,
    `(select relowner from pg_class where oid = to_regclass(${name}))`,
  );
  return [
    `create ${created}`,
    ...owner,
    ...indexes.map(([index]) => index ?? ''),
    ...privileges,
    ...(await after(shape.kind, `to_regclass(${name})`, quotePath(shape.name), 'pg_class')),
    ...comments.map(([comment]) => comment ?? ''),
    ...(await notesOf(target, name)),
    ...triggers.map(([trigger]) => trigger ?? ''),
  ];
}

/** `view v with (…) as select …`; undefined where it does not stand. A materialized view gets its rows of now. */
async function viewDefinition(
  shape: StatementShape,
  one: (sql: string) => Promise<readonly (string | null)[]>,
): Promise<string | undefined> {
  const [definition, options, populated] = await one(
    `select pg_get_viewdef(c.oid), array_to_string(c.reloptions, ', '), c.relispopulated from pg_class c where c.oid = ` +
      `to_regclass(${quoteText(quotePath(shape.name))})`,
  );
  if (definition === undefined || definition === null) return undefined;
  const set = options === null || options === undefined || options === '' ? '' : ` with (${options})`;
  const query = definition.replace(/;\s*$/, '');
  const rows = shape.kind === 'materialized view' && populated === 'f' ? ' with no data' : '';
  return `${shape.kind} ${quotePath(shape.name)}${set} as ${query}${rows}`;
}

async function capturedRoutine(
  target: LedgerTarget,
  shape: StatementShape,
  one: (sql: string) => Promise<readonly (string | null)[]>,
  after: (word: string, oid: string, path: string, catalog: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const oid0 = await droppedRoutine(target, shape);
  const rows = (
    await target.execute(
      'select p.oid::regprocedure::text, pg_get_functiondef(p.oid), p.oid::text from pg_proc p where p.oid = ' +
        `${oid0 ?? '0'}`,
    )
  ).rows;
  const undo: string[] = [];
  for (const [signature, definition, oid] of rows) {
    undo.push(definition ?? '');
    const owner = `(select proowner from pg_proc where oid = ${oid})`;
    undo.push(...(await capturedOwner(target, 'routine', quoteText(signature ?? ''), owner)));
    const acl = await one(`select proacl is null from pg_proc where oid = ${oid}`);
    if (acl[0] !== 't' && acl[0] !== 'true') {
      const { rows: kept } = await target.execute(
        `select x.privilege_type, case when x.grantee = 0 then 'public' else x.grantee::regrole::text end, ` +
          `x.is_grantable from pg_proc p, aclexplode(p.proacl) x where p.oid = ${oid}`,
      );
      undo.push(`revoke all on routine ${signature} from public`);
      for (const [privilege, grantee, option] of kept) {
        undo.push(
          `grant ${privilege} on routine ${signature} to ${grantee}${option === 't' ? ' with grant option' : ''}`,
        );
      }
    }
    undo.push(...(await after('routine', oid ?? '0', signature ?? '', 'pg_proc')));
  }
  return undo;
}

/** Which overload a DROP means: the one that is gone after it. */
async function droppedRoutine(target: LedgerTarget, shape: StatementShape): Promise<string | undefined> {
  const list = async () =>
    (
      await target.execute(
        `select oid::text from pg_proc where pronamespace = ${namespaceOf(shape)} and proname = ` +
          `${quoteText(shape.name.at(-1) ?? '')} order by 1`,
      )
    ).rows.map(([oid]) => oid ?? '');
  const before = await list();
  if (before.length === 0) return undefined;
  await target.execute('savepoint oraphant_look');
  try {
    await target.execute(`drop routine if exists ${quotePath(shape.name)}${shape.signature} cascade`);
    const after = await list();
    return before.find((oid) => !after.includes(oid));
  } finally {
    await target.execute('rollback to savepoint oraphant_look');
  }
}

/** OR REPLACE and IF NOT EXISTS: what was there comes back; where nothing was there the new object goes. */
async function capturedDefinition(target: LedgerTarget, shape: StatementShape): Promise<readonly string[]> {
  const name = quoteText(quotePath(shape.name));
  const one = async (sql: string): Promise<readonly (string | null)[]> => (await target.execute(sql)).rows[0] ?? [];
  switch (shape.kind) {
    case 'schema': {
      const [exists] = await one(`select to_regnamespace(${name})`);
      return exists === null || exists === undefined ? [dropOf(shape)] : [];
    }
    case 'function':
    case 'procedure': {
      // OR REPLACE keeps owner and privileges; without the overload that it hits it makes a new one.
      const oid = await droppedRoutine(target, shape);
      if (oid === undefined) return [dropOf(shape)];
      const [definition] = await one(`select pg_get_functiondef(${oid}::oid)`);
      return [definition ?? ''];
    }
    case 'view': {
      const created = await viewDefinition(shape, one);
      return created === undefined ? [dropOf(shape)] : [`create or replace ${created}`];
    }
    case 'trigger': {
      const table = quoteText(quotePath(shape.on));
      const [definition, ...more] = await capturedTrigger(target, table, quoteText(shape.name[0] ?? ''));
      return definition === undefined
        ? [dropOf(shape)]
        : [definition.replace(/^create\s+/i, 'create or replace '), ...more];
    }
    case 'extension': {
      const [exists] = await one(`select 1 from pg_extension where extname = ${quoteText(shape.name[0] ?? '')}`);
      return exists === undefined ? [dropOf(shape)] : [];
    }
    default: {
      const [exists] = await one(`select to_regclass(${name})`);
      return exists === null || exists === undefined ? [dropOf(shape)] : [];
    }
  }
}

const namespaceOf = (shape: StatementShape): string =>
  shape.name.length > 1
    ? `to_regnamespace(${quoteText(quotePath(shape.name.slice(0, 1)))})`
    : `to_regnamespace('public')`;

function commentOf({ kind, name, on }: StatementShape, routine: string): string {
  const path = quoteText(quotePath(name));
  switch (kind) {
    case 'schema':
      return `obj_description(to_regnamespace(${path}), 'pg_namespace')`;
    case 'column':
      return (
        '(select col_description(attrelid, attnum) from pg_attribute where attrelid = ' +
        `to_regclass(${quoteText(quotePath(on))}) and attname = ${quoteText(name.at(-1) ?? '')})`
      );
    case 'function':
    case 'procedure':
    case 'routine':
      return `(select obj_description(p.oid, 'pg_proc') from pg_proc p where p.oid = ${routine})`;
    case 'type':
    case 'domain':
      return `obj_description(to_regtype(${path}), 'pg_type')`;
    case 'constraint':
      return (
        `(select obj_description(oid, 'pg_constraint') from pg_constraint where conrelid = ` +
        `to_regclass(${quoteText(quotePath(on))}) and conname = ${quoteText(name[0] ?? '')})`
      );
    case 'trigger':
      return (
        `(select obj_description(oid, 'pg_trigger') from pg_trigger where tgrelid = ` +
        `to_regclass(${quoteText(quotePath(on))}) and tgname = ${quoteText(name[0] ?? '')})`
      );
    default:
      return `obj_description(to_regclass(${path}), 'pg_class')`;
  }
}
