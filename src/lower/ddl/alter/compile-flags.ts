import { lastName } from '../../../ir/dotted.js';
import type { AlterObject, AlterSession, ScriptUnit } from '../../../ir/oracle/index.js';
import { defaultConditionalCompilation } from '../../../parse/conditional-compilation.js';
import type { UnitContext } from '../../context.js';

/**
 * Does ALTER … COMPILE make another program of a source that asks for flags, because PLSQL_CCFLAGS or another
 * parameter that it asks for has changed since its CREATE? With REUSE SETTINGS those of the CREATE count. (PL/SQL
 * Language Reference, "ALTER PROCEDURE Statement", compiler_parameters_clause; "Conditional Compilation")
 */
export function compilesWithOtherFlags(unit: UnitContext, node: AlterObject): boolean {
  if (!/^COMPILE\b/.test(node.action) || /\bREUSE SETTINGS\b/.test(node.action) || !node.name) return false;
  const { units } = unit.analysis;
  const name = lastName(node.name);
  const before = units.slice(0, Math.max(0, units.indexOf(node)));
  return before.some((one, i) => {
    if (programName(one) !== name) return false;
    const text = (unit.textOf?.(one.span) ?? '').toUpperCase();
    const asked = inquiries.filter((inquiry) => asksFor(text, inquiry));
    return asked.some((inquiry) => valueAfter(before.slice(0, i), inquiry) !== valueAfter(before, inquiry));
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

const inquiries = Object.keys(defaultConditionalCompilation.inquiry);

/** Any `$$name` may be a flag. */
const asksFor = (text: string, inquiry: string): boolean =>
  inquiry === 'PLSQL_CCFLAGS' ? /\$\$|\$IF\b/.test(text) : text.includes(`$$${inquiry}`);

function valueAfter(units: readonly ScriptUnit[], inquiry: string): string | undefined {
  const set = units.filter((unit): unit is AlterSession => unit.kind === 'AlterSession');
  return set.flatMap(({ settings }) => settings.filter(({ name }) => name.toUpperCase() === inquiry)).at(-1)?.value;
}
