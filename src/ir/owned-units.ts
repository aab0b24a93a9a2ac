import { lastName } from './dotted.js';
import type { QualifiedName, ScriptUnit } from './oracle/index.js';

/** One unit with the owner that unqualified names in it have. */
export interface OwnedUnit {
  readonly unit: ScriptUnit;
  readonly owner: string;
  /** The number of the session that runs it, where the inputs are scripts. */
  readonly session?: number;
}

/** The object's name and its owner, which is `owner` where none is written. */
export function ownerAndName(name: QualifiedName, owner: string): { owner: string; name: string } {
  const first = name.parts.length > 1 ? (name.parts[0]?.name ?? owner) : owner;
  return { owner: first, name: lastName(name) };
}

/** The name of an object with its owner: `OWNER.NAME`. */
export function ownedName(name: QualifiedName, owner: string): string {
  const o = ownerAndName(name, owner);
  return `${o.owner}.${o.name}`;
}
