import type { Scope } from './scope.js';
import type { PackageSymbol } from './symbols.js';

/** Scopes of packages, kept so that bodies are resolved in them. */
export interface UnitScopes {
  readonly schema: Scope;
  readonly specifications: Map<PackageSymbol, Scope>;
  readonly bodies: Map<PackageSymbol, Scope>;
}
