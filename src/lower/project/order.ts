import type { PgStatement, PgType } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import type { PostgresNode } from '../../ir/postgres/node.js';
import { contains, walk } from '../../ir/walk.js';
import { remembered } from '../remembered.js';

/** A statement with its place in the source and what it belongs to. */
export interface OrderedStatement<T> {
  readonly statement: PgStatement;
  readonly owner: T;
  /** After everything else: foreign keys. */
  readonly late: boolean;
  /** The session of a script that it belongs to: within one, triggers and rows keep the order of the source. */
  readonly session: number;
  /** Qualified names of what a block creates by dynamic SQL. */
  readonly provides?: readonly string[];
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
      return statement.name[0] === 'pg_temp' ? 32 : 20;
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
      return hasDdl(statement) ? 32 : 80;
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

/** Does the block create or change objects, by dynamic SQL or by statements of its own? */
export const hasDdl = remembered((statement: PgStatement): boolean =>
  contains(
    statement,
    (node) =>
      node.kind === 'PgStatementText' ||
      node.kind === 'PlExecute' ||
      (node.kind === 'PgUtility' && node.createsRole !== undefined),
  ),
);

/** Names that the statement creates. */
function defines(statement: PgStatement): string | undefined {
  switch (statement.kind) {
    case 'PgCreateTable':
    case 'PgCreateSequence':
    case 'PgCreateView':
    case 'PgCreateMaterializedView':
    case 'PgCreateType':
    case 'PgCreateDomain':
    case 'PgCreateRoutine':
    case 'PgCreateAggregate':
      return nameKey(statement.name);
    default:
      return undefined;
  }
}

/**
 * Names that must exist when the statement is executed. Bodies of PL/pgSQL are looked at
 * only for the types they declare.
 */
function needs(statement: PgStatement): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (name: readonly string[]): void => {
    if (name.length > 1) names.add(nameKey(name));
  };
  const addType = ({ name }: PgType): void => add(name);
  if (statement.kind === 'PgCreateRoutine') {
    for (const p of statement.parameters) {
      addType(p.type);
      if (p.default) collect(p.default, add, addType);
    }
    const { returns } = statement;
    if (returns && typeof returns === 'object') {
      if ('setOf' in returns) addType(returns.setOf);
      else if ('name' in returns) addType(returns);
    }
    if (statement.body.kind === 'PlBlock') {
      walk(statement.body, (node) => {
        if (node.kind === 'PlVariable') addType(node.type);
        // Nothing is declared inside of expressions and SQL.
        return !node.kind.startsWith('Pg');
      });
    } else collect(statement.body, add, addType);
    return names;
  }
  if (statement.kind === 'PgCreateAggregate') {
    for (const name of [statement.step, statement.final, statement.state.name, statement.argument.name]) add(name);
    return names;
  }
  if (statement.kind === 'PgDo') {
    // A block of an installation calls what it calls when it is created.
    if (hasDdl(statement)) collect(statement.body, (name) => names.add(nameKey(name)), addType);
    return names;
  }
  collect(statement, add, addType);
  if (statement.kind === 'PgCreateTrigger') {
    add(statement.table);
    add(statement.function);
  }
  if (statement.kind === 'PgCreateEventTrigger') add(statement.function);
  if (statement.kind === 'PgCreateIndex') add(statement.table);
  if (statement.kind === 'PgAlterTable' || statement.kind === 'PgComment')
    add(statement.kind === 'PgComment' && statement.on === 'column' ? statement.name.slice(0, -1) : statement.name);
  if (statement.kind === 'PgGrant') add(statement.object);
  if (statement.kind === 'PgCreateTable' && statement.partitionOf) add(statement.partitionOf.parent);
  if ('constraints' in statement) for (const c of statement.constraints) if (c.kind === 'foreign key') add(c.table);
  const own = defines(statement);
  if (own) names.delete(own);
  return names;
}

function collect(root: PostgresNode, add: (name: readonly string[]) => void, addType: (type: PgType) => void): void {
  walk(root, (node) => {
    switch (node.kind) {
      case 'PgTable':
      case 'PlCall':
      case 'PgCall': {
        add(node.name);
        const last = node.name.at(-1);
        if (node.kind !== 'PgTable' && (last === 'nextval' || last === 'currval')) {
          const [arg] = node.args;
          const literal = arg?.kind === 'PgCast' ? arg.operand : arg;
          if (literal?.kind === 'PgString') add(literal.value.replace(/"/g, '').split('.'));
        }
        return true;
      }
      case 'PgCast':
      case 'PgColumnDefinition':
        addType(node.type);
        return true;
      default:
        return true;
    }
  });
  if (root.kind === 'PgCreateType') for (const a of root.attributes) addType(a.type);
  if (root.kind === 'PgCreateDomain') addType(root.type);
}

/**
 * Statements in an order in which each finds what it needs: by kind and place in the source, but never before what it
 * refers to. Where references go in a circle, source order decides.
 */
export function inCreationOrder<T>(statements: readonly OrderedStatement<T>[]): readonly OrderedStatement<T>[] {
  const providers = new Map<string, number[]>();
  for (const [i, item] of statements.entries()) {
    const { statement } = item;
    const name = defines(statement);
    if (name !== undefined) providers.set(name, [...(providers.get(name) ?? []), i]);
    for (const provided of item.provides ?? []) providers.set(provided, [...(providers.get(provided) ?? []), i]);
    if (statement.kind === 'PgCreateSchema')
      providers.set(`schema ${statement.name}`, [...(providers.get(`schema ${statement.name}`) ?? []), i]);
  }
  const tables = new Set(
    statements.flatMap(({ statement }) => (statement.kind === 'PgCreateTable' ? [nameKey(statement.name)] : [])),
  );
  const rowsBefore = firstRows(statements);
  const ranks = statements.map((item, i) => rankOf(item, tables, (rowsBefore.get(item.session) ?? i) < i));
  const order = statements.map((_, i) => i).sort((x, y) => (ranks[x] ?? 0) - (ranks[y] ?? 0) || x - y);
  const state = new Map<number, 'open' | 'done'>();
  const result: OrderedStatement<T>[] = [];
  const visit = (i: number): void => {
    if (state.has(i)) return;
    state.set(i, 'open');
    const item = statements[i];
    if (!item) return;
    // Types and routines of a block stand before it.
    if (item.statement.kind === 'PgDo')
      for (let j = i - 1; j >= 0 && statements[j]?.owner === item.owner; j--) visit(j);
    for (const name of needs(item.statement)) {
      for (const j of providers.get(name) ?? []) if (j !== i && state.get(j) === undefined) visit(j);
    }
    state.set(i, 'done');
    result.push(item);
  };
  for (const i of order) visit(i);
  return result;
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

/**
 * A comment on a table's column stands among the changes of tables: one of them may drop the column. A trigger that a
 * script creates after rows it inserts does not fire for them, and what it empties, drops or renames then has had them;
 * where the order of files is not known, these come first.
 */
function rankOf<T>({ statement, late }: OrderedStatement<T>, tables: ReadonlySet<string>, behindRows: boolean): number {
  const isOfTable =
    statement.kind === 'PgComment' && statement.on === 'column' && tables.has(nameKey(statement.name.slice(0, -1)));
  if (isOfTable && !late) return 35;
  const isTrigger =
    statement.kind === 'PgCreateTrigger' ||
    (statement.kind === 'PgAlterTable' && statement.actions.some((a) => a.kind === 'trigger'));
  if (isTrigger && !late) return behindRows ? 80 : 70;
  const own = rank(statement, late);
  return own === 75 && behindRows ? 80 : own;
}
