import {
  NestedTable,
  type Num,
  noDataFound,
  OracleError,
  type Run,
  Scope,
  type Session,
  zeroDivide,
} from '../session.js';
import { type Comparison, compare, number, simpleNumber } from './expressions.js';
import { type Context, type Generator, inSql, printed, type Statement, shownOfSession, writable } from './generator.js';

/*
 * Statements of SQL.
 *   - SELECT INTO without a row is NO_DATA_FOUND, with BULK COLLECT an empty collection. (PL/SQL Language Reference, "SELECT INTO Statement")
 *   - FORALL keeps the rows of the executions before one that fails; SAVE EXCEPTIONS goes on, and raises ORA-24381 at the end.
 *     (PL/SQL Language Reference, "FORALL Statement")
 *   - NO_DATA_FOUND that leaves a function which SQL calls is NULL there.
 */

export function insert(g: Generator, cx: Context): Statement {
  const id = number(g, inSql(cx), 1);
  const v = number(g, inSql(cx), 1);
  const dynamic = g.random.chance(0.15);
  return {
    lines: [
      dynamic
        ? `EXECUTE IMMEDIATE 'INSERT INTO t VALUES (:1, :2)' USING ${id.text}, ${v.text};`
        : `INSERT INTO t VALUES (${id.text}, ${v.text});`,
    ],
    execute: (run) => {
      const [x, y] = [id.value(run), v.value(run)];
      run.session.insert(x, y);
    },
  };
}

/** UPDATE or DELETE, with how many rows it found. */
export function change(g: Generator, cx: Context): Statement {
  const added = number(g, inSql(cx), 1);
  const sought = simpleNumber(g, cx);
  const operator = g.random.pick<Comparison>(['=', '>', '<']);
  const deletes = g.random.chance(0.3);
  const counted = g.random.chance(0.4)
    ? printed(g, [shownOfSession('SQL%ROWCOUNT', (session) => counts.get(session) ?? 0)])
    : undefined;
  const execute = (run: Run): void => {
    const { session } = run;
    const id = sought.value(run);
    const chosen = (x: number): boolean => compare(operator, x, id) === true;
    counts.set(session, deletes ? session.delete(chosen) : session.update(chosen, (v) => plus(v, added.value(run))));
    counted?.execute(run);
  };
  const statement = deletes ? 'DELETE FROM t' : `UPDATE t SET v = v + ${added.text}`;
  return { lines: [`${statement} WHERE id ${operator} ${sought.text};`, ...(counted?.lines ?? [])], execute };
}

/** The columns of the table, in expressions that are computed for each of its rows. */
const ofRow = (cx: Context): Context => ({ ...inSql(cx), numbers: [...cx.numbers, 't.id', 't.v'] });

function inRow(run: Run, id: number, v: Num): Run {
  const scope = new Scope(run.scope);
  scope.declare('t.id', id);
  scope.declare('t.v', v);
  return { ...run, scope };
}

/** An aggregate of what is computed of the rows that a comparison leaves. */
export function aggregate(g: Generator, cx: Context): Statement | undefined {
  const targets = writable(cx);
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets);
  const value = number(g, ofRow(cx));
  const above = simpleNumber(g, cx);
  const { name, of } = g.random.pick(aggregates);
  return {
    lines: [`SELECT ${name}(${value.text}) INTO ${target} FROM t WHERE t.id > ${above.text};`],
    execute: (run) => {
      const rows = run.session.rowsAbove(above.value(run));
      const values = rows.map(([id, v]) => value.value(inRow(run, id, v)));
      run.scope.set(target, of(values.filter((x) => x !== null)));
    },
  };
}

