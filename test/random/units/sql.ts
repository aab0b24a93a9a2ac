import { argumentsInSql } from './calls.js';
import { literal, together } from './expressions.js';
import {
  type Context,
  type Expression,
  type Generator,
  indented,
  pickName,
  type Routine,
  type Statement,
  setVariable,
  valueOf,
} from './generator.js';
import { type Change, Raised, type Run, type Session, Useless } from './session.js';
import { fitted, isScalar, numberOf, numberType, textOf, type Value } from './values.js';

/*
 * Statements of SQL over the table T, and functions in them.
 *   - A column is meant before a variable of its name. (PL/SQL Language Reference, "PL/SQL Name Resolution")
 *   - NO_DATA_FOUND that leaves a function in SQL gives NULL, a user-defined exception without a number is ORA-06510.
 */

export interface Row {
  readonly id: number;
  readonly v: number | null;
}

/** What stands in a statement of SQL; the row where there is one. */
interface InSql {
  readonly text: string;
  readonly kind: 'number' | 'text';
  readonly value: (run: Run, row: Row | undefined) => Value;
}

const columns = ['id', 'v'];

export function operand(g: Generator, cx: Context, ofTable: boolean, kind: 'number' | 'text'): InSql {
  const { random } = g;
  if (kind === 'number' && ofTable && random.chance(0.6)) {
    const column = random.pick(['id', 'v'] as const);
    return { text: column, kind, value: (_, row) => row?.[column] ?? null };
  }
  const variables = cx.variables.flatMap((v) => {
    const names = v.names.filter((n) => !ofTable || !columns.includes(n));
    return v.type.kind === kind && names.length > 0 ? [{ ...v, names }] : [];
  });
  if (variables.length > 0 && random.chance(0.6)) {
    const v = random.pick(variables);
    return { text: pickName(g, v), kind, value: (run) => valueOf(run, v) };
  }
  const word = random.pick(['a', 'xy', '3']);
  if (kind === 'text') return { text: `'${word}'`, kind, value: () => word };
  const n = literal(random.below(7));
  return { text: n.text, kind, value: () => Number(n.text) };
}

const isOfSql = (g: Generator, r: Routine): boolean =>
  g.ready.has(r.key) &&
  r.pure &&
  !r.nested &&
  (r.result?.kind === 'number' || r.result?.kind === 'text') &&
  r.parameters.every((p) => p.mode === 'IN' && isScalar(p.type) && p.type.kind !== 'boolean');

