import { argument, literal, plain, setValue, twoDigits } from './expressions.js';
import { type Context, type Generator, indented, isDeep, type Routine, type Statement, within } from './generator.js';
import { type Num, Raised, type Run, Useless } from './session.js';

/*
 * Statements of SQL that fail, and what stays.
 *   - SELECT INTO that finds nothing leaves SQL%ROWCOUNT at 0, one that finds too much at 1. (PL/SQL Language Reference, "SQL%ROWCOUNT Attribute")
 *   - NO_DATA_FOUND of a function that a query calls is NULL there. ("Predefined Exceptions")
 *   - FORALL keeps the rows before the one that fails; with SAVE EXCEPTIONS all that do not fail. ("FORALL Statement")
 *   - A number that a sequence has given is gone. (SQL Language Reference, "Sequence Pseudocolumns")
 */

/** A statement that routines which queries call do not have. */
const sql = (cx: Context, lines: readonly string[], execute: (run: Run) => void): Statement | undefined =>
  cx.inSql ? undefined : { lines, execute };

export function insert(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const bySequence = random.chance(0.35);
  const id = random.chance(0.7) ? literal(1 + random.below(9)) : plain(g, cx);
  const v = random.chance(0.7) ? plain(g, cx) : literal(random.pick([7, 40, 60]));
  return sql(cx, [`INSERT INTO t VALUES (${bySequence ? 'sq.NEXTVAL' : id.text}, ${v.text});`], (run) =>
    run.session.statement(() => {
      const key = bySequence ? ++run.session.sequence : id.value(run);
      run.session.write([{ id: key, v: v.value(run), isNew: true }]);
      return 1;
    }),
  );
}

export function note(g: Generator, cx: Context): Statement | undefined {
  const n = plain(g, cx);
  return sql(cx, [`INSERT INTO lg VALUES (${n.text});`], (run) =>
    run.session.statement(() => {
      const { data } = run.session;
      run.session.data = { ...data, log: [...data.log, n.value(run)] };
      return 1;
    }),
  );
}

export function update(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const by = random.pick([1, 3, 10, 30]);
  const last = random.below(10);
  const one = random.chance(0.5);
  return sql(cx, [`UPDATE t SET v = v + ${by} WHERE id ${one ? '=' : '<='} ${last};`], ({ session }) =>
    session.statement(() => {
      const rows = [...session.data.rows].filter(([id]) => (one ? id === last : id <= last));
      session.write(rows.map(([id, v]) => ({ id, v: v === null ? null : v + by, isNew: false })));
      return rows.length;
    }),
  );
}

/** `UPDATE … SET v = f(…)` of one row. */
export function updateByFunction(g: Generator, cx: Context): Statement | undefined {
  const f = functionOfSql(g, cx);
  if (!f) return undefined;
  const id = 1 + g.random.below(6);
  return sql(cx, [`UPDATE t SET v = ${f.name}(v) WHERE id = ${id};`], (run) =>
    run.session.statement(() => {
      const v = run.session.data.rows.get(id);
      if (v === undefined) return 0;
      run.session.write([{ id, v: inQuery(run, f, v), isNew: false }]);
      return 1;
    }),
  );
}

export function remove(g: Generator, cx: Context): Statement | undefined {
  const id = 1 + g.random.below(9);
  return sql(cx, [`DELETE FROM t WHERE id = ${id};`], ({ session }) =>
    session.statement(() => {
      const left = new Map(session.data.rows);
      const gone = left.delete(id);
      session.data = { ...session.data, rows: left };
      return gone ? 1 : 0;
    }),
  );
}

const functionOfSql = (g: Generator, cx: Context): Routine | undefined => {
  const open = cx.routines.filter((r) => r.isFunction && r.inSql);
  return open.length === 0 ? undefined : g.random.pick(open);
};

function inQuery(run: Run, f: Routine, x: Num): Num {
  try {
    return f.invoke(run, x, null, () => {});
  } catch (error) {
    if (error instanceof Raised && error.code === 100) return null;
    throw error;
  }
}

/** `SELECT v INTO … FROM t`, or of a function. */
export function selectInto(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const into = g.target(cx, 'number', 'digits');
  if (!into) return undefined;
  const assign = (run: Run, n: Num): void => setValue(run, into.name, into.kind === 'digits' ? twoDigits(n) : n);
  const f = random.chance(0.5) ? functionOfSql(g, cx) : undefined;
  if (f) {
    const x = argument(plain(g, cx));
    return {
      lines: [`SELECT ${f.name}(${x.text}) INTO ${into.name} FROM dual;`],
      execute: (run) =>
        run.session.statement(() => {
          assign(run, inQuery(run, f, x.value(run)));
          return 1;
        }),
    };
  }
  const id = random.below(9);
  const least = random.chance(0.3);
  // What a variable holds after too many rows is not defined: nothing looks at that one.
  const target = least ? 'pk.unread' : into.name;
  return sql(cx, [`SELECT v INTO ${target} FROM t WHERE id ${least ? '>=' : '='} ${id};`], (run) => {
    const { session } = run;
    const found = [...session.data.rows].filter(([key]) => (least ? key >= id : key === id));
    const [row] = found;
    session.rowCount = found.length > 1 ? 1 : found.length;
    if (!row) throw new Raised(100);
    if (found.length > 1) throw new Raised(-1422);
    session.statement(() => {
      if (!least) assign(run, row[1]);
      return 1;
    });
  });
}

