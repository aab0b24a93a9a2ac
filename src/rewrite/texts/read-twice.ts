import type { Expr, ScriptUnit } from '../../ir/oracle/index.js';
import { contains, nodesOf } from '../../ir/walk.js';

/** The names of the variables, parameters, records and indexes of loops of a unit. */
export const variablesIn = (unit: ScriptUnit): ReadonlySet<string> =>
  new Set([
    ...nodesOf(unit, 'VariableDeclaration', 'Parameter').map(({ name }) => name.name),
    ...nodesOf(unit, 'CursorForLoop').map(({ record }) => record.name),
    ...nodesOf(unit, 'ForLoop').map(({ index }) => index.name),
  ]);

/** A variable of the unit, an element or a field of one, which can be read twice: no function is called. */
export const canBeReadTwice = (expr: Expr, variables: ReadonlySet<string>): boolean =>
  !contains(expr, (node) => node.kind === 'Name' && !variables.has(node.parts[0]?.name ?? ''));
