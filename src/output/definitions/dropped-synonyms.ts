import type { CompiledUnit } from '../../compile.js';
import { firstText } from '../../ir/literals.js';
import type { ScriptUnit } from '../../ir/oracle/index.js';
import { shownPlace } from '../../ir/span.js';
import { nodesOf } from '../../ir/walk.js';
import { parseStatementText } from '../../parse/build/index.js';
import { droppedObject } from '../objects.js';
import { nameInKey } from './definition-keys.js';
import { mentions } from './mentions.js';

/** A synonym that a statement, or a text of a block, drops. */
export interface DroppedSynonym {
  /** The key of its name. */
  readonly name: string;
  /** The index of the unit that drops it, and of the first one to which it is gone. */
  readonly by: number;
  readonly from: number;
  /** Where the text stands; undefined for a statement. */
  readonly place?: number;
}

const dropping = /^\s*drop\s+(?:public\s+)?synonym\b/i;

/**
 * The synonyms that the script drops, where something behind that names them: it finds nothing, or another synonym.
 * (SQL Language Reference, "DROP SYNONYM")
 */
export function droppedSynonyms(units: readonly CompiledUnit[]): readonly DroppedSynonym[] {
  return units
    .flatMap(({ unit, owner }, by) => dropsIn(unit, owner).map((drop) => ({ ...drop, by, from: by + 1 })))
    .filter(({ name, from }) => {
      const isNamed = mentions(nameInKey(name));
      return units.slice(from).some(({ source }) => isNamed(source.text));
    });
}

function dropsIn(unit: ScriptUnit, owner: string): readonly { readonly name: string; readonly place?: number }[] {
  if (unit.kind === 'DropObject') return nameOf(unit, owner);
  if (unit.kind !== 'AnonymousBlock') return [];
  return nodesOf(unit, 'ExecuteImmediate').flatMap(({ text }) => {
    if (text.kind !== 'StringLiteral' || !dropping.test(firstText(text))) return [];
    const parsed = parseStatementText(text.value, text.span).unit;
    return parsed ? nameOf(parsed, owner).map(({ name }) => ({ name, place: shownPlace(text.span).start })) : [];
  });
}

function nameOf(unit: ScriptUnit, home: string): readonly { readonly name: string }[] {
  if (unit.kind !== 'DropObject' || !unit.objectKind.endsWith('SYNONYM')) return [];
  const { kind, owner, name } = droppedObject(unit, home);
  return [{ name: kind === 'synonym' ? `object ${owner}.${name}` : `${kind} ${owner}.${name}` }];
}
