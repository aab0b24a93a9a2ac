import { Departure, type Num, OracleError, type Run, Scope } from '../session.js';
import { condition, literal, type NumberExpression, number, numberVariable, simpleNumber } from './expressions.js';
import { type Context, type Generator, indented, isDeep, type Statement, within } from './generator.js';

/*
 * Statements around others.
 *   - The bounds of a FOR loop are worked out once; its index is the loop's own and takes no values. (PL/SQL Language Reference, "FOR LOOP Statement")
 *   - A cursor has the rows of the moment it was opened. (Database Concepts, "Statement-Level Read Consistency")
 *   - CASE without ELSE raises CASE_NOT_FOUND where nothing fits. (PL/SQL Language Reference, "CASE Statement")
 */

export function ifStatement(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const branches = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => ({
    when: condition(g, cx),
    body: g.statements(within(cx), 1 + random.below(2)),
  }));
  const otherwise = random.chance(0.5) ? g.statements(within(cx), 1 + random.below(2)) : undefined;
  return {
    lines: [
      ...branches.flatMap(({ when, body }, i) => [
        `${i === 0 ? 'IF' : 'ELSIF'} ${when.text} THEN`,
        ...indented(body.lines),
      ]),
      ...(otherwise ? ['ELSE', ...indented(otherwise.lines)] : []),
      'END IF;',
    ],
    execute: (run) => {
      const chosen = branches.find(({ when }) => when.value(run) === true);
      (chosen?.body ?? otherwise)?.execute(run);
    },
  };
}

export function caseStatement(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const selector = number(g, cx, 1);
  const branches = [0, 1].map((i) => ({ value: random.below(4) + i * 4, body: g.statements(within(cx), 1) }));
  const otherwise = random.chance(0.5) ? g.statements(within(cx), 1) : undefined;
  return {
    lines: [
      `CASE ${selector.text}`,
      ...branches.flatMap(({ value, body }) => [`  WHEN ${value} THEN`, ...indented(indented(body.lines))]),
      ...(otherwise ? ['  ELSE', ...indented(indented(otherwise.lines))] : []),
      'END CASE;',
    ],
    execute: (run) => {
      const value = selector.value(run);
      const chosen = branches.find((x) => x.value === value)?.body ?? otherwise;
      if (!chosen) throw new OracleError(-6592, 'CASE_NOT_FOUND');
      chosen.execute(run);
    },
  };
}

/** Runs the body for each item; EXIT and CONTINUE of this loop end here. */
function eachOf<T>(run: Run, label: string, items: Iterable<T>, body: (item: T) => void): void {
  for (const item of items) {
    run.session.step();
    try {
      body(item);
    } catch (departure) {
      const ends = departure instanceof Departure && departure.kind !== 'RETURN' && departure.label === label;
      if (!ends) throw departure;
      if (departure.kind === 'EXIT') return;
    }
  }
}

function* counted(from: number, to: number, backwards: boolean): Iterable<number> {
  if (backwards) for (let n = to; n >= from; n--) yield n;
  else for (let n = from; n <= to; n++) yield n;
}

export function forLoop(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const index = g.fresh('i');
  const label = g.fresh('lp');
  const from = literal(random.below(3));
  const to = random.chance(0.7) ? literal(random.below(5)) : upperBound(g, cx);
  const backwards = random.chance(0.25);
  const body = g.statements(
    within(cx, {
      numbers: [...cx.numbers, index],
      constants: new Set([...cx.constants, index]),
      loops: [...cx.loops, label],
    }),
    1 + random.below(3),
  );
  return {
    lines: [
      `<<${label}>>`,
      `FOR ${index} IN ${backwards ? 'REVERSE ' : ''}${from.text} .. ${to.text} LOOP`,
      ...indented(body.lines),
      `END LOOP ${label};`,
    ],
    execute: (run) => {
      const [low, high] = [from.value(run) ?? 0, to.value(run) ?? 0];
      eachOf(run, label, counted(low, high, backwards), (n) => {
        const scope = new Scope(run.scope);
        scope.declare(index, n);
        body.execute({ ...run, scope });
      });
    },
  };
}

