import type { CreatePackage, CreatePackageBody } from '../../ir/oracle/index.js';
import { type OwnedUnit, ownedName, ownerAndName } from '../../ir/owned-units.js';
import type { AnalyzeContext } from '../context.js';
import { childScope } from '../model/scope.js';
import type { PackageSymbol, Symbol } from '../model/symbols.js';
import type { UnitScopes } from '../model/unit-scopes.js';
import { declareAll } from './declarations.js';

/** A specification: always a symbol of its own, which takes the place of an earlier one of the name. */
export function declareSpecification(
  cx: AnalyzeContext,
  unit: CreatePackage,
  owner: string,
  scopes: UnitScopes,
): PackageSymbol {
  const symbol = emptyPackage(unit, owner, unit);
  cx.catalog.add(symbol);
  const scope = childScope(scopes.schema, { qualifier: symbol.name, unit: symbol });
  scopes.specifications.set(symbol, scope);
  declareAll(cx, unit.declarations, scope, symbol);
  for (const [name, list] of scope.names) {
    members(symbol).set(name, list);
    (symbol.publicNames as Set<string>).add(name);
    for (const s of list) if (s.kind === 'routine') Object.assign(s, { public: true });
  }
  noteState(symbol, unit);
  return symbol;
}

/**
 * The bodies of all packages. The last body of a name belongs to the last specification: that is the package that is
 * left. A body before it belongs to the specification it follows; where another body has that too, to a twin of it.
 */
export function declarePackageBodies(cx: AnalyzeContext, units: readonly OwnedUnit[], scopes: UnitScopes): void {
  const last = new Map<string, CreatePackageBody>();
  for (const { unit, owner } of units)
    if (unit.kind === 'CreatePackageBody') last.set(ownedName(unit.name, owner), unit);
  const before = new Map<string, PackageSymbol>();
  for (const { unit, owner } of units) {
    if (unit.kind === 'CreatePackage') {
      const symbol = cx.facts.declared.get(unit);
      if (symbol?.kind === 'package') before.set(ownedName(unit.name, owner), symbol);
    }
    if (unit.kind !== 'CreatePackageBody') continue;
    const key = ownedName(unit.name, owner);
    const id = ownerAndName(unit.name, owner);
    const left = cx.catalog.find(id.owner, id.name, (s) => s.kind === 'package') as PackageSymbol | undefined;
    if (last.get(key) === unit) {
      const symbol = left ?? emptyPackage(unit, owner);
      if (!left) cx.catalog.add(symbol);
      declareBody(cx, unit, symbol, scopes);
      continue;
    }
    const own = before.get(key);
    const free = own !== undefined && own !== left && !own.body;
    declareBody(cx, unit, free ? own : twin(own ?? left, unit, owner, scopes), scopes);
  }
}

function declareBody(cx: AnalyzeContext, unit: CreatePackageBody, symbol: PackageSymbol, scopes: UnitScopes): void {
  Object.assign(symbol, { body: unit });
  cx.facts.declared.set(unit, symbol);
  const scope =
    scopes.specifications.get(symbol) ?? childScope(scopes.schema, { qualifier: symbol.name, unit: symbol });
  scopes.specifications.set(symbol, scope);
  // The body sees everything of its specification as its own: one scope for both.
  declareAll(cx, unit.declarations, scope, symbol);
  for (const [name, list] of scope.names) members(symbol).set(name, list);
  scopes.bodies.set(symbol, scope);
  noteState(symbol, unit);
}

/**
 * A package with the same specification, for a body that another one replaces: its routines
 * have definitions of their own.
 */
function twin(
  original: PackageSymbol | undefined,
  unit: CreatePackageBody,
  owner: string,
  scopes: UnitScopes,
): PackageSymbol {
  const symbol = emptyPackage(unit, owner, original?.specification);
  const scope = childScope(scopes.schema, { qualifier: symbol.name, unit: symbol });
  scopes.specifications.set(symbol, scope);
  if (!original) return symbol;
  Object.assign(symbol, { stateful: original.stateful });
  for (const name of original.publicNames) {
    const list = (scopes.specifications.get(original)?.names.get(name) ?? []).map((s) => copyFor(symbol, s));
    scope.names.set(name, list);
    (symbol.publicNames as Set<string>).add(name);
  }
  return symbol;
}

/** Result and parameter types are evaluated at first use: their getters are copied, not their values. */
function copyFor(container: PackageSymbol, symbol: Symbol): Symbol {
  if (symbol.kind !== 'routine') return symbol;
  return Object.defineProperties(
    {},
    {
      ...Object.getOwnPropertyDescriptors(symbol),
      container: { value: container, enumerable: true, writable: true, configurable: true },
      definition: { value: undefined, enumerable: true, writable: true, configurable: true },
    },
  ) as Symbol;
}

function emptyPackage(
  unit: CreatePackage | CreatePackageBody,
  owner: string,
  specification?: CreatePackage,
): PackageSymbol {
  return {
    kind: 'package',
    ...ownerAndName(unit.name, owner),
    span: unit.name.span,
    specification,
    body: undefined,
    members: new Map(),
    publicNames: new Set(),
    stateful: false,
  };
}

const members = (symbol: PackageSymbol): Map<string, readonly Symbol[]> =>
  symbol.members as Map<string, readonly Symbol[]>;

function noteState(symbol: PackageSymbol, unit: CreatePackage | CreatePackageBody): void {
  const stateful =
    unit.declarations.some(
      (d) => (d.kind === 'VariableDeclaration' && !d.constant) || d.kind === 'CursorDeclaration',
    ) ||
    (unit.kind === 'CreatePackageBody' && unit.initialization !== undefined);
  if (stateful) Object.assign(symbol, { stateful: true });
}
