import type { Analysis } from '../../../analyze/analysis.js';
import type { PackageSymbol } from '../../../analyze/model/symbols.js';
import { lastName } from '../../../ir/dotted.js';
import { addUnder } from '../../../ir/lists-by-key.js';
import type {
  Call,
  CreatePackage,
  CreatePackageBody,
  Identifier,
  Member,
  Name,
  QualifiedName,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { isWithin, type Span } from '../../../ir/span.js';
import { nodesOf } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { remembered } from '../../remembered.js';

/** A name of what a package has in its body alone, outside of it. */
export interface HiddenMember {
  readonly span: Span;
  readonly package: string;
  readonly member: string;
}

/**
 * What a package declares in its body alone is not seen from outside: neither its routines and variables, nor its
 * types, cursors and exceptions. A specification may show more than it does here where it is compiled under conditions.
 * (PL/SQL Language Reference, "Package Body")
 * `isInText`: the name stands in a text of dynamic SQL, which is outside wherever it is executed.
 */
export function hiddenMember(
  unit: Pick<UnitContext, 'analysis' | 'textOf'>,
  node: Name | Call | Member | QualifiedName,
  { isInText = false }: { readonly isInText?: boolean } = {},
): HiddenMember | undefined {
  const found =
    node.kind === 'QualifiedName'
      ? named(unit.analysis, node.parts)
      : (resolved(unit.analysis, node) ?? ofName(unit.analysis, node));
  if (!found) return undefined;
  const { container, name } = found;
  if (!container.specification || !container.body || container.publicNames.has(name)) return undefined;
  return isOutside(unit, isInText ? undefined : node.span, found)
    ? { span: node.span, package: container.name, member: name }
    : undefined;
}

interface Found {
  readonly container: PackageSymbol;
  readonly name: string;
}

function resolved(analysis: Analysis, node: Name | Call | Member): Found | undefined {
  const { base } = analysis.resolve(node);
  const symbol = base.kind === 'routine' ? base.routine : base.kind === 'variable' ? base.variable : undefined;
  if (symbol?.container?.kind !== 'package' || (symbol.kind === 'variable' && symbol.storage !== 'package'))
    return undefined;
  return { container: symbol.container, name: symbol.name };
}

/** A constructor, or a cursor or exception that stands for a value. */
function ofName(analysis: Analysis, node: Name | Call | Member): Found | undefined {
  const name = node.kind === 'Call' ? node.callee : node;
  if (name.kind !== 'Name' || name.parts.length < 2) return undefined;
  const { kind } = analysis.resolve(node).base;
  return kind === 'constructor' || kind === 'cursor' || kind === 'exception' || kind === 'type'
    ? named(analysis, name.parts)
    : undefined;
}

/** `PK.X`, `OWNER.PK.X` of a package whose name no other has. */
function named(analysis: Analysis, parts: readonly Identifier[]): Found | undefined {
  const [first, second, third] = parts.map(({ name }) => name);
  if (first === undefined || second === undefined) return undefined;
  const of = (name: string, owner?: string): PackageSymbol | undefined => {
    const [only, more] = analysis.catalog.packagesNamed(name);
    return only && !more && (owner === undefined || only.owner === owner) ? only : undefined;
  };
  const own = of(first);
  if (own) return own.members.has(second) ? { container: own, name: second } : undefined;
  const other = third === undefined ? undefined : of(second, first);
  return other && third !== undefined && other.members.has(third) ? { container: other, name: third } : undefined;
}

function isOutside(
  { analysis, textOf }: Pick<UnitContext, 'analysis' | 'textOf'>,
  place: Span | undefined,
  found: Found,
): boolean {
  const { container, name } = found;
  return (packageUnits(analysis).get(container.name) ?? []).every((unit) => {
    if (unit.kind === 'CreatePackageBody') return !place || !isWithin(place, unit.span);
    const declared = analysis.declared(unit);
    const shows = declared?.kind === 'package' && declared.publicNames.has(name);
    return !shows && !(place && isWithin(place, unit.span)) && !/\$if\b/i.test(textOf?.(unit.span) ?? '');
  });
}

/** The specifications and bodies of packages by name. Only blocks come to the units of an analysis later. */
const packageUnits = remembered((analysis: Analysis) => {
  const units = new Map<string, (CreatePackage | CreatePackageBody)[]>();
  for (const unit of analysis.units)
    if (unit.kind === 'CreatePackage' || unit.kind === 'CreatePackageBody') addUnder(units, lastName(unit.name), unit);
  return units;
});

/** Names that something near may have beside a package. */
export function declaredNames(root: OracleNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of nodesOf(root, 'VariableDeclaration', 'Parameter', 'CursorDeclaration', 'RoutineDefinition'))
    names.add(name.name);
  for (const { record } of nodesOf(root, 'CursorForLoop')) names.add(record.name);
  for (const { labels } of nodesOf(root, 'Block')) for (const label of labels ?? []) names.add(label.name);
  return names;
}