function upperBound({ random }: Generator, cx: Context): NumberExpression {
  const variable = numberVariable(random.pick(cx.numbers));
  return {
    text: `LEAST(NVL(${variable.text}, 1), 4)`,
    value: (run) => Math.min(variable.value(run) ?? 1, 4),
  };
}

/** FOR r IN (SELECT …): the fields of the row take no values here. */
export function cursorLoop(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const row = g.fresh('r');
  const label = g.fresh('lp');
  const above = simpleNumber(g, cx);
  const fields = [`${row}.id`, `${row}.v`];
  const body = g.statements(
    within(cx, {
      numbers: [...cx.numbers, ...fields],
      constants: new Set([...cx.constants, ...fields]),
      loops: [...cx.loops, label],
    }),
    1 + g.random.below(3),
  );
  return {
    lines: [
      `<<${label}>>`,
      `FOR ${row} IN (SELECT id, v FROM t WHERE id > ${above.text} ORDER BY id) LOOP`,
      ...indented(body.lines),
      `END LOOP ${label};`,
    ],
    execute: (run) =>
      eachOf(run, label, run.session.rowsAbove(above.value(run)), ([id, v]) => {
        const scope = new Scope(run.scope);
        scope.declare(`${row}.id`, id);
        scope.declare(`${row}.v`, v);
        body.execute({ ...run, scope });
      }),
  };
}

/** A cursor with a parameter, fetched into variables, in a block with handlers. */
export function explicitCursor(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const cursor = g.fresh('c');
  const [id, v, label] = [g.fresh('v'), g.fresh('v'), g.fresh('lp')];
  const above = simpleNumber(g, cx);
  const inner = within(cx, { numbers: [...cx.numbers, id, v] });
  const body = g.statements({ ...inner, loops: [...cx.loops, label] }, 1 + random.below(3));
  const handled = handlers(g, inner);
  return {
    lines: [
      'DECLARE',
      `  CURSOR ${cursor}(p NUMBER) IS SELECT id, v FROM t WHERE id > p ORDER BY id;`,
      `  ${id} NUMBER;`,
      `  ${v} NUMBER;`,
      'BEGIN',
      `  OPEN ${cursor}(${above.text});`,
      `  <<${label}>>`,
      '  LOOP',
      `    FETCH ${cursor} INTO ${id}, ${v};`,
      `    EXIT WHEN ${cursor}%NOTFOUND;`,
      ...indented(indented(body.lines)),
      `  END LOOP ${label};`,
      `  CLOSE ${cursor};`,
      ...handled.lines,
      'END;',
    ],
    execute: (outer) => {
      const scope = new Scope(outer.scope);
      scope.declare(id, null);
      scope.declare(v, null);
      const run = { ...outer, scope };
      handled.around(run, () =>
        eachOf(run, label, run.session.rowsAbove(above.value(run)), ([rowId, rowV]) => {
          scope.set(id, rowId);
          scope.set(v, rowV);
          body.execute(run);
        }),
      );
    },
  };
}

/** WHILE over the places of a nested table that have elements. */
export function tableLoop(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx) || cx.tables.length === 0) return undefined;
  const table = g.random.pick(cx.tables);
  const place = g.fresh('n');
  const body = g.statements(
    within(cx, { numbers: [...cx.numbers, place], constants: new Set([...cx.constants, place]), loops: [] }),
    1 + g.random.below(2),
  );
  return {
    lines: [
      'DECLARE',
      `  ${place} PLS_INTEGER := ${table}.FIRST;`,
      'BEGIN',
      `  WHILE ${place} IS NOT NULL AND ${place} < 9 LOOP`,
      ...indented(indented(body.lines)),
      `    ${place} := ${table}.NEXT(${place});`,
      '  END LOOP;',
      'END;',
    ],
    execute: (outer) => {
      const scope = new Scope(outer.scope);
      const run = { ...outer, scope };
      let at: Num = scope.table(table).after(0);
      scope.declare(place, at);
      while (at !== null && at < 9) {
        run.session.step();
        body.execute(run);
        at = scope.table(table).after(at);
        scope.set(place, at);
      }
    },
  };
}

