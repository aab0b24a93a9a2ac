import { OracleError, Useless } from '../session.js';
import type { Context, Expression, Generator, Run, Variable } from './generator.js';
import { keyExpression } from './keys.js';
import { type CollectionType, isCollection, isScalar, type Type } from './types.js';
import {
  accessIntoNull,
  Collection,
  collectionIsNull,
  copy,
  elementAt,
  fitted,
  initial,
  placeOf,
  RecordValue,
  type Value,
} from './values.js';

/*
 * Variables, their fields and elements.
 *   - An element of an associative array that is assigned to is there from then on; so is one whose field or element is.
 *   - What a collection does not have is no place. ("Collection Methods", "Predefined Exceptions")
 * Where two parts of a statement fail, the manual does not say which one is seen: such programs are of no use.
 */

type Step =
  | { readonly kind: 'field'; readonly name: string; readonly of: Type }
  | { readonly kind: 'element'; readonly key: Expression; readonly of: CollectionType };

export interface Place extends Expression {
  /** The variable that it is part of. */
  readonly root: Variable;
  /** A field that takes no NULL. */
  readonly notNull: boolean;
  /** The value fits. */
  readonly write: (run: Run, value: Value) => void;
  /** Fails where `write` would; of no use where that makes elements on the way. */
  readonly probe: (run: Run) => void;
}

/** The way from a value to a part of it. */
type Way = readonly ({ readonly kind: 'field'; readonly name: string; readonly of: Type } | CollectionType)[];

/** All the parts of a type, itself among them. */
function waysFrom(type: Type, depth: number): readonly { readonly way: Way; readonly type: Type }[] {
  const own = [{ way: [], type }];
  if (isScalar(type) || depth === 0) return own;
  const below =
    type.kind === 'record' || type.kind === 'object'
      ? type.fields.map((f) => ({ first: { kind: 'field' as const, name: f.name, of: type }, to: f.type }))
      : [{ first: type, to: type.element }];
  return [
    ...own,
    ...below.flatMap(({ first, to }) => waysFrom(to, depth - 1).map((x) => ({ way: [first, ...x.way], type: x.type }))),
  ];
}

const longestWay = 5;

/** A place of a type that is wanted; undefined where there is none. */
export function place(
  g: Generator,
  cx: Context,
  wanted: (type: Type) => boolean,
  options: { readonly writable?: boolean; readonly apart?: ReadonlySet<string> } = {},
): Place | undefined {
  const roots = cx.variables.filter((v) => !(options.writable && v.constant) && !options.apart?.has(v.name));
  const found = roots.flatMap((root) =>
    waysFrom(root.type, longestWay)
      .filter((x) => wanted(x.type))
      .map((x) => ({ root, ...x })),
  );
  if (found.length === 0) return undefined;
  const { root, way, type } = g.random.pick(found);
  return placeBy(g, cx, root, way, type);
}

function placeBy(g: Generator, cx: Context, root: Variable, way: Way, type: Type): Place {
  const steps: Step[] = [];
  let text = root.name;
  for (const step of way) {
    if (step.kind === 'field') {
      steps.push(step);
      text += `.${step.name}`;
    } else {
      const key = keyExpression(g, cx, step, text);
      steps.push({ kind: 'element', key, of: step });
      text += `(${key.text})`;
    }
  }
  return {
    text,
    type,
    root,
    notNull: isNotNull(steps.at(-1)),
    value: (run) => partOf(run, run.scope.get(root.name), steps),
    write: (run, value) => {
      if (steps.length === 0) run.scope.set(root.name, value);
      else writePart(run.scope.get(root.name), steps, keysOf(run, steps), value);
    },
    probe: (run) => {
      if (steps.length === 0) return;
      if (writePart(copy(run.scope.get(root.name)), steps, keysOf(run, steps), null)) throw new Useless();
    },
  };
}

const isNotNull = (step: Step | undefined): boolean =>
  step?.kind === 'field' && step.of.kind === 'record' && step.of.fields.some((f) => f.name === step.name && f.notNull);

const keysOf = (run: Run, steps: readonly Step[]): Value[] =>
  together(steps.map((s) => () => (s.kind === 'element' ? s.key.value(run) : null)));

