import { dotted } from '../ir/dotted.js';
import { isAnyOf } from '../ir/kinds.js';
import { replaceNodes } from '../ir/map-tree.js';
import type {
  Assignment,
  Block,
  Call,
  CaseStatement,
  Expr,
  Name,
  Parameter,
  RoutineDefinition,
  ScriptUnit,
} from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import type { Span } from '../ir/span.js';
import { forEachChild, nodesOf, walk } from '../ir/walk.js';
import { heldTexts } from './held-texts.js';
import { textOfNames } from './literal-texts.js';
import { branchesFor, type Dynamic, isDynamic, textOf } from './text-branches.js';

/*
 * A routine that executes what it is given: `PROCEDURE run(s VARCHAR2) IS BEGIN EXECUTE IMMEDIATE s; END`. The texts
 * that calls give it are known, each becomes a branch of its own that is compiled like any statement; what no call
 * gives stays as it was:
 *   CASE s WHEN 'DROP TABLE a' THEN EXECUTE IMMEDIATE 'DROP TABLE a'; … ELSE EXECUTE IMMEDIATE s; END CASE
 * The program means the same whichever texts are found.
 */

/** A routine and where it can be called from. */
interface Found {
  readonly unit: ScriptUnit;
  readonly routine: RoutineDefinition;
  /** Declared in a block: nothing outside of the unit calls it. */
  readonly nested: boolean;
}

/** The actuals of one call by parameter; undefined for one that is not a known text. */
type Actuals = ReadonlyMap<string, string | undefined>;

interface Calls {
  readonly given: readonly { readonly actuals: Actuals; readonly at: Span }[];
  /** There can be no others. */
  readonly all: boolean;
}

/** The units with branches for the texts that calls hand to routines that execute them. */
export function withParameterTexts<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  const found = units.flatMap(({ unit }) => routinesOf(unit));
  if (found.length === 0) return units;
  const replaced = new Map<OracleNode, OracleNode>();
  const mentions = mentionsOf(
    units.map((u) => u.unit),
    new Set(found.map((f) => f.routine.name.name)),
  );
  const held = new Map<ScriptUnit, ReturnType<typeof heldTexts>>();
  const heldIn = (unit: ScriptUnit): ReturnType<typeof heldTexts> => {
    const known = held.get(unit) ?? heldTexts(unit);
    held.set(unit, known);
    return known;
  };
  for (const one of found) {
    const calls = callsOf(one, mentions, found, heldIn);
    for (const statement of dynamicIn(one.routine)) {
      const branches = branchesOf(one.routine, statement, calls);
      if (branches) replaced.set(statement, branches);
    }
  }
  return replaced.size === 0 ? units : units.map((u) => ({ ...u, unit: replaceNodes(u.unit, replaced) }));
}

/** The routines of a unit that execute a text made of their parameters. */
function routinesOf(unit: ScriptUnit): readonly Found[] {
  if (!isAnyOf(unit.kind, 'AnonymousBlock', 'CreateRoutine', 'CreatePackageBody', 'CreateTypeBody')) return [];
  const routines = nodesOf(unit, 'RoutineDefinition').filter((r) => r.body.kind === 'Block' && dynamicIn(r).length > 0);
  if (routines.length === 0) return [];
  const inBlocks = new Set<OracleNode>();
  for (const block of nodesOf(unit, 'Block')) forEachChild(block, (child) => inBlocks.add(child));
  return routines.map((routine) => ({ unit, routine, nested: inBlocks.has(routine) }));
}

/** The routine's own statements that execute a text that is no literal; not those of routines nested in it. */
function dynamicIn(routine: RoutineDefinition): Dynamic[] {
  const found: Dynamic[] = [];
  if (!routine.parameters.some(isGiven)) return found;
  walk(routine.body, (node) => {
    // FORALL repeats one statement, which must stay that.
    if (node.kind === 'RoutineDefinition' || node.kind === 'ForAll') return false;
    if (isDynamic(node) && textOf(node).kind !== 'StringLiteral') found.push(node);
    return true;
  });
  return found;
}

const isGiven = ({ mode }: Parameter): boolean => mode === 'IN';

interface Mentions {
  readonly calls: readonly { readonly unit: ScriptUnit; readonly call: Call }[];
  /** How often the name stands in each unit, called or not. */
  readonly names: ReadonlyMap<ScriptUnit, number>;
  /** How often it is a statement without arguments. */
  readonly statements: ReadonlyMap<ScriptUnit, number>;
}

type Counts = Map<ScriptUnit, number>;

interface Counted extends Mentions {
  readonly calls: { readonly unit: ScriptUnit; readonly call: Call }[];
  readonly names: Counts;
  readonly statements: Counts;
}

