import type { Analysis } from '../../../analyze/analysis.js';
import type { ScriptUnit } from '../../../ir/oracle/index.js';

/** An object as the dictionary names it; the owner is the user where the source names none. */
export interface DictionaryName {
  readonly owner: string;
  readonly name: string;
  readonly type: string;
}

/** What the dictionary calls the object that a unit makes. */
export function dictionaryNameOf(analysis: Analysis, unit: ScriptUnit): DictionaryName | undefined {
  const type = typeOfUnit(unit);
  const symbol = unit.kind === 'CreateRoutine' ? analysis.declaredBy(unit.routine) : analysis.declared(unit);
  return type !== undefined && symbol && 'owner' in symbol
    ? { owner: symbol.owner, name: symbol.name, type }
    : undefined;
}

function typeOfUnit(unit: ScriptUnit): string | undefined {
  switch (unit.kind) {
    case 'CreateView':
      return 'VIEW';
    case 'CreateMaterializedView':
      return 'MATERIALIZED VIEW';
    case 'CreateRoutine':
      return unit.routine.routine;
    case 'CreatePackage':
      return 'PACKAGE';
    case 'CreatePackageBody':
      return 'PACKAGE BODY';
    case 'CreateTrigger':
      return 'TRIGGER';
    case 'CreateType':
      return 'TYPE';
    case 'CreateTypeBody':
      return 'TYPE BODY';
    case 'CreateSynonym':
      return 'SYNONYM';
    default:
      return undefined;
  }
}
