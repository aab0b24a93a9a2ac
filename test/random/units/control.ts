import { conditional } from '../statements.js';
import { functionCall } from './calls.js';
import { declareVariables } from './declarations.js';
import { condition, expression, literal, number } from './expressions.js';
import {
  type Context,
  type Exception,
  type Expression,
  type Generator,
  indented,
  isDeep,
  pickName,
  type Statement,
  type Variable,
  within,
  withVariables,
} from './generator.js';
import { Departure, Raised, type Run, Scope } from './session.js';
import { booleanType, copy, fitted, integerType, numberOf } from './values.js';

/** A condition, or one on what a function gives that changes more than its own. */
function test(g: Generator, cx: Context): Expression {
  if (!cx.pure && g.random.chance(0.3)) {
    const called = functionCall(g, cx, g.random.pick(['number', 'boolean']), { pure: false, depth: 1 });
    if (called?.type.kind === 'boolean') return called;
    if (called) {
      const bound = literal(g.random.below(9));
      return {
        text: `${called.text} > ${bound.text}`,
        type: booleanType,
        value: (run) => {
          const value = numberOf(called.value(run));
          return value === null ? null : value > Number(bound.text);
        },
      };
    }
  }
  return condition(g, cx, 1);
}

export function ifStatement(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const when = test(g, cx);
  const body = g.statements(within(cx), 1 + g.random.below(2));
  const otherwise = g.random.chance(0.4) ? g.statements(within(cx), 1) : undefined;
  return conditional(when, body, otherwise);
}

/** CASE without ELSE raises CASE_NOT_FOUND where nothing fits. */
export function caseStatement(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const selector = number(g, cx, 1);
  const branches = Array.from({ length: 2 }, (_, i) => ({
    value: i * 2 + g.random.below(2),
    body: g.statements(within(cx), 1),
  }));
  const otherwise = g.random.chance(0.6) ? g.statements(within(cx), 1) : undefined;
  return {
    lines: [
      `CASE ${selector.text}`,
      ...branches.flatMap((b) => [`WHEN ${b.value} THEN`, ...indented(b.body.lines)]),
      ...(otherwise ? ['ELSE', ...indented(otherwise.lines)] : []),
      'END CASE;',
    ],
    execute: (run) => {
      const value = selector.value(run);
      const chosen = branches.find((b) => b.value === value)?.body ?? otherwise;
      if (!chosen) throw new Raised(-6592, 'CASE_NOT_FOUND');
      chosen.execute(run);
    },
  };
}

export function loop(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const label = g.fresh('lp');
  const key = g.fresh('k');
  const name = random.chance(0.5) ? 'i' : key;
  const variable: Variable = { names: [name], key, type: integerType, constant: true };
  const inside = within(withVariables(cx, [variable]), { loops: [...cx.loops, label] });
  const body = g.statements(inside, 1 + random.below(2));
  const [first, last] = [random.below(2), 1 + random.below(3)];
  const reverse = random.chance(0.2);
  return {
    lines: [
      `<<${label}>>`,
      `FOR ${name} IN ${reverse ? 'REVERSE ' : ''}${first} .. ${last} LOOP`,
      ...indented(body.lines),
      `END LOOP ${label};`,
    ],
    execute: (run) => {
      const values = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      for (const value of reverse ? values.reverse() : values) {
        const scope = new Scope(run.scope);
        scope.declare(key, value);
        try {
          body.execute({ ...run, scope });
        } catch (departure) {
          if (!(departure instanceof Departure) || departure.label !== label) throw departure;
          if (departure.kind === 'EXIT') return;
        }
      }
    },
  };
}

export function leaveLoop(g: Generator, cx: Context): Statement | undefined {
  if (cx.loops.length === 0) return undefined;
  const kind = g.random.pick(['EXIT', 'CONTINUE'] as const);
  const label = g.random.pick(cx.loops);
  const when = condition(g, cx, 1);
  return {
    lines: [`${kind} ${label} WHEN ${when.text};`],
    execute: (run) => {
      if (when.value(run) === true) throw new Departure(kind, label);
    },
  };
}

export const predefined: readonly Exception[] = [
  { names: ['NO_DATA_FOUND'], key: 'NO_DATA_FOUND', code: 100 },
  { names: ['VALUE_ERROR'], key: 'VALUE_ERROR', code: -6502 },
  { names: ['ZERO_DIVIDE'], key: 'ZERO_DIVIDE', code: -1476 },
  { names: ['CASE_NOT_FOUND'], key: 'CASE_NOT_FOUND', code: -6592 },
];

export function raise(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  if (cx.inHandler && random.chance(0.4)) {
    return {
      lines: ['RAISE;'],
      execute: ({ session }) => {
        throw session.handled ?? new Error('RAISE outside of handlers');
      },
    };
  }
  const when = condition(g, cx, 1);
  const error = random.chance(0.3) ? applicationError(g) : raised(g, cx);
  return {
    lines: [`IF ${when.text} THEN ${error.text} END IF;`],
    execute: (run) => {
      if (when.value(run) === true) throw error.made();
    },
  };
}

