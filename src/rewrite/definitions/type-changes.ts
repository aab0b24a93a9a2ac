import { sameHeading } from '../../ir/headings.js';
import type {
  AlterObject,
  CollectionTypeDefinition,
  CreateType,
  ObjectTypeDefinition,
  TypeChange,
} from '../../ir/oracle/index.js';
import { type OwnedUnit, ownedName } from '../../ir/owned-units.js';

/** When an ALTER TYPE that stands between code runs: before the code that is being compiled, or after it. */
export type AlterTime = 'past' | 'later';

/**
 * What ALTER TYPE adds to an object type and takes from it becomes part of its CREATE TYPE, as if it had been written
 * there; the ALTER TYPE stands there as merged. Where code stands between, the composite has the attributes of all
 * times, and `timeOf` tells which of the changes code sees already. (PL/SQL Language Reference, "ALTER TYPE Statement")
 */
export function withTypeChanges<T extends OwnedUnit>(
  units: readonly T[],
  timeOf: (item: T) => AlterTime | undefined,
): readonly T[] {
  const result = [...units];
  const types = new Map<string, number>();
  for (const [i, item] of units.entries()) {
    const { unit } = item;
    if (unit.kind === 'CreateType') types.set(ownedName(unit.name, item.owner), i);
    if (unit.kind !== 'AlterObject' || !unit.typeChanges || !unit.name) continue;
    const at = types.get(ownedName(unit.name, item.owner));
    const type = at === undefined ? undefined : result[at];
    const changed = type?.unit.kind === 'CreateType' ? changedType(type.unit, unit, timeOf(item)) : undefined;
    if (at === undefined || !type || !changed) continue;
    result[at] = { ...type, unit: changed };
    result[i] = { ...item, unit: { ...unit, merged: true } satisfies AlterObject };
  }
  return result;
}

function changedType(
  type: CreateType,
  { typeChanges = [], span }: AlterObject,
  time: AlterTime | undefined,
): CreateType | undefined {
  if (type.definition.kind === 'CollectionTypeDefinition') {
    let collection: CollectionTypeDefinition | undefined = type.definition;
    for (const change of typeChanges) collection = collection && changedCollection(collection, change, time);
    return collection && { ...type, definition: collection };
  }
  if (type.definition.kind !== 'ObjectTypeDefinition') return undefined;
  const { attributes, earlier = [] } = type.definition;
  let definition: ObjectTypeDefinition | undefined = type.definition;
  for (const change of typeChanges) definition = definition && changed(definition, change, time);
  if (!definition || time || definition.attributes.length === 0 || definition.attributes === attributes)
    return definition && { ...type, definition };
  const before = { before: span, attributes: attributes.map((a) => a.name.name) };
  return { ...type, definition: { ...definition, earlier: [...earlier, before] } };
}

function changedCollection(
  definition: CollectionTypeDefinition,
  change: TypeChange,
  time: AlterTime | undefined,
): CollectionTypeDefinition | undefined {
  if (change.change === 'limit') return time === 'later' ? definition : { ...definition, limit: change.limit };
  if (change.change !== 'element') return undefined;
  return time === 'later' ? { ...definition, stored: change.type } : { ...definition, element: change.type };
}

function changed(
  definition: ObjectTypeDefinition,
  change: TypeChange,
  time: AlterTime | undefined,
): ObjectTypeDefinition | undefined {
  const { attributes, methods } = definition;
  switch (change.change) {
    case 'add attribute': {
      // The values that a dropped attribute of the name had would come back.
      if (time && attributes.some((a) => a.name.name === change.name.name)) return undefined;
      const absent = time === 'later' && { absent: true as const };
      return {
        ...definition,
        attributes: [...attributes, { name: change.name, type: change.type, added: true, ...absent }],
      };
    }
    case 'modify attribute':
      return {
        ...definition,
        attributes: attributes.map((a) =>
          a.name.name !== change.name.name
            ? a
            : time === 'later'
              ? { ...a, stored: change.type }
              : { ...a, type: change.type },
        ),
      };
    case 'drop attribute': {
      const others = attributes.filter((a) => a.name.name !== change.name.name);
      if (time === 'later') return definition;
      if (time === undefined) return { ...definition, attributes: others };
      return {
        ...definition,
        attributes: attributes.map((a) => (others.includes(a) ? a : { ...a, absent: true as const })),
      };
    }
    case 'add method':
      return time === 'later' ? definition : { ...definition, methods: [...methods, change.method] };
    case 'drop method': {
      if (time === 'later') return definition;
      const named = methods.filter((m) => m.name.name === change.method.name.name);
      const like = named.filter((m) => m.parameters.length === change.method.parameters.length);
      const same = like.filter((m) => sameHeading(m, change.method));
      const dropped = named.length < 2 ? named : same.length > 0 ? same : like;
      return { ...definition, methods: methods.filter((m) => !dropped.includes(m)) };
    }
    case 'final':
      return { ...definition, final: change.value };
    case 'instantiable':
      return { ...definition, instantiable: change.value };
    case 'limit':
    case 'element':
      return undefined;
    default:
      return change satisfies never;
  }
}
