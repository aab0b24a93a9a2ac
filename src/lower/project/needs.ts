import type { PgStatement, PgType } from '../../ir/postgres/index.js';
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
    // A block calls what it calls when it is run.
    collect(statement.body, (name) => names.add(nameKey(name)), addType);
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
  if (statement.kind === 'PgAlterTable')
    for (const a of statement.actions)
      if (a.kind === 'add constraint' && a.constraint.kind === 'foreign key') add(a.constraint.table);
  if (statement.kind === 'PgGrant') add(statement.object);
  if (statement.kind === 'PgCreateTable' && statement.partitionOf) add(statement.partitionOf.parent);
  if ('constraints' in statement) for (const c of statement.constraints) if (c.kind === 'foreign key') add(c.table);
  const own = defines(statement);
  if (own) names.delete(own);
  return names;
});

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