export function rowsCounted(g: Generator, cx: Context): Statement | undefined {
  const mark = g.fresh('n');
  return sql(cx, [`DBMS_OUTPUT.PUT_LINE('${mark} ' || NVL(TO_CHAR(SQL%ROWCOUNT), '-'));`], ({ session }) => {
    if (session.rowCount === undefined) throw new Useless();
    session.print(`${mark} ${session.rowCount ?? '-'}`);
  });
}

export function nextNumber(g: Generator, cx: Context): Statement | undefined {
  const mark = g.fresh('q');
  return sql(cx, [`DBMS_OUTPUT.PUT_LINE('${mark} ' || sq.NEXTVAL);`], ({ session }) =>
    session.print(`${mark} ${++session.sequence}`),
  );
}

/** FORALL, whose errors are told where they happen. */
export function forall(g: Generator, cx: Context): Statement | undefined {
  if (cx.inSql || isDeep(cx)) return undefined;
  const { random } = g;
  const [list, index, mark, at] = [g.fresh('k'), g.fresh('i'), g.fresh('f'), g.fresh('j')];
  const values = Array.from({ length: 1 + random.below(4) }, () => (random.chance(0.1) ? null : random.below(9)));
  const saves = random.chance(0.6);
  const inserts = random.chance(0.6);
  const by = random.pick([5, 20, 45, 60]);
  const element = `${list}(${index})`;
  const handled = random.chance(0.8);
  const printed = random.chance(0.6);
  const each = (run: Run, k: Num): Num => {
    const { session } = run;
    const old = k === null ? undefined : session.data.rows.get(k);
    if (!inserts && old === undefined) return 0;
    session.write([{ id: k, v: inserts ? by : old === undefined || old === null ? null : old + by, isNew: inserts }]);
    return 1;
  };
  const rest = g.statements(within(cx, { inHandler: true }), 1);
  return {
    lines: [
      'DECLARE',
      `  ${list} pk.nt := pk.nt(${values.map((k) => k ?? 'NULL').join(', ')});`,
      'BEGIN',
      `  FORALL ${index} IN 1 .. ${list}.COUNT${saves ? ' SAVE EXCEPTIONS' : ''}`,
      inserts
        ? `    INSERT INTO t VALUES (${element}, ${by});`
        : `    UPDATE t SET v = v + ${by} WHERE id = ${element};`,
      `  DBMS_OUTPUT.PUT_LINE('${mark} ' || SQL%ROWCOUNT);`,
      ...(handled
        ? [
            'EXCEPTION',
            '  WHEN OTHERS THEN',
            ...(saves
              ? [
                  `    DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE || ' ' || SQL%BULK_EXCEPTIONS.COUNT);`,
                  `    FOR ${at} IN 1 .. SQL%BULK_EXCEPTIONS.COUNT LOOP`,
                  `      DBMS_OUTPUT.PUT_LINE(SQL%BULK_EXCEPTIONS(${at}).ERROR_INDEX || ':' || SQL%BULK_EXCEPTIONS(${at}).ERROR_CODE);`,
                  '    END LOOP;',
                ]
              : [`    DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE);`]),
            ...(printed ? indented(indented(rest.lines)) : []),
          ]
        : []),
      'END;',
    ],
    execute: (run) => {
      const { session } = run;
      const failures: { readonly at: number; readonly raised: Raised }[] = [];
      let count = 0;
      for (const [i, k] of values.entries()) {
        try {
          session.statement(() => {
            const changed = each(run, k);
            count += changed ?? 0;
            return changed;
          });
        } catch (error) {
          if (!(error instanceof Raised)) throw error;
          failures.push({ at: i + 1, raised: error });
          if (!saves) break;
        }
      }
      const [first] = failures;
      if (!first) {
        session.rowCount = count;
        session.print(`${mark} ${count}`);
        return;
      }
      session.rowCount = undefined;
      const raised = saves ? new Raised(-24381) : first.raised;
      if (!handled) throw raised;
      if (saves) {
        session.print(`${mark} -24381 ${failures.length}`);
        for (const f of failures) session.print(`${f.at}:${-f.raised.code}`);
      } else session.print(`${mark} ${raised.code}`);
      if (!printed) return;
      const around = session.handled;
      session.handled = [...around, raised];
      try {
        rest.execute(run);
      } finally {
        session.handled = around;
      }
    },
  };
}

/** A block that goes back to its savepoint. */
export function savepoint(g: Generator, cx: Context): Statement | undefined {
  if (cx.inSql || isDeep(cx)) return undefined;
  const name = g.fresh('sp');
  const body = g.statements(within(cx), 2 + g.random.below(2));
  const after = g.statements(within(cx, { inHandler: true }), 1);
  return {
    lines: [
      'BEGIN',
      `  SAVEPOINT ${name};`,
      ...indented(body.lines),
      'EXCEPTION',
      '  WHEN OTHERS THEN',
      `    ROLLBACK TO ${name};`,
      ...indented(indented(after.lines)),
      'END;',
    ],
    execute: (run) => {
      const { session } = run;
      const { data } = session;
      try {
        body.execute(run);
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        session.data = data;
        const around = session.handled;
        session.handled = [...around, error];
        try {
          after.execute(run);
        } finally {
          session.handled = around;
        }
      }
    },
  };
}
