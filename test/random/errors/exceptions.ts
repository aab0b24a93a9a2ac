import { condition } from './expressions.js';
import { type Context, type Generator, indented, type Statement, within } from './generator.js';
import { type Exception, Raised, type Run, Useless } from './session.js';

/** Declarations of exceptions, what raises them, handlers and what those tell. */

const predefined = (name: string, code: number): Exception => ({ name, key: name, code });

/** Those of STANDARD and of the package. */
export const knownExceptions: readonly Exception[] = [
  predefined('NO_DATA_FOUND', 100),
  predefined('TOO_MANY_ROWS', -1422),
  predefined('ZERO_DIVIDE', -1476),
  predefined('VALUE_ERROR', -6502),
  predefined('DUP_VAL_ON_INDEX', -1),
  predefined('CASE_NOT_FOUND', -6592),
  predefined('SUBSCRIPT_BEYOND_COUNT', -6533),
  predefined('SUBSCRIPT_OUTSIDE_LIMIT', -6532),
  predefined('COLLECTION_IS_NULL', -6531),
  predefined('INVALID_CURSOR', -1001),
  predefined('CURSOR_ALREADY_OPEN', -6511),
  { name: 'pk.e1', key: 'pk.e1', code: 1 },
  { name: 'pk.e2', key: 'pk.e2', code: -20001 },
  { name: 'pk.e3', key: 'pk.e3', code: -20001 },
  { name: 'pk.e4', key: 'pk.e4', code: -20002 },
  { name: 'pk.twice', key: 'pk.twice', code: -1 },
  { name: 'pk.unchecked', key: 'pk.unchecked', code: -2290 },
  { name: 'pk.missing', key: 'pk.missing', code: -1400 },
];

const withNumbers = [-20001, -20002, -1476, -6502, 100, -2290, -6510, -24381];

/** Exceptions of a block, some of whose names are those of others. */
export function declared(
  g: Generator,
  cx: Context,
): { readonly exceptions: readonly Exception[]; readonly lines: readonly string[] } {
  const { random } = g;
  const local = cx.exceptions.filter((e) => !e.name.includes('.')).map((e) => e.name);
  const made = new Map<string, Exception>();
  for (let i = 0; i <= random.below(2); i++) {
    const name = random.chance(0.5) ? random.pick(local) : g.fresh('x');
    const code = random.chance(0.5) ? random.pick(withNumbers) : 1;
    made.set(name, { name, key: g.fresh('key'), code });
  }
  const exceptions = [...made.values()];
  return {
    exceptions,
    lines: exceptions.flatMap(({ name, code }) => [
      `${name} EXCEPTION;`,
      ...(code === 1 ? [] : [`PRAGMA EXCEPTION_INIT(${name}, ${code});`]),
    ]),
  };
}

/** What names mean here: of declarations of one name the last. */
const visible = (cx: Context): readonly Exception[] => [...new Map(cx.exceptions.map((e) => [e.name, e])).values()];

export function raise(g: Generator, cx: Context): Statement {
  const { random } = g;
  const made = someRaise(g, cx);
  if (random.chance(0.5)) return made;
  const when = condition(g, cx);
  return {
    lines: [`IF ${when.text} THEN`, ...indented(made.lines), 'END IF;'],
    execute: (run) => {
      if (when.value(run) === true) made.execute(run);
    },
  };
}

function someRaise(g: Generator, cx: Context): Statement {
  const { random } = g;
  if (cx.inHandler && random.chance(0.4))
    return {
      lines: ['RAISE;'],
      execute: ({ session }) => {
        throw session.handled.at(-1) ?? new Error('nothing is handled');
      },
    };
  if (random.chance(0.35)) {
    const code = random.pick([-20001, -20002, -20003]);
    const message = `the error ${g.fresh('m')}`;
    return {
      lines: [`RAISE_APPLICATION_ERROR(${code}, '${message}');`],
      execute: () => {
        throw new Raised(code, message);
      },
    };
  }
  const exception = random.pick(visible(cx));
  return {
    lines: [`RAISE ${exception.name};`],
    execute: () => {
      throw new Raised(exception.code, undefined, exception.key);
    },
  };
}

/** Prints what the session says of the exception that is being handled; 0 where there is none. */
export function told(g: Generator, cx: Context): Statement | undefined {
  if (cx.inSql) return undefined;
  const mark = g.fresh('c');
  const { random } = g;
  if (cx.inHandler && random.chance(0.5)) {
    const ofStack = random.chance(0.3);
    return {
      lines: [
        `DBMS_OUTPUT.PUT_LINE('${mark} ' || pk.told(${ofStack ? 'DBMS_UTILITY.FORMAT_ERROR_STACK' : 'SQLERRM'}));`,
      ],
      execute: ({ session }) => {
        const raised = session.handled.at(-1);
        // What the stack says of an exception without a number is not written.
        if (!raised || (ofStack && raised.code === 1)) throw new Useless();
        session.print(`${mark} ${messageOf(raised)}`);
      },
    };
  }
  return {
    lines: [`DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE);`],
    execute: ({ session }) => session.print(`${mark} ${session.code}`),
  };
}

/** What `pk.told` takes out of a message. */
const messageOf = ({ code, number, text }: Raised): string =>
  code === 1 ? 'User-Def' : `${number}${text === undefined ? '' : ` ${text}`}`;

export interface Handlers {
  readonly lines: readonly string[];
  readonly handlers: readonly { readonly of: readonly Exception[] | 'others'; readonly body: Statement }[];
}

/** The handlers of a block; no exception, and no number, may stand in two of them. */
export function handlersFor(g: Generator, cx: Context): Handlers {
  const { random } = g;
  const handlers: { of: readonly Exception[] | 'others'; body: Statement }[] = [];
  const inside = within(cx, { inHandler: true });
  const taken = new Set<string>();
  const same = ({ code, key }: Exception): string => (code === 1 ? key : String(code));
  for (let i = random.below(3); i > 0; i--) {
    const of: Exception[] = [];
    for (let j = 0; j <= random.below(3); j++) {
      const e = random.pick(visible(cx));
      if (of.includes(e) || taken.has(same(e))) continue;
      of.push(e);
    }
    for (const e of of) taken.add(same(e));
    if (of.length > 0) handlers.push({ of, body: handlerBody(g, inside) });
  }
  if (handlers.length === 0 || random.chance(0.5)) handlers.push({ of: 'others', body: handlerBody(g, inside) });
  return {
    handlers,
    lines: [
      'EXCEPTION',
      ...handlers.flatMap(({ of, body }) => [
        `  WHEN ${of === 'others' ? 'OTHERS' : of.map((e) => e.name).join(' OR ')} THEN`,
        ...indented(indented(body.lines)),
      ]),
    ],
  };
}

function handlerBody(g: Generator, cx: Context): Statement {
  const first = told(g, cx);
  const rest = g.statements(cx, g.random.below(3) + (first ? 0 : 1));
  return {
    lines: [...(first?.lines ?? []), ...rest.lines],
    execute: (run) => {
      first?.execute(run);
      rest.execute(run);
    },
  };
}

/** Runs the body; what it raises is handled as the handlers say. */
export function handling(run: Run, { handlers }: Handlers, body: () => void): void {
  const { session } = run;
  try {
    body();
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    const handler = handlers.find(({ of }) => of === 'others' || of.some((e) => error.isA(e)));
    if (!handler) throw error;
    const around = session.handled;
    session.handled = [...around, error];
    try {
      handler.body.execute(run);
    } finally {
      session.handled = around;
    }
  }
}
