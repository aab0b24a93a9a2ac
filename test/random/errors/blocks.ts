import { declared, handlersFor, handling } from './exceptions.js';
import { condition, plain, twoDigits } from './expressions.js';
import {
  type Context,
  emptyOf,
  type Generator,
  indented,
  isDeep,
  type Kind,
  type Statement,
  typeOf,
  type Variable,
  within,
} from './generator.js';
import { Departure, Raised, type Run, Scope } from './session.js';
import { leave } from './variables.js';

/*
 * Blocks with handlers, and statements around others.
 *   - An exception of a declaration or of a handler is not handled by the block itself. (PL/SQL Language Reference, "Exceptions Raised in Declarations",
 *     "Exceptions Raised in Exception Handlers")
 */

export function block(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const local = random.chance(0.4) ? localVariable(g, cx) : undefined;
  const own = random.chance(0.35) ? declared(g, cx) : undefined;
  const inside = within(cx, {
    variables: [...cx.variables, ...(local ? [local.variable] : [])],
    exceptions: [...cx.exceptions, ...(own?.exceptions ?? [])],
  });
  const body = g.statements(inside, 1 + random.below(4));
  const handlers = handlersFor(g, inside);
  const hasDeclarations = local !== undefined || own !== undefined;
  return {
    lines: [
      ...(hasDeclarations ? ['DECLARE', ...indented([...(own?.lines ?? []), ...(local?.lines ?? [])])] : []),
      'BEGIN',
      ...indented(body.lines),
      ...handlers.lines,
      'END;',
    ],
    execute: (run) => {
      const scope = new Scope(run.scope);
      const at = { ...run, scope };
      local?.declare(at);
      handling(at, handlers, () => body.execute(at));
    },
  };
}

interface LocalVariable {
  readonly variable: Variable;
  readonly lines: readonly string[];
  readonly declare: (run: Run) => void;
}

function localVariable(g: Generator, cx: Context): LocalVariable {
  const { random } = g;
  const kind: Kind = random.pick(['number', 'digits', 'text', 'list', 'record']);
  const name = g.fresh('w');
  const variable = { name, kind };
  if (kind !== 'number' && kind !== 'digits')
    return {
      variable,
      lines: [`${name} ${typeOf[kind]};`],
      declare: (run) => run.scope.declare(name, emptyOf(kind)),
    };
  const [a, b] = [plain(g, cx), plain(g, cx)];
  const fails = random.chance(0.4);
  const text = fails ? `TRUNC(12 / ${a.text})` : `${a.text} * 10 + ${b.text}`;
  return {
    variable,
    lines: [`${name} ${typeOf[kind]} := ${text};`],
    declare: (run) => {
      const [x, y] = [a.value(run), b.value(run)];
      if (fails && x === 0) throw new Raised(-1476);
      const value = fails ? (x === null ? null : Math.trunc(12 / x) + 0) : x === null || y === null ? null : x * 10 + y;
      run.scope.declare(name, kind === 'digits' ? twoDigits(value) : value);
    },
  };
}

export function ifStatement(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const when = condition(g, cx);
  const body = g.statements(within(cx), 1 + g.random.below(2));
  const otherwise = g.statements(within(cx), 1);
  return {
    lines: [`IF ${when.text} THEN`, ...indented(body.lines), 'ELSE', ...indented(otherwise.lines), 'END IF;'],
    execute: (run) => (when.value(run) === true ? body : otherwise).execute(run),
  };
}

/** CASE without ELSE, which raises CASE_NOT_FOUND. */
export function caseStatement(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const when = condition(g, cx);
  const body = g.statements(within(cx), 1);
  return {
    lines: [`CASE WHEN ${when.text} THEN`, ...indented(body.lines), 'END CASE;'],
    execute: (run) => {
      if (when.value(run) !== true) throw new Raised(-6592);
      body.execute(run);
    },
  };
}

export function loop(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const [label, index] = [g.fresh('lp'), g.fresh('i')];
  const count = 1 + random.below(3);
  const inside = within(cx, {
    variables: [...cx.variables, { name: index, kind: 'number', constant: true }],
    loop: label,
  });
  const body = random.chance(0.6) ? block(g, inside) : undefined;
  const last = random.chance(0.3) ? leave(g, inside) : undefined;
  const statements = [body ?? g.statements(inside, 2), ...(last ? [last] : [])];
  return {
    lines: [
      `<<${label}>>`,
      `FOR ${index} IN 1 .. ${count} LOOP`,
      ...indented(statements.flatMap((s) => s.lines)),
      `END LOOP ${label};`,
    ],
    execute: (run) => {
      for (let i = 1; i <= count; i++) {
        run.session.step();
        const at = { ...run, scope: new Scope(run.scope) };
        at.scope.declare(index, i);
        try {
          for (const s of statements) s.execute(at);
        } catch (end) {
          if (!(end instanceof Departure) || end.label !== label) throw end;
          if (end.kind === 'EXIT') return;
        }
      }
    },
  };
}
