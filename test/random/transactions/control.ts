import { conditional } from '../statements.js';
import { Raised } from './database.js';
import { returningTo } from './ends.js';
import {
  type Context,
  condition,
  type Generator,
  indented,
  isDeep,
  number,
  printed,
  type Shown,
  type Statement,
  sequence,
  setVariable,
  shownNumber,
  shownOfSession,
  within,
} from './generator.js';
import { Departure, type Run, Scope } from './session.js';

export function assignment(g: Generator, cx: Context): Statement {
  const target = g.random.pick([...cx.variables, 'pk.g']);
  const value = number(g, cx);
  return { lines: [`${target} := ${value.text};`], execute: (run) => setVariable(run, target, value.value(run)) };
}

export function output(g: Generator, cx: Context): Statement {
  const shown = [shownNumber(number(g, cx))];
  if (cx.inHandler) shown.push(sqlcode, told);
  return printed(g, shown);
}

/** What all transactions have changed so far. */
export function rowsShown(g: Generator, cx: Context): Statement | undefined {
  if (cx.autonomous) return undefined;
  const mark = g.fresh('s');
  return { lines: [`show('${mark}');`], execute: ({ session }) => session.print(session.shown(mark)) };
}

/** What the transaction sees of the tables that autonomous ones look at, too. */
export function rowsCounted(g: Generator, cx: Context): Statement | undefined {
  const [target] = cx.variables;
  if (target === undefined) return undefined;
  const table = g.random.pick(['acc', 'jr', 'lg'] as const);
  const shown = printed(g, [shownNumber({ text: target, value: ({ scope }) => scope.get(target) })]);
  return {
    lines: [`SELECT COUNT(*) INTO ${target} FROM ${table};`, ...shown.lines],
    execute: (run) => {
      setVariable(run, target, run.session.database.rows(table).length);
      run.session.rowCount = 1;
      shown.execute(run);
    },
  };
}

const sqlcode: Shown = shownOfSession('SQLCODE', (session) => session.handled?.code ?? 0);

/** What SQLERRM says, where the manual says it: the number, texts of the program, and names of constraints. */
const told: Shown = shownOfSession('told(SQLERRM)', ({ handled }) => {
  if (!handled) return 'ORA-0000';
  if (handled.code === 1) return '';
  const code = handled.code === -2091 && handled.told ? handled.told : ora(handled.code);
  const cause =
    handled.code === -2091 ? { 'ORA-02291': 'ITEM_FK', 'ORA-00001': 'ITEM_UK' }[handled.told] : handled.told;
  return `${handled.code === -2091 && !handled.told ? '' : code}${cause ?? ''}`;
});

const ora = (code: number): string => `ORA-${String(code === 100 ? 1403 : -code).padStart(5, '0')}`;

export function ifStatement(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const body = g.statements(within(cx), 1 + g.random.below(2));
  const otherwise = g.random.chance(0.3) ? g.statements(within(cx), 1) : undefined;
  return conditional(condition(g, cx), body, otherwise);
}

/** Runs the body for each item; EXIT and CONTINUE end here. */
export function eachOf<T>(run: Run, items: Iterable<T>, body: (item: T) => void): void {
  for (const item of items) {
    run.session.step();
    try {
      body(item);
    } catch (end) {
      if (!(end instanceof Departure) || end.kind === 'RETURN') throw end;
      if (end.kind === 'EXIT') return;
    }
  }
}

export function loop(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const index = g.fresh('i');
  const last = 2 + g.random.below(2);
  const body = g.statements(within(cx, { constants: [...cx.constants, index], inLoop: true }), 1 + g.random.below(3));
  return {
    lines: [`FOR ${index} IN 1 .. ${last} LOOP`, ...indented(body.lines), 'END LOOP;'],
    execute: (run) =>
      eachOf(
        run,
        Array.from({ length: last }, (_, i) => i + 1),
        (n) => {
          const scope = new Scope(run.scope);
          scope.declare(index, n);
          body.execute({ ...run, scope });
        },
      ),
  };
}

/** EXIT, CONTINUE and RETURN under a condition. */
export function leave(g: Generator, cx: Context): Statement | undefined {
  const when = condition(g, cx);
  if (cx.inLoop && g.random.chance(0.7)) {
    const kind = g.random.pick(['EXIT', 'CONTINUE'] as const);
    return {
      lines: [`${kind} WHEN ${when.text};`],
      execute: (run) => {
        if (when.value(run) === true) throw new Departure(kind);
      },
    };
  }
  if (cx.returns === undefined) return undefined;
  const value = cx.returns === 'FUNCTION' ? number(g, cx) : undefined;
  return {
    lines: [`IF ${when.text} THEN RETURN${value ? ` ${value.text}` : ''}; END IF;`],
    execute: (run) => {
      if (when.value(run) === true) throw new Departure('RETURN', value?.value(run) ?? null);
    },
  };
}

