import { mapTree } from '../../../ir/map-tree.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { treeText } from '../../../ir/tree-text.js';
import { contains } from '../../../ir/walk.js';
import { b, isCall } from '../../builders.js';

/**
 * What is known of the statements that change an element through a copy of it: so many read it, so many store it again.
 */
interface ElementChange {
  readonly copy: string;
  /** The collection and, where it is several variables, all. */
  readonly places: readonly PgExpr[];
  readonly key: PgExpr;
  readonly reading: number;
  readonly storing: number;
}

const changes = new WeakMap<PlStatement, ElementChange>();

/** Notes what the statements, which are all of one change, consist of. */
export function noteChange(statements: readonly PlStatement[], change: ElementChange): void {
  const last = statements.at(-1);
  if (last) changes.set(last, change);
}

/**
 * Two changes of one element, one after the other, as one; undefined where they are not that. Where something fails
 * between them, the first is not stored: nobody may see the collection then.
 * In:  `m(i).a := x; m(i).b := m(i).a`, each as: element := …; element.a := x; m_v[…] := element
 * Out: element := …; element.a := x; element.b := element.a; m_v[…] := element
 */
export function joinedChanges(
  before: readonly PlStatement[],
  next: readonly PlStatement[],
  mayLackKey: boolean,
): PlStatement[] | undefined {
  const [first, second] = [before.at(-1), next.at(-1)].map((s) => (s ? changes.get(s) : undefined));
  if (!first || !second || first.copy !== second.copy) return undefined;
  if (!isSame([first.key, ...first.places], [second.key, ...second.places])) return undefined;
  const made = next
    .slice(second.reading, next.length - second.storing)
    .map((s) => (s.kind === 'PlAssign' ? { ...s, value: readingCopy(s.value, second) } : s));
  const [head, ...rest] = made;
  if (!head || !isSteady(second) || !made.every((s) => changesAlone(s, second))) return undefined;
  // A key that is NULL is an error before anything else is done.
  if (mayLackKey && !made.every((s) => s.kind === 'PlAssign' && isPlain(s.value))) return undefined;
  const { comments, blankBefore } = next[0] ?? head;
  return [
    ...before.slice(0, before.length - first.storing),
    { ...head, ...(comments && { comments }), ...(blankBefore && { blankBefore }) },
    ...rest,
    ...next.slice(next.length - second.storing),
  ];
}

/**
 * Is the key the same after the element was stored? Not where it is made of the keys, but the first and the
 * last of them are there already.
 */
function isSteady({ places, key }: ElementChange): boolean {
  const names = new Set(places.map(variableOf));
  const [keys] = places;
  const isEnd =
    keys !== undefined &&
    key.kind === 'PgSubscript' &&
    isSame([key.operand], [keys]) &&
    (key.index.kind === 'PgNumber'
      ? key.index.text === '1'
      : isCall(key.index, 'cardinality') && isSame(key.index.args, [keys]));
  return isEnd || !contains(key, (node) => node.kind === 'PgColumn' && names.has(node.parts.at(-1)));
}

const isPlain = (value: PgExpr): boolean =>
  value.kind === 'PgColumn' || value.kind === 'PgString' || value.kind === 'PgNumber' || value.kind === 'PgNull';

/** The value with fields of the element itself, which is there now, read from the copy. */
function readingCopy(value: PgExpr, { copy, places, key }: ElementChange): PgExpr {
  const [keys, values, ...ordered] = places;
  if (!keys || !values) return value;
  const isElement = (e: PgExpr): boolean =>
    e.kind === 'PgSubscript' &&
    isSame([e.operand], [values]) &&
    e.index.kind === 'PgCall' &&
    ['ora.map_at', 'ora.loose_at'].includes(e.index.name.join('.')) &&
    isSame(e.index.args, [keys, ...ordered, key]);
  return mapTree(value, (field) => {
    return field.kind === 'PgField' && isElement(field.operand) ? b.column(field.span, copy, field.name) : undefined;
  });
}

/** Does the statement write to the copy alone, and read nothing of the collection? */
function changesAlone(statement: PlStatement, { copy, places }: ElementChange): boolean {
  if (statement.kind !== 'PlAssign' || !isFieldOf(statement.target, copy)) return false;
  const names = new Set(places.map(variableOf));
  return !contains(
    statement.value,
    (node) =>
      node.kind === 'PgRaw' || (node.kind === 'PgColumn' && (names.has(node.parts[0]) || names.has(node.parts.at(-1)))),
  );
}

const isFieldOf = (target: PgExpr, copy: string): boolean =>
  target.kind === 'PgColumn'
    ? target.parts.length === 2 && target.parts[0] === copy
    : target.kind === 'PgField' && isFieldOf(target.operand, copy);

function variableOf(place: PgExpr): string | undefined {
  if (place.kind === 'PgColumn') return place.parts.at(-1);
  return place.kind === 'PgField' || place.kind === 'PgSubscript' ? variableOf(place.operand) : undefined;
}

const isSame = (a: readonly PgExpr[], b: readonly PgExpr[]): boolean => treeText(a) === treeText(b);