/** Aggregates leave NULL out; of nothing, all but COUNT are NULL. (SQL Language Reference, "Aggregate Functions") */
const aggregates: readonly { readonly name: string; readonly of: (values: readonly number[]) => Num }[] = [
  { name: 'COUNT', of: (values) => values.length },
  { name: 'SUM', of: (values) => (values.length === 0 ? null : values.reduce((sum, x) => sum + x, 0)) },
  { name: 'MAX', of: (values) => (values.length === 0 ? null : Math.max(...values)) },
  { name: 'MIN', of: (values) => (values.length === 0 ? null : Math.min(...values)) },
];

/** UPDATE with values computed of the rows. */
export function updateRows(g: Generator, cx: Context): Statement {
  const value = number(g, ofRow(cx));
  const sought = simpleNumber(g, cx);
  const operator = g.random.pick<Comparison>(['=', '>', '<']);
  return {
    lines: [`UPDATE t SET v = ${value.text} WHERE id ${operator} ${sought.text};`],
    execute: (run) => {
      const id = sought.value(run);
      run.session.update(
        (x) => compare(operator, x, id) === true,
        (v, row) => value.value(inRow(run, row, v)),
      );
    },
  };
}

/** SQL%ROWCOUNT of the statement before. */
const counts = new WeakMap<Session, number>();

const plus = (x: Num, y: Num): Num => (x === null || y === null ? null : x + y);

export function selectInto(g: Generator, cx: Context): Statement | undefined {
  const targets = writable(cx);
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets);
  if (g.random.chance(0.5)) {
    const sought = simpleNumber(g, cx);
    return {
      lines: [`SELECT v INTO ${target} FROM t WHERE id = ${sought.text};`],
      execute: (run) => run.scope.set(target, rowOf(run.session, sought.value(run))),
    };
  }
  return {
    lines: [`SELECT COUNT(*) + NVL(SUM(v), 0) INTO ${target} FROM t;`],
    execute: ({ session, scope }) => {
      const sum = [...session.rows.values()].reduce<number>((total, v) => total + (v ?? 0), session.rows.size);
      scope.set(target, sum);
    },
  };
}

function rowOf(session: Session, id: Num): Num {
  const v = id === null ? undefined : session.rows.get(id);
  if (v === undefined) throw noDataFound();
  return v;
}

export function selectIntoRecord(g: Generator, cx: Context): Statement | undefined {
  const records = cx.records.filter((name) => !cx.constants.has(`${name}.a`));
  if (records.length === 0) return undefined;
  const record = g.random.pick(records);
  const sought = simpleNumber(g, cx);
  return {
    lines: [`SELECT id, v INTO ${record} FROM t WHERE id = ${sought.text};`],
    execute: (run) => {
      const id = sought.value(run);
      const v = rowOf(run.session, id);
      run.scope.set(`${record}.a`, id);
      run.scope.set(`${record}.b`, v);
    },
  };
}

export function bulkCollect(g: Generator, cx: Context): Statement | undefined {
  const tables = cx.tables.filter((name) => !cx.constants.has(name));
  if (tables.length === 0) return undefined;
  const table = g.random.pick(tables);
  const above = simpleNumber(g, cx);
  const column = g.random.pick(['id', 'v'] as const);
  return {
    lines: [`SELECT ${column} BULK COLLECT INTO ${table} FROM t WHERE id > ${above.text} ORDER BY id;`],
    execute: (run) => {
      const rows = run.session.rowsAbove(above.value(run));
      run.scope.set(table, NestedTable.of(rows.map(([id, v]) => (column === 'id' ? id : v))));
    },
  };
}

/** A function of the package in SQL, or in an assignment. */
export function callInSql(g: Generator, cx: Context): Statement | undefined {
  const targets = writable(cx);
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets);
  const argument = number(g, inSql(cx), 1);
  const sql = g.random.chance(0.6);
  return {
    lines: [sql ? `SELECT pk.sf(${argument.text}) INTO ${target} FROM dual;` : `${target} := pk.sf(${argument.text});`],
    execute: (run) => {
      const x = argument.value(run);
      run.scope.set(target, sql ? nullWithoutData(() => sf(run.session, x)) : sf(run.session, x));
    },
  };
}

