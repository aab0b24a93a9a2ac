import type { ScriptUnit } from '../ir/oracle/index.js';
import { walk } from '../ir/walk.js';

/**
 * The owner of what is created without one, where the inputs tell: a user that they create, under whose name they refer to such objects
 * (`create user oe`, `create table orders`, `comment on table oe.orders`), and that is no owner by CONNECT or in a CREATE.
 * '' where none or several would do.
 */
export function inferredOwner(units: readonly { readonly unit: ScriptUnit; readonly owner: string }[]): string {
  const users = new Set(units.flatMap(({ unit }) => (unit.kind === 'CreateUser' ? [unit.name.name] : [])));
  if (users.size === 0) return '';
  const unowned = new Set<string>();
  for (const { unit, owner } of units) {
    if (!unit.kind.startsWith('Create') || !('name' in unit) || unit.name?.kind !== 'QualifiedName') continue;
    users.delete(owner);
    const [first, second] = unit.name.parts;
    if (!first) continue;
    if (second) users.delete(first.name);
    else if (owner === '') unowned.add(first.name);
  }
  if (users.size === 0) return '';
  const found = new Set<string>();
  for (const { unit } of units) {
    walk(unit, (node) => {
      if (node.kind !== 'QualifiedName' && node.kind !== 'Name') return;
      const { parts } = node as unknown as { readonly parts: readonly { readonly name: string }[] };
      const [first, second] = parts;
      if (first && second && users.has(first.name) && unowned.has(second.name)) found.add(first.name);
    });
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : '';
}
