import { lastName } from '../../../ir/dotted.js';
import type { AlterObject, AlterSession, ScriptUnit } from '../../../ir/oracle/index.js';
import type { UnitContext } from '../../context.js';

/**
 * Does ALTER … COMPILE make another program of a source that asks for flags, because PLSQL_CCFLAGS has changed since
 * its CREATE? With REUSE SETTINGS those of the CREATE count. (PL/SQL Language Reference, "ALTER PROCEDURE Statement",
 * compiler_parameters_clause; "Conditional Compilation")
 */
export function compilesWithOtherFlags(unit: UnitContext, node: AlterObject): boolean {
  if (!/^COMPILE\b/.test(node.action) || /\bREUSE SETTINGS\b/.test(node.action) || !node.name) return false;
  const { units } = unit.analysis;
  const name = lastName(node.name);
  const before = units.slice(0, Math.max(0, units.indexOf(node)));
  return before.some((one, i) => {
    if (programName(one) !== name) return false;
    const asksFlags = /\$\$|\$if\b/i.test(unit.textOf?.(one.span) ?? '');
    return asksFlags && flagsAfter(before.slice(0, i)) !== flagsAfter(before);
  });
}

/** The name of a program unit; undefined of other units. */
function programName(unit: ScriptUnit): string | undefined {
  switch (unit.kind) {
    case 'CreateRoutine':
      return unit.routine.name.name;
    case 'CreatePackage':
    case 'CreatePackageBody':
    case 'CreateTypeBody':
    case 'CreateTrigger':
      return lastName(unit.name);
    default:
      return undefined;
  }
}

const flagsAfter = (units: readonly ScriptUnit[]): string | undefined => {
  const set = units.filter((unit): unit is AlterSession => unit.kind === 'AlterSession');
  return set.flatMap(({ settings }) => settings.filter(isFlags)).at(-1)?.value;
};

const isFlags = ({ name }: AlterSession['settings'][number]): boolean => name.toUpperCase() === 'PLSQL_CCFLAGS';