const empty = (): Counted => ({ calls: [], names: new Map(), statements: new Map() });

function mentionsOf(units: readonly ScriptUnit[], wanted: ReadonlySet<string>): ReadonlyMap<string, Mentions> {
  const made = new Map<string, Counted>();
  const of = (name: string) => {
    const known = made.get(name) ?? empty();
    made.set(name, known);
    return known;
  };
  for (const unit of units) {
    for (const call of nodesOf(unit, 'Call')) {
      const name = call.callee.kind === 'Name' ? lastOf(call.callee) : undefined;
      if (name !== undefined && wanted.has(name)) of(name).calls.push({ unit, call });
    }
    const note = (name: string | undefined, where: 'statements' | 'names'): void => {
      if (name === undefined || !wanted.has(name)) return;
      const count = of(name)[where];
      count.set(unit, (count.get(unit) ?? 0) + 1);
    };
    for (const { call } of nodesOf(unit, 'CallStatement')) if (call.kind === 'Name') note(lastOf(call), 'statements');
    for (const name of nodesOf(unit, 'Name')) note(lastOf(name), 'names');
  }
  return made;
}

const lastOf = (name: Name): string | undefined => name.parts.at(-1)?.name;

function callsOf(
  one: Found,
  mentions: ReadonlyMap<string, Mentions>,
  found: readonly Found[],
  heldIn: (unit: ScriptUnit) => ReturnType<typeof heldTexts>,
): Calls {
  const { unit, routine, nested } = one;
  const name = routine.name.name;
  const known = mentions.get(name);
  const calls = (known?.calls ?? []).filter((c) => !nested || c.unit === unit);
  const alone = found.every((f) => f === one || f.unit !== unit || f.routine.name.name !== name);
  return {
    given: calls.map(({ unit, call }) => ({ actuals: actualsOf(routine, call, heldIn(unit)(call)), at: call.span })),
    all:
      nested &&
      alone &&
      (routine.routine === 'PROCEDURE' ? !known?.statements.has(unit) : known?.names.get(unit) === calls.length),
  };
}

function actualsOf(routine: RoutineDefinition, call: Call, held: ReadonlyMap<string, string>): Actuals {
  const actuals = new Map<string, string | undefined>();
  for (const [i, p] of routine.parameters.entries()) {
    const given =
      call.args.find((a) => a.name?.name === p.name.name) ?? (call.args[i]?.name ? undefined : call.args[i]);
    const value = given ? given.value : p.initial;
    const text =
      value && p.mode === 'IN' ? textOfNames(value, (name) => (given ? held.get(name) : undefined)) : undefined;
    actuals.set(p.name.name, text);
  }
  return actuals;
}

function branchesOf(routine: RoutineDefinition, statement: Dynamic, calls: Calls): CaseStatement | undefined {
  const text = textOf(statement);
  if (routine.body.kind !== 'Block') return undefined;
  const local = localText(routine.body, statement, text);
  const whole = local?.value ?? text;
  const parameters = new Set(routine.parameters.map((p) => p.name.name));
  const used = namesIn(whole);
  if (used.length === 0 || used.some((name) => !parameters.has(name))) return undefined;
  const texts: (string | undefined)[] = [];
  const places = new Map<string, Span>();
  for (const { actuals, at } of calls.given) {
    const value = textOfNames(whole, (name) => actuals.get(name));
    texts.push(value);
    if (value !== undefined && !places.has(value)) places.set(value, at);
  }
  const known = [...new Set(texts.filter((t): t is string => t !== undefined && t !== ''))];
  const isAll = calls.all && texts.every((t) => t !== undefined && t !== '') && local?.sure !== false;
  return branchesFor(statement, text, known, isAll ? undefined : text, (value) => places.get(value));
}

function namesIn(expr: Expr): string[] {
  const names: string[] = [];
  walk(expr, (node) => {
    if (node.kind === 'Name') names.push(dotted(node));
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
  const assigned: Assignment[] = [];
  let mentioned = 0;
  walk(body, (node) => {
    if (node.kind === 'Assignment') {
      if (node.target.kind === 'Name' && namesIn(node.target)[0] === name) assigned.push(node);
    }
    if (node.kind === 'Name' && namesIn(node)[0] === name) mentioned += 1;
  });
  const [first, more] = assigned;
  const value = first && !declared.initial ? first.value : !first ? declared.initial : undefined;
  if (!value || more) return undefined;
  const at = first ? body.body.indexOf(first) : -1;
  const inFront = first === undefined || (at >= 0 && body.body[at + 1] === statement);
  return { value, sure: inFront && mentioned === (first ? 2 : 1) };
}
