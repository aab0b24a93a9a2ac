import { isCreation } from '../../ir/kinds.js';
import type { ScriptUnit } from '../../ir/oracle/index.js';
import { nodesOf } from '../../ir/walk.js';

/** Statements that are made for objects which are there, mostly the ones just created. */
const aboutObjects: ReadonlySet<ScriptUnit['kind']> = new Set(['CommentOn', 'AlterTable', 'CreateIndex']);

/**
 * The owner of what is created without one, where the inputs tell: the only one under whose name they refer to such
 * objects that it does not have otherwise (`create table orders`, `comment on table oe.orders`), be it a user that they
 * create or connect as, or the owner that comments, ALTER TABLE, CREATE INDEX and NEXTVAL name, or the one of a body
 * whose specification has none. One that has ten times as many of them as all others is the only one: the others have
 * objects of the same names. '' where none or several would do.
 */
export function inferredOwner(inputs: readonly OwnedUnit[]): string {
  const created = createdIn(inputs);
  if (created.unowned.size === 0) return '';
  const [most, ...others] = [...referencesTo(created, inputs)].sort(([, a], [, b]) => b.size - a.size);
  const rest = others.reduce((sum, [, names]) => sum + names.size, 0);
  return most && most[1].size >= 10 * rest ? most[0] : '';
}

interface OwnedUnit {
  readonly unit: ScriptUnit;
  /** Under whom it stands in the inputs; '' where nothing says. */
  readonly owner: string;
}

/** What the inputs create. */
interface Created {
  readonly users: ReadonlySet<string>;
  /** Names of objects without an owner. */
  readonly unowned: ReadonlySet<string>;
  /** `OWNER.NAME` */
  readonly owned: ReadonlySet<string>;
  /** Owner and name of each body that has an owner. */
  readonly bodies: readonly (readonly [owner: string, name: string])[];
}

function createdIn(inputs: readonly OwnedUnit[]): Created {
  const users = new Set<string>();
  const unowned = new Set<string>();
  const owned = new Set<string>();
  const bodies: (readonly [string, string])[] = [];
  for (const { unit, owner } of inputs) {
    if (unit.kind === 'CreateUser') users.add(unit.name.name);
    if (unit.kind === 'Grant') for (const user of unit.users ?? []) users.add(user.name);
    if (!isCreation(unit) || !('name' in unit) || unit.name?.kind !== 'QualifiedName') continue;
    const [first, second] = unit.name.parts;
    if (!first) continue;
    if (owner !== '') users.add(owner);
    // `create synonym employees for hr.employees` is no table of ours.
    if (unit.kind === 'CreateSynonym') continue;
    const isBody = unit.kind === 'CreatePackageBody' || unit.kind === 'CreateTypeBody';
    if (second && isBody) bodies.push([first.name, second.name]);
    else if (second) owned.add(`${first.name}.${second.name}`);
    else if (owner !== '') owned.add(`${owner}.${first.name}`);
    else unowned.add(first.name);
  }
  return { users, unowned, owned, bodies };
}

/** By owner, the objects without one that are referred to under its name. */
function referencesTo(
  { users, unowned, owned, bodies }: Created,
  inputs: readonly OwnedUnit[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const mayOwn = (owner: string, name: string): boolean => unowned.has(name) && !owned.has(`${owner}.${name}`);
  const note = (owner: string, name: string): void => {
    found.set(owner, (found.get(owner) ?? new Set()).add(name));
  };
  for (const [owner, name] of bodies) if (mayOwn(owner, name)) note(owner, name);
  const hasSequence = inputs.some(({ unit }) => unit.kind === 'CreateSequence' && unit.name.parts.length === 1);
  for (const { unit } of inputs) {
    const names = aboutObjects.has(unit.kind);
    if (!names && users.size === 0 && !hasSequence) continue;
    for (const { kind, parts } of nodesOf(unit, 'QualifiedName', 'Name')) {
      const [first, second, third] = parts;
      if (!first || !second || !mayOwn(first.name, second.name)) continue;
      // `app.order_ids.nextval`: nothing but an owner stands before a sequence.
      if (third?.name === 'NEXTVAL' || third?.name === 'CURRVAL') note(first.name, second.name);
      // `comment on column orders.customers`: a table and its column.
      if (users.has(first.name) || (names && kind === 'QualifiedName' && !unowned.has(first.name)))
        note(first.name, second.name);
    }
  }
  return found;
}
