import type { PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { defines, hasDdl, needs } from './needs.js';

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

/** The order of kinds where no dependency decides. */
function rank(statement: PgStatement, late: boolean): number {
  if (late) return 90;
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
      return 35;
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
    case 'PgDo':
      return hasDdl(statement) ? 75 : 80;
    case 'PgDmlStatement':
    case 'PgCallStatement':
      return 80;
    // Queries that a schema holds are DDL that the runtime does.
    case 'PgQueryStatement':
    case 'PgDrop':
    case 'PgTruncate':
    case 'PgRename':
    case 'PgFixedStatement':
      return 75;
    case 'PgSwitchTriggers':
      return 80;
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

/**
 * Statements in an order in which each finds what it needs: by kind and place in the source, but never before what it
 * refers to. From the first rows of a session on, what meets rows keeps the order of the source. Where references go in
 * a circle, source order decides.
 */
export function inCreationOrder<T>(statements: readonly OrderedStatement<T>[]): readonly OrderedStatement<T>[] {
  return new CreationOrder(statements).result();
}

class CreationOrder<T> {
  private readonly providers = new Map<string, number[]>();
  /** What changes a table that is there, by its name. */
  private readonly changes = new Map<string, number[]>();
  /** Blocks with dynamic SQL: they may create what nothing else does. */
  private readonly blocks: number[] = [];
  /** Those that keep their place behind the rows of their session. */
  private readonly placed = new Set<number>();
  private readonly ranks: readonly number[];
  private readonly sessions = new Map<number, SessionPlaces>();
  private readonly begun = new Set<number>();
  private readonly ordered: OrderedStatement<T>[] = [];

  constructor(private readonly statements: readonly OrderedStatement<T>[]) {
    const tables = new Set<string>();
    const shown = new Set<string>();
    for (const [i, item] of statements.entries()) {
      const { statement } = item;
      const name = defines(statement);
      if (name !== undefined) this.provide(name, i);
      for (const provided of item.provides ?? []) this.provide(provided, i);
      if (statement.kind === 'PgCreateSchema') this.provide(`schema ${statement.name}`, i);
      if (statement.kind === 'PgCreateTable') tables.add(nameKey(statement.name));
      if (statement.kind === 'PgDo' && hasDdl(statement)) this.blocks.push(i);
      if (statement.kind === 'PgCreateView' || statement.kind === 'PgCreateMaterializedView')
        for (const read of needs(statement)) shown.add(read);
      const changed = statement.kind === 'PgAlterTable' && !item.late ? [nameKey(statement.name)] : item.changes;
      for (const table of changed ?? []) push(this.changes, table, i);
    }
    const rowsBefore = firstRows(statements);
    const blocks = new Set(statements.flatMap(({ statement, owner }) => (statement.kind === 'PgDo' ? [owner] : [])));
    this.ranks = statements.map((item, i) => {
      const behindRows = (rowsBefore.get(item.session) ?? i) < i;
      // What a block declares stands right before it.
      const isLocal = blocks.has(item.owner) && defines(item.statement)?.startsWith('pg_temp.') === true;
      const isEarly = changesTypes(item.statement, shown);
      const isNamedThen = !behindRows && namesColumnsOfThen(statements, i);
      const rank = isNamedThen ? 35 : isLocal ? rowRank : rankOf(item, tables, behindRows && !isEarly);
      if (rank === rowRank && behindRows) this.placed.add(i);
      const places = this.sessions.get(item.session);
      if (!places) this.sessions.set(item.session, { members: [i], begun: 0 });
      else places.members.push(i);
      return rank;
    });
  }

  result(): readonly OrderedStatement<T>[] {
    const order = this.statements.map((_, i) => i);
    for (const i of order.sort((x, y) => (this.ranks[x] ?? 0) - (this.ranks[y] ?? 0) || x - y)) this.visit(i);
    return this.ordered;
  }

  private provide(name: string, i: number): void {
    push(this.providers, name, i);
  }

  private visit(i: number): void {
    const item = this.statements[i];
    if (!item || this.begun.has(i)) return;
    this.begun.add(i);
    // Types and routines of a block stand before it.
    if (item.statement.kind === 'PgDo')
      for (let j = i - 1; j >= 0 && this.statements[j]?.owner === item.owner; j--) this.visit(j);
    if (this.placed.has(i)) this.visitSessionBefore(i, item.session);
    for (const name of needs(item.statement)) this.visitName(name, i, item);
    this.ordered.push(item);
  }

  /** What stands before it in its script, but for what comes after everything else. */
  private visitSessionBefore(i: number, session: number): void {
    const places = this.sessions.get(session);
    if (!places) return;
    for (let j = places.members[places.begun]; j !== undefined && j < i; j = places.members[places.begun]) {
      places.begun += 1;
      if ((this.ranks[j] ?? 0) <= rowRank) this.visit(j);
    }
  }

  private visitName(name: string, i: number, item: OrderedStatement<T>): void {
    const providers = this.providers.get(name);
    for (const j of providers ?? (isOfInputs(name) ? this.blocksFor(i, item) : [])) this.visit(j);
    if (!readsColumns.has(item.statement.kind)) return;
    for (const j of this.changes.get(name) ?? []) {
      // The script changes the table after it.
      const isBehind = j > i && this.statements[j]?.session === item.session;
      if (isBehind && (this.placed.has(j) || item.statement.kind === 'PgCreateIndex')) continue;
      this.visit(j);
    }
  }

  /** The blocks that may create what nothing else does: those before it in its script, or all of others. */
  private blocksFor(i: number, { session }: OrderedStatement<T>): readonly number[] {
    return this.blocks.filter((j) => this.statements[j]?.session !== session || j < i);
  }
}

/** The statements of a session, and how many of them have been begun in the order of the source. */
interface SessionPlaces {
  readonly members: number[];
  begun: number;
}

function push(map: Map<string, number[]>, name: string, i: number): void {
  const list = map.get(name);
  if (list) list.push(i);
  else map.set(name, [i]);
}

const isOfInputs = (name: string): boolean => !/^(ora|pg_catalog|pg_temp)\./.test(name) && name.includes('.');

/** What is looked at when it is created, with the columns of its tables. */
const readsColumns: ReadonlySet<PgStatement['kind']> = new Set([
  'PgCreateView',
  'PgCreateMaterializedView',
  'PgCreateIndex',
  'PgCreateTrigger',
  'PgComment',
  'PgDmlStatement',
]);

/** An index of columns that the script renames or drops after it: it follows them, or goes with them. */
function namesColumnsOfThen<T>(statements: readonly OrderedStatement<T>[], i: number): boolean {
  const item = statements[i];
  if (item?.statement.kind !== 'PgCreateIndex') return false;
  const table = nameKey(item.statement.table);
  return statements
    .slice(i + 1)
    .some(
      ({ statement, session }) =>
        session === item.session &&
        statement.kind === 'PgAlterTable' &&
        nameKey(statement.name) === table &&
        statement.actions.some((a) => a.kind === 'rename column' || a.kind === 'drop column'),
    );
}

/** Where the first statement that changes rows stands, by session. */
function firstRows<T>(statements: readonly OrderedStatement<T>[]): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  for (const [i, { statement, session }] of statements.entries()) {
    const changesRows =
      statement.kind === 'PgDmlStatement' ||
      statement.kind === 'PgCallStatement' ||
      (statement.kind === 'PgDo' && !hasDdl(statement));
    if (changesRows && !first.has(session)) first.set(session, i);
  }
  return first;
}

/** PostgreSQL changes no type of a column that a view shows. */
const changesTypes = (statement: PgStatement, shown: ReadonlySet<string>): boolean =>
  statement.kind === 'PgAlterTable' &&
  shown.has(nameKey(statement.name)) &&
  statement.actions.every((action) => action.kind === 'alter type');

/** The rank of rows. */
const rowRank = 80;

/**
 * A comment on a table's column stands among the changes of tables: one of them may drop the column. What a script does
 * to tables after rows that it has inserted (a trigger, which does not fire for them, a change of columns, an index, a
 * materialized view of them) comes behind these; where the order of files is not known, it comes first.
 */
function rankOf<T>({ statement, late }: OrderedStatement<T>, tables: ReadonlySet<string>, behindRows: boolean): number {
  if (late) return rank(statement, late);
  if (behindRows && meetsRows(statement)) return rowRank;
  if (statement.kind === 'PgComment' && statement.on === 'column' && tables.has(nameKey(statement.name.slice(0, -1))))
    return 35;
  if (statement.kind === 'PgAlterTable' && statement.actions.some((a) => a.kind === 'trigger')) return 70;
  return rank(statement, late);
}

/** Does what it makes or does depend on the rows that are there, or on which of them are to come? */
function meetsRows(statement: PgStatement): boolean {
  switch (statement.kind) {
    case 'PgCreateTable':
      return statement.asQuery !== undefined && statement.withoutData !== true;
    case 'PgAlterTable':
    case 'PgCreateIndex':
    case 'PgCreateMaterializedView':
    case 'PgCreateTrigger':
    case 'PgSwitchTriggers':
    case 'PgDo':
    case 'PgDmlStatement':
    case 'PgCallStatement':
    case 'PgQueryStatement':
    case 'PgDrop':
    case 'PgTruncate':
    case 'PgRename':
    case 'PgFixedStatement':
      return true;
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
