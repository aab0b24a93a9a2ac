import type { PgExpr } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { contains, forEachChild } from '../../../ir/walk.js';
import { isCall } from '../../builders.js';
import { failingInRuntime } from '../../function-facts.js';

/**
 * Would PostgreSQL leave a call out? Where it plans a query with the values of its parameters at hand, as PERFORM does,
 * an operator or function with a NULL among its operands is NULL before the others are evaluated, and an element that
 * is not there or a routine that does something goes unnoticed. Assigned to a variable the same expression is evaluated
 * as it stands. (PostgreSQL sources: evaluate_function, exec_simple_recheck_plan)
 */
export function mayLeaveOutCalls(value: PgExpr): boolean {
  return contains(value, (node) => {
    if (node.kind !== 'PgBinary' && node.kind !== 'PgCall') return false;
    const operands: PostgresNode[] = [];
    forEachChild(node, (operand) => operands.push(operand));
    return operands.some((x, i) => isNoticed(x) && operands.some((other, j) => i !== j && mayBeNull(other)));
  });
}

/**
 * Would PostgreSQL compute there what the expression does not come to, a result of CASE that is not chosen? With the
 * values of variables at hand it works out all that is constant. (PostgreSQL manual, "Expression Evaluation Rules")
 */
export const mayRunAhead = (value: PgExpr): boolean =>
  contains(value, (node) => {
    if (node.kind === 'PgCase') {
      const results = [...node.branches.map((x) => x.then), ...(node.otherwise ? [node.otherwise] : [])];
      return [...results, ...node.branches.slice(1).map((x) => x.when)].some(isNoticed);
    }
    return isCall(node, 'coalesce') && node.args.slice(1).some(isNoticed);
  });

const isNoticed = (operand: PostgresNode): boolean =>
  contains(operand, (node) => {
    if (node.kind === 'PgBinary') return node.op === '/';
    if (node.kind !== 'PgCall') return false;
    const { name } = node;
    const [schema, last = ''] = name;
    if (schema !== 'ora') return name.length > 1;
    return failingInRuntime.test(last);
  });

const mayBeNull = (operand: PostgresNode): boolean =>
  contains(operand, (node) => node.kind === 'PgColumn' || node.kind === 'PgField' || node.kind === 'PgNull');
