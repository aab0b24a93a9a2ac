import type { Analysis } from '../../../analyze/analysis.js';
import { calledRoutines } from '../../../analyze/model/callees.js';
import { memberOnlyReads } from '../../../analyze/oracle/supplied-packages.js';
import { loopKinds } from '../../../ir/kinds.js';
import type { Expr, Statement } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, isRoutine, nodesOf } from '../../../ir/walk.js';

/** Does the statement decide what the ones after it work with, or whether they run at all? */
export function decidesWhatFollows(analysis: Analysis, statement: Statement): boolean {
  // EXIT of a loop within the statement leads no further than to its end.
  const inLoops = new Set<OracleNode>(
    nodesOf(statement, ...loopKinds).flatMap((loop) =>
      nodesOf(loop, 'Exit', 'Continue').filter(({ label }) => label === undefined),
    ),
  );
  return contains(statement, (node) => !inLoops.has(node) && decides(analysis, node), isRoutine);
}

function decides(analysis: Analysis, node: OracleNode): boolean {
  switch (node.kind) {
    case 'Assignment':
    case 'IntoClause':
    case 'ElementOfLoop':
    case 'OpenCursor':
    case 'OpenFor':
    case 'Raise':
    case 'Return':
    case 'Exit':
    case 'Continue':
    case 'Goto':
      return true;
    case 'UsingArgument':
      return node.mode !== 'IN';
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
    case 'MethodCallOnType':
      return writesItsArguments(analysis, node);
    default:
      return false;
  }
}

/** A call that raises an error for sure, or hands values back. */
function writesItsArguments(
  analysis: Analysis,
  node: Extract<OracleNode, { kind: 'Name' | 'Call' | 'Member' | 'New' | 'MethodCallOnType' }>,
): boolean {
  const resolution = analysis.resolve(node);
  const { base } = resolution;
  if (base.kind === 'supplied')
    return (
      base.member === 'RAISE_APPLICATION_ERROR' ||
      (!memberOnlyReads(base.package, base.member) && base.args.some(({ value }) => isVariable(analysis, value)))
    );
  if (base.kind === 'unresolved' && base.args?.some(({ value }) => isVariable(analysis, value))) return true;
  return calledRoutines(resolution).some(
    ({ callee, args }) =>
      args.some(({ parameter, actual }) => parameter.mode !== 'IN' && actual !== undefined) ||
      (callee.nested && analysis.capturesOf(callee).some(({ written }) => written)),
  );
}

/** What a call may write to. */
function isVariable(analysis: Analysis, expr: Expr): boolean {
  if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member') return false;
  const { base } = analysis.resolve(expr);
  return base.kind === 'variable' && !base.variable.constant;
}
