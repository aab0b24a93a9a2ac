import { handlers } from './control.js';
import { Raised } from './database.js';
import { commits } from './ends.js';
import {
  type Context,
  type Generator,
  indented,
  number,
  type Routine,
  type Statement,
  setVariable,
} from './generator.js';
import { Departure, type Run, Scope } from './session.js';

/*
 * Routines.
 *   - One that fails gives its OUT and IN OUT parameters no values; what it changed before stays for a caller that handles the error.
 *     (PL/SQL Language Reference, "Unhandled Exceptions in Subprograms")
 *   - An autonomous one that fails is rolled back. (PL/SQL Language Reference, "Autonomous Transactions")
 *   - NO_DATA_FOUND that leaves a function which SQL calls is NULL there.
 */

export interface DefinedRoutine {
  readonly routine: Routine;
  readonly head: string;
  /** With what stands behind CREATE OR REPLACE, or in the package. */
  readonly lines: readonly string[];
}

export function defineRoutine(g: Generator, outside: Context, name: string): DefinedRoutine {
  const { random } = g;
  const autonomous = random.chance(0.3);
  const apart = autonomous || random.chance(0.3);
  const kind = random.chance(0.75) ? 'PROCEDURE' : 'FUNCTION';
  const mode = random.chance(0.5) ? random.pick(['OUT', 'IN OUT'] as const) : undefined;
  const ends = autonomous || (outside.mayEnd && random.chance(0.4));
  const cx: Context = {
    ...outside,
    variables: ['n', ...(mode ? ['o'] : [])],
    constants: ['x'],
    depth: 1,
    autonomous: apart,
    mayEnd: ends,
    returns: kind,
    savepoints: [],
  };
  const body = g.statements(cx, 2 + random.below(3));
  const end =
    autonomous && random.chance(0.85) ? random.pick(['COMMIT;', 'COMMIT;', 'COMMIT;', 'ROLLBACK;']) : undefined;
  const result = kind === 'FUNCTION' ? number(g, cx) : undefined;
  const handled = random.chance(0.5) ? handlers(g, { ...cx, returns: kind }) : undefined;
  const own = name.replace('pk.', '');
  const head = `${kind} ${own}(x NUMBER${mode ? `, o ${mode} NUMBER` : ''})${kind === 'FUNCTION' ? ' RETURN NUMBER' : ''}`;
  const execute = (run: Run): void => {
    body.execute(run);
    if (end === 'COMMIT;') commits(run);
    else if (end) {
      run.session.rowCount = undefined;
      run.session.database.rollback();
    }
    if (result) throw new Departure('RETURN', result.value(run));
  };
  return {
    head,
    lines: [
      `${head} IS`,
      ...(autonomous ? ['  PRAGMA AUTONOMOUS_TRANSACTION;'] : []),
      '  n NUMBER := 0;',
      'BEGIN',
      ...indented([...body.lines, ...(end ? [end] : []), ...(result ? [`RETURN ${result.text};`] : [])]),
      ...(handled?.lines ?? []),
      'END;',
    ],
    routine: {
      name,
      kind,
      mode,
      autonomous,
      apart,
      ends: ends && !autonomous,
      invoke: (run) => {
        let value: number | null = null;
        const returned = (): void => {
          run.scope.declare('n', 0);
          try {
            if (handled) handled.around(run, () => execute(run));
            else execute(run);
          } catch (departure) {
            if (!(departure instanceof Departure)) throw departure;
            ({ value } = departure);
            return;
          }
          // A function that ends without RETURN.
          if (kind === 'FUNCTION') throw new Raised(-6503);
        };
        if (autonomous) run.session.database.autonomous(returned);
        else returned();
        return value;
      },
    },
  };
}

/** Calls the routine in a scope of its own; the value of its OUT parameter is taken over where it succeeds. */
function invoke(run: Run, routine: Routine, x: number | null, target: string | undefined): number | null {
  const { session } = run;
  const scope = new Scope();
  scope.declare('x', x);
  const o = target ?? 'pk.g';
  if (routine.mode) {
    scope.declare('o', routine.mode === 'OUT' ? null : (o === 'pk.g' ? session.package : run.scope).get(o));
  }
  session.step();
  const value = session.call(() => routine.invoke({ session, scope }));
  if (routine.mode) setVariable(run, o, scope.get('o'));
  return value;
}

/** A call of one of the routines. */
export function call(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const callable = cx.routines.filter(
    (r) =>
      (cx.mayEnd || !r.ends) && (r.apart || !cx.autonomous) && (cx.depth > 0 || (!r.mode && r.kind === 'PROCEDURE')),
  );
  if (callable.length === 0) return undefined;
  const routine = random.pick(callable);
  const x = number(g, cx);
  if (cx.depth === 0) {
    return {
      lines: [`EXEC ${routine.name}(${x.text})`],
      execute: (run) => {
        invoke(run, routine, x.value(run), undefined);
      },
    };
  }
  const targets = cx.variables.length > 0 ? cx.variables : ['pk.g'];
  const target = random.pick(targets);
  const text = `${routine.name}(${x.text}${routine.mode ? `, ${target}` : ''})`;
  if (routine.kind === 'PROCEDURE') {
    return {
      lines: [`${text};`],
      execute: (run) => {
        invoke(run, routine, x.value(run), target);
      },
    };
  }
  const result = random.pick(
    [...targets, 'pk.g'].filter((name) => !routine.mode || name !== target || targets.length === 0),
  );
  const inSql = routine.autonomous && !routine.mode && random.chance(0.5);
  return {
    lines: [inSql ? `SELECT ${text} INTO ${result} FROM dual;` : `${result} := ${text};`],
    execute: (run) => {
      const value = x.value(run);
      const given = inSql
        ? nullWithoutData(() => invoke(run, routine, value, target))
        : invoke(run, routine, value, target);
      if (inSql) run.session.rowCount = 1;
      setVariable(run, result, given);
    },
  };
}

function nullWithoutData(body: () => number | null): number | null {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    if (error.code === 100) return null;
    throw error.code === 1 ? new Raised(-6510) : error;
  }
}

/** PK.LOG of the setup: a line of its own transaction. */
export function log(g: Generator, cx: Context): Statement {
  const x = number(g, cx);
  const w = g.fresh('w');
  if (cx.inHandler && g.random.chance(0.6)) {
    return {
      lines: [`pk.log(SQLCODE, '${w}');`],
      execute: ({ session }) => logged({ session, scope: new Scope() }, session.handled?.code ?? 0, w),
    };
  }
  return {
    lines: [cx.depth === 0 ? `EXEC pk.log(${x.text}, '${w}')` : `pk.log(${x.text}, '${w}');`],
    execute: (run) => logged(run, x.value(run), w),
  };
}

export function logged(run: Run, n: number | null, w: string): void {
  const { session } = run;
  session.database.autonomous(() => {
    session.note('lg', n, w);
    commits(run);
  });
}
