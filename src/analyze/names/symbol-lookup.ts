import type { QualifiedName } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import type { Scope } from '../model/scope.js';
import type { Symbol } from '../model/symbols.js';
import { predefinedException } from '../oracle/predefined-exceptions.js';
import { suppliedOwners, suppliedPackages } from '../oracle/supplied-packages.js';

/** Looks a declared thing up: scopes inside out, qualified by label, routine or package, then schema objects. */
export function findSymbol(
  cx: AnalyzeContext,
  name: QualifiedName,
  scope: Scope,
  exclude?: Symbol,
  accept: (symbol: Symbol) => boolean = () => true,
): Symbol | undefined {
  return findAll(
    cx,
    name.parts.map((p) => p.name),
    scope,
    (s) => s !== exclude && accept(s),
  )?.[0];
}

function findAll(
  cx: AnalyzeContext,
  parts: readonly string[],
  scope: Scope,
  accept: (symbol: Symbol) => boolean,
): readonly Symbol[] | undefined {
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (second === undefined) {
      const found = s.names.get(first)?.filter(accept);
      if (found && found.length > 0) return found;
    } else if (s.qualifier === first) {
      const found = s.names.get(second)?.filter(accept);
      if (found && found.length > 0) return found;
    }
  }
  const schema = cx.catalog.lookupPrefix(parts, ownerOf(scope));
  if (schema) {
    const rest = parts.slice(schema.used);
    if (rest.length === 0) return accept(schema.symbol) ? [schema.symbol] : undefined;
    if (schema.symbol.kind === 'package') {
      const found = schema.symbol.members.get(rest[0] ?? '')?.filter(accept);
      if (found && found.length > 0) return rest.length === 1 ? found : undefined;
    }
  }
  if (
    parts.length === 1 ||
    (parts.length === 2 && (first === 'STANDARD' || suppliedPackages.has(first))) ||
    (parts.length === 3 && third && suppliedOwners.has(first))
  ) {
    const exception = predefinedException(parts.at(-1) ?? '') ?? predefinedException(parts.slice(-2).join('.'));
    if (exception && accept(exception)) return [exception];
  }
  return undefined;
}

/** The schema whose unit the scope stands in; a routine of an anonymous block has none of its own. */
export function ownerOf(scope: Scope): string | undefined {
  let found: string | undefined;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (s.unit?.owner) return s.unit.owner;
    found ??= s.unit?.owner;
  }
  return found;
}