/** EXIT or CONTINUE, of the innermost loop or of one around it. */
export function leaveLoop(g: Generator, cx: Context): Statement | undefined {
  const innermost = cx.loops.at(-1);
  if (innermost === undefined) return undefined;
  const kind = g.random.pick(['EXIT', 'CONTINUE'] as const);
  const label = g.random.chance(0.5) ? undefined : g.random.pick(cx.loops);
  const when = condition(g, cx, 1);
  return {
    lines: [`${kind} ${label === undefined ? '' : `${label} `}WHEN ${when.text};`],
    execute: (run) => {
      if (when.value(run) === true) throw new Departure(kind, label ?? innermost);
    },
  };
}

export function returnStatement(g: Generator, cx: Context): Statement | undefined {
  if (cx.depth === 0 || cx.returns === undefined) return undefined;
  const when = condition(g, cx, 1);
  const result = cx.returns === 'FUNCTION' ? number(g, cx, 1) : undefined;
  return {
    lines: [`IF ${when.text} THEN`, `  RETURN${result ? ` ${result.text}` : ''};`, 'END IF;'],
    execute: (run) => {
      if (when.value(run) === true) throw new Departure('RETURN', undefined, result?.value(run) ?? null);
    },
  };
}

/** GOTO over statements. */
export function goto(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const label = g.fresh('g');
  const when = condition(g, cx, 1);
  const skipped = g.statements(within(cx), 1 + g.random.below(2));
  return {
    lines: [
      'BEGIN',
      `  IF ${when.text} THEN`,
      `    GOTO ${label};`,
      '  END IF;',
      ...indented(skipped.lines),
      `  <<${label}>>`,
      '  NULL;',
      'END;',
    ],
    execute: (run) => {
      if (when.value(run) !== true) skipped.execute(run);
    },
  };
}

/** The exception part of a block. */
interface Handlers {
  readonly lines: readonly string[];
  /** Runs the body; what it raises comes to the first handler that names it. */
  readonly around: (run: Run, body: () => void) => void;
}

const handled = [
  'pk.e1',
  'pk.e2',
  'pk.e3',
  'ZERO_DIVIDE',
  'NO_DATA_FOUND',
  'VALUE_ERROR',
  'DUP_VAL_ON_INDEX',
  'PROGRAM_ERROR',
  'CASE_NOT_FOUND',
  'COLLECTION_IS_NULL',
];

interface Handler {
  readonly names: readonly string[];
  readonly body: Statement;
}

/**
 * Up to two handlers by name, and often OTHERS. An error of a handler leaves the block; SQLCODE is the handled error's
 * until the handler ends. (PL/SQL Language Reference, "Exception Propagation")
 */
export function handlers(g: Generator, cx: Context): Handlers {
  const { random } = g;
  const left = new Set(handled);
  const own: Handler[] = [];
  const handle = (names: readonly string[]): void => {
    own.push({ names, body: g.statements(within(cx, { inHandler: true }), 1 + random.below(2)) });
  };
  for (let count = random.below(3); count > 0; count--) {
    const names = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => {
      const name = random.pick([...left]);
      left.delete(name);
      return name;
    });
    handle(names);
  }
  if (random.chance(0.55)) handle(['OTHERS']);
  return handlersOf(own);
}

/** WHEN OTHERS alone. */
export const othersHandler = (body: Statement): Handlers => handlersOf([{ names: ['OTHERS'], body }]);

const handlersOf = (own: readonly Handler[]): Handlers => ({
  lines:
    own.length === 0
      ? []
      : [
          'EXCEPTION',
          ...own.flatMap(({ names, body }) => [`  WHEN ${names.join(' OR ')} THEN`, ...indented(indented(body.lines))]),
        ],
  around: (run, body) => {
    try {
      body();
    } catch (error) {
      if (!(error instanceof OracleError)) throw error;
      const handler = own.find(({ names }) => names[0] === 'OTHERS' || names.includes(error.exception ?? ''));
      if (!handler) throw error;
      const { session } = run;
      const before = session.handled;
      session.handled = error;
      try {
        handler.body.execute(run);
      } finally {
        session.handled = before;
      }
    }
  },
});
