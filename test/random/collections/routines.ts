import { OracleError, Useless } from '../session.js';
import { handlers, Return } from './control-statements.js';
import { childScope, declareVariables } from './declarations.js';
import { expression, newScope } from './expressions.js';
import {
  type Context,
  type Generator,
  indented,
  type Parameter,
  type Routine,
  type Run,
  type Scope,
  type Statement,
} from './generator.js';
import { assign, type Place, place, together } from './places.js';
import { numberType, type Type, textType, unsized } from './types.js';
import { copy, initial, shown, type Value } from './values.js';

/*
 * Routines.
 *   - OUT and IN OUT parameters are copies: what a routine that fails made of them is lost; an OUT parameter begins as its type does.
 *     (PL/SQL Language Reference, "Subprogram Parameter Modes")
 *   - With NOCOPY the manual leaves open what is left after a failure.
 *   - A function that ends without RETURN raises ORA-06503.
 * Functions change nothing but their own variables. A routine is not given the variables that it names itself.
 */

export interface DefinedRoutine {
  readonly head: string;
  readonly lines: readonly string[];
  readonly routine: Routine;
}

export function call(g: Generator, cx: Context): Statement | undefined {
  const procedures = cx.routines.filter((r) => r.result === undefined);
  if (procedures.length === 0) return undefined;
  return callOf(g, cx, g.random.pick(procedures));
}

interface Argument {
  readonly text: string;
  readonly parameter: Parameter;
  readonly give: (run: Run) => Value;
  readonly target?: Place;
}

export function callOf(g: Generator, cx: Context, routine: Routine): Statement | undefined {
  const taken = new Set(routine.touches);
  const given: Argument[] = [];
  // Those that come back first: they take variables of their own.
  for (const parameter of [...routine.parameters].sort((a, b) => b.mode.length - a.mode.length)) {
    const made = parameter.mode === 'IN' ? inArgument(g, cx, parameter, taken) : outArgument(g, cx, parameter, taken);
    if (!made) return undefined;
    given.push(made);
  }
  given.sort((a, b) => routine.parameters.indexOf(a.parameter) - routine.parameters.indexOf(b.parameter));
  const named = g.random.chance(0.15);
  const list = given.map((x) => (named ? `${x.parameter.name} => ${x.text}` : x.text));
  return {
    lines: [`${routine.name}${list.length > 0 ? `(${list.join(', ')})` : ''};`],
    execute: (run) => {
      const values = together(given.map((x) => () => copy(x.give(run))));
      const scope = newScope(run, routine);
      given.forEach((x, i) => {
        scope.declare(x.parameter.name, values[i] ?? null);
      });
      run.session.call(() => invoke(routine, { ...run, scope }, given, values));
      for (const x of given) {
        if (x.target) assign(run, x.target, () => scope.get(x.parameter.name));
      }
    },
  };
}

function invoke(routine: Routine, run: Run, given: readonly Argument[], before: readonly Value[]): void {
  const kept = before.map(copy);
  try {
    routine.invoke(run);
  } catch (error) {
    if (!(error instanceof OracleError)) throw error;
    const changed = given.some(
      ({ parameter: { mode, name, type } }, i) =>
        mode.endsWith('NOCOPY') &&
        (mode.startsWith('OUT') || shown(run.scope.get(name), type) !== shown(kept[i] ?? null, type)),
    );
    if (changed) throw new Useless();
    throw error;
  }
}

function inArgument(g: Generator, cx: Context, parameter: Parameter, taken: ReadonlySet<string>): Argument | undefined {
  const apart = { ...cx, variables: cx.variables.filter((v) => !taken.has(v.name)) };
  const value = expression(g, apart, parameter.type, 1);
  return value && { text: value.text, parameter, give: (run) => value.value(run) };
}

function outArgument(g: Generator, cx: Context, parameter: Parameter, taken: Set<string>): Argument | undefined {
  const { type, mode } = parameter;
  const target = place(g, cx, (t) => t === type, { writable: true, apart: taken });
  if (!target) return undefined;
  taken.add(target.root.name);
  return {
    text: target.text,
    parameter,
    target,
    give: (run) => {
      const out = mode.startsWith('OUT');
      try {
        target.probe(run);
        const value = target.value(run);
        return out ? initial(type) : value;
      } catch (error) {
        // The manual does not say whether what is not there can be given, nor when the place of an OUT parameter is looked for.
        if (error instanceof OracleError && (out || error.code === 100 || error.code === -6530)) throw new Useless();
        throw error;
      }
    },
  };
}

export interface RoutineKind {
  readonly name: string;
  readonly isFunction: boolean;
  /** What it sees besides its own. */
  readonly around: Context;
  readonly home: (session: Run['session']) => Scope;
}

export function defineRoutine(g: Generator, kind: RoutineKind): DefinedRoutine {
  const { random } = g;
  const { around, isFunction } = kind;
  const parameters = Array.from({ length: 1 + random.below(3) }, () => parameterOf(g, around, isFunction));
  const result = isFunction ? (random.chance(0.8) ? random.pick(around.types) : numberType) : undefined;
  const base: Context = {
    ...around,
    variables: [
      ...(isFunction ? [] : around.variables),
      ...parameters.map((p) => ({ name: p.name, type: p.type, constant: p.mode === 'IN' })),
    ],
    routines: around.routines.filter((r) => !isFunction || r.result !== undefined),
    depth: 1,
    inLoop: false,
    inHandler: false,
    silent: isFunction,
    returns: result ?? null,
  };
  const declared = declareVariables(g, base, random.below(3));
  const inside = declared.inside;
  const body = g.statements(inside, 2 + random.below(3));
  const value = result && expression(g, inside, result, 1);
  const handled = handlers(g, inside);
  const list = parameters.map((p) => `${p.name} ${p.mode} ${unsized(p.type)}`).join(', ');
  const head = `${isFunction ? 'FUNCTION' : 'PROCEDURE'} ${kind.name.replace(/^pk\./, '')}(${list})${result ? ` RETURN ${unsized(result)}` : ''}`;
  const touches = new Set([
    ...(isFunction ? [] : around.variables.map((v) => v.name)),
    ...base.routines.flatMap((r) => [...r.touches]),
  ]);
  return {
    head,
    lines: [
      `${head} IS`,
      ...indented(declared.lines),
      'BEGIN',
      ...indented(body.lines),
      ...(value ? [`  RETURN ${value.text};`] : []),
      ...handled.lines,
      'END;',
    ],
    routine: {
      name: kind.name,
      parameters,
      ...(result && { result }),
      touches,
      home: kind.home,
      invoke: (outer) => {
        const run = { ...outer, scope: childScope(outer) };
        try {
          declared.declare(run);
          handled.around(run, () => {
            body.execute(run);
            if (value) throw new Return(copy(value.value(run)));
          });
        } catch (departure) {
          if (departure instanceof Return) return departure.result;
          throw departure;
        }
        if (result) throw new OracleError(-6503);
        return null;
      },
    },
  };
}

function parameterOf(g: Generator, cx: Context, onlyIn: boolean): Parameter {
  const { random } = g;
  const name = g.fresh('a');
  const type: Type = random.chance(0.7) ? random.pick(cx.types) : random.pick([numberType, textType]);
  if (onlyIn || type === textType)
    return { name, mode: 'IN', type: type === textType ? { ...textType, name: 'VARCHAR2(3)' } : type };
  return { name, type, mode: random.pick(['IN', 'OUT', 'IN OUT', 'IN OUT', 'OUT NOCOPY', 'IN OUT NOCOPY']) };
}
