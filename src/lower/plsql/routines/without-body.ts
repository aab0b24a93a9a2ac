import type { PackageSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { packageWithoutBody } from '../../../diagnostics/op3-calls.js';
import type { CreatePackage, RoutineDeclaration, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import type { UnitContext } from '../../context.js';
import { stubs } from './routine.js';

/**
 * The routines of a package whose body is not among the inputs, or is wrapped: stubs of the headings, so that what calls them can be created, and
 * fails with P0004, which WHEN OTHERS does not take for an error of Oracle's. (PL/SQL Language Reference, "CREATE PACKAGE BODY Statement")
 */
export function routinesWithoutBody(unit: UnitContext, pkg: PackageSymbol, node: CreatePackage): PgStatement[] {
  if (pkg.body || pkg.specification !== node || !unit.analysis.catalog.packages.includes(pkg)) return [];
  const headings = node.declarations.filter((d) => d.kind === 'RoutineDeclaration');
  const diagnostic = packageWithoutBody(node.name.span, pkg.name);
  const made = headings.flatMap((heading) => stubOf(unit, heading, diagnostic));
  if (made.length > 0) unit.report(diagnostic);
  return made;
}

/** Stubs of a heading that no definition belongs to. */
export function stubOf(unit: UnitContext, heading: RoutineDeclaration, diagnostic: Diagnostic): PgStatement[] {
  const symbol = unit.analysis.declaredBy(heading);
  if (symbol?.kind !== 'routine' || symbol.definition) return [];
  const { span } = heading;
  const definition: RoutineDefinition = {
    ...heading,
    kind: 'RoutineDefinition',
    body: { kind: 'Block', span, labels: [], declarations: [], body: [], handlers: [] },
  };
  return stubs(unit, symbol, definition, diagnostic);
}
