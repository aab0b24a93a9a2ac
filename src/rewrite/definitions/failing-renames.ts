import { lastName } from '../../ir/dotted.js';
import { firstText } from '../../ir/literals.js';
import type { CreateTable, CreateView, ScriptUnit } from '../../ir/oracle/index.js';
import type { OwnedUnit } from '../../ir/owned-units.js';
import { renamedBy } from '../../ir/renaming.js';
import { type Span, shownPlace } from '../../ir/span.js';
import { nodesOf } from '../../ir/walk.js';
import { tableDroppedBy } from './dynamic-tables.js';

/** A name that a statement or text takes from a table, and where that is. */
interface Freed {
  readonly name: string;
  readonly span: Span;
}

/**
 * What texts define, without the renamings that fail: a table of the inputs bears the new name, and nothing before has
 * taken that from it. (Database Error Messages, ORA-00955)
 */
export function withoutFailingRenames<T extends OwnedUnit>(
  ofTexts: readonly T[],
  inputs: readonly OwnedUnit[],
): readonly T[] {
  if (!ofTexts.some(({ unit }) => renamedBy(unit))) return ofTexts;
  const standing = new Set(
    inputs.flatMap(({ unit, owner }) => (isTable(unit) ? [`${owner}.${lastName(unit.name)}`] : [])),
  );
  const freed = inputs.flatMap(freedBy);
  return ofTexts.filter(({ unit, owner }) => {
    const names = renamedBy(unit);
    if (names === undefined) return true;
    const to = `${owner}.${names.to}`;
    if (standing.has(to) && !freed.some((f) => f.name === to && mayPrecede(f.span, unit.span))) return false;
    freed.push({ name: `${owner}.${names.from}`, span: unit.span });
    return true;
  });
}

function freedBy({ unit, owner }: OwnedUnit): Freed[] {
  const { span } = unit;
  const own = unit.kind === 'DropObject' ? lastName(unit.name) : renamedBy(unit)?.from;
  return [
    ...(own === undefined ? [] : [{ name: `${owner}.${own}`, span }]),
    ...nodesOf(unit, 'ExecuteImmediate').flatMap(({ text }) => {
      const dropped = tableDroppedBy(firstText(text));
      return dropped === undefined ? [] : [{ name: `${owner}.${dropped}`, span: text.span }];
    }),
  ];
}

/** In another file anything may. */
function mayPrecede(one: Span, other: Span): boolean {
  const [a, b] = [shownPlace(one), shownPlace(other)];
  return a.file !== b.file || a.start <= b.start;
}

const isTable = (unit: ScriptUnit): unit is CreateTable | CreateView =>
  unit.kind === 'CreateTable' || unit.kind === 'CreateView';
