import type { Analysis } from '../../../../analyze/analysis.js';
import type { PackageSymbol, RoutineSymbol } from '../../../../analyze/model/symbols.js';
import type { DmlTarget } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { forEachChild } from '../../../../ir/walk.js';
import { calleesOf, defaultsUsed } from '../callees.js';

/**
 * May NO_DATA_FOUND leave the code: from SELECT INTO, an element that is not there, a member of a supplied package, a
 * trigger, dynamic SQL, RAISE, a routine that it calls, or the initialisation of a package that it is the first to use?
 * False only when proven. (PL/SQL Language Reference, "Predefined Exceptions")
 */
export function mayRaiseNoData(analysis: Analysis, node: OracleNode): boolean {
  return raises(analysis, node, new Set());
}

function raises(analysis: Analysis, node: OracleNode, seen: Set<object>): boolean {
  let found = false;
  const inner = (other: OracleNode): boolean => {
    if (seen.has(other)) return false;
    seen.add(other);
    return raises(analysis, other, seen);
  };
  const visit = (n: OracleNode): void => {
    // What is declared further in runs when it is called.
    if (found || n.kind === 'RoutineDefinition') return;
    found =
      raisesItself(analysis, n) ||
      defaultsUsed(analysis, n).some(inner) ||
      calleesOf(analysis, n).some((callee) => routineRaises(analysis, callee, inner)) ||
      packagesUsed(analysis, n).some((pkg) => packageRaises(pkg, inner));
    // What the name in front of the parentheses means, the call tells.
    if (!found) forEachChild(n, (child) => (isCallee(n, child) ? undefined : visit(child)));
  };
  visit(node);
  return found;
}

const isCallee = (call: OracleNode, child: OracleNode): boolean =>
  call.kind === 'Call' && call.callee === child && child.kind === 'Name';

function raisesItself(analysis: Analysis, node: OracleNode): boolean {
  switch (node.kind) {
    case 'SelectInto':
    case 'ExecuteImmediate':
    case 'OpenFor':
    case 'MultiTableInsert':
    case 'InsertBranch':
    case 'UnsupportedStatement':
    case 'BindVariable':
      return true;
    case 'Insert':
    case 'Update':
    case 'Delete':
    case 'Merge':
      return !isPlainTable(analysis, node.target);
    case 'Raise': {
      const symbol = node.exception && analysis.symbolOf(node.exception);
      return symbol?.kind !== 'exception' || symbol.oraCode === 1403;
    }
    case 'New':
    case 'MethodCallOnType':
    case 'Name':
    case 'Call':
    case 'Member': {
      const { base, steps } = analysis.resolve(node);
      if (steps.some((s) => s.kind !== 'field' && s.kind !== 'objectMethod')) return true;
      if (base.kind === 'supplied') return base.package !== 'DBMS_OUTPUT' && base.package !== 'DBMS_STANDARD';
      return base.kind === 'unresolved';
    }
    default:
      return false;
  }
}

/** A table of the inputs that fires no trigger. */
function isPlainTable(analysis: Analysis, target: DmlTarget): boolean {
  const relation = target.kind === 'TableRef' ? analysis.sourceOf(target)?.relation : undefined;
  return (
    relation?.relation === 'table' &&
    relation.definition !== undefined &&
    !analysis.catalog.triggers.some((t) => t.table === relation)
  );
}

function routineRaises(analysis: Analysis, routine: RoutineSymbol, inner: (node: OracleNode) => boolean): boolean {
  // What overrides a method is another one.
  if (routine.container?.kind === 'objectType') return true;
  if (analysis.effectsOf(routine).noDataFoundEscapes || routine.definition?.body.kind !== 'Block') return true;
  return (
    inner(routine.definition.body) || (routine.container?.kind === 'package' && packageRaises(routine.container, inner))
  );
}

function packagesUsed(analysis: Analysis, node: OracleNode): readonly PackageSymbol[] {
  if (node.kind !== 'Name' && node.kind !== 'Call' && node.kind !== 'Member') return [];
  const { base } = analysis.resolve(node);
  const container =
    base.kind === 'variable' ? base.variable.container : base.kind === 'cursor' ? base.cursor.container : undefined;
  return container?.kind === 'package' ? [container] : [];
}

function packageRaises(pkg: PackageSymbol, inner: (node: OracleNode) => boolean): boolean {
  if (pkg.body?.initialization && inner(pkg.body.initialization)) return true;
  return [...pkg.members.values()]
    .flat()
    .some((m) => m.kind === 'variable' && m.initial !== undefined && inner(m.initial));
}
