import type { QualifiedName, ScriptUnit } from '../../ir/oracle/index.js';
import type { Scope } from './scope.js';
import type { PackageSymbol } from './symbols.js';

/** One unit with the owner that unqualified names in it have. */
export interface OwnedUnit {
  readonly unit: ScriptUnit;
  readonly owner: string;
  /** The number of the session that runs it, where the inputs are scripts. */
  readonly session?: number;
}

/** Scopes of packages, kept so that bodies are resolved in them. */
export interface UnitScopes {
  readonly schema: Scope;
  readonly specifications: Map<PackageSymbol, Scope>;
  readonly bodies: Map<PackageSymbol, Scope>;
}

/** The object's name and its owner, which is `owner` where none is written. */
export function ownerAndName(name: QualifiedName, owner: string): { owner: string; name: string } {
  const last = name.parts.at(-1)?.name ?? '';
  const first = name.parts.length > 1 ? (name.parts[0]?.name ?? owner) : owner;
  return { owner: first, name: last };
}

/** One key for an object of the name. */
export function keyOf(name: QualifiedName, owner: string): string {
  const o = ownerAndName(name, owner);
  return `${o.owner}.${o.name}`;
}
