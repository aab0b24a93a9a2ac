import type { QualifiedName, ScriptUnit } from '../ir/oracle/index.js';

/** What a unit creates, in Oracle's words. */
export interface SourceObject {
  readonly kind: string;
  readonly owner: string;
  readonly name: string;
}

/** The object a unit is about; undefined for blocks, queries and the like. */
export function objectOf(unit: ScriptUnit, owner: string): SourceObject | undefined {
  const of = (kind: string, name: QualifiedName): SourceObject => {
    const last = name.parts.at(-1)?.name ?? '';
    return { kind, owner: name.parts.length > 1 ? (name.parts[0]?.name ?? owner) : owner, name: last };
  };
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
    default:
      return undefined;
  }
}