function called(g: Generator, cx: Context, ofTable: boolean, kind: 'number' | 'text'): InSql | undefined {
  const ready = cx.routines.filter((r) => isOfSql(g, r) && r.result?.kind === kind);
  if (ready.length === 0) return undefined;
  const routine = g.random.pick(ready);
  const made = argumentsInSql(g, cx, routine, (type) => {
    const given = operand(g, cx, ofTable, type);
    return { text: given.text, value: (run: Run, row: unknown) => given.value(run, isRow(row) ? row : undefined) };
  });
  return (
    made && {
      text: made.text,
      kind,
      value: (run, row) => {
        try {
          return made.run(run, row);
        } catch (error) {
          if (error instanceof Raised && error.code === 100) return null;
          if (error instanceof Raised && error.code === 1) throw new Raised(-6510);
          throw error;
        }
      },
    }
  );
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && 'id' in value;

const item = (g: Generator, cx: Context, ofTable: boolean, kind: 'number' | 'text'): InSql =>
  (g.random.chance(0.7) ? called(g, cx, ofTable, kind) : undefined) ?? operand(g, cx, ofTable, kind);

/** SELECT of what a function gives, from DUAL or from a row of the table. */
export function selectInto(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const ofTable = cx.sql && random.chance(0.5);
  const targets = cx.variables.filter(
    (v) => !v.constant && (!cx.pure || v.package === undefined) && (v.type.kind === 'number' || v.type.kind === 'text'),
  );
  if (targets.length === 0) return undefined;
  const target = random.pick(targets);
  const kind = target.type.kind === 'number' ? 'number' : 'text';
  const value = item(g, cx, ofTable, kind);
  const id = 1 + random.below(4);
  const name = pickName(g, target);
  return {
    lines: [`SELECT ${value.text} INTO ${name} FROM ${ofTable ? `t WHERE id = ${id}` : 'DUAL'};`],
    execute: (run) => {
      const v = run.session.rows.get(id);
      if (ofTable && v === undefined) {
        // Variables of packages are read before it is known that there is no row.
        if (value.text.includes('.')) throw new Useless();
        run.session.rowCount = 0;
        throw new Raised(100, 'NO_DATA_FOUND');
      }
      const isNew = target.package !== undefined && run.session.package(target.package).stage === 'new';
      if (isNew) throw new Useless();
      const made = value.value(run, { id, v: v ?? null });
      setVariable(run, target, fitted(made, target.type));
      run.session.rowCount = 1;
    },
  };
}

/** A loop over the rows, with what functions make of them. */
export function rowLoop(g: Generator, cx: Context): Statement | undefined {
  if (!cx.sql || cx.pure) return undefined;
  const { random } = g;
  const name = g.fresh('row');
  const shown = item(g, cx, true, random.chance(0.7) ? 'number' : 'text');
  const tested = item(g, cx, true, 'number');
  const bound = random.below(6);
  const mark = g.fresh('p');
  return {
    lines: [
      `FOR ${name} IN (SELECT id k, ${shown.text} y FROM t WHERE NVL(${tested.text}, 1) > ${bound} ORDER BY id) LOOP`,
      `  DBMS_OUTPUT.PUT_LINE('${mark} ' || ${name}.k || ' ' || ${name}.y);`,
      'END LOOP;',
    ],
    execute: (run) => {
      const rows = rowsOf(run.session);
      // Whether a row is shown before another one fails is not said.
      const all = orUseless(() =>
        rows.map((row) => {
          // What is selected is worked out for the rows that the condition lets through.
          const n = numberOf(tested.value(run, row));
          return { row, n, y: (n ?? 1) > bound ? shown.value(run, row) : null };
        }),
      );
      for (const { row, y, n } of all) {
        if ((n ?? 1) > bound) run.session.print(`${mark} ${row.id} ${textOf(y) ?? ''}`);
      }
    },
  };
}

export const rowsOf = (session: Session): Row[] =>
  [...session.rows].sort(([a], [b]) => a - b).map(([id, v]) => ({ id, v }));

function orUseless<T>(made: () => T): T {
  try {
    return made();
  } catch (error) {
    throw error instanceof Raised ? new Useless() : error;
  }
}

/** SUM of what a function gives, or of the rows where it gives enough. */
export function aggregate(g: Generator, cx: Context): Statement | undefined {
  if (!cx.sql || cx.pure) return undefined;
  const targets = cx.variables.filter((v) => !v.constant && v.package === undefined && v.type === numberType);
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets);
  const value = item(g, cx, true, 'number');
  return {
    lines: [`SELECT SUM(${value.text}) INTO ${pickName(g, target)} FROM t;`],
    execute: (run) => {
      const all = together(
        rowsOf(run.session).map((row) => () => value.value(run, row)),
        run.session,
      ).map(numberOf);
      const known = all.filter((x) => x !== null);
      const sum = known.length === 0 ? null : known.reduce((a, b) => a + b, 0);
      setVariable(run, target, fitted(sum, target.type));
      run.session.rowCount = 1;
    },
  };
}

