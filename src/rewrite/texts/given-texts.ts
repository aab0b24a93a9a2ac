import { lastName } from '../../ir/dotted.js';
import type { Call, Expr, Parameter, RoutineDefinition, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { Span } from '../../ir/span.js';
import { nodesOf, walk } from '../../ir/walk.js';
import type { Callable } from './callables.js';
import { heldTexts } from './held-texts.js';
import { textOfNames } from './literal-texts.js';
import { mayTakeText } from './text-types.js';

/*
 * The texts that calls give to the parameters of routines, by names alone: literals, variables that hold one, and what
 * the routine around the call was given itself:
 *   PROCEDURE run(s VARCHAR2) IS … EXECUTE IMMEDIATE s …; PROCEDURE quietly(t VARCHAR2) IS … run(t); …; quietly('DROP TABLE a')
 */

/** The actuals of one call by parameter; undefined for one that is not a known text. */
type Actuals = ReadonlyMap<string, string | undefined>;

interface Given {
  readonly actuals: Actuals;
  /** Where the first of the calls that give these is. */
  readonly at: Span;
}

/** What the calls of a routine give to some of its parameters. */
export interface Calls {
  /** No two give the same. */
  readonly given: readonly Given[];
  /** There can be no others. */
  readonly all: boolean;
}

/** A text may come through so many routines. */
const mostLevels = 3;

const none: Calls = { given: [], all: false };

/** Is the parameter one that a text may be handed to, and that does not change it? */
export const takesText = (p: Parameter): boolean => p.mode === 'IN' && mayTakeText(p.type);

/** The texts that routines are given, looked for from those that execute them. */
export class GivenTexts {
  private readonly mentions = new Map<string, Counted>();
  private readonly held = new Map<ScriptUnit, ReturnType<typeof heldTexts>>();
  private readonly around = new Map<ScriptUnit, ReadonlyMap<Call, Callable>>();
  private readonly known = new Map<RoutineDefinition, Map<string, Calls>>();

  constructor(
    private readonly units: readonly ScriptUnit[],
    private readonly callables: (unit: ScriptUnit) => readonly Callable[],
    wanted: readonly Callable[],
  ) {
    let names = new Set(wanted.map((w) => w.routine.name.name));
    for (let level = 0; level < mostLevels && names.size > 0; level++) {
      this.mention(names);
      names = new Set([...names].flatMap((name) => this.namesAround(name)));
    }
  }

  /** What the calls of the routine give these of its parameters. */
  of(one: Callable, names: readonly string[], level = mostLevels): Calls {
    const ofRoutine = this.known.get(one.routine) ?? new Map<string, Calls>();
    this.known.set(one.routine, ofRoutine);
    const key = names.join();
    const known = ofRoutine.get(key);
    if (known || level === 0) return known ?? none;
    // A routine that calls itself gives itself nothing new.
    ofRoutine.set(key, none);
    const found = this.callsOf(one, names, level);
    ofRoutine.set(key, found);
    return found;
  }

  private callsOf(one: Callable, names: readonly string[], level: number): Calls {
    const { unit, routine, inside } = one;
    const mentions = this.mentions.get(routine.name.name);
    const calls = (mentions?.calls ?? []).filter((c) => !inside || c.unit === unit);
    const wanted = [...routine.parameters.entries()].filter(([, p]) => names.includes(p.name.name));
    const given = new Map<string, Given>();
    const note = (actuals: Actuals, at: Span): void => {
      const key = JSON.stringify([...actuals.values()].map((text) => text ?? null));
      if (!given.has(key)) given.set(key, { actuals, at });
    };
    let all = inside && isOnly(one) && this.allAreCalls(one, calls.length);
    for (const { unit, call } of calls) {
      const held = this.heldIn(unit)(call);
      const used = namesIn(call, wanted);
      const outer = used.length > 0 ? this.aroundIn(unit).get(call) : undefined;
      const handed = outer && outer.routine !== routine ? handedOn(used, passedBy(outer.routine)) : [];
      const outerCalls = outer && handed.length > 0 ? this.of(outer, handed, level - 1) : undefined;
      if (!outerCalls || outerCalls.given.length === 0) {
        note(actualsOf(wanted, call, held), call.span);
        continue;
      }
      for (const { actuals, at } of outerCalls.given)
        note(actualsOf(wanted, call, new Map([...textsOf(actuals), ...held])), at);
      all &&= outerCalls.all;
    }
    return { given: [...given.values()], all };
  }

  private allAreCalls({ unit, routine }: Callable, calls: number): boolean {
    const mentions = this.mentions.get(routine.name.name);
    return routine.routine === 'PROCEDURE' ? !mentions?.statements.has(unit) : mentions?.names.get(unit) === calls;
  }

  private heldIn(unit: ScriptUnit): ReturnType<typeof heldTexts> {
    const known = this.held.get(unit) ?? heldTexts(unit);
    this.held.set(unit, known);
    return known;
  }

  /** The routine that each call of the unit stands in. */
  private aroundIn(unit: ScriptUnit): ReadonlyMap<Call, Callable> {
    const known = this.around.get(unit);
    if (known) return known;
    const found = new Map<Call, Callable>();
    // Inner routines come behind those around them.
    for (const one of this.callables(unit)) for (const call of nodesOf(one.routine, 'Call')) found.set(call, one);
    this.around.set(unit, found);
    return found;
  }

  /** The names of the routines whose parameters calls of the name hand on. */
  private namesAround(name: string): string[] {
    return (this.mentions.get(name)?.calls ?? []).flatMap(({ unit, call }) => {
      if (!call.args.some(({ value }) => nodesOf(value, 'Name').length > 0)) return [];
      const outer = this.aroundIn(unit).get(call);
      const passed = outer && passedBy(outer.routine);
      const hands = call.args.some(({ value }) =>
        nodesOf(value, 'Name').some((n) => passed?.has(n.parts[0]?.name ?? '')),
      );
      return outer && hands && !this.mentions.has(outer.routine.name.name) ? [outer.routine.name.name] : [];
    });
  }

  private mention(wanted: ReadonlySet<string>): void {
    for (const name of wanted) this.mentions.set(name, empty());
    for (const unit of this.units) {
      for (const call of nodesOf(unit, 'Call')) {
        const name = call.callee.kind === 'Name' ? lastName(call.callee) : undefined;
        if (name !== undefined && wanted.has(name)) this.mentions.get(name)?.calls.push({ unit, call });
      }
      const note = (name: string | undefined, where: 'statements' | 'names'): void => {
        const count = name !== undefined && wanted.has(name) ? this.mentions.get(name)?.[where] : undefined;
        count?.set(unit, (count.get(unit) ?? 0) + 1);
      };
      for (const { call } of nodesOf(unit, 'CallStatement'))
        if (call.kind === 'Name') note(lastName(call), 'statements');
      for (const name of nodesOf(unit, 'Name')) note(lastName(name), 'names');
    }
  }
}

type Counts = Map<ScriptUnit, number>;

interface Counted {
  readonly calls: { readonly unit: ScriptUnit; readonly call: Call }[];
  /** How often the name stands in each unit, called or not. */
  readonly names: Counts;
  /** How often it is a statement without arguments. */
  readonly statements: Counts;
}

const empty = (): Counted => ({ calls: [], names: new Map(), statements: new Map() });

/** Is there one routine of the name in the unit? */
const isOnly = ({ unit, routine }: Callable): boolean =>
  nodesOf(unit, 'RoutineDefinition').every((r) => r === routine || r.name.name !== routine.name.name);

/** The parameters of a routine that are asked for, with their places. */
type Wanted = readonly (readonly [number, Parameter])[];

/** The names that stand for texts which the call gives for these parameters. */
const namesIn = (call: Call, wanted: Wanted): readonly string[] =>
  wanted.flatMap(([i, p]) => {
    const value = takesText(p) ? argumentOf(call, p, i) : undefined;
    return value ? nodesOf(value, 'Name').map((n) => n.parts[0]?.name ?? '') : [];
  });

/** The parameters of a routine, and not what is declared in it, outside of the routines in it, under the same name. */
export function passedBy(routine: RoutineDefinition): ReadonlySet<string> {
  const names = new Set(routine.parameters.filter(takesText).map((p) => p.name.name));
  for (const name of declaredIn(routine.body, 'outside of routines')) names.delete(name);
  return names;
}

/** The names of variables, parameters and loops that are declared in a part of the program. */
export function declaredIn(part: OracleNode, where: 'outside of routines' | 'anywhere'): readonly string[] {
  const names: string[] = [];
  walk(part, (node) => {
    if (node.kind === 'RoutineDefinition' && where === 'outside of routines') return false;
    if (node.kind === 'VariableDeclaration' || node.kind === 'Parameter') names.push(node.name.name);
    if (node.kind === 'CursorForLoop') names.push(node.record.name);
    if (node.kind === 'ForLoop') names.push(node.index.name);
    return true;
  });
  return names;
}

/** Those of the names that are parameters of the routine around the call. */
const handedOn = (names: readonly string[], passed: ReadonlySet<string>): readonly string[] =>
  [...new Set(names)].filter((name) => passed.has(name)).sort();

function* textsOf(actuals: Actuals): Generator<[string, string]> {
  for (const [name, text] of actuals) if (text !== undefined) yield [name, text];
}

const argumentOf = (call: Call, p: Parameter, i: number): Expr | undefined =>
  (call.args.find((a) => a.name?.name === p.name.name) ?? (call.args[i]?.name ? undefined : call.args[i]))?.value;

function actualsOf(wanted: Wanted, call: Call, held: ReadonlyMap<string, string>): Actuals {
  const actuals = new Map<string, string | undefined>();
  for (const [i, p] of wanted) {
    const given = argumentOf(call, p, i);
    const value = given ?? p.initial;
    const text = value && takesText(p) ? textOfNames(value, (name) => (given ? held.get(name) : undefined)) : undefined;
    actuals.set(p.name.name, text);
  }
  return actuals;
}
