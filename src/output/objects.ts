import { isCreation } from '../ir/kinds.js';
import type { DropObject, QualifiedName, ScriptUnit } from '../ir/oracle/index.js';
import { ownerAndName } from '../ir/owned-units.js';

/** What a unit creates, in Oracle's words. */
export interface SourceObject {
  readonly kind: string;
  readonly owner: string;
  readonly name: string;
}

/** The object a unit is about; undefined for blocks, queries and the like. */
export function objectOf(unit: ScriptUnit, owner: string): SourceObject | undefined {
  const of = (kind: string, name: QualifiedName): SourceObject => ({ kind, ...ownerAndName(name, owner) });
  switch (unit.kind) {
    case 'CreateTable':
      return of('table', unit.name);
    case 'AlterTable':
      return of('alter table', unit.name);
    case 'CreateView':
      return of('view', unit.name);
    case 'CreateMaterializedView':
      return of('materialized view', unit.name);
    case 'CreateMaterializedViewLog':
      return of('materialized view log', unit.table);
    case 'CreateIndex':
      return of('index', unit.name);
    case 'CreateSequence':
      return of('sequence', unit.name);
    case 'CreateSynonym':
      return of(unit.public ? 'public synonym' : 'synonym', unit.name);
    case 'CreateType':
      return of('type', unit.name);
    case 'CreateTypeBody':
      return of('type body', unit.name);
    case 'CreatePackage':
      return of('package', unit.name);
    case 'CreatePackageBody':
      return of('package body', unit.name);
    case 'CreateRoutine':
      return {
        kind: unit.routine.routine.toLowerCase(),
        owner: unit.owner?.name ?? owner,
        name: unit.routine.name.name,
      };
    case 'CreateTrigger':
      return of('trigger', unit.name);
    case 'CreateOther':
      return of(unit.objectKind.toLowerCase(), unit.name);
    case 'CreateUser':
      return { kind: 'user', owner: '', name: unit.name.name };
    case 'CreateRole':
      return { kind: 'role', owner: '', name: unit.name.name };
    case 'BrokenUnit':
      return unit.objectKind === undefined || unit.objectName === undefined
        ? undefined
        : brokenObject(unit.objectKind, unit.objectName, owner);
    default:
      return undefined;
  }
}

/** What a CREATE that was not understood would have made, by its first words. */
function brokenObject(objectKind: string, objectName: string, owner: string): SourceObject {
  const [first = '', ...rest] = objectName.split('.');
  return {
    kind: objectKind.toLowerCase(),
    ...(rest.length > 0 ? { owner: first, name: rest.join('.') } : { owner, name: first }),
  };
}

/** What a DROP takes away, in the words of `objectOf`. */
export function droppedObject({ objectKind, name }: DropObject, home: string): SourceObject {
  return { kind: objectKind.toLowerCase(), ...ownerAndName(name, home) };
}

/** The trigger of a name, in the words of `objectOf`. */
export const triggerOf = (name: QualifiedName, home: string): SourceObject => ({
  kind: 'trigger',
  ...ownerAndName(name, home),
});

/** Does the unit count as an object of the inputs: is it a CREATE, understood or not? */
export function isObject(unit: ScriptUnit): boolean {
  return isCreation(unit) || unit.kind === 'BrokenUnit';
}