/** Part of what an expression gives. */
export function partOfExpression(
  g: Generator,
  cx: Context,
  of: Expression,
  wanted: (type: Type) => boolean,
): Expression | undefined {
  const found = waysFrom(of.type, 3).filter((x) => x.way.length > 0 && wanted(x.type));
  if (found.length === 0) return undefined;
  const { way, type } = g.random.pick(found);
  const steps: Step[] = [];
  let text = of.text;
  for (const step of way) {
    if (step.kind === 'field') {
      steps.push(step);
      text += `.${step.name}`;
    } else {
      const key = keyExpression(g, cx, step, undefined);
      steps.push({ kind: 'element', key, of: step });
      text += `(${key.text})`;
    }
  }
  return { text, type, value: (run) => partOf(run, of.value(run), steps) };
}

function partOf(run: Run, whole: Value, steps: readonly Step[]): Value {
  const keys = keysOf(run, steps);
  return steps.reduce<Value>((value, step, i) => {
    if (step.kind === 'field') {
      // An attribute of a NULL object is NULL.
      if (value === null && step.of.kind === 'object') return null;
      if (!(value instanceof RecordValue)) throw new Error(`no record for ${step.name}`);
      return value.fields.get(step.name) ?? null;
    }
    return elementAt(collectionOf(value, keys[i] ?? null), step.of, keys[i] ?? null);
  }, whole);
}

function collectionOf(value: Value, key: Value): Collection {
  if (value === null && key === null) throw new Useless();
  if (value === null) throw collectionIsNull();
  if (!(value instanceof Collection)) throw new Error('no collection');
  return value;
}

/** Did elements come to be on the way? */
function writePart(whole: Value, steps: readonly Step[], keys: readonly Value[], value: Value): boolean {
  let created = false;
  try {
    let inside = whole;
    steps.forEach((step, i) => {
      const last = i === steps.length - 1;
      if (step.kind === 'field') {
        if (inside === null && step.of.kind === 'object') throw accessIntoNull();
        if (!(inside instanceof RecordValue)) throw new Error(`no record for ${step.name}`);
        if (last) inside.fields.set(step.name, value);
        else inside = inside.fields.get(step.name) ?? null;
        return;
      }
      const collection = collectionOf(inside, keys[i] ?? null);
      const key = placeOf(collection, step.of, keys[i] ?? null);
      if (last) {
        collection.elements.set(key, value);
        return;
      }
      let next = collection.elements.get(key);
      if (next === undefined) {
        // The manual does not say what a part of an element that was deleted, or of a table that is not there, is.
        const { element } = step.of;
        if (
          step.of.kind !== 'array' ||
          element.kind === 'table' ||
          element.kind === 'varray' ||
          element.kind === 'object'
        )
          throw new Useless();
        next = initial(element);
        collection.elements.set(key, next);
        created = true;
      }
      inside = next;
    });
  } catch (error) {
    if (created && error instanceof OracleError) throw new Useless();
    throw error;
  }
  return created;
}

/** The collection at a place, to be changed by its methods. @throws ORA-06531 where it is NULL */
export function collectionAt(run: Run, at: Place): Collection {
  let found: Value;
  try {
    found = at.value(run);
  } catch (error) {
    // A method of a collection that is no element yet.
    if (error instanceof OracleError && error.code === 100) throw new Useless();
    throw error;
  }
  if (found === null) throw collectionIsNull();
  if (!(found instanceof Collection)) throw new Error('no collection');
  return found;
}

/** All of the values; where several fail in different ways nobody knows which failure is seen. */
export function together<T>(parts: readonly (() => T)[]): T[] {
  const errors: OracleError[] = [];
  const values = parts.flatMap((part) => {
    try {
      return [part()];
    } catch (error) {
      if (!(error instanceof OracleError)) throw error;
      errors.push(error);
      return [];
    }
  });
  const [first] = errors;
  if (errors.some((x) => x.code !== first?.code)) throw new Useless();
  if (first) throw first;
  return values;
}

/** An assignment. */
export function assign(run: Run, target: Place, value: () => Value): void {
  let given: Value;
  try {
    given = copy(fitted(value(), target.type, target.notNull));
  } catch (error) {
    if (!(error instanceof OracleError)) throw error;
    // Is the place one, and would it come to be?
    together([
      () => target.probe(run),
      () => {
        throw error;
      },
    ]);
    throw error;
  }
  target.write(run, given);
}

export const collectionPlace = (
  g: Generator,
  cx: Context,
  options: Parameters<typeof place>[3] = {},
  also: (type: CollectionType) => boolean = () => true,
): (Place & { readonly type: CollectionType }) | undefined => {
  const found = place(g, cx, (t) => isCollection(t) && also(t), options);
  if (!found || !isCollection(found.type)) return undefined;
  return { ...found, type: found.type };
};
