import { changed, f, fOf, isUnder, type Num, numberOf, type Value, withValue } from './types.js';
import {
  asked,
  constructed,
  done,
  type List,
  object,
  rootVariables,
  type Step,
  shownList,
  shownObject,
  type World,
} from './world.js';

/** Objects in variables, records and collections. */

const shown = (n: Num): string => String(n ?? '-');

export function assign(world: World, mark: string): Step {
  const { random, objects, hierarchy } = world;
  if (random.chance(0.2)) {
    const [, o2] = hierarchy.types;
    const made = random.chance(0.15) ? { text: 'NULL', value: null } : constructed(world, o2);
    objects.set('y', made.value);
    return done(mark, [`y := ${made.text};`], undefined, shownObject('y', made.value));
  }
  const name = random.pick(rootVariables);
  const made = object(world);
  objects.set(name, made.value);
  return done(mark, [`${name} := ${made.text};`], undefined, shownObject(name, made.value));
}

/** `y := TREAT(x AS o2)` of one that is. */
export function treat(world: World, mark: string): Step | undefined {
  const { random, objects, hierarchy } = world;
  const name = random.pick(rootVariables);
  const value = objects.get(name) ?? null;
  const [, o2] = hierarchy.types;
  if (!value || !o2 || !isUnder(value.type, o2)) return undefined;
  objects.set('y', value);
  return done(mark, [`y := TREAT(${name} AS o2);`], undefined, shownObject('y', value));
}

export function method(world: World, mark: string): Step {
  const { random, objects } = world;
  const name = random.pick([...rootVariables, 'y']);
  const value = objects.get(name) ?? null;
  const k = random.below(4);
  const ofNumber = random.chance(0.5);
  const text = ofNumber ? `NVL(TO_CHAR(${name}.f(${k})), '-')` : `NVL(TO_CHAR(${name}.f), '-')`;
  return asked(mark, text, value === null ? '-30625' : shown(ofNumber ? fOf(value, k) : f(value)));
}

export function attribute(world: World, mark: string): Step {
  const { random, objects } = world;
  const name = random.pick([...rootVariables, 'y']);
  const value = objects.get(name) ?? null;
  return asked(mark, `NVL(TO_CHAR(${name}.id), '-')`, value === null ? '-' : shown(numberOf(value, 'id')));
}

export function setAttribute(world: World, mark: string): Step {
  const { random, objects } = world;
  const name = random.pick([...rootVariables, 'y']);
  const value = objects.get(name) ?? null;
  const attributeName = name === 'y' && random.chance(0.5) ? 'a' : 'id';
  const n = random.chance(0.1) ? null : random.below(9);
  const after = value && withValue(value, attributeName, n);
  objects.set(name, after);
  return done(
    mark,
    [`${name}.${attributeName} := ${n ?? 'NULL'};`],
    value === null ? -6530 : undefined,
    shownObject(name, after),
  );
}

export function change(world: World, mark: string): Step {
  const { random, objects } = world;
  const name = random.pick([...rootVariables, 'y']);
  const value = objects.get(name) ?? null;
  const k = 1 + random.below(4);
  const after = value && changed(value, k);
  objects.set(name, after);
  return done(mark, [`${name}.change(${k});`], value === null ? -30625 : undefined, shownObject(name, after));
}

/** `given(o IN OUT o1, k)`: counts up, and fails for 0 after it has. */
export function passed(world: World, mark: string): Step {
  const { random, objects, list } = world;
  const k = random.below(3);
  const effect = (value: Value): Value =>
    value === null ? { type: world.hierarchy.root, values: { id: k, s: 'new' } } : changed(value, k);
  const at = 1 + random.below(3);
  if (list !== null && list.length >= at && random.chance(0.4)) {
    const after = k === 0 ? list : list.map((o, i) => (i === at - 1 ? effect(o) : o));
    world.list = after;
    return done(mark, [`given(l(${at}), ${k});`], k === 0 ? -20001 : undefined, shownList(after));
  }
  const name = random.pick(rootVariables);
  const value = objects.get(name) ?? null;
  const after = k === 0 ? value : effect(value);
  objects.set(name, after);
  return done(mark, [`given(${name}, ${k});`], k === 0 ? -20001 : undefined, shownObject(name, after));
}

const comparisons = [
  { text: '=', holds: (n: number) => n === 0 },
  { text: '<>', holds: (n: number) => n !== 0 },
  { text: '<', holds: (n: number) => n < 0 },
  { text: '>=', holds: (n: number) => n >= 0 },
];

export function compared(world: World, mark: string): Step {
  const { random, objects, hierarchy } = world;
  const [a, b] = [random.pick(rootVariables), random.pick(['x1', 'x2', 'y'])];
  const { text, holds } = random.pick(comparisons);
  const order = hierarchy.order(objects.get(a) ?? null, objects.get(b) ?? null);
  return asked(
    mark,
    `CASE WHEN ${a} ${text} ${b} THEN 'yes' WHEN NOT (${a} ${text} ${b}) THEN 'no' ELSE 'unknown' END`,
    order === null ? 'unknown' : holds(order) ? 'yes' : 'no',
  );
}

export function isOf(world: World, mark: string): Step {
  const { random, objects, hierarchy } = world;
  const name = random.pick(rootVariables);
  const type = random.pick(hierarchy.types);
  const only = random.chance(0.4);
  const value = objects.get(name) ?? null;
  const holds = value === null ? null : only ? value.type === type : isUnder(value.type, type);
  const test = `${name} IS OF (${only ? 'ONLY ' : ''}${type.name})`;
  return asked(
    mark,
    `CASE WHEN ${name} IS NULL THEN 'null' WHEN ${test} THEN 'yes' ELSE 'no' END`,
    holds === null ? 'null' : holds ? 'yes' : 'no',
  );
}

/** What a collection is given, and what is done to its elements. */
export function collection(world: World, mark: string): Step {
  const { random, list } = world;
  const kind = random.next();
  if (list === null || kind < 0.25) {
    const parts = Array.from({ length: random.below(4) }, () => object(world));
    const after = parts.map((p) => p.value);
    world.list = after;
    return done(mark, [`l := nt(${parts.map((p) => p.text).join(', ')});`], undefined, shownList(after));
  }
  const at = 1 + random.below(list.length + (random.chance(0.1) ? 1 : 0) || 1);
  const place = at - 1;
  const old = list[place];
  const replaced = (value: Value): List => list.map((o, i) => (i === place ? value : o));
  const beyond = old === undefined;
  if (kind < 0.4) {
    const made = object(world);
    const after = [...list, made.value];
    world.list = after;
    return done(mark, ['l.EXTEND;', `l(l.COUNT) := ${made.text};`], undefined, shownList(after));
  }
  if (kind < 0.6) {
    const n = random.below(9);
    const after = beyond || old === null ? list : replaced(withValue(old, 'id', n));
    world.list = after;
    return done(mark, [`l(${at}).id := ${n};`], beyond ? -6533 : old === null ? -6530 : undefined, shownList(after));
  }
  if (kind < 0.8) {
    const k = 1 + random.below(4);
    const after = beyond || old === null ? list : replaced(changed(old, k));
    world.list = after;
    return done(mark, [`l(${at}).change(${k});`], beyond ? -6533 : old === null ? -30625 : undefined, shownList(after));
  }
  return asked(
    mark,
    `NVL(TO_CHAR(l(${at}).f(1)), '-')`,
    beyond ? '-6533' : old === null ? '-30625' : shown(fOf(old, 1)),
  );
}
