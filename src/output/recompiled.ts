import type { CompiledUnit } from '../compile.js';
import { typeKey } from '../rewrite/index.js';
import { definitionKey, droppedKeys } from './definition-keys.js';
import { shape } from './duplicates.js';

/** Program units whose code is made anew when something that they name is defined again. Triggers are left: what replaces one enables it. */
const programs = /^(?:function|procedure|package body|type body) /;

/**
 * The program units before a redefinition that it makes invalid: they name what is defined again, or another such unit. Oracle compiles them again when they
 * are next used. (Database Development Guide, "Schema Object Dependency", "Automatic Recompilation")
 */
export function invalidatedBy(
  units: readonly CompiledUnit[],
  redefined: number,
  isCurrent: (index: number) => boolean,
): readonly CompiledUnit[] {
  const unit = units[redefined];
  const defined = unit && definitionKey(unit);
  const key = defined ?? (unit && alteredType(unit));
  if (key === undefined) return [];
  const gone = new Set<string>();
  const candidates: { readonly unit: CompiledUnit; readonly key: string }[] = [];
  // Backwards, so that what is dropped is known where it was defined.
  for (let i = redefined - 1; i >= 0; i--) {
    const before = units[i]!;
    for (const dropped of droppedKeys(before)) gone.add(dropped);
    const own = definitionKey(before);
    if (own === undefined || !programs.test(own) || gone.has(own) || !isCurrent(i)) continue;
    // What ALTER TYPE leaves of a type is its body.
    if (nameIn(own) === nameIn(key) && defined === key) continue;
    candidates.push({ unit: before, key: own });
  }
  const found = new Set<CompiledUnit>();
  const names = [nameIn(key)];
  for (const name of names) {
    const mention = new RegExp(`(?<![\\w$#])${name.replace(/[$]/g, '\\$&')}(?![\\w$#])`, 'i');
    for (const candidate of candidates) {
      if (found.has(candidate.unit) || !mention.test(candidate.unit.source.text)) continue;
      found.add(candidate.unit);
      names.push(nameIn(candidate.key));
    }
  }
  return candidates
    .map((c) => c.unit)
    .filter((u) => found.has(u))
    .reverse();
}

/** The key of the type that ALTER TYPE has changed. */
export function alteredType({ unit, owner }: CompiledUnit): string | undefined {
  return unit.kind === 'AlterObject' && unit.merged && unit.name ? `type ${typeKey(unit.name, owner)}` : undefined;
}

const nameIn = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

/** Is a unit made in another way than before? */
export function isMadeAnew(before: CompiledUnit | undefined, now: CompiledUnit): boolean {
  const made = ({ lowered }: CompiledUnit): string => [...lowered.statements, ...lowered.late].map(shape).join('\n');
  return before !== undefined && made(before) !== made(now);
}
