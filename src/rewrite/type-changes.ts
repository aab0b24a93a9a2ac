import type { AlterObject, CreateType, ObjectTypeDefinition, ScriptUnit, TypeChange } from '../ir/oracle/index.js';

interface Owned {
  readonly unit: ScriptUnit;
  readonly owner: string;
}

/**
 * What ALTER TYPE adds to an object type and takes from it becomes part of its CREATE TYPE, as if it had been written there; the ALTER TYPE stands there
 * as merged. (PL/SQL Language Reference, "ALTER TYPE Statement")
 */
export function withTypeChanges<T extends Owned>(units: readonly T[]): readonly T[] {
  const result = [...units];
  const types = new Map<string, number>();
  for (const [i, item] of units.entries()) {
    const { unit } = item;
    if (unit.kind === 'CreateType') types.set(keyOf(unit, item.owner), i);
    if (unit.kind !== 'AlterObject' || !unit.typeChanges || !unit.name) continue;
    const at = types.get(keyOf({ name: unit.name }, item.owner));
    const type = at === undefined ? undefined : result[at];
    const changed = type?.unit.kind === 'CreateType' ? changedType(type.unit, unit.typeChanges) : undefined;
    if (at === undefined || !type || !changed) continue;
    result[at] = { ...type, unit: changed };
    result[i] = { ...item, unit: { ...unit, merged: true } satisfies AlterObject };
  }
  return result;
}

function keyOf({ name }: Pick<CreateType, 'name'>, owner: string): string {
  const [last, own] = [...name.parts].reverse();
  return `${own?.name ?? owner}.${last?.name ?? ''}`;
}

function changedType(type: CreateType, changes: readonly TypeChange[]): CreateType | undefined {
  if (type.definition.kind !== 'ObjectTypeDefinition') return undefined;
  let definition: ObjectTypeDefinition = type.definition;
  for (const change of changes) definition = changed(definition, change);
  return { ...type, definition };
}

function changed(definition: ObjectTypeDefinition, change: TypeChange): ObjectTypeDefinition {
  const { attributes, methods } = definition;
  switch (change.change) {
    case 'add attribute':
      return { ...definition, attributes: [...attributes, { name: change.name, type: change.type, added: true }] };
    case 'modify attribute':
      return {
        ...definition,
        attributes: attributes.map((a) => (a.name.name === change.name.name ? { ...a, type: change.type } : a)),
      };
    case 'drop attribute':
      return { ...definition, attributes: attributes.filter((a) => a.name.name !== change.name.name) };
    case 'add method':
      return { ...definition, methods: [...methods, change.method] };
    case 'drop method': {
      const named = methods.filter((m) => m.name.name === change.method.name.name);
      const dropped =
        named.length < 2 ? named : named.filter((m) => m.parameters.length === change.method.parameters.length);
      return { ...definition, methods: methods.filter((m) => !dropped.includes(m)) };
    }
    case 'final':
      return { ...definition, final: change.value };
    case 'instantiable':
      return { ...definition, instantiable: change.value };
    default:
      return change satisfies never;
  }
}
