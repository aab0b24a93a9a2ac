import { handlersFor, handling } from './exceptions.js';
import { number } from './expressions.js';
import {
  type Context,
  emptyOf,
  type Generator,
  indented,
  type Kind,
  type Routine,
  typeOf,
  type Variable,
} from './generator.js';
import { Departure, type Num, type Run, Scope, type Value } from './session.js';

/*
 * Routines: what OUT and IN OUT parameters were given is handed back where the routine ends, not where it fails.
 * (PL/SQL Language Reference, "Subprogram Parameter Modes")
 */

export interface DefinedRoutine {
  readonly routine: Routine;
  readonly head: string;
  readonly lines: readonly string[];
}

const packageVariable = ({ name }: Variable): boolean => name.startsWith('pk.');

/** `home`: the scope around a nested routine, where there is one. */
export function defineRoutine(g: Generator, around: Context, name: string, home?: () => Scope): DefinedRoutine {
  const { random } = g;
  const isFunction = random.chance(0.5);
  const hasParameter = random.chance(isFunction ? 0.15 : 0.75);
  const mode = hasParameter ? random.pick(['OUT', 'IN OUT', 'IN OUT'] as const) : undefined;
  const kind = random.pick<Kind>(['number', 'number', 'list', 'array', 'record']);
  const inSql = isFunction && mode === undefined && home === undefined && random.chance(0.7);
  const outside = home ? around.variables : around.variables.filter(packageVariable);
  const cx: Context = {
    ...around,
    variables: [
      ...outside,
      { name: 'x', kind: 'number', constant: true },
      ...(mode === undefined ? [] : [{ name: 'io', kind }]),
      { name: 'd', kind: 'digits' },
    ],
    depth: home ? 2 : 1,
    loop: undefined,
    inHandler: false,
    inSql,
    returns: isFunction ? 'function' : 'procedure',
  };
  const body = g.statements(cx, 1 + random.below(4));
  const handlers = random.chance(0.35) ? handlersFor(g, cx) : undefined;
  const result = isFunction ? number(g, cx, 2) : undefined;
  const plainName = name.slice(name.indexOf('.') + 1);
  const head = `${isFunction ? 'FUNCTION' : 'PROCEDURE'} ${plainName}(x NUMBER${mode ? `, io ${mode} ${typeOf[kind]}` : ''})${isFunction ? ' RETURN NUMBER' : ''}`;
  const invoke = (run: Run, x: Num, given: Value, back: (value: Value) => void): Num => {
    run.session.step();
    const scope = new Scope(home?.());
    scope.declare('x', x);
    if (mode) scope.declare('io', mode === 'OUT' ? emptyOf(kind) : given);
    scope.declare('d', null);
    const at: Run = { ...run, scope };
    let value: Num = null;
    try {
      if (handlers) handling(at, handlers, () => body.execute(at));
      else body.execute(at);
      value = result?.value(at) ?? null;
    } catch (end) {
      if (!(end instanceof Departure) || end.kind !== 'RETURN') throw end;
      value = end.value;
    }
    if (mode) back(scope.get('io'));
    return value;
  };
  return {
    routine: { name, isFunction, mode, kind, inSql, invoke },
    head,
    lines: [
      `${head} IS`,
      '  d NUMBER(2);',
      'BEGIN',
      ...(handlers ? indented(['BEGIN', ...indented(body.lines), ...handlers.lines, 'END;']) : indented(body.lines)),
      ...(result ? [`  RETURN ${result.text};`] : []),
      'END;',
    ],
  };
}