/** PK.SF of the program's setup. */
export function sf(session: Session, x: Num): Num {
  if (x === 3) throw noDataFound();
  if (x === 4) throw zeroDivide();
  return x === null ? null : x + (session.packages.number('pk.g1') ?? 0);
}

function nullWithoutData(body: () => Num): Num {
  try {
    return body();
  } catch (error) {
    if (error instanceof OracleError && error.exception === 'NO_DATA_FOUND') return null;
    throw error;
  }
}

export function updateReturning(g: Generator, cx: Context): Statement | undefined {
  const targets = writable(cx).filter((name) => !cx.small.has(name));
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets);
  const sought = simpleNumber(g, cx);
  const value = number(g, inSql(cx), 1);
  return {
    lines: [
      `UPDATE t SET v = ${value.text} WHERE id = ${sought.text} RETURNING v + 1 INTO ${target};`,
      `IF SQL%ROWCOUNT = 0 THEN ${target} := -1; END IF;`,
    ],
    execute: (run) => {
      const id = sought.value(run);
      const count = run.session.update(
        (x) => x === id,
        () => value.value(run),
      );
      run.scope.set(target, count === 0 ? -1 : plus(rowOf(run.session, id), 1));
    },
  };
}

export function forall(g: Generator, cx: Context): Statement | undefined {
  const table = g.fresh('l');
  const ids = [0, 1, 2].map(() => simpleNumber(g, cx));
  const saves = g.random.chance(0.6);
  const mark = g.fresh('b');
  const handler = [
    'EXCEPTION',
    '  WHEN OTHERS THEN',
    `    DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE || ' ' || SQL%BULK_EXCEPTIONS.COUNT || ' ' || SQL%BULK_EXCEPTIONS(1).ERROR_INDEX || ' ' || SQL%BULK_EXCEPTIONS(1).ERROR_CODE);`,
  ];
  return {
    lines: [
      'DECLARE',
      `  ${table} pk.nt := pk.nt(${ids.map((x) => x.text).join(', ')});`,
      'BEGIN',
      `  FORALL i IN 1 .. 3${saves ? ' SAVE EXCEPTIONS' : ''}`,
      `    INSERT INTO t VALUES (${table}(i), i + 4);`,
      ...(saves ? handler : []),
      'END;',
    ],
    execute: (run) => {
      const saved: { readonly index: number; readonly code: number }[] = [];
      for (const [i, id] of ids.map((x) => x.value(run)).entries()) {
        try {
          run.session.insert(id, i + 5);
        } catch (error) {
          if (!saves || !(error instanceof OracleError)) throw error;
          saved.push({ index: i + 1, code: -error.code });
        }
      }
      const [first] = saved;
      if (first) run.session.print(`${mark} -24381 ${saved.length} ${first.index} ${first.code}`);
    },
  };
}

/** MERGE of one row: UPDATE where its ID is there, INSERT where it is not. */
export function merge(g: Generator, cx: Context): Statement {
  const id = number(g, inSql(cx), 1);
  const v = number(g, inSql(cx), 1);
  return {
    lines: [
      `MERGE INTO t USING (SELECT ${id.text} AS i, ${v.text} AS w FROM dual) s ON (t.id = s.i)`,
      '  WHEN MATCHED THEN UPDATE SET v = s.w',
      '  WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.i, s.w);',
    ],
    execute: (run) => {
      const [x, y] = [id.value(run), v.value(run)];
      run.session.merge(x, y);
    },
  };
}

export function endTransaction(g: Generator, cx: Context): Statement | undefined {
  if (!cx.mayCommit) return undefined;
  return g.random.chance(0.6)
    ? { lines: ['COMMIT;'], execute: ({ session }) => session.commit() }
    : { lines: ['ROLLBACK;'], execute: ({ session }) => session.rollback() };
}
