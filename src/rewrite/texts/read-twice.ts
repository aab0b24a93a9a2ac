import type { Expr, ScriptUnit } from '../../ir/oracle/index.js';
import { contains, nodesOf } from '../../ir/walk.js';

/** The names of the variables, parameters and records of loops of a unit. */
export const variablesIn = (unit: ScriptUnit): ReadonlySet<string> =>
  new Set([
    ...nodesOf(unit, 'VariableDeclaration', 'Parameter').map(({ name }) => name.name),
    ...nodesOf(unit, 'CursorForLoop').map(({ record }) => record.name),
  ]);

/** A variable of the unit, an element or a field of one, which can be read twice: no function is called. */
export const canBeReadTwice = (expr: Expr, variables: ReadonlySet<string>): boolean =>
  !contains(
    expr,
    (node) =>
      node.kind === 'Name' && (node.parts.length > 1 || node === expr) && !variables.has(node.parts[0]?.name ?? ''),
  ) &&
  !contains(
    expr,
    (node) => node.kind === 'Call' && node.callee.kind === 'Name' && !variables.has(node.callee.parts[0]?.name ?? ''),
  );
