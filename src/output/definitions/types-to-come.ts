import type { CompiledUnit } from '../../compile.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { defines, needs } from '../../lower/project/needs.js';
import type { ScriptStatement } from './redefinitions.js';

/** The statements of a script, and what goes before those of a unit. */
export interface Sequence {
  readonly statements: readonly ScriptStatement[];
  readonly preparations: ReadonlyMap<CompiledUnit, readonly string[]>;
}

/**
 * A type that has subtypes is one type of PostgreSQL with the attributes of them all, and Oracle compiles what names a
 * type that the script has not come to yet once that is there. Such types are created in front of what needs them.
 * (SQL Language Reference, "CREATE TYPE"; Object-Relational Developer's Guide, "Incomplete Types")
 */
export function typesBeforeUse({ statements, preparations }: Sequence): Sequence {
  const types = typesMadeOnce(statements);
  const before = new Map(preparations);
  const ordered: ScriptStatement[] = [];
  const done = new Set<ScriptStatement>();
  const add = (item: ScriptStatement, place: number, owner: CompiledUnit): void => {
    if (done.has(item)) return;
    done.add(item);
    if (namesTypes.has(item.statement.kind))
      for (const name of needs(item.statement)) {
        const type = types.get(name);
        // A DROP in between would meet the new one.
        if (!type || done.has(type.item) || type.lastDrop > place) continue;
        // What an earlier run has left of it goes before it, too.
        const own = before.get(type.item.owner) ?? [];
        before.set(owner, [...own, ...(before.get(owner) ?? [])]);
        before.delete(type.item.owner);
        add(type.item, place, owner);
      }
    ordered.push({ ...item, owner });
  };
  for (const [place, item] of statements.entries()) add(item, place, item.owner);
  return { statements: ordered, preparations: before };
}

const namesTypes: ReadonlySet<string> = new Set(['PgCreateType', 'PgCreateDomain', 'PgCreateRoutine']);

interface MadeType {
  readonly item: ScriptStatement;
  /** Where in the script it is dropped last before it is made; -1: nowhere. */
  readonly lastDrop: number;
}

/** The types that CREATE TYPE makes once. */
function typesMadeOnce(statements: readonly ScriptStatement[]): ReadonlyMap<string, MadeType> {
  const made = new Map<string, MadeType>();
  const drops = new Map<string, number>();
  const again = new Set<string>();
  for (const [place, item] of statements.entries()) {
    const { statement, owner } = item;
    if (statement.kind === 'PgDrop') for (const name of statement.names) drops.set(nameKey(name), place);
    const name = defines(statement);
    if (name === undefined) continue;
    if (made.has(name)) again.add(name);
    const isType = statement.kind === 'PgCreateType' || statement.kind === 'PgCreateDomain';
    if (isType && owner.unit.kind === 'CreateType') made.set(name, { item, lastDrop: drops.get(name) ?? -1 });
  }
  for (const name of again) made.delete(name);
  return made;
}