function applicationError(g: Generator): { readonly text: string; readonly made: () => Raised } {
  const code = -20001 - g.random.below(4);
  const told = g.fresh('m');
  const more = g.random.chance(0.2) ? ', TRUE' : '';
  return { text: `RAISE_APPLICATION_ERROR(${code}, '${told}'${more});`, made: () => new Raised(code, undefined, told) };
}

function raised(g: Generator, cx: Context): { readonly text: string; readonly made: () => Raised } {
  const own = cx.exceptions;
  const e = own.length > 0 && g.random.chance(0.75) ? g.random.pick(own) : g.random.pick(predefined);
  return { text: `RAISE ${pickName(g, e)};`, made: () => new Raised(e.code, e.key) };
}

export interface Handlers {
  readonly lines: readonly string[];
  readonly around: (run: Run, body: () => void) => void;
}

interface Entry {
  readonly exceptions: readonly Exception[] | undefined;
  readonly text: string;
  readonly body: Statement;
}

/** A handler for OTHERS alone. */
export const othersHandler = (body: Statement): Handlers =>
  handlersOf([{ exceptions: undefined, text: 'OTHERS', body }]);

function handlersOf(entries: readonly Entry[]): Handlers {
  return {
    lines:
      entries.length === 0
        ? []
        : ['EXCEPTION', ...entries.flatMap((x) => [`  WHEN ${x.text} THEN`, ...indented(indented(x.body.lines))])],
    around: (run, body) => {
      try {
        body();
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        const handler = entries.find(({ exceptions }) => !exceptions || exceptions.some((e) => isOf(error, e)));
        if (!handler) throw error;
        const before = run.session.handled;
        run.session.handled = error;
        try {
          handler.body.execute(run);
        } finally {
          run.session.handled = before;
        }
      }
    },
  };
}

/** An exception without number is known by its declaration, one with a number by that. */
const isOf = (error: Raised, e: Exception): boolean =>
  e.code === 1 ? error.exception === e.key : error.code === e.code;

export function handlers(g: Generator, cx: Context): Handlers {
  const { random } = g;
  const inside = within(cx, { inHandler: true });
  const codes = new Set<number | string>();
  const entries: Entry[] = [];
  for (const e of [...cx.exceptions, ...predefined]) {
    const id = e.code === 1 ? e.key : e.code;
    if (codes.has(id) || !random.chance(0.15)) continue;
    codes.add(id);
    entries.push({ exceptions: [e], text: pickName(g, e), body: g.statements(inside, 1) });
  }
  const [a, b] = entries;
  if (a?.exceptions && b?.exceptions && random.chance(0.3)) {
    entries.splice(0, 2, { ...a, exceptions: [...a.exceptions, ...b.exceptions], text: `${a.text} OR ${b.text}` });
  }
  if (random.chance(0.45))
    entries.push({ exceptions: undefined, text: 'OTHERS', body: g.statements(inside, 1 + random.below(2)) });
  return handlersOf(entries);
}

/** A block, with a label that may qualify what it declares. */
export function block(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const label = random.chance(0.5) ? g.fresh('b') : undefined;
  const declared = declareVariables(g, cx, random.below(3), label);
  const inside = within(declared.inside);
  const body = g.statements(inside, 1 + random.below(3));
  const handled = handlers(g, inside);
  return {
    lines: [
      ...(label ? [`<<${label}>>`] : []),
      ...(declared.lines.length > 0 ? ['DECLARE', ...indented(declared.lines)] : []),
      'BEGIN',
      ...indented(body.lines),
      ...handled.lines,
      `END${label ? ` ${label}` : ''};`,
    ],
    execute: (outer) => {
      const run = { ...outer, scope: new Scope(outer.scope) };
      declared.declare(run);
      handled.around(run, () => body.execute(run));
    },
  };
}

/** A statement, and GOTO over it. */
export function goto(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const label = g.fresh('g');
  const when = condition(g, cx, 1);
  const over = g.statements(within(cx), 1);
  return {
    lines: [`IF ${when.text} THEN GOTO ${label}; END IF;`, ...over.lines, `<<${label}>>`, 'NULL;'],
    execute: (run) => {
      if (when.value(run) !== true) over.execute(run);
    },
  };
}

export function returnStatement(g: Generator, cx: Context): Statement | undefined {
  const { returns } = cx;
  if (returns === undefined) return undefined;
  const when = condition(g, cx, 1);
  const value = returns === null ? undefined : expression(g, cx, returns, 1);
  if (returns !== null && !value) return undefined;
  return {
    lines: [`IF ${when.text} THEN RETURN${value ? ` ${value.text}` : ''}; END IF;`],
    execute: (run) => {
      if (when.value(run) !== true) return;
      throw new Departure('RETURN', undefined, value && returns ? fitted(copy(value.value(run)), returns) : null);
    },
  };
}