/** INSERT, UPDATE or DELETE of one row, with its triggers. */
export function change(g: Generator, cx: Context): Statement | undefined {
  if (!cx.sql || cx.pure) return undefined;
  const { random } = g;
  const event: Change = random.pick(['INSERT', 'UPDATE', 'UPDATE', 'DELETE'] as const);
  const id = 1 + random.below(5);
  // Statement triggers may change what a function reads: the manual does not say which comes first.
  const value = random.chance(0.5)
    ? operand(g, cx, event === 'UPDATE', 'number')
    : item(g, cx, event === 'UPDATE', 'number');
  const lines = {
    INSERT: `INSERT INTO t (id, v) VALUES (${id}, ${value.text});`,
    UPDATE: `UPDATE t SET v = ${value.text} WHERE id = ${id};`,
    DELETE: `DELETE FROM t WHERE id = ${id};`,
  };
  return {
    lines: [lines[event]],
    execute: (run) => {
      const { session } = run;
      const row = { id, v: session.rows.get(id) ?? null };
      const isCall = value.text.includes('(') || value.text.includes('.');
      if (isCall && session.triggers.some((t) => !t.eachRow && t.moment === 'BEFORE' && t.events.includes(event))) {
        if (event !== 'DELETE') throw new Useless();
      }
      if (event === 'UPDATE' && !session.rows.has(id) && value.text.includes('.')) throw new Useless();
      session.change(event, id, () => numberOf(value.value(run, row)));
    },
  };
}

/** INSERT of several rows that a query numbers, or FORALL. */
export function changeOfSeveral(g: Generator, cx: Context): Statement | undefined {
  if (!cx.sql || cx.pure) return undefined;
  const { random } = g;
  const count = 1 + random.below(3);
  const from = random.below(4);
  const value = operand(g, cx, false, 'number');
  // A package's variable may be one that a trigger changes meanwhile.
  if (value.text.includes('.')) return undefined;
  const places = Array.from({ length: count }, (_, i) => i + 1);
  if (random.chance(0.5)) {
    if (/^level$/i.test(value.text)) return undefined;
    return {
      lines: [
        `INSERT INTO t (id, v) SELECT LEVEL + ${from}, ${value.text} + LEVEL FROM DUAL CONNECT BY LEVEL <= ${count};`,
      ],
      execute: (run) => {
        const made = (i: number): number | null => {
          const given = numberOf(value.value(run, undefined));
          return given === null ? null : given + i;
        };
        run.session.changeRows(
          'INSERT',
          places.map((i) => ({ id: i + from, value: () => made(i) })),
        );
      },
    };
  }
  const event = random.pick(['UPDATE', 'DELETE'] as const);
  const type = g.fresh('tl');
  const ids = g.fresh('l');
  const all = places.map(() => 1 + random.below(5));
  return {
    lines: [
      'DECLARE',
      `  TYPE ${type} IS TABLE OF NUMBER;`,
      `  ${ids} ${type} := ${type}(${all.join(', ')});`,
      'BEGIN',
      `  FORALL i IN 1 .. ${count}`,
      event === 'UPDATE'
        ? `    UPDATE t SET v = NVL(v, 0) + 1 WHERE id = ${ids}(i);`
        : `    DELETE FROM t WHERE id = ${ids}(i);`,
      'END;',
    ],
    execute: ({ session }) => {
      let sum = 0;
      for (const id of all) {
        session.change(event, id, () => (session.rows.get(id) ?? 0) + 1);
        sum += session.rowCount ?? 0;
      }
      session.rowCount = sum;
    },
  };
}

/** All rows of the table, in their order. */
export function rowsShown(): {
  readonly lines: readonly string[];
  readonly shown: (session: Session) => readonly string[];
} {
  return {
    lines: [
      'BEGIN',
      ...indented([
        'FOR r IN (SELECT id, v FROM t ORDER BY id) LOOP',
        "  DBMS_OUTPUT.PUT_LINE('t ' || r.id || ' ' || NVL(TO_CHAR(r.v), '-'));",
        'END LOOP;',
      ]),
      'END;',
      '/',
    ],
    shown: (session) => rowsOf(session).map(({ id, v }) => `t ${id} ${v ?? '-'}`),
  };
}

/** SQL%ROWCOUNT of the routine's last statement. */
export const rowCount: Expression = {
  text: 'SQL%ROWCOUNT',
  type: numberType,
  value: ({ session }) => session.rowCount,
};