export function raise(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  if (cx.inHandler && random.chance(0.5)) {
    return {
      lines: ['RAISE;'],
      execute: ({ session }) => {
        throw session.handled ?? new Error('RAISE outside of handlers');
      },
    };
  }
  const error = random.pick([ownError, applicationError])(g);
  if (random.chance(0.3)) return { lines: [error.text], execute: (run) => thrown(error.made(run)) };
  const when = condition(g, cx);
  return {
    lines: [`IF ${when.text} THEN ${error.text} END IF;`],
    execute: (run) => {
      if (when.value(run) === true) thrown(error.made(run));
    },
  };
}

const thrown = (error: Raised): never => {
  throw error;
};

interface MadeError {
  readonly text: string;
  readonly made: (run: Run) => Raised;
}

const ownError = ({ random }: Generator): MadeError => {
  const name = random.pick(['pk.e1', 'pk.e2', 'NO_DATA_FOUND']);
  return {
    text: `RAISE ${name};`,
    made: () => new Raised(codes.get(name) ?? 1, name),
  };
};

const codes = new Map([
  ['pk.e2', -20002],
  ['NO_DATA_FOUND', 100],
]);

const applicationError = (g: Generator): MadeError => {
  const n = 1 + g.random.below(4);
  const told = g.fresh('err');
  return {
    text: `RAISE_APPLICATION_ERROR(-2000${n}, '${told}');`,
    made: () => new Raised(-20000 - n, n === 2 ? 'pk.e2' : undefined, told),
  };
};

export interface Handlers {
  readonly lines: readonly string[];
  /** Runs the body; what it raises comes to the first handler that names it. */
  readonly around: (run: Run, body: () => void) => void;
}

interface Handler {
  readonly name: string;
  readonly body: Statement;
}

/** Up to two handlers: they print, return to savepoints, end transactions, and raise again. */
export function handlers(g: Generator, cx: Context, always = false): Handlers {
  const { random } = g;
  const inside = within(cx, { inHandler: true });
  const names = random.chance(0.3) ? [random.pick(['pk.e1', 'pk.e2', 'DUP_VAL_ON_INDEX', 'NO_DATA_FOUND'])] : [];
  if (always || random.chance(0.8)) names.push('OTHERS');
  return handlersOf(names.map((name) => ({ name, body: g.unlessDropped(handling(g, inside)) })));
}

function handling(g: Generator, cx: Context): Statement {
  const { random } = g;
  const parts: Statement[] = [];
  if (random.chance(0.3)) parts.push(output(g, cx));
  if (cx.savepoints.length > 0 && random.chance(0.55)) parts.push(returningTo(g, random.pick(cx.savepoints)));
  if (parts.length === 0 || random.chance(0.6)) parts.push(random.chance(0.5) ? output(g, cx) : g.statements(cx, 1));
  if (random.chance(0.25)) {
    const again = raise(g, cx);
    if (again) parts.push(again);
  }
  return sequence(parts);
}

const handlersOf = (own: readonly Handler[]): Handlers => ({
  lines:
    own.length === 0
      ? []
      : ['EXCEPTION', ...own.flatMap(({ name, body }) => [`  WHEN ${name} THEN`, ...indented(indented(body.lines))])],
  around: (run, body) => {
    try {
      body();
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      const handler = own.find(({ name }) => name === 'OTHERS' || error.exception === name);
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

/** An error of the statement is printed, and the block goes on. */
export function onItsOwn(g: Generator, statement: Statement): Statement {
  const handled = handlersOf([{ name: 'OTHERS', body: printed(g, [sqlcode, told]) }]);
  return {
    lines: ['BEGIN', ...indented(statement.lines), ...handled.lines, 'END;'],
    execute: (run) => handled.around(run, () => statement.execute(run)),
  };
}

/** A block; often its first statement is a savepoint, to which its handlers return. */
export function block(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const own = random.chance(0.4) ? g.fresh('sp') : undefined;
  const name = own !== undefined && random.chance(0.5) ? random.pick(['sa', 'sb']) : own;
  const inside = within(cx, name === undefined ? {} : { savepoints: [...cx.savepoints, name] });
  const first = random.chance(0.2) ? g.statements(inside, 1) : undefined;
  const body = g.statements(inside, 1 + random.below(3));
  const handled = handlers(g, inside);
  return {
    lines: [
      'BEGIN',
      ...indented([...(first?.lines ?? []), ...(name === undefined ? [] : [`SAVEPOINT ${name};`]), ...body.lines]),
      ...handled.lines,
      'END;',
    ],
    execute: (run) =>
      handled.around(run, () => {
        run.session.step();
        first?.execute(run);
        if (name !== undefined) {
          run.session.database.setSavepoint(name);
          run.session.rowCount = undefined;
        }
        body.execute(run);
      }),
  };
}
