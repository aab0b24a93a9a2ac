import { argumentsInSql } from './calls.js';
import { number } from './expressions.js';
import {
  type Context,
  type Generator,
  indented,
  pickName,
  type Routine,
  type Statement,
  setVariable,
  type Variable,
} from './generator.js';
import { bodyOf, parametersOf, parameterText } from './routines.js';
import { Raised, type Run, Useless } from './session.js';
import { operand, type Row, rowsOf } from './sql.js';
import { fitted, numberOf, numberType, type Value } from './values.js';

/*
 * Pipelined functions, which read what packages hold. (PL/SQL Language Reference, "Pipelined Table Functions")
 *   - PIPE ROW returns a row; RETURN gives nothing.
 *   - When rows are made is not said: the functions change nothing, and queries take all rows before one is shown.
 */

/** The functions of the package PP. */
export interface Pipelined {
  readonly specification: readonly string[];
  readonly body: readonly string[];
  readonly routines: readonly Routine[];
}

export function makePipelined(g: Generator, outside: Context): Pipelined {
  const { random } = g;
  const made = Array.from({ length: 1 + random.below(2) }, () => {
    const name = g.fresh('pl');
    const parameters = parametersOf(g, { pure: true, isFunction: true, defaults: outside, types: [] }, false);
    const list = parameters.map(parameterText).join(', ');
    const head = `FUNCTION ${name}${list ? `(${list})` : ''} RETURN ntab PIPELINED`;
    let invoke: Routine['invoke'] = () => null;
    const routine: Routine = {
      names: [`pp.${name}`],
      key: g.fresh('r'),
      parameters,
      pure: true,
      nested: false,
      home: ({ session }) => session.outside,
      invoke: (run) => invoke(run),
    };
    const body = bodyOf(g, outside, { routine, name, isRecursive: false, pipes: true });
    ({ invoke } = body);
    return { routine, head, lines: [`${head} IS`, ...body.lines] };
  });
  return {
    specification: ['CREATE OR REPLACE PACKAGE pp IS', ...indented(made.map((m) => `${m.head};`)), 'END;', '/'],
    body: ['CREATE OR REPLACE PACKAGE BODY pp IS', ...indented(made.flatMap((m) => m.lines)), 'END;', '/'],
    routines: made.map((m) => m.routine),
  };
}

/** PIPE ROW of a number. */
export function pipeRow(g: Generator, cx: Context): Statement | undefined {
  if (!cx.pipes) return undefined;
  const value = number(g, cx, 1);
  return {
    lines: [`PIPE ROW (${value.text});`],
    execute: (run) => run.session.pipe(numberOf(value.value(run))),
  };
}

interface Rows {
  readonly text: string;
  readonly of: (run: Run, row?: Row) => readonly (number | null)[];
}

/** The rows of a call; what fails in it fails in the query. */
function rowsOfCall(g: Generator, cx: Context, ofTable: boolean): Rows | undefined {
  const routines = g.pipelined?.routines ?? [];
  if (routines.length === 0 || !cx.sql || cx.pure) return undefined;
  const routine = g.random.pick(routines);
  // SQL has no booleans.
  if (routine.parameters.some((p) => p.type.kind === 'boolean')) return undefined;
  const call = argumentsInSql(g, cx, routine, (kind) => {
    const given = operand(g, cx, ofTable, kind);
    return { text: given.text, value: (run: Run, row: unknown): Value => given.value(run, row as Row | undefined) };
  });
  if (!call) return undefined;
  return {
    text: `TABLE(${call.text.includes('(') ? call.text : `${call.text}()`})`,
    of: (run, row) => {
      try {
        return run.session.piping(() => call.run(run, row));
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        // What NO_DATA_FOUND and a missing RETURN do to the rows is not said.
        if (error.code === 100 || error.code === -6503) throw new Useless();
        throw error.code === 1 ? new Raised(-6510) : error;
      }
    },
  };
}

const numbersOf = (cx: Context): readonly Variable[] =>
  cx.variables.filter((v) => !v.constant && v.package === undefined && v.type === numberType);

/** SUM or COUNT of what is piped, alone or for each row of the table. */
export function pipedSum(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const targets = numbersOf(cx);
  const ofTable = random.chance(0.4);
  const rows = rowsOfCall(g, cx, ofTable);
  if (!rows || targets.length === 0) return undefined;
  const target = random.pick(targets);
  const sums = random.chance(0.6);
  const bound = random.chance(0.4) ? random.below(5) : undefined;
  const where = bound === undefined ? '' : ` WHERE x.COLUMN_VALUE > ${bound}`;
  const name = pickName(g, target);
  return {
    lines: [
      `SELECT ${sums ? 'SUM(x.COLUMN_VALUE)' : 'COUNT(*)'} INTO ${name} FROM ${ofTable ? 't, ' : ''}${rows.text} x${where};`,
    ],
    execute: (run) => {
      const all = (ofTable ? rowsOf(run.session) : [undefined])
        .flatMap((row) => rows.of(run, row))
        .filter((n) => bound === undefined || (n !== null && n > bound));
      const known = all.filter((n) => n !== null);
      const sum = known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
      setVariable(run, target, fitted(sums ? sum : all.length, target.type));
      run.session.rowCount = 1;
    },
  };
}

/** A loop over what is piped, in order. */
export function pipedLoop(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const rows = rowsOfCall(g, cx, false);
  if (!rows) return undefined;
  const name = g.fresh('row');
  const mark = g.fresh('p');
  const isDescending = random.chance(0.4);
  return {
    lines: [
      `FOR ${name} IN (SELECT COLUMN_VALUE k FROM ${rows.text} ORDER BY 1${isDescending ? ' DESC' : ''}) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${mark} ' || NVL(TO_CHAR(${name}.k), '-'));`,
      'END LOOP;',
    ],
    execute: (run) => {
      // NULL is the largest. (SQL Language Reference, "ORDER BY")
      const rank = (n: number | null): number => n ?? Infinity;
      const all = [...rows.of(run)].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) < rank(b) ? -1 : 1));
      for (const n of isDescending ? all.reverse() : all) run.session.print(`${mark} ${n ?? '-'}`);
    },
  };
}
