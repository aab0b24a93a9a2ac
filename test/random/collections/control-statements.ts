import { Departure, OracleError, Useless } from '../session.js';
import { conditional } from '../statements.js';
import { condition } from './conditions.js';
import { childScope, declareVariables } from './declarations.js';
import { expression } from './expressions.js';
import {
  type Context,
  type Generator,
  indented,
  isDeep,
  type Run,
  type Statement,
  type Variable,
  within,
  withVariables,
} from './generator.js';
import { collectionAt, collectionPlace } from './places.js';
import { integerType, textType } from './types.js';
import { after, copy, fitted, type Key, type Value, valueError } from './values.js';

export function ifStatement(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const when = condition(g, cx);
  const body = g.statements(within(cx), 1 + g.random.below(2));
  const otherwise = g.random.chance(0.4) ? g.statements(within(cx), 1) : undefined;
  return conditional(when, body, otherwise);
}

/** A loop over the numbers from a first to a last, or over the keys there are. */
export function loop(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const found = collectionPlace(g, cx);
  if (!found) return undefined;
  const { random } = g;
  const name = g.fresh('i');
  const text = found.type.key.kind === 'text';
  const variable: Variable = { name, type: text ? textType : integerType, constant: true };
  const body = g.statements(within(withVariables(cx, variable), { inLoop: true }), 1 + random.below(2));
  const inside = (run: Run, key: Key): boolean => iteration(run, name, key, body);
  if (!text && random.chance(0.65)) {
    const kind = random.pick(['count', 'keys', 'reverse'] as const);
    return {
      lines: [
        `FOR ${name} IN ${kind === 'reverse' ? 'REVERSE ' : ''}${kind === 'keys' ? `${found.text}.FIRST .. ${found.text}.LAST` : `1 .. ${found.text}.COUNT`} LOOP`,
        ...indented(body.lines),
        'END LOOP;',
      ],
      execute: (run) => {
        const of = collectionAt(run, found);
        const [first, last] = kind === 'keys' ? [of.keys()[0], of.keys().at(-1)] : [1, of.elements.size];
        if (typeof first !== 'number' || typeof last !== 'number') throw valueError();
        const keys = Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
        (kind === 'reverse' ? keys.reverse() : keys).every((key) => inside(run, key));
      },
    };
  }
  return {
    lines: [
      'DECLARE',
      `  ${name} ${text ? 'VARCHAR2(10)' : 'PLS_INTEGER'} := ${found.text}.FIRST;`,
      'BEGIN',
      `  WHILE ${name} IS NOT NULL LOOP`,
      ...indented(indented(body.lines)),
      `    ${name} := ${found.text}.NEXT(${name});`,
      '  END LOOP;',
      'END;',
    ],
    execute: (run) => {
      let key = collectionAt(run, found).keys()[0] ?? null;
      while (key !== null) {
        run.session.step();
        if (!whileIteration(run, name, key, body)) return;
        key = after(collectionAt(run, found), key);
      }
    },
  };
}

function iteration(run: Run, name: string, key: Key, body: Statement): boolean {
  const scope = childScope(run, name, key);
  try {
    body.execute({ ...run, scope });
  } catch (departure) {
    if (!(departure instanceof Departure) || departure.kind === 'RETURN') throw departure;
    return departure.kind === 'CONTINUE';
  }
  return true;
}

/** CONTINUE would leave out the step to the next key. */
function whileIteration(run: Run, name: string, key: Key, body: Statement): boolean {
  const scope = childScope(run, name, key);
  try {
    body.execute({ ...run, scope });
  } catch (departure) {
    if (!(departure instanceof Departure) || departure.kind === 'RETURN') throw departure;
    if (departure.kind === 'CONTINUE') throw new Useless();
    return false;
  }
  return true;
}

export function leaveLoop(g: Generator, cx: Context): Statement | undefined {
  if (!cx.inLoop) return undefined;
  const kind = g.random.pick(['EXIT', 'CONTINUE'] as const);
  const when = condition(g, cx);
  return {
    lines: [`${kind} WHEN ${when.text};`],
    execute: (run) => {
      if (when.value(run) === true) throw new Departure(kind);
    },
  };
}

const exceptions = new Map<string, number>([
  ['NO_DATA_FOUND', 100],
  ['VALUE_ERROR', -6502],
  ['SUBSCRIPT_BEYOND_COUNT', -6533],
  ['SUBSCRIPT_OUTSIDE_LIMIT', -6532],
  ['COLLECTION_IS_NULL', -6531],
]);

export function raise(g: Generator, cx: Context): Statement | undefined {
  if (cx.depth === 0) return undefined;
  if (cx.inHandler && g.random.chance(0.5)) {
    return {
      lines: ['RAISE;'],
      execute: ({ session }) => {
        throw session.handled ?? new Error('RAISE outside of handlers');
      },
    };
  }
  const name = g.random.pick([...exceptions.keys()]);
  const when = condition(g, cx);
  return {
    lines: [`IF ${when.text} THEN RAISE ${name}; END IF;`],
    execute: (run) => {
      if (when.value(run) === true) throw new OracleError(exceptions.get(name) ?? 0, name);
    },
  };
}

interface Handlers {
  readonly lines: readonly string[];
  readonly around: (run: Run, body: () => void) => void;
}

export function handlersOf(entries: readonly { readonly name: string; readonly body: Statement }[]): Handlers {
  return {
    lines:
      entries.length === 0
        ? []
        : ['EXCEPTION', ...entries.flatMap((x) => [`  WHEN ${x.name} THEN`, ...indented(indented(x.body.lines))])],
    around: (run, body) => {
      try {
        body();
      } catch (error) {
        if (!(error instanceof OracleError)) throw error;
        const handler = entries.find((x) => x.name === 'OTHERS' || exceptions.get(x.name) === error.code);
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

export function handlers(g: Generator, cx: Context): Handlers {
  const { random } = g;
  const inside = within(cx, { inHandler: true });
  const names = [...exceptions.keys()].filter(() => random.chance(0.2));
  if (random.chance(0.5)) names.push('OTHERS');
  return handlersOf(names.map((name) => ({ name, body: g.statements(inside, 1) })));
}

export function block(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const declared = random.chance(0.5) ? declareVariables(g, cx, 1 + random.below(2)) : undefined;
  const inside = within(declared?.inside ?? cx);
  const body = g.statements(inside, 1 + random.below(3));
  const handled = handlers(g, inside);
  return {
    lines: [
      ...(declared ? ['DECLARE', ...indented(declared.lines)] : []),
      'BEGIN',
      ...indented(body.lines),
      ...handled.lines,
      'END;',
    ],
    execute: (outer) => {
      const run = declared ? { ...outer, scope: childScope(outer) } : outer;
      declared?.declare(run);
      handled.around(run, () => body.execute(run));
    },
  };
}

export function returnStatement(g: Generator, cx: Context): Statement | undefined {
  const { returns } = cx;
  if (returns === undefined) return undefined;
  const when = condition(g, cx);
  const value = returns === null ? undefined : expression(g, cx, returns, 1);
  if (returns !== null && !value) return undefined;
  return {
    lines: [`IF ${when.text} THEN RETURN${value ? ` ${value.text}` : ''}; END IF;`],
    execute: (run) => {
      if (when.value(run) === true) throw new Return(value ? fitted(copy(value.value(run)), value.type) : null);
    },
  };
}

export class Return extends Departure {
  constructor(readonly result: Value) {
    super('RETURN');
  }
}
