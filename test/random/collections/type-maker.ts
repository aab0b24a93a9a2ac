import type { Generator } from './generator.js';
import {
  type CollectionType,
  type CompositeType,
  type Field,
  hasDefaults,
  integerType,
  isCollection,
  isScalar,
  isVisible,
  type Level,
  levelOf,
  numberType,
  type ObjectType,
  rowType,
  smallType,
  type Type,
  textType,
} from './types.js';

/** The types of a program, each made of those before it. */
export function makeTypes(g: Generator): readonly CompositeType[] {
  const { random } = g;
  const types: CompositeType[] = [];
  if (random.chance(0.5)) types.push(rowType);
  if (random.chance(0.6)) types.push(...objectTypes(g));
  const count = 3 + random.below(4);
  for (let i = 0; i < count; i++) {
    const level = random.pick<Level>(['schema', 'package', 'package', 'local']);
    types.push(makeType(g, level, types));
  }
  const order: readonly Level[] = ['schema', 'package', 'local'];
  return types.sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

/** An object type, and perhaps some under it. */
function objectTypes(g: Generator): (ObjectType | CollectionType)[] {
  const { random } = g;
  const lists: CollectionType[] = [
    { kind: 'table', name: g.fresh('t'), level: 'schema', element: numberType, key: integerType, ofAttributes: true },
    { kind: 'varray', name: g.fresh('t'), level: 'schema', element: textType, key: integerType, limit: 3 },
  ];
  const field = (name: string): Field => ({ name, type: random.pick([numberType, smallType, textType, ...lists]) });
  const root: ObjectType = {
    kind: 'object',
    name: g.fresh('o'),
    level: 'schema',
    fields: [{ name: 'a', type: numberType }, ...(random.chance(0.6) ? [field('b')] : [])],
  };
  const made: ObjectType[] = [root];
  for (let count = random.below(3); count > 0; count--) {
    const parent = random.pick(made);
    const name = g.fresh('o');
    made.push({ kind: 'object', name, level: 'schema', parent, fields: [...parent.fields, field(`${name}c`)] });
  }
  return [...lists, ...made];
}

function makeType(g: Generator, level: Level, types: readonly CompositeType[]): CompositeType {
  const { random } = g;
  const own = g.fresh('t');
  const name = level === 'package' ? `pk.${own}` : own;
  const inner = types.filter((t) => isVisible(levelOf(t), level) && depthOf(t) < 3);
  const part = (allowed: (t: Type) => boolean): Type => {
    const composite = inner.filter(allowed);
    return composite.length > 0 && random.chance(0.6)
      ? random.pick(composite)
      : random.pick([numberType, numberType, smallType, textType]);
  };
  const kind = random.next();
  if (level !== 'schema' && kind < 0.3) {
    const fields = ['a', 'b', 'c'].slice(0, 2 + random.below(2)).map((field) => {
      const type = part(() => true);
      return {
        name: field,
        type,
        ...(isScalar(type) &&
          random.chance(0.2) && { initial: type.kind === 'text' ? 'd' : 7, notNull: random.chance(0.4) }),
      };
    });
    return { kind: 'record', name, level, fields };
  }
  if (level !== 'schema' && kind < 0.6) {
    const element = part((t) => !hasDefaults(t));
    const key = random.chance(0.4) ? { ...textType, name: 'VARCHAR2(10)' } : integerType;
    return { kind: 'array', name, level, element, key };
  }
  const element = part(
    (t) => (level !== 'schema' || isCollection(t) || t.kind === 'object') && t.kind !== 'array' && !hasDefaults(t),
  );
  if (random.chance(0.3)) return { kind: 'varray', name, level, element, key: integerType, limit: 3 };
  return { kind: 'table', name, level, element, key: integerType };
}

function depthOf(type: Type): number {
  if (isScalar(type)) return 0;
  return (
    1 +
    (type.kind === 'record' || type.kind === 'object'
      ? Math.max(...type.fields.map((f) => depthOf(f.type)))
      : depthOf(type.element))
  );
}
