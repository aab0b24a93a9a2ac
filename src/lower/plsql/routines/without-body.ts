import { overridersOf } from '../../../analyze/model/overriders.js';
import type { ObjectTypeSymbol, PackageSymbol } from '../../../analyze/model/symbols.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { tooManyParameters, withoutBody } from '../../../diagnostics/op3-calls.js';
import type { CreatePackage, CreateType, RoutineDeclaration, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { isTooWide } from '../../calls/parameter-limit.js';
import type { UnitContext } from '../../context.js';
import { stubs } from './routine.js';

/**
 * The routines of a package whose body is not among the inputs, or is wrapped: stubs of the headings, so that what
 * calls them can be created, and fails with P0004, which WHEN OTHERS does not take for an error of Oracle's. (PL/SQL
 * Language Reference, "CREATE PACKAGE BODY Statement")
 */
export function routinesWithoutBody(unit: UnitContext, pkg: PackageSymbol, node: CreatePackage): PgStatement[] {
  if (pkg.body || pkg.specification !== node || !unit.analysis.catalog.packages.includes(pkg)) return [];
  const headings = node.declarations.filter((d) => d.kind === 'RoutineDeclaration');
  const diagnostic = withoutBody(node.name.span, pkg.name, 'package');
  const made = headings.flatMap((heading) => stubOf(unit, heading, diagnostic));
  if (made.length > 0) unit.report(diagnostic);
  return made;
}

/**
 * Stubs of the methods of an object type whose body is not among the inputs; what is NOT INSTANTIABLE has no body, and
 * a type that is defined again has that one's.
 */
export function methodsWithoutBody(unit: UnitContext, type: ObjectTypeSymbol, node: CreateType): PgStatement[] {
  const { definition } = node;
  if (type.body || type.definition !== node || definition.kind !== 'ObjectTypeDefinition') return [];
  if (!unit.analysis.catalog.types.includes(type)) return [];
  const diagnostic = withoutBody(node.name.span, type.name, 'type');
  const made = definition.methods
    .filter((heading) => heading.method?.instantiable !== false && !isOverridden(unit, heading))
    .flatMap((heading) => stubOf(unit, heading, diagnostic));
  if (made.length > 0) unit.report(diagnostic);
  return made;
}

/** What chooses among the methods of the hierarchy has the name then, and raises by itself. */
function isOverridden(unit: UnitContext, heading: RoutineDeclaration): boolean {
  const symbol = unit.analysis.declaredBy(heading);
  return symbol?.kind === 'routine' && overridersOf(symbol).length > 0;
}

/** Stubs of a heading that no definition belongs to. */
export function stubOf(unit: UnitContext, heading: RoutineDeclaration, diagnostic: Diagnostic): PgStatement[] {
  const symbol = unit.analysis.declaredBy(heading);
  if (symbol?.kind !== 'routine' || symbol.definition) return [];
  const { span } = heading;
  if (isTooWide(unit, symbol)) {
    unit.report(tooManyParameters(span, symbol.name));
    return [];
  }
  const definition: RoutineDefinition = {
    ...heading,
    kind: 'RoutineDefinition',
    body: { kind: 'Block', span, labels: [], declarations: [], body: [], handlers: [] },
  };
  return stubs(unit, symbol, definition, diagnostic);
}
