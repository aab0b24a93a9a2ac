import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { definedAgain } from '../../diagnostics/op6-objects.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { walk } from '../../ir/walk.js';
import type { OrderedStatement } from '../../lower/project/creation-rank.js';

/**
 * Files that are given together often define one thing several times: installers of several versions, a table and its
 * constraints again in the export. The last definition of a constraint, column or index stands, as with whole objects;
 * what the table's own definition says comes first. A constraint that is dropped and added again (disabled while data
 * are loaded) is left as it is in the end.
 */
export function withoutDuplicates<T>(
  statements: readonly OrderedStatement<T>[],
  report: (diagnostic: Diagnostic) => void,
): readonly OrderedStatement<T>[] {
  const inTable = definedInTables(statements);
  const drops = new Set(statements.map((s) => droppedBy(s.statement)));
  const later = new Map<string, PgStatement | 'dropped'>();
  let kept: OrderedStatement<T>[] = [];
  for (const item of [...statements].reverse()) {
    const { statement } = item;
    const drop = droppedBy(statement);
    if (drop !== undefined) {
      // Added again further on: neither this nor what was before it counts. An inline definition must be the same as
      // the new one.
      const again = later.get(drop);
      const inline = inTable.get(drop);
      if (again && again !== 'dropped' && (inline ?? shapeOf(again)) === shapeOf(again)) {
        if (inline !== undefined) kept = kept.filter((k) => k.statement !== again);
        continue;
      }
      later.set(drop, 'dropped');
      kept.push(item);
      continue;
    }
    const keys = keysOf(statement);
    const again = keys.map((k) => later.get(k)).find((s) => s !== undefined);
    const inline = keys.map((k) => inTable.get(k)).find((text) => text !== undefined);
    const isInline = inline !== undefined && !keys.some((k) => drops.has(k));
    if (isInline || (again && again !== 'dropped')) {
      const other = isInline ? inline : again && again !== 'dropped' ? shapeOf(again) : '';
      if (other !== '' && other !== shapeOf(statement)) report(definedAgain(statement.span, what(statement)));
      continue;
    }
    for (const k of keys) later.set(k, statement);
    kept.push(item);
  }
  return kept.reverse();
}

/** The columns and constraints of the tables' own definitions, with the shape of the constraints. */
function definedInTables(statements: readonly { readonly statement: PgStatement }[]): ReadonlyMap<string, string> {
  const inTable = new Map<string, string>();
  for (const { statement } of statements) {
    if (statement.kind !== 'PgCreateTable') continue;
    const table = nameText(statement.name);
    for (const c of statement.columns) inTable.set(`column ${table}.${c.name}`, '');
    for (const c of statement.constraints) {
      if (c.name !== undefined) inTable.set(`constraint ${table}.${c.name}`, shape(c));
      if (c.kind === 'primary key') inTable.set(`primary key ${table}`, shape(c));
    }
  }
  return inTable;
}

/** The constraint or column that a statement takes away. */
function droppedBy(statement: PgStatement): string | undefined {
  if (statement.kind === 'PgDrop' && statement.objectKind === 'constraint' && statement.on && !statement.cascade)
    return statement.names.map(nameText).map((name) => `constraint ${nameText(statement.on ?? [])}.${name}`)[0];
  const [action, more] = statement.kind === 'PgAlterTable' ? statement.actions : [];
  if (statement.kind !== 'PgAlterTable' || !action || more) return undefined;
  if (action.kind === 'drop constraint') return `constraint ${nameText(statement.name)}.${action.name}`;
  return action.kind === 'drop column' ? `column ${nameText(statement.name)}.${action.name}` : undefined;
}

/** What is defined, without its place in the source. */
export const shape = (value: object): string =>
  JSON.stringify(value, (name, v: unknown) =>
    name === 'span' || name === 'comments' || name === 'blankBefore' || name === 'trailingComment' ? undefined : v,
  );

function shapeOf(statement: PgStatement): string {
  const [action] = statement.kind === 'PgAlterTable' ? statement.actions : [];
  return shape(action?.kind === 'add constraint' ? action.constraint : statement);
}

const nameText = (name: string | readonly string[]): string => (typeof name === 'string' ? name : name.join('.'));

function keysOf(statement: PgStatement): string[] {
  switch (statement.kind) {
    case 'PgCreateIndex':
      return [`index ${statement.table[0] ?? ''}.${statement.name}`];
    case 'PgDo': {
      const role = createdRole(statement);
      return role === undefined ? [] : [`role ${role}`];
    }
    case 'PgAlterTable': {
      const table = nameText(statement.name);
      const [action, ...more] = statement.actions;
      if (!action || more.length > 0) return [];
      if (action.kind === 'add column') return [`column ${table}.${action.column.name}`];
      if (action.kind !== 'add constraint') return [];
      const { constraint } = action;
      return [
        ...(constraint.name === undefined ? [] : [`constraint ${table}.${constraint.name}`]),
        ...(constraint.kind === 'primary key' ? [`primary key ${table}`] : []),
      ];
    }
    default:
      return [];
  }
}

/** `if not exists … create role r`: one is enough. */
function createdRole(statement: PgStatement): string | undefined {
  let role: string | undefined;
  walk(statement, (node) => {
    if (node.kind === 'PgUtility') role = node.createsRole ?? role;
  });
  return role;
}

function what(statement: PgStatement): string {
  if (statement.kind === 'PgCreateIndex') return `Index ${statement.name}`;
  if (statement.kind !== 'PgAlterTable') return 'This';
  const [action] = statement.actions;
  const table = nameText(statement.name);
  if (action?.kind === 'add column') return `Column ${table}.${action.column.name}`;
  if (action?.kind !== 'add constraint') return `ALTER TABLE ${table}`;
  const { name } = action.constraint;
  return name === undefined ? `A constraint without a name of ${table}` : `Constraint ${name} of ${table}`;
}
