import type { Analysis, Effects } from '../../../analyze/analysis.js';
import type { PackageSymbol, RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { isWithin } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { remembered, rememberedOf } from '../../remembered.js';
import { mayCall, reachedFrom } from './callees.js';

/*
 * The first use of a package in a session runs its initialisation part and evaluates the initial values of its
 * variables, which may change tables. (PL/SQL Language Reference, "Package Instantiation and Initialization")
 */

/** May the use of a package that the node names change tables, by the package's initialisation? */
export function startsWithChanges(analysis: Analysis, node: OracleNode): boolean {
  if (!mayCall(node) || changing(analysis).size === 0) return false;
  const pkg = packageOf(analysis, node);
  // Its own code finds it initialised.
  return pkg !== undefined && changing(analysis).has(pkg) && !(pkg.body && isWithin(node.span, pkg.body.span));
}

/** May the routine, or what it calls, be the first to use such a package? */
export const mayStartWithChanges = (analysis: Analysis, routine: RoutineSymbol): boolean =>
  changing(analysis).size > 0 && usesChanging(analysis, routine);

const usesChanging = rememberedOf((analysis: Analysis, routine: RoutineSymbol): boolean =>
  [...reachedFrom(analysis, [routine])].some(
    ({ container, definition }) =>
      (container?.kind === 'package' && changing(analysis).has(container)) ||
      (definition !== undefined && contains(definition, (node) => startsWithChanges(analysis, node))),
  ),
);

/** The packages whose initialisation changes tables. */
const changing = remembered((analysis: Analysis): ReadonlySet<PackageSymbol> => {
  const found = new Set<PackageSymbol>();
  for (const unit of analysis.units) {
    if (unit.kind !== 'CreatePackage' && unit.kind !== 'CreatePackageBody') continue;
    const symbol = analysis.declaredBy(unit);
    if (symbol?.kind === 'package' && changesAtStart(analysis, symbol)) found.add(symbol);
  }
  return found;
});

function changesAtStart(analysis: Analysis, { body, members }: PackageSymbol): boolean {
  const values = [...members.values()].flat().flatMap((m) => (m.kind === 'variable' && m.initial ? [m.initial] : []));
  return [...values, ...(body?.initialization ? [body.initialization] : [])].some((part) =>
    changes(analysis.effectsWithin(part)),
  );
}

const changes = ({ writesInTransaction, dynamicChanges, changesBySupplied }: Effects): boolean =>
  writesInTransaction.size > 0 || dynamicChanges || changesBySupplied;

function packageOf(analysis: Analysis, node: OracleNode): PackageSymbol | undefined {
  if (!mayCall(node)) return undefined;
  const { base } = analysis.resolve(node);
  const container =
    base.kind === 'variable'
      ? base.variable.storage === 'package' && !base.variable.constant
        ? base.variable.container
        : undefined
      : base.kind === 'cursor'
        ? base.cursor.container
        : base.kind === 'routine'
          ? base.routine.container
          : undefined;
  return container?.kind === 'package' ? container : undefined;
}
