import { lastName } from '../../ir/dotted.js';
import { addUnder } from '../../ir/lists-by-key.js';
import { firstText } from '../../ir/literals.js';
import { copyInto } from '../../ir/map-tree.js';
import type { AlterTable, AssignmentTarget, Expr, ScriptUnit } from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import { nodesOf, walk } from '../../ir/walk.js';
import { parseStatementText } from '../../parse/build/index.js';
import { withoutComments } from '../../source/tokens/without-comments.js';
import { tableDroppedBy, tablesAfterEach } from './dynamic-tables.js';

const definition =
  /^\s*(create\s+(global\s+temporary\s+)?(table|sequence|or\s+replace\s+(force\s+)?view|view|materialized\s+view|type|or\s+replace\s+type|(or\s+replace\s+)?(public\s+)?synonym)|alter\s+table)\b/i;
const program = /^\s*create\s+(or\s+replace\s+)?((non)?editionable\s+)?(procedure|function|package|trigger)\b/i;

const found = new WeakMap<ScriptUnit, readonly ScriptUnit[]>();
const programs = new WeakMap<Expr, ScriptUnit>();

/** The routine, package or trigger that EXECUTE IMMEDIATE of the text makes, as the analysis knows it. */
export const programMadeBy = (text: Expr): ScriptUnit | undefined => programs.get(text);

/**
 * Tables, views, sequences, types and programs that installers create or change through EXECUTE IMMEDIATE: the analysis
 * has to know them, or nothing would be known of the code that uses them. Texts are literals, or put together of
 * literals and of what the block assigns: `l_col.name := 'SID'; … 'alter table t add (' || l_cols(i).name || …`.
 * Whether the statement is reached is not asked: what is not there in the end fails when it is used.
 */
export function dynamicDefinitions(unit: ScriptUnit): readonly ScriptUnit[] {
  let made = found.get(unit);
  if (!made) found.set(unit, (made = definitionsIn(unit)));
  return made;
}

function definitionsIn(unit: ScriptUnit): readonly ScriptUnit[] {
  if (unit.kind !== 'AnonymousBlock' && unit.kind !== 'CreateRoutine' && unit.kind !== 'CreatePackageBody') return [];
  const made: ScriptUnit[] = [];
  const drops: { readonly table: string; readonly after: number }[] = [];
  let assigned: ReadonlyMap<string, readonly string[]> | undefined;
  for (const { text } of nodesOf(unit, 'ExecuteImmediate')) {
    const table = tableDroppedBy(firstText(text));
    if (table !== undefined) drops.push({ table, after: made.length });
    if (text.kind !== 'Name' && !isDefinition(firstText(text))) continue;
    if (unit.kind === 'AnonymousBlock') assigned ??= assignedTexts(unit);
    for (const literal of textsOf(text, assigned) ?? []) {
      if (!isDefinition(literal)) continue;
      const parsed = parseStatementText(literal, text.span);
      if (!parsed.unit || parsed.diagnostics.some((d) => d.severity === 'error')) continue;
      const placed = program.test(withoutComments(literal)) ? placedIn(literal, text.span) : undefined;
      if (placed) programs.set(text, placed);
      made.push(placed ?? (parsed.unit.kind === 'AlterTable' ? alterAtRunTime(parsed.unit, text.span) : parsed.unit));
    }
  }
  return tablesAfterEach(made, drops);
}

/** A program whose errors have places in the text. */
function placedIn(text: string, span: Span): ScriptUnit | undefined {
  const { unit } = parseStatementText(text);
  return unit && copyInto(unit, text, span);
}

const alterAtRunTime = (unit: AlterTable, { givenAt }: Span): AlterTable => ({
  ...unit,
  span: givenAt ? { ...unit.span, givenAt } : unit.span,
  atRunTime: true,
});

const isDefinition = (text: string): boolean => {
  const bare = withoutComments(text);
  return definition.test(bare) || program.test(bare);
};

/** The texts that an expression may stand for, in step with each other; undefined where they are not known. */
function textsOf(
  expr: Expr,
  assigned: ReadonlyMap<string, readonly string[]> | undefined,
): readonly string[] | undefined {
  if (expr.kind === 'StringLiteral') return [expr.value];
  if (expr.kind === 'Binary' && expr.op === '||') {
    const left = textsOf(expr.left, assigned);
    const right = textsOf(expr.right, assigned);
    if (!left || !right) return undefined;
    if (left.length === 1) return right.map((r) => `${left[0]}${r}`);
    if (right.length === 1) return left.map((l) => `${l}${right[0]}`);
    return left.length === right.length ? left.map((l, i) => `${l}${right[i]}`) : undefined;
  }
  const name = placeOf(expr);
  return name === undefined ? undefined : assigned?.get(name);
}

/** The literals that the block gives each variable, element or field, in order. */
function assignedTexts(unit: ScriptUnit): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>();
  walk(unit, (node) => {
    const add = (name: string | undefined, value: Expr | undefined): void => {
      if (name !== undefined && value?.kind === 'StringLiteral') addUnder(texts, name, value.value);
    };
    if (node.kind === 'VariableDeclaration') {
      const { name, initial } = node;
      add(name.name, initial);
    }
    if (node.kind !== 'Assignment') return;
    const { target, value } = node;
    add(placeOf(target), value);
  });
  return texts;
}

/** `.FIELD` for a field of whatever record, the name for a variable and for elements of it. */
function placeOf(expr: Expr | AssignmentTarget): string | undefined {
  switch (expr.kind) {
    case 'Name': {
      const last = lastName(expr);
      return expr.parts.length > 1 ? `.${last}` : last;
    }
    case 'Member':
      return `.${expr.name.name}`;
    case 'Call':
      return expr.callee.kind === 'Call' ? undefined : placeOf(expr.callee);
    default:
      return undefined;
  }
}
