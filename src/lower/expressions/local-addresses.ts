import type { Analysis } from '../../analyze/analysis.js';
import { isSql } from '../../ir/kinds.js';
import type { Expr, Name, OracleNode, TableRef } from '../../ir/oracle/index.js';
import { forEachChild, nodesOf } from '../../ir/walk.js';
import { foundInUnits } from '../found-in-units.js';
import { tableBehind } from '../queries/from/rowids-of-views.js';

/** What takes the rows of a query and keeps them within the statement. */
const readers: ReadonlySet<OracleNode['kind']> = new Set([
  'InQuery',
  'Exists',
  'Subquery',
  'SubqueryFactor',
  'DerivedTable',
  'Query',
]);

/**
 * The places of ROWID in statements that only ask whether two rows of theirs are the same one, as in
 * `MERGE … ON (t.ROWID = s.rid)`. Rows do not move while a statement runs, so that `ctid` is as good there. It is not
 * where addresses are ordered, since an UPDATE before has given the row another one; nor of a partitioned table, since
 * rows of two partitions may have the same.
 */
export const localAddresses = foundInUnits((analysis: Analysis, unit): readonly Name[] => {
  const local: Name[] = [];
  const visit = (node: OracleNode): void => {
    if (!isSql(node)) forEachChild(node, visit);
    else local.push(...placesIn(analysis, node));
  };
  if (nodesOf(unit, 'Name').some((name) => isRowid(analysis, name))) visit(unit);
  return local;
});

/** All places of ROWID in the statement, or none where an address gets out or is more than compared. */
function placesIn(analysis: Analysis, statement: OracleNode): readonly Name[] {
  const places: Name[] = [];
  let isLocal = true;
  /** @param allowed an address may stand here */
  const visit = (node: OracleNode, allowed: boolean, around: OracleNode | undefined): void => {
    if (node.kind === 'TableRef' && isPartitioned(analysis, node)) isLocal = false;
    if (node.kind === 'Name' && isRowid(analysis, node)) places.push(node);
    if ((node.kind === 'Name' || node.kind === 'Call') && isAddress(analysis, node) && !allowed) isLocal = false;
    if (node.kind === 'Subquery' && handsOutAddresses(analysis, node.query) && !allowed) isLocal = false;
    if (node.kind === 'SelectItem' && isAddress(analysis, node.value) && !isOfStatement(analysis, node.value))
      isLocal = false;
    if (node.kind === 'Query' && !(around && readers.has(around.kind)) && handsOutAddresses(analysis, node))
      isLocal = false;
    forEachChild(node, (child) => visit(child, mayHold(analysis, node, child), node));
  };
  visit(statement, false, undefined);
  return isLocal ? places : [];
}

/** May the child be an address? */
function mayHold(analysis: Analysis, node: OracleNode, child: OracleNode): boolean {
  switch (node.kind) {
    case 'Binary':
      return (
        (node.op === '=' || node.op === '<>') &&
        isOfStatement(analysis, node.left) &&
        isOfStatement(analysis, node.right)
      );
    case 'InQuery':
      return child === node.operand && isOfStatement(analysis, node.operand) && handsOutAddresses(analysis, node.query);
    case 'IsTest':
      return node.test === 'NULL';
    case 'SelectItem':
      // Where the query hands it to is looked at there.
      return isOfStatement(analysis, node.value);
    default:
      return false;
  }
}

const isAddress = (analysis: Analysis, value: Expr): boolean => analysis.typeOf(value).kind === 'rowid';

const handsOutAddresses = (analysis: Analysis, query: Parameters<Analysis['columnsOf']>[0]): boolean =>
  analysis.columnsOf(query).some((column) => column.type.kind === 'rowid');

function isRowid(analysis: Analysis, name: Name): boolean {
  const { base } = analysis.resolve(name);
  return base.kind === 'pseudo' && base.name === 'ROWID';
}

/**
 * ROWID itself, or a column or the value of a query of the statement that makes it: no variable, and no column that
 * keeps addresses.
 */
function isOfStatement(analysis: Analysis, value: Expr): boolean {
  // What its select list has is looked at there.
  if (value.kind === 'Subquery') return handsOutAddresses(analysis, value.query);
  if (value.kind !== 'Name' || !isAddress(analysis, value)) return false;
  const { base, steps } = analysis.resolve(value);
  return steps.length === 0 && (base.kind === 'pseudo' || (base.kind === 'column' && !base.source.relation));
}

/** A factor of the WITH clause is none; what is not known may be. */
function isPartitioned(analysis: Analysis, table: TableRef): boolean {
  const source = analysis.sourceOf(table);
  if (source && source.kind !== 'relation') return false;
  // A view of one table gives the addresses of its rows.
  const definition = tableBehind(analysis, source?.relation)?.definition;
  return definition?.kind !== 'CreateTable' || definition.partitioning !== undefined;
}
