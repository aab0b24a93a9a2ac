import type { PgCreateRoutine, PgStatement, PgType } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import type { PostgresNode } from '../../ir/postgres/node.js';
import { contains, walk } from '../../ir/walk.js';
import { remembered } from '../remembered.js';

/** Does the block create or change objects, by dynamic SQL or by statements of its own? */
export const hasDdl = remembered(
  (statement: PgStatement): boolean =>
    createsRole(statement) ||
    contains(statement, (node) => node.kind === 'PgStatementText' || node.kind === 'PlExecute'),
);

/** Does the block create a role? What grants it does not name the block. */
export const createsRole = remembered((statement: PgStatement): boolean =>
  contains(statement, (node) => node.kind === 'PgUtility' && node.createsRole !== undefined),
);

/** Names that the statement creates. */
export function defines(statement: PgStatement): string | undefined {
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
export const needs = remembered((statement: PgStatement): ReadonlySet<string> => {
  const names = new Set<string>();
  const add = (name: readonly string[]): void => {
    if (name.length > 1) names.add(nameKey(name));
  };
  const addType = ({ name }: PgType): void => add(name);
  switch (statement.kind) {
    case 'PgCreateRoutine':
      collectOfRoutine(statement, add, addType);
      return names;
    case 'PgCreateAggregate':
      for (const name of [statement.step, statement.final, statement.state.name, statement.argument.name]) add(name);
      return names;
    case 'PgDo':
      // A block calls what it calls when it is run.
      collect(statement.body, (name) => names.add(nameKey(name)), addType);
      return names;
    default: {
      collect(statement, add, addType);
      for (const name of namesNamed(statement)) add(name);
      const own = defines(statement);
      if (own) names.delete(own);
      return names;
    }
  }
});

/** The names that a statement has beside those in its expressions and queries: what it stands on or refers to. */
function namesNamed(statement: PgStatement): readonly (readonly string[])[] {
  switch (statement.kind) {
    case 'PgCreateTrigger':
      return [statement.table, statement.function];
    case 'PgCreateEventTrigger':
      return [statement.function];
    case 'PgCreateIndex':
      return [statement.table];
    case 'PgComment':
      return [statement.on === 'column' ? statement.name.slice(0, -1) : statement.name];
    case 'PgAlterTable':
      return [
        statement.name,
        ...statement.actions.flatMap((a) =>
          a.kind === 'add constraint' && a.constraint.kind === 'foreign key' ? [a.constraint.table] : [],
        ),
      ];
    case 'PgGrant':
      return [statement.object];
    case 'PgCreateTable':
      return [
        ...(statement.partitionOf ? [statement.partitionOf.parent] : []),
        ...statement.constraints.flatMap((c) => (c.kind === 'foreign key' ? [c.table] : [])),
      ];
    default:
      return [];
  }
}

function collectOfRoutine(
  { parameters, returns, body }: PgCreateRoutine,
  add: (name: readonly string[]) => void,
  addType: (type: PgType) => void,
): void {
  for (const p of parameters) {
    addType(p.type);
    if (p.default) collect(p.default, add, addType);
  }
  if (returns && typeof returns === 'object') {
    if ('setOf' in returns) addType(returns.setOf);
    else if ('name' in returns) addType(returns);
  }
  if (body.kind !== 'PlBlock') {
    collect(body, add, addType);
    return;
  }
  walk(body, (node) => {
    if (node.kind === 'PlVariable') addType(node.type);
    // Nothing is declared inside of expressions and SQL.
    return !node.kind.startsWith('Pg');
  });
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
