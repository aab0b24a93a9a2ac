import type { PgAlterTableAction, PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { walk } from '../../ir/walk.js';
import { remembered } from '../remembered.js';
import { createsRole, defines, hasDdl, needs } from './needs.js';

/** A statement with its place in the source and what it belongs to. */
export interface OrderedStatement<T> {
  readonly statement: PgStatement;
  readonly owner: T;
  /** After everything else: foreign keys. */
  readonly late: boolean;
  /** The session of a script that it belongs to: within one, rows and what meets them keep the order of the source. */
  readonly session: number;
  /** Qualified names of what a block creates by dynamic SQL. */
  readonly provides?: readonly string[];
  /** Qualified names of the tables that a block changes by dynamic SQL. */
  readonly changes?: readonly string[];
}

/** The rank of rows. */
export const rowRank = 80;

/** The rank of changes of tables. */
const changeRank = 35;

/** The rank of foreign keys that are there before rows, and before blocks that may look at them. */
export const earlyKeyRank = 72;

/** Where each statement stands by its kind, and which of them keep their place behind the rows of their session. */
interface CreationRanks {
  readonly ranks: readonly number[];
  readonly placed: ReadonlySet<number>;
}

/** Ranks statements where no dependency decides. From the first rows of a session on, what meets rows keeps its place. */
export function creationRanks<T>(statements: readonly OrderedStatement<T>[]): CreationRanks {
  const facts = factsOf(statements);
  const placed = new Set<number>();
  const ranks = statements.map((item, i) => {
    const behindRows = (facts.rowsFrom.get(item.session) ?? i) < i;
    const rank = rankOf(item, i, behindRows, facts);
    if (rank === rowRank && behindRows) placed.add(i);
    return rank;
  });
  return { ranks, placed };
}

/** What is asked of all statements before one is ranked. */
interface Facts<T> {
  readonly tables: ReadonlySet<string>;
  /** Tables that views show. */
  readonly shown: ReadonlySet<string>;
  /** The owners of blocks. */
  readonly blocks: ReadonlySet<T>;
  /** Where the first statement that changes rows stands, by session. */
  readonly rowsFrom: ReadonlyMap<number, number>;
  /** The owners of foreign keys that are there before the rows, with the triggers that carry deletes on. */
  readonly early: ReadonlySet<T>;
  /** Where a script renames a table, or renames or drops columns of it, for the last time, by `placeOf`. */
  readonly namesGone: ReadonlyMap<string, number>;
  /** The table that each owner makes. */
  readonly madeBy: ReadonlyMap<T, readonly string[]>;
}

function factsOf<T>(statements: readonly OrderedStatement<T>[]): Facts<T> {
  const tables = new Set<string>();
  const shown = new Set<string>();
  const blocks = new Set<T>();
  const rowsFrom = new Map<number, number>();
  const namesGone = new Map<string, number>();
  const madeBy = new Map<T, readonly string[]>();
  const writers = new Map<string, Set<number>>();
  const single: SingleChanges = { any: new Set(), others: new Set() };
  for (const [i, { statement, session, owner }] of statements.entries()) {
    if (changesRows(statement) && !rowsFrom.has(session)) rowsFrom.set(session, i);
    for (const table of changedTables(statement)) {
      writers.set(table, (writers.get(table) ?? new Set()).add(session));
      if (statement.kind !== 'PgDmlStatement') continue;
      single.any.add(table);
      if (statement.statement.kind !== 'PgInsert') single.others.add(table);
    }
    switch (statement.kind) {
      case 'PgCreateTable':
        tables.add(nameKey(statement.name));
        // Its partitions come behind it.
        if (!madeBy.has(owner)) madeBy.set(owner, statement.name);
        break;
      case 'PgCreateView':
      case 'PgCreateMaterializedView':
        for (const read of needs(statement)) shown.add(read);
        break;
      case 'PgDo':
        blocks.add(owner);
        break;
      case 'PgAlterTable':
        if (statement.actions.some((a) => goneActions.has(a.kind))) namesGone.set(placeOf(session, statement.name), i);
        break;
      case 'PgRename':
        if (statement.objectKind === 'table') namesGone.set(placeOf(session, statement.name), i);
        break;
      default:
    }
  }
  const early = earlyForeignKeys(statements, { madeBy, writers, single });
  return { tables, shown, blocks, early, rowsFrom, namesGone, madeBy };
}

const goneActions: ReadonlySet<PgAlterTableAction['kind']> = new Set(['rename', 'rename column', 'drop column']);

/** The tables whose rows a statement or block changes itself. */
const changedTables = remembered((statement: PgStatement): ReadonlySet<string> => {
  const found = new Set<string>();
  if (statement.kind === 'PgDmlStatement' || statement.kind === 'PgDo')
    walk(statement, (node) => {
      if (node.kind === 'PgInsert' || node.kind === 'PgUpdate' || node.kind === 'PgDelete' || node.kind === 'PgMerge')
        found.add(nameKey(node.target.name));
    });
  return found;
});

/** The tables that statements outside of blocks change; `others` than by INSERT. */
interface SingleChanges {
  readonly any: Set<string>;
  readonly others: Set<string>;
}

/**
 * The owners of foreign keys between tables whose rows are all of one script: its own, or another one where the table is
 * created with them; and of those in one script with both tables, where only dynamic SQL and programs may write rows.
 * They are there when the rows come, as in Oracle; elsewhere the order of rows is not known, and they come behind them.
 */
function earlyForeignKeys<T>(
  statements: readonly OrderedStatement<T>[],
  {
    madeBy,
    writers,
    single,
  }: Pick<Facts<T>, 'madeBy'> & {
    readonly writers: ReadonlyMap<string, ReadonlySet<number>>;
    readonly single: SingleChanges;
  },
): ReadonlySet<T> {
  const madeIn = new Map<string, number>();
  for (const { statement, session } of statements)
    if (statement.kind === 'PgCreateTable') madeIn.set(nameKey(statement.name), session);
  const early = new Set<T>();
  const others = new Set<T>();
  for (const { statement, owner, session, late } of statements) {
    if (!late || statement.kind !== 'PgAlterTable') continue;
    const keys = foreignKeys(statement);
    if (keys.length === 0) continue;
    const tables = tablesOf(statement).map(nameKey);
    const sessions = new Set(tables.flatMap((t) => [...(writers.get(t) ?? [])]));
    // Each statement is a transaction here: what is checked at its end would be checked too early. So is a block, which
    // holds the rows that belong together. A row that is referred to breaks no key.
    const isBroken = tables.some((t, n) => (n === 0 ? single.any : single.others).has(t));
    const isTooEarly = isBroken && keys.some((k) => k.initiallyDeferred);
    const isOfOneScript =
      sessions.size === 0
        ? tables.every((t) => madeIn.get(t) === session)
        : sessions.size === 1 && (madeBy.has(owner) || sessions.has(session));
    (isOfOneScript && !isTooEarly ? early : others).add(owner);
  }
  for (const owner of others) early.delete(owner);
  return early;
}

const placeOf = (session: number, table: readonly string[]): string => `${session} ${nameKey(table)}`;

const changesRows = (statement: PgStatement): boolean =>
  statement.kind === 'PgDmlStatement' ||
  statement.kind === 'PgCallStatement' ||
  (statement.kind === 'PgDo' && !hasDdl(statement));

/**
 * A comment on a table's column stands among the changes of tables: one of them may drop the column; so do an index, a
 * foreign key and notes of a table that the script renames, or whose columns it renames or drops, after it. What a script
 * does to tables after rows that it has inserted (a trigger, which does not fire for them, a change of columns, an index,
 * a materialized view of them) comes behind these; where the order of files is not known, it comes first.
 */
function rankOf<T>(
  { statement, late, session, owner }: OrderedStatement<T>,
  i: number,
  behindRows: boolean,
  { tables, shown, blocks, namesGone, madeBy, early }: Facts<T>,
): number {
  const goesLater = (table: readonly string[]): boolean => i < (namesGone.get(placeOf(session, table)) ?? i);
  if (late) {
    if (behindRows && early.has(owner)) return rowRank;
    if (tablesOf(statement).some(goesLater)) return changeRank;
    return early.has(owner) ? earlyKeyRank : 90;
  }
  // What a block declares stands right before it.
  if (blocks.has(owner) && defines(statement)?.startsWith('pg_temp.')) return rowRank;
  if (behindRows && meetsRows(statement) && !changesTypes(statement, shown)) return rowRank;
  if (statement.kind === 'PgCreateIndex' && goesLater(statement.table)) return changeRank;
  // What is noted of a table that is made.
  const made = statement.kind === 'PgFixedStatement' ? madeBy.get(owner) : undefined;
  if (made && goesLater(made)) return changeRank;
  if (statement.kind === 'PgComment' && statement.on === 'column' && tables.has(nameKey(statement.name.slice(0, -1))))
    return changeRank;
  if (statement.kind === 'PgAlterTable' && statement.actions.some((a) => a.kind === 'trigger')) return 70;
  return kindRank(statement);
}

/** The order of kinds. */
function kindRank(statement: PgStatement): number {
  switch (statement.kind) {
    case 'PgCreateSchema':
      return 0;
    case 'PgCreateSequence':
      return 10;
    case 'PgCreateType':
    case 'PgCreateDomain':
      return 20;
    case 'PgCreateTable':
      return 30;
    case 'PgAlterTable':
      return changeRank;
    case 'PgCreateRoutine':
    case 'PgCreateAggregate':
      return 40;
    case 'PgCreateView':
      return 50;
    case 'PgCreateMaterializedView':
      return 55;
    case 'PgCreateIndex':
      return 60;
    case 'PgCreateTrigger':
      return 70;
    case 'PgApart':
      return rowRank;
    case 'PgDo':
      if (createsRole(statement)) return 5;
      return hasDdl(statement) ? 75 : rowRank;
    case 'PgDmlStatement':
    case 'PgCallStatement':
      return rowRank;
    // Queries that a schema holds are DDL that the runtime does.
    case 'PgQueryStatement':
    case 'PgDrop':
    case 'PgTruncate':
    case 'PgRename':
    case 'PgFixedStatement':
      return 75;
    case 'PgSwitchTriggers':
      return rowRank;
    case 'PgComment':
      return statement.on === 'schema' ? 1 : 95;
    case 'PgGrant':
      return 96;
    // Once they are there they fire for what the installation itself creates.
    case 'PgCreateEventTrigger':
      return 97;
    case 'PgChangeEventTrigger':
      return 98;
  }
}

/** The table that foreign keys are added to, and those that they refer to. */
const tablesOf = (statement: PgStatement): readonly (readonly string[])[] =>
  statement.kind === 'PgAlterTable' ? [statement.name, ...foreignKeys(statement).map((key) => key.table)] : [];

const foreignKeys = ({ actions }: Extract<PgStatement, { kind: 'PgAlterTable' }>) =>
  actions.flatMap((a) => (a.kind === 'add constraint' && a.constraint.kind === 'foreign key' ? [a.constraint] : []));

/** PostgreSQL changes no type of a column that a view shows. */
const changesTypes = (statement: PgStatement, shown: ReadonlySet<string>): boolean =>
  statement.kind === 'PgAlterTable' &&
  shown.has(nameKey(statement.name)) &&
  statement.actions.every((action) => action.kind === 'alter type');

/** Does what it makes or does depend on the rows that are there, or on which of them are to come? */
export function meetsRows(statement: PgStatement): boolean {
  switch (statement.kind) {
    case 'PgCreateTable':
      return statement.asQuery !== undefined && statement.withoutData !== true;
    case 'PgAlterTable':
    case 'PgCreateIndex':
    case 'PgCreateMaterializedView':
    case 'PgCreateTrigger':
    case 'PgSwitchTriggers':
    case 'PgDmlStatement':
    case 'PgCallStatement':
    case 'PgQueryStatement':
    case 'PgDrop':
    case 'PgTruncate':
    case 'PgRename':
    case 'PgApart':
    case 'PgFixedStatement':
      return true;
    case 'PgDo':
      return !createsRole(statement);
    case 'PgCreateSchema':
    case 'PgCreateSequence':
    case 'PgCreateType':
    case 'PgCreateDomain':
    case 'PgCreateRoutine':
    case 'PgCreateAggregate':
    case 'PgCreateView':
    case 'PgComment':
    case 'PgGrant':
    case 'PgCreateEventTrigger':
    case 'PgChangeEventTrigger':
      return false;
  }
}
