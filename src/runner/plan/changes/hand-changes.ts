import { pathOf } from '../../ledger/adopted-changes.js';
import type { AdoptedChange } from '../../ledger/ledger-entry.js';
import { foldIdentifier } from '../../sql/quoting.js';
import { type ColumnParts, columnParts, type Element, type TableElements } from './table-elements.js';

/** A table as its CREATE TABLE and what was changed by hand, and recorded, have left it. */
interface StandingTable extends Pick<TableElements, 'columns' | 'constraints'> {
  /** The columns that stand as somebody has made them. */
  readonly hands: ReadonlyMap<string, ColumnParts>;
  /** Whether an unnamed constraint has been made or dropped by hand. */
  readonly isKept: (text: string) => boolean;
}

/** Columns that the project has otherwise now are as the catalog told them; what it leaves alone stays adopted. */
export function changedByHand(
  created: TableElements,
  wanted: TableElements & { readonly sql: string },
  adopted: readonly AdoptedChange[],
): StandingTable {
  const columns = new Map(created.columns);
  const constraints = new Map(created.constraints);
  const hands = new Map<string, ColumnParts>();
  const places = new Map([...created.columns.keys()].map((name, i) => [name, i + 1]));
  const unnamed = new Set<string>();
  for (const { change, object, before, after } of adopted) {
    const [, constraint] = /^constraint ("(?:[^"]|"")*"|\S+) on /.exec(object) ?? [];
    if (constraint !== undefined) {
      const name = foldIdentifier(constraint);
      if (isLeftAlone(created.constraints.get(name), wanted.constraints.get(name))) continue;
      if (change === 'removed' && !constraints.delete(name)) unnamed.add(plain(before));
      const now = wanted.constraints.get(name);
      if (change === 'added' && now !== undefined) constraints.set(name, now);
      else if (change === 'added') unnamed.add(plain(after));
      continue;
    }
    const column = object.startsWith('column ') ? pathOf(object.slice('column '.length)).at(-1) : undefined;
    if (column === undefined) continue;
    places.set(column, Number.parseInt(after, 10));
    if (withoutPlace(before) === withoutPlace(after)) continue;
    const now = wanted.columns.get(column);
    if (isLeftAlone(created.columns.get(column), now)) continue;
    columns.delete(column);
    hands.delete(column);
    if (change === 'removed') continue;
    columns.set(column, { text: '', words: [] });
    hands.set(column, asItStands(after, now && columnParts(now.words, wanted.sql)));
  }
  const inOrder = [...columns].sort(([a], [b]) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  return { columns: new Map(inOrder), constraints, hands, isKept: (text) => unnamed.has(plain(text)) };
}

const isLeftAlone = (was: Element | undefined, now: Element | undefined): boolean =>
  was !== undefined && was.text === now?.text;

/** The place of a column among the others changes with every one that is dropped before it. */
const withoutPlace = (definition: string): string => definition.replace(/^\d+ \| /, '');

/** A column of the catalog's facts; what cannot be told from them is as the project has it. */
function asItStands(definition: string, wanted: ColumnParts | undefined): ColumnParts {
  const [type = '', ...more] = withoutPlace(definition).split(' | ');
  const notNull = more[0] === 'not null';
  const [value] = more.slice(notNull ? 1 : 0).filter((part) => !/^[ads]$/.test(part));
  return {
    type: wanted !== undefined && canonical(type) === canonical(wanted.type) ? wanted.type : type,
    // SET DEFAULT of what is the default changes nothing.
    default: wanted?.default === undefined ? value : undefined,
    notNull,
    other: wanted?.other ?? '',
  };
}

/** One spelling of those that a type has. */
const canonical = (type: string): string =>
  type
    .toLowerCase()
    .replace(/\bcharacter varying\b/, 'varchar')
    .replace(/\bcharacter\b/, 'char')
    .replace(/\bdecimal\b/, 'numeric')
    .replace(/^(numeric\(\d+),0\)/, '$1)')
    .replace(/^(time(?:stamp)?)(\(\d\))? without time zone/, '$1$2')
    .replace(/^timestamp(\(\d\))? with time zone/, 'timestamptz$1')
    .replace(/\s/g, '');

/** A constraint as text that the catalog and the project write alike. */
const plain = (constraint: string): string => constraint.toLowerCase().replace(/["\s]/g, '');
