import type { Analysis } from '../../../analyze/analysis.js';
import { changesTablesInTransaction } from '../../../analyze/effects/changes-tables.js';
import type { PackageSymbol, RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { isWithin } from '../../../ir/span.js';
import { walk } from '../../../ir/walk.js';
import { remembered, rememberedOf } from '../../remembered.js';
import { isOfPackage, mayCall, reachedFrom } from './callees.js';

/*
 * The first use of a package in a session runs its initialisation part and evaluates the initial values of its
 * variables, which may change tables. (PL/SQL Language Reference, "Package Instantiation and Initialization")
 */

/** May the use of a package that the node names change tables, by the package's initialisation? */
export function startsWithChanges(analysis: Analysis, node: OracleNode): boolean {
  const pkg = changing(analysis).size > 0 ? packageOf(analysis, node) : undefined;
  return pkg !== undefined && changing(analysis).has(pkg) && !isOf(pkg, node);
}

/** May the routine that the node calls, or what it calls, be the first to use such a package? */
export const mayStartWithChanges = (analysis: Analysis, node: OracleNode, routine: RoutineSymbol): boolean =>
  changing(analysis).size > 0 && [...changingUsed(analysis, routine)].some((pkg) => !isOf(pkg, node));

/** The package's own code finds it initialised. */
const isOf = ({ body }: PackageSymbol, { span }: OracleNode): boolean =>
  body !== undefined && isWithin(span, body.span);

const changingUsed = rememberedOf((analysis: Analysis, routine: RoutineSymbol): ReadonlySet<PackageSymbol> => {
  const used = new Set<PackageSymbol>();
  for (const { container, definition } of reachedFrom(analysis, [routine])) {
    if (container?.kind === 'package' && changing(analysis).has(container)) used.add(container);
    if (definition)
      walk(definition, (node) => {
        const pkg = packageOf(analysis, node);
        if (pkg && changing(analysis).has(pkg)) used.add(pkg);
      });
  }
  return used;
});

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
    changesTablesInTransaction(analysis.effectsWithin(part)),
  );
}

function packageOf(analysis: Analysis, node: OracleNode): PackageSymbol | undefined {
  if (!mayCall(node)) return undefined;
  const { base } = analysis.resolve(node);
  const container =
    base.kind === 'variable'
      ? isOfPackage(base.variable)
        ? base.variable.container
        : undefined
      : base.kind === 'cursor'
        ? base.cursor.container
        : base.kind === 'routine'
          ? base.routine.container
          : undefined;
  return container?.kind === 'package' ? container : undefined;
}
