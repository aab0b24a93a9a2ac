import { isAnyOf, isCreation } from '../ir/kinds.js';
import { replaceNodes } from '../ir/map-tree.js';
import type { AnonymousBlock, Block, Name, ScriptUnit, SqlCall } from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import { nodesOf, walk } from '../ir/walk.js';
import { parseStatementText } from '../parse/build/index.js';
import type { Unit } from '../source/unit.js';

/** The types of the variables, by their names. */
export type ScriptVariables = ReadonlyMap<string, string>;

/** The package that stands for the variables of a script; it is analyzed, and never made. */
export const scriptVariablesPackage = 'SQLPLUS__VARIABLES';

/**
 * `name type`, and a value, which is a unit of its own; the forms that show variables, or only give them a value, are
 * others. (SQL*Plus User's Guide, "VARIABLE")
 */
const declaration =
  /^(?<name>[a-z][\w$#]*)\s+(?<type>number|n?char(?:\s*\([^)]*\))?|n?varchar2\s*\([^)]*\)|n?clob|refcursor|binary_float|binary_double)\s*(?:=.*|;)?$/is;

/**
 * The variables that scripts declare with VARIABLE keep their values for the session, as variables of a package do:
 * `:x` becomes such a variable. Out: the definition of the package, and the names; undefined where nothing is declared.
 */
export function scriptVariables(
  units: readonly Unit[],
): { readonly definition: ScriptUnit; readonly names: ScriptVariables } | undefined {
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
  const list = known.map(([name, type]) => `"${name}" ${typeInPackage(type)};`).join(' ');
  const { unit } = parseStatementText(`CREATE OR REPLACE PACKAGE ${scriptVariablesPackage} AS ${list} END;`, {
    file: first.file,
    start: first.start,
    end: first.start,
  });
  return unit && { definition: unit, names: new Map(known) };
}

const typeInPackage = (type: string): string =>
  type === 'REFCURSOR' ? 'SYS_REFCURSOR' : type.replace(/(CHAR|BYTE)\)$/, ' $1)');

/** The unit with variables of the package in the places of `:x`; a cursor is one of the block while that runs. */
export function withScriptVariables(given: ScriptUnit, names: ScriptVariables): ScriptUnit {
  const unit = given.kind === 'SqlCall' && hasCursor(given, names) ? asBlock(given) : given;
  if (isCreation(unit) || isAnyOf(unit.kind, 'AlterTable', 'AlterObject', 'AlterSession')) return unit;
  const replaced = new Map<OracleNode, OracleNode>();
  const cursors = new Set<string>();
  walk(unit, (node) => {
    if (node.kind !== 'BindVariable') return;
    const name = node.name.toUpperCase();
    const type = names.get(name);
    if (type === undefined || (type === 'REFCURSOR' && unit.kind !== 'AnonymousBlock')) return;
    const part = (text: string) => ({ kind: 'Identifier', span: node.span, name: text, quoted: true }) as const;
    const parts = type === 'REFCURSOR' ? [part(inBlock(name))] : [part(scriptVariablesPackage), part(name)];
    if (type === 'REFCURSOR') cursors.add(name);
    const made: Name = { kind: 'Name', span: node.span, parts };
    replaced.set(node, made);
  });
  if (replaced.size === 0) return unit;
  const made = replaceNodes(unit, replaced);
  return made.kind === 'AnonymousBlock' ? [...cursors].reduce(withCursor, made) : made;
}

const hasCursor = (call: SqlCall, names: ScriptVariables): boolean =>
  nodesOf(call, 'BindVariable').some((variable) => names.get(variable.name.toUpperCase()) === 'REFCURSOR');

/** `CALL p(:rc)`   ->   BEGIN p(:rc); END; */
function asBlock({ span, call }: SqlCall): AnonymousBlock {
  const block: Block = { kind: 'Block', span, labels: [], declarations: [], body: [call], handlers: [] };
  return { kind: 'AnonymousBlock', span, block };
}

const inBlock = (cursor: string): string => `${cursor}__CURSOR`;

/** The block in one that declares the cursor: PL/SQL knows none in a package. */
function withCursor(unit: AnonymousBlock, name: string): AnonymousBlock {
  const { span } = unit;
  const own = inBlock(name);
  const kept = `${scriptVariablesPackage}."${name}"`;
  const around = parseStatementText(
    `DECLARE "${own}" SYS_REFCURSOR; BEGIN "${own}" := ${kept}; NULL; ${kept} := "${own}"; END;`,
    span,
  ).unit;
  if (around?.kind !== 'AnonymousBlock') return unit;
  const body = around.block.body.map((s) => (s.kind === 'NullStatement' ? unit.block : s));
  return { ...unit, block: { ...around.block, body } };
}
