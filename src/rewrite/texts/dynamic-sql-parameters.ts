import { dotted } from '../../ir/dotted.js';
import { isAnyOf } from '../../ir/kinds.js';
import { replaceNodes } from '../../ir/map-tree.js';
import type { Assignment, Block, CaseStatement, Expr, RoutineDefinition, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { Span } from '../../ir/span.js';
import { nodesOf, walk } from '../../ir/walk.js';
import { type Callable, callablesOf } from './callables.js';
import { type Calls, declaredIn, GivenTexts, passedBy, takesText } from './given-texts.js';
import { textOfNames } from './literal-texts.js';
import { branchesFor, type Dynamic, isDynamic, textOf } from './text-branches.js';
import { keepsText } from './text-types.js';

/*
 * A routine that executes what it is given: `PROCEDURE run(s VARCHAR2) IS BEGIN EXECUTE IMMEDIATE s; END`. The texts
 * that calls give it are known, each becomes a branch of its own that is compiled like any statement; what no call
 * gives stays as it was:
 *   CASE s WHEN 'DROP TABLE a' THEN EXECUTE IMMEDIATE 'DROP TABLE a'; … ELSE EXECUTE IMMEDIATE s; END CASE
 * The program means the same whichever texts are found.
 */

/** The units with branches for the texts that calls hand to routines that execute them. */
export function withParameterTexts<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  const routinesOf = callablesOf(units.map((u) => u.unit));
  const found = units.flatMap(({ unit }) => executing(unit, routinesOf));
  if (found.length === 0) return units;
  const replaced = new Map<OracleNode, OracleNode>();
  const given = new GivenTexts(
    units.map((u) => u.unit),
    routinesOf,
    found,
  );
  for (const one of found) {
    for (const dynamic of dynamicIn(one.routine)) {
      const branches = branchesOf(one.routine, dynamic, (names) => given.of(one, names));
      if (branches) replaced.set(dynamic.statement, branches);
    }
  }
  return replaced.size === 0 ? units : units.map((u) => ({ ...u, unit: replaceNodes(u.unit, replaced) }));
}

type RoutinesOf = (unit: ScriptUnit) => readonly Callable[];

/** The routines of a unit that execute a text made of their parameters. */
function executing(unit: ScriptUnit, routinesOf: RoutinesOf): readonly Callable[] {
  if (!isAnyOf(unit.kind, 'AnonymousBlock', 'CreateRoutine', 'CreatePackageBody', 'CreateTypeBody')) return [];
  const executes = (routine: RoutineDefinition): boolean =>
    routine.body.kind === 'Block' && dynamicIn(routine).length > 0;
  return nodesOf(unit, 'RoutineDefinition').some(executes) ? routinesOf(unit).filter((r) => executes(r.routine)) : [];
}

/** A statement that executes a text, in a routine or in one nested in it. */
interface Found {
  readonly statement: Dynamic;
  /** The body of the innermost routine. */
  readonly body: Block;
  /** Names of its and of what is around it that are not those of the outer routine. */
  readonly hidden: ReadonlySet<string>;
}

/** The statements of the routine that execute a text which is no literal, and of routines nested in it. */
function dynamicIn(routine: RoutineDefinition): Found[] {
  const found: Found[] = [];
  const visit = ({ body }: RoutineDefinition, hidden: ReadonlySet<string>): void => {
    if (body.kind !== 'Block') return;
    walk(body, (node) => {
      // FORALL repeats one statement, which must stay that.
      if (node.kind === 'ForAll') return false;
      if (node.kind === 'RoutineDefinition') {
        visit(node, new Set([...hidden, ...declaredIn(node, 'anywhere')]));
        return false;
      }
      if (isDynamic(node) && textOf(node).kind !== 'StringLiteral') found.push({ statement: node, body, hidden });
      return true;
    });
  };
  if (routine.parameters.some(takesText)) visit(routine, new Set());
  return found;
}

function branchesOf(
  routine: RoutineDefinition,
  { statement, body, hidden }: Found,
  callsGiving: (names: readonly string[]) => Calls,
): CaseStatement | undefined {
  const text = textOf(statement);
  const local = localText(body, statement, text);
  const whole = local?.value ?? text;
  const parameters = new Set([...passedBy(routine)].filter((name) => !hidden.has(name)));
  const used = [...new Set(namesIn(whole))];
  if (used.length === 0 || used.some((name) => !parameters.has(name))) return undefined;
  const calls = callsGiving(used);
  const texts: (string | undefined)[] = [];
  const places = new Map<string, Span>();
  for (const { actuals, at } of calls.given) {
    const value = textOfNames(whole, (name) => actuals.get(name));
    texts.push(value);
    if (value !== undefined && !places.has(value)) places.set(value, at);
  }
  const known = [...new Set(texts.filter((t): t is string => t !== undefined && t !== ''))];
  const isKept = routine.parameters.every((p) => !used.includes(p.name.name) || keepsText(p.type));
  const isAll = calls.all && isKept && texts.every((t) => t !== undefined && t !== '') && local?.sure !== false;
  return branchesFor(statement, text, known, isAll ? undefined : text, (value) => places.get(value));
}

/** The names in the expression, but for those of the functions that it calls. */
function namesIn(expr: Expr): string[] {
  const names: string[] = [];
  const called = new Set(nodesOf(expr, 'Call').map(({ callee }) => callee));
  walk(expr, (node) => {
    if (node.kind === 'Name' && !called.has(node)) names.push(dotted(node));
  });
  return names;
}

/**
 * `l_sql := 'select … ' || p; EXECUTE IMMEDIATE l_sql`: what the routine's variable is set to, where that is one
 * expression.
 */
function localText(
  body: Block,
  statement: Dynamic,
  text: Expr,
): { readonly value: Expr; readonly sure: boolean } | undefined {
  if (text.kind !== 'Name' || text.parts.length !== 1) return undefined;
  const name = text.parts[0]?.name;
  const declared = body.declarations.find((d) => d.kind === 'VariableDeclaration' && d.name.name === name);
  if (declared?.kind !== 'VariableDeclaration') return undefined;
  if (declaredIn(body, 'outside of routines').filter((other) => other === name).length > 1) return undefined;
  const assigned: Assignment[] = [];
  let mentioned = 0;
  walk(body, (node) => {
    if (node.kind === 'Assignment') {
      if (node.target.kind === 'Name' && namesIn(node.target)[0] === name) assigned.push(node);
    }
    if (node.kind === 'Name' && node.parts.some((part) => part.name === name)) mentioned += 1;
  });
  const [first, more] = assigned;
  const value = first && !declared.initial ? first.value : !first ? declared.initial : undefined;
  if (!value || more) return undefined;
  const at = first ? body.body.indexOf(first) : -1;
  const inFront = first === undefined || (at >= 0 && body.body[at + 1] === statement);
  return { value, sure: inFront && keepsText(declared.type) && mentioned === (first ? 2 : 1) };
}
