import type { BoundArgument } from '../../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import { isLoop } from '../../../../ir/kinds.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { cursorOf } from '../../body/cursor-state.js';
import { calleesWithin } from '../../effects/callees.js';
import { mayRollBack } from '../../effects/savepoints/rollbacks.js';

/*
 * A cursor variable that only this body opens, for queries that PostgreSQL holds over COMMIT. Where nothing rolls back,
 * its portal can be gone for one reason alone: it has been closed, by this variable or another one. Then CLOSE is
 * ORA-01001 as in Oracle, and nothing has to be kept beside the portal. (PL/SQL Language Reference, "Cursor Variables")
 */

interface Body {
  readonly unit: UnitContext;
  readonly source: OracleNode;
}

/** Does the portal of the local cursor variable last until some CLOSE? */
export function isHeldThroughout(rc: Body, symbol: VariableSymbol): boolean {
  if (symbol.storage !== 'local') return false;
  const { analysis } = rc.unit;
  if (
    mayRollBack(analysis, calleesWithin(analysis, rc.source)) ||
    contains(rc.source, (node) => endsOtherwise(node) && !isBehindAll(rc.source, node))
  )
    return false;
  return isOpenedHere(rc, symbol, new Set());
}

/** Is the statement reached only when no CLOSE can follow: it stands behind every one, and in no loop with one? */
function isBehindAll(source: OracleNode, { span }: OracleNode): boolean {
  const isClose = ({ kind }: OracleNode): boolean => kind === 'CloseCursor';
  const comesBefore = (node: OracleNode): boolean =>
    node.kind === 'Goto' ||
    (isClose(node) && node.span.start > span.start) ||
    (isLoop(node) && node.span.start < span.start && node.span.end > span.start && contains(node, isClose));
  return !contains(source, comesBefore);
}

/** ROLLBACK in whatever form, and texts, but for blocks that stand in the tree. */
const endsOtherwise = (node: OracleNode): boolean =>
  node.kind === 'Rollback' ||
  (node.kind === 'ExecuteImmediate' && node.block === undefined) ||
  (node.kind === 'Name' && node.parts.some(({ name }) => name.includes('ROLLBACK')));

/** Is every value of the variable a query that is opened here, without locks? */
function isOpenedHere(rc: Body, symbol: VariableSymbol, seen: Set<VariableSymbol>): boolean {
  if (seen.has(symbol)) return true;
  seen.add(symbol);
  const { analysis } = rc.unit;
  const isMeant = (node: OracleNode): boolean => node.kind === 'Name' && cursorOf(rc.unit, node)?.symbol === symbol;
  for (const node of nodesOf(rc.source, 'OpenFor', 'Assignment', 'VariableDeclaration', 'Call')) {
    if (node.kind === 'OpenFor') {
      if (isMeant(node.cursor) && (node.source.kind !== 'Query' || node.source.forUpdate !== undefined)) return false;
    } else if (node.kind === 'Assignment') {
      if (isMeant(node.target) && !isHeldValue(node.value)) return false;
    } else if (node.kind === 'VariableDeclaration') {
      if (node.initial && analysis.declaredBy(node) === symbol && !isHeldValue(node.initial)) return false;
    } else {
      const { base } = analysis.resolve(node);
      const given = node.args.some(({ value }) => isMeant(value));
      if (given && (base.kind !== 'routine' || base.args.some(opensAnother))) return false;
    }
  }
  return true;

  function isHeldValue(value: OracleNode): boolean {
    if (value.kind === 'NullLiteral') return true;
    const other = value.kind === 'Name' ? cursorOf(rc.unit, value)?.symbol : undefined;
    return other?.kind === 'variable' && other.storage === 'local' && isOpenedHere(rc, other, seen);
  }

  /** May the routine hand back a cursor that it has opened, or got from elsewhere? */
  function opensAnother({ actual, parameter }: BoundArgument): boolean {
    if (!actual || parameter.mode === 'IN' || !isMeant(actual)) return false;
    const { container } = parameter.variable;
    const definition = container?.kind === 'routine' ? container.definition : undefined;
    return (
      definition === undefined ||
      contains(definition, ({ kind }) => kind === 'OpenFor' || kind === 'Assignment' || kind === 'Call')
    );
  }
}
