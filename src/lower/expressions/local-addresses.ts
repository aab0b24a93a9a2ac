import type { Analysis } from '../../analyze/analysis.js';
import type { Call, Expr, Name, OracleNode, QueryBody, SelectItem, Subquery, TableRef } from '../../ir/oracle/index.js';
import { forEachChild } from '../../ir/walk.js';
import { remembered } from '../remembered.js';

const statements: ReadonlySet<OracleNode['kind']> = new Set([
  'Query',
  'Insert',
  'MultiTableInsert',
  'Update',
  'Delete',
  'Merge',
]);
const comparisons: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);
const aggregates: ReadonlySet<string> = new Set(['MIN', 'MAX', 'COUNT']);

/**
 * The places of ROWID in statements that do not let addresses of rows out: they are compared and ordered among themselves, as in `DELETE … WHERE ROWID NOT
 * IN (SELECT MIN(ROWID) …)`. Rows do not move while a statement runs, so that `ctid` is as good there. Of a partitioned table it is not, since rows of
 * two partitions may have the same.
 */
export const localAddresses = remembered((analysis: Analysis): ReadonlySet<Name> => {
  const local = new Set<Name>();
  const visit = (node: OracleNode): void => {
    if (!statements.has(node.kind)) forEachChild(node, visit);
    else for (const name of placesIn(analysis, node)) local.add(name);
  };
  for (const unit of analysis.units) visit(unit);
  return local;
});

/** All places of ROWID in the statement, or none where an address gets out. */
function placesIn(analysis: Analysis, statement: OracleNode): readonly Name[] {
  const places: Name[] = [];
  const results = new Set<OracleNode>(resultsOf(statement));
  let isLocal = true;
  /** @param allowed an address may stand here */
  const visit = (node: OracleNode, allowed: boolean): void => {
    if (node.kind === 'TableRef' && isPartitioned(analysis, node)) isLocal = false;
    if (node.kind === 'Name' && isRowid(analysis, node)) places.push(node);
    if (isExpression(node) && isAddress(analysis, node) && !(allowed && isOfStatement(analysis, node))) isLocal = false;
    if (node.kind === 'Call') {
      const { base } = analysis.resolve(node);
      const isAggregate = base.kind === 'builtin' && aggregates.has(base.name);
      for (const arg of node.args) visit(arg.value, isAggregate);
      if (typeof node.over === 'object') visit(node.over, false);
    } else forEachChild(node, (child) => visit(child, mayHold(analysis, node, child, results)));
  };
  visit(statement, false);
  return isLocal ? places : [];
}

/** May the child be an address? */
function mayHold(analysis: Analysis, node: OracleNode, child: OracleNode, results: ReadonlySet<OracleNode>): boolean {
  switch (node.kind) {
    case 'Binary':
      return comparisons.has(node.op) && isAddress(analysis, node.left) && isAddress(analysis, node.right);
    case 'InQuery':
      return child === node.operand && analysis.columnsOf(node.query)[0]?.type.kind === 'rowid';
    case 'OrderItem':
    case 'WindowSpec':
      return true;
    case 'IsTest':
      return node.test === 'NULL';
    case 'SelectItem':
      return !results.has(node);
    default:
      return false;
  }
}

const isExpression = (node: OracleNode): node is Name | Call | Subquery =>
  node.kind === 'Name' || node.kind === 'Call' || node.kind === 'Subquery';

const isAddress = (analysis: Analysis, value: Expr): boolean => analysis.typeOf(value).kind === 'rowid';

function isRowid(analysis: Analysis, name: Name): boolean {
  const { base } = analysis.resolve(name);
  return base.kind === 'pseudo' && base.name === 'ROWID';
}

/** ROWID itself, what a query of the statement makes of it, or the first or last of them: no variable, and no column that keeps addresses. */
function isOfStatement(analysis: Analysis, value: Name | Call | Subquery): boolean {
  if (value.kind === 'Subquery') return true;
  const { base } = analysis.resolve(value);
  if (base.kind === 'column') return base.source.relation === undefined;
  return base.kind === 'pseudo' || (base.kind === 'builtin' && aggregates.has(base.name));
}

/** A factor of the WITH clause is none; what is not known may be. */
function isPartitioned(analysis: Analysis, table: TableRef): boolean {
  const source = analysis.sourceOf(table);
  if (source && source.kind !== 'relation') return false;
  const definition = source?.relation?.definition;
  return definition?.kind !== 'CreateTable' || definition.partitioning !== undefined;
}

/** The select items whose values the statement hands out. */
function resultsOf(statement: OracleNode): readonly SelectItem[] {
  if (statement.kind === 'Query') return itemsOf(statement);
  if (statement.kind === 'Insert' && statement.source.kind === 'Query') return itemsOf(statement.source);
  return statement.kind === 'MultiTableInsert' ? itemsOf(statement.source) : [];
}

function itemsOf(body: QueryBody): readonly SelectItem[] {
  switch (body.kind) {
    case 'Query':
      return itemsOf(body.body);
    case 'SetOperation':
      return [...itemsOf(body.left), ...itemsOf(body.right)];
    case 'Select':
      return body.items;
    case 'TableValues':
      return [];
  }
}
