import type { BindVariable, Name, ScriptUnit } from '../ir/oracle/index.js';
import { type AnyNode, walk } from '../ir/walk.js';
import type { Unit } from '../source/unit.js';
import { parseStatementText } from './build/index.js';

/** The package that stands for the variables of a script; it is analyzed, and never made. */
export const scriptVariablesPackage = 'SQLPLUS__VARIABLES';

/** `name type`; the forms that show variables, and those with a value, are others. (SQL*Plus User's Guide, "VARIABLE") */
const declaration =
  /^(?<name>[a-z][\w$#]*)\s+(?<type>number|n?char(?:\s*\([^)]*\))?|n?varchar2\s*\([^)]*\)|n?clob|binary_float|binary_double)\s*;?$/i;

/**
 * The variables that scripts declare with VARIABLE keep their values for the session, as variables of a package do: `:x` becomes such a variable.
 * Out: the definition of the package, and the names; undefined where nothing is declared.
 */
export function scriptVariables(
  units: readonly Unit[],
): { readonly definition: ScriptUnit; readonly names: ReadonlySet<string> } | undefined {
  const types = new Map<string, string | undefined>();
  for (const unit of units) {
    if (unit.kind !== 'sqlplus' || unit.command.name !== 'VARIABLE') continue;
    const { groups } = declaration.exec(unit.command.argument.trim()) ?? {};
    const name = groups?.name?.toUpperCase();
    const type = groups?.type?.toUpperCase().replace(/\s/g, '');
    // One that is declared anew as something else is not one variable.
    if (name) types.set(name, types.has(name) && types.get(name) !== type ? undefined : type);
  }
  const known = [...types].filter((t): t is [string, string] => t[1] !== undefined);
  const [first] = units;
  if (known.length === 0 || !first) return undefined;
  const list = known.map(([name, type]) => `"${name}" ${type.replace(/(CHAR|BYTE)\)$/, ' $1)')};`).join(' ');
  const { unit } = parseStatementText(`CREATE OR REPLACE PACKAGE ${scriptVariablesPackage} AS ${list} END;`, {
    file: first.file,
    start: first.start,
    end: first.start,
  });
  return unit && { definition: unit, names: new Set(known.map(([name]) => name)) };
}

/** The unit with variables of the package in the places of `:x`. */
export function withScriptVariables<T extends ScriptUnit>(
  unit: T,
  names: ReadonlySet<string>,
  rewritten: (unit: T, replaced: ReadonlyMap<AnyNode, AnyNode>) => T,
): T {
  if (/^(Create|Alter)/.test(unit.kind)) return unit;
  const replaced = new Map<AnyNode, AnyNode>();
  walk(unit as AnyNode, (node) => {
    if (node.kind !== 'BindVariable') return;
    const bind = node as unknown as BindVariable;
    const name = bind.name.toUpperCase();
    if (!names.has(name)) return;
    const part = (text: string) => ({ kind: 'Identifier', span: bind.span, name: text, quoted: true }) as const;
    const made: Name = { kind: 'Name', span: bind.span, parts: [part(scriptVariablesPackage), part(name)] };
    replaced.set(node, made as unknown as AnyNode);
  });
  return replaced.size === 0 ? unit : rewritten(unit, replaced);
}
