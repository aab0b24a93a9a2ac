import type { CompiledUnit } from '../compile.js';
import { alteredKey, mention } from './altered-objects.js';
import { definitionKey, droppedKeys } from './definition-keys.js';
import { shape } from './duplicates.js';

/** Program units whose code is made anew when something that they name is defined again. Triggers are left: what replaces one enables it. */
const programs = /^(?:function|procedure|package body|type body) /;

/**
 * The program units before redefinitions that these make invalid: they name what is defined again or altered, or another such unit. Oracle compiles them again when they
 * are next used. (Database Development Guide, "Schema Object Dependency", "Automatic Recompilation")
 */
export function invalidatedBy(
  units: readonly CompiledUnit[],
  redefined: readonly number[],
  isCurrent: (index: number) => boolean,
): readonly CompiledUnit[] {
  const changed = redefined.flatMap((i) => units[i] ?? []);
  // What ALTER TYPE leaves of a type is its body.
  const made = new Set(changed.flatMap((unit) => nameIn(definitionKey(unit) ?? '')));
  const names = changed.flatMap((unit) => nameIn(definitionKey(unit) ?? alteredKey(unit) ?? '') || []);
  if (names.length === 0) return [];
  const gone = new Set<string>();
  const candidates: { readonly unit: CompiledUnit; readonly key: string }[] = [];
  // Backwards, so that what is dropped is known where it was defined.
  for (let i = Math.max(...redefined) - 1; i >= 0; i--) {
    const before = units[i]!;
    for (const dropped of droppedKeys(before)) gone.add(dropped);
    const own = definitionKey(before);
    if (own === undefined || !programs.test(own) || gone.has(own) || !isCurrent(i) || made.has(nameIn(own))) continue;
    candidates.push({ unit: before, key: own });
  }
  const found = new Set<CompiledUnit>();
  for (const name of names) {
    const named = mention(name);
    for (const candidate of candidates) {
      if (found.has(candidate.unit) || !named.test(candidate.unit.source.text)) continue;
      found.add(candidate.unit);
      names.push(nameIn(candidate.key));
    }
  }
  return candidates
    .map((c) => c.unit)
    .filter((u) => found.has(u))
    .reverse();
}

const nameIn = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

/** Is a unit made in another way than before? */
export function isMadeAnew(before: CompiledUnit | undefined, now: CompiledUnit): boolean {
  const made = ({ lowered }: CompiledUnit): string => [...lowered.statements, ...lowered.late].map(shape).join('\n');
  return before !== undefined && made(before) !== made(now);
}
