import { Raised, type Row, Useless } from './database.js';
import {
  balance,
  type Context,
  type Expression,
  type Generator,
  id,
  number,
  plus,
  printed,
  type Statement,
  setVariable,
  shownOfSession,
} from './generator.js';
import type { Run } from './session.js';

/*
 * Statements that change rows.
 *   - FORALL keeps the rows of the executions before one that fails; SAVE EXCEPTIONS goes on, and raises ORA-24381 at the end.
 *     (PL/SQL Language Reference, "FORALL Statement")
 *   - INSERT ALL is one statement. (SQL Language Reference, "INSERT")
 */

/** SQL%ROWCOUNT and the like, where Oracle says what they are. */
function counted(g: Generator): Statement {
  const shown = printed(g, [
    g.random.chance(0.6)
      ? shownOfSession('SQL%ROWCOUNT', ({ rowCount }) => rowCount ?? useless())
      : shownOfSession("CASE WHEN SQL%FOUND THEN 'found' ELSE 'none' END", ({ rowCount }) =>
          (rowCount ?? useless()) > 0 ? 'found' : 'none',
        ),
  ]);
  return shown;
}

const useless = (): never => {
  throw new Useless();
};

const withCount = (g: Generator, cx: Context, s: Statement): Statement => {
  if (cx.depth === 0 || !g.random.chance(0.3)) return s;
  const count = counted(g);
  return {
    lines: [...s.lines, ...count.lines],
    execute: (run) => {
      s.execute(run);
      count.execute(run);
    },
  };
};

export function insert(g: Generator, cx: Context): Statement {
  const [x, y] = [number(g, cx), balance(g, cx)];
  const dynamic = cx.depth > 0 && g.random.chance(0.12);
  return withCount(g, cx, {
    lines: [
      dynamic
        ? `EXECUTE IMMEDIATE 'INSERT INTO acc VALUES (:1, :2)' USING ${x.text}, ${y.text};`
        : `INSERT INTO acc VALUES (${x.text}, ${y.text});`,
    ],
    execute: (run) => run.session.insertAcc(x.value(run), y.value(run)),
  });
}

/** A line in a table without constraints: what is undone shows in it. */
export function note(g: Generator, cx: Context): Statement {
  const n = number(g, cx);
  const w = g.fresh('w');
  const sequence = g.random.chance(0.15);
  return withCount(g, cx, {
    lines: [`INSERT INTO jr VALUES (${sequence ? 'sq.NEXTVAL' : n.text}, '${w}');`],
    execute: ({ session, scope }) => {
      const value = n.value({ session, scope });
      session.statement(() => {
        const { database } = session;
        // A sequence moves on, whatever becomes of the row.
        database.put(database.newKey('jr'), [sequence ? session.nextValue() : value, w]);
        return 1;
      });
    },
  });
}

export function update(g: Generator, cx: Context): Statement {
  const [sought, added] = [id(g, cx), balance(g, cx)];
  const operator = g.random.pick(['=', '=', '=', '>', '<'] as const);
  const sets = g.random.chance(0.3);
  const isChosen = (run: Run): ((x: number) => boolean) => chosen(operator, sought, run);
  return withCount(g, cx, {
    lines: [`UPDATE acc SET bal = ${sets ? '' : 'bal + '}${added.text} WHERE id ${operator} ${sought.text};`],
    execute: (run) => {
      const by = added.value(run);
      run.session.changeAcc(isChosen(run), (bal) => (sets ? by : plus(bal, by)));
    },
  });
}

function chosen(operator: '=' | '>' | '<', sought: Expression, run: Run): (x: number) => boolean {
  const y = sought.value(run);
  if (y === null) return () => false;
  return (x) => ({ '=': x === y, '>': x > y, '<': x < y })[operator];
}

export function remove(g: Generator, cx: Context): Statement {
  const sought = id(g, cx);
  const operator = g.random.pick(['=', '=', '>'] as const);
  return withCount(g, cx, {
    lines: [`DELETE FROM acc WHERE id ${operator} ${sought.text};`],
    execute: (run) => {
      run.session.changeAcc(chosen(operator, sought, run), undefined);
    },
  });
}

/** UPDATE and DELETE of one row, with RETURNING INTO: without a row the variable keeps what it has. */
export function returning(g: Generator, cx: Context): Statement | undefined {
  const [target] = g.random.chance(0.5) ? cx.variables : [...cx.variables].reverse();
  if (target === undefined) return undefined;
  const [sought, added] = [id(g, cx), balance(g, cx)];
  const deletes = g.random.chance(0.3);
  return withCount(g, cx, {
    lines: [
      `${deletes ? 'DELETE FROM acc' : `UPDATE acc SET bal = bal + ${added.text}`} WHERE id = ${sought.text} RETURNING bal INTO ${target};`,
    ],
    execute: (run) => {
      const by = added.value(run);
      const [row] = run.session.changeAcc(chosen('=', sought, run), deletes ? undefined : (bal) => plus(bal, by));
      // What a variable holds after RETURNING without a row is not said.
      if (!row) throw new Useless();
      setVariable(run, target, balanceOf(row));
    },
  });
}

const balanceOf = ([, bal]: Row): number | null => (typeof bal === 'number' ? bal : null);

export function merge(g: Generator, cx: Context): Statement {
  const [x, y] = [id(g, cx), balance(g, cx)];
  return withCount(g, cx, {
    lines: [
      `MERGE INTO acc USING (SELECT ${x.text} AS i, ${y.text} AS b FROM dual) s ON (acc.id = s.i)`,
      '  WHEN MATCHED THEN UPDATE SET bal = s.b',
      '  WHEN NOT MATCHED THEN INSERT (id, bal) VALUES (s.i, s.b);',
    ],
    execute: (run) => run.session.merge(x.value(run), y.value(run)),
  });
}

/** A parent, or a row whose constraints are looked at when the transaction ends. */
export function constrained(g: Generator, cx: Context): Statement {
  const x = number(g, cx);
  const key = (n: number): string => `own:${n}`;
  if (g.random.chance(0.4)) {
    return {
      lines: [`INSERT INTO own VALUES (${x.text});`],
      execute: (run) => {
        const { session } = run;
        const n = x.value(run);
        session.statement(() => {
          if (n === null) throw new Raised(-1400);
          session.database.touch(key(n));
          if (session.database.row(key(n))) throw new Raised(-1, 'DUP_VAL_ON_INDEX', 'OWN_PK');
          session.database.put(key(n), [n]);
          return 1;
        });
      },
    };
  }
  const [owner, v] = [g.random.below(4) + 1, number(g, cx)];
  const mark = 100 + Number(g.fresh(''));
  return {
    lines: [`INSERT INTO item VALUES (${mark}, ${owner}, ${v.text});`],
    execute: (run) => {
      const { session } = run;
      const value = v.value(run);
      session.statement(() => {
        const { database } = session;
        const at = `item:${mark}`;
        if (database.row(at)) throw new Raised(-1, 'DUP_VAL_ON_INDEX', 'ITEM_PK');
        if (database.othersHave('item', 2, value)) throw new Useless();
        database.put(at, [mark, owner, value]);
        database.checkConstraints();
        return 1;
      });
    },
  };
}

/** Rows of temporary tables. */
export function temporary(g: Generator, cx: Context): Statement | undefined {
  if (cx.autonomous) return undefined;
  const n = number(g, cx);
  const table = g.random.pick(['gd', 'gp'] as const);
  return {
    lines: [`INSERT INTO ${table} VALUES (${n.text});`],
    execute: (run) => {
      const { session } = run;
      const value = n.value(run);
      // PostgreSQL lets a transaction that only reads write to temporary tables.
      if (session.database.transaction.readOnly) throw new Useless();
      session.statement(() => {
        session.database.put(session.database.newKey(table), [value]);
        return 1;
      });
    },
  };
}

export function insertAll(g: Generator, cx: Context): Statement {
  const [a, b] = [number(g, cx), number(g, cx)];
  const y = balance(g, cx);
  const w = g.fresh('w');
  const notes = g.random.chance(0.5);
  const second = notes ? `INTO jr VALUES (${a.text}, '${w}')` : `INTO acc VALUES (${b.text}, 2)`;
  return {
    lines: [`INSERT ALL INTO acc VALUES (${a.text}, ${y.text}) ${second} SELECT 1 FROM dual;`],
    execute: (run) => {
      const { session } = run;
      // In what order the triggers of a statement with several rows fire is not said.
      if (session.triggers.some((t) => t.lasting || t.moment === 'AFTER STATEMENT')) throw new Useless();
      const [i, j, bal] = [a.value(run), b.value(run), y.value(run)];
      const count = session.statement(() => {
        session.insertAcc(i, bal);
        if (notes) session.note('jr', i, w);
        else session.insertAcc(j, 2);
        return 2;
      });
      session.rowCount = count;
    },
  };
}

export function forall(g: Generator, cx: Context): Statement | undefined {
  if (cx.depth > 2) return undefined;
  const list = g.fresh('l');
  const values = [0, 1, 2].map(() => id(g, cx));
  const [saves, updates, handles] = [g.random.chance(0.5), g.random.chance(0.4), g.random.chance(0.6)];
  const mark = g.fresh('f');
  const change = updates
    ? `UPDATE acc SET bal = bal - 3 WHERE id = ${list}(i);`
    : `INSERT INTO acc VALUES (${list}(i), i);`;
  const bulk = saves
    ? " || ' ' || SQL%BULK_EXCEPTIONS.COUNT || ' ' || SQL%BULK_EXCEPTIONS(1).ERROR_INDEX || ' ' || SQL%BULK_EXCEPTIONS(1).ERROR_CODE"
    : '';
  const handler = ['EXCEPTION', '  WHEN OTHERS THEN', `    DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE${bulk});`];
  // Where others than ORA-24381 come, there is no first saved error.
  const isHandled = saves || handles;
  return {
    lines: [
      'DECLARE',
      `  ${list} pk.nt := pk.nt(${values.map((x) => x.text).join(', ')});`,
      'BEGIN',
      `  FORALL i IN 1 .. 3${saves ? ' SAVE EXCEPTIONS' : ''}`,
      `    ${change}`,
      ...(isHandled ? handler : []),
      'END;',
    ],
    execute: (run) => {
      const { session } = run;
      if (session.database.transaction.readOnly) throw new Useless();
      // How often such triggers fire for FORALL is not said.
      if (session.triggers.some((t) => t.moment === 'AFTER STATEMENT')) throw new Useless();
      const saved: { readonly index: number; readonly code: number }[] = [];
      const one = (x: number | null, i: number): void => {
        if (updates)
          session.changeAcc(
            (n) => n === x,
            (bal) => plus(bal, -3),
          );
        else session.insertAcc(x, i);
      };
      let count = 0;
      try {
        for (const [i, x] of values.map((v) => v.value(run)).entries()) {
          try {
            one(x, i + 1);
            count += session.rowCount ?? 0;
          } catch (error) {
            if (!(error instanceof Raised)) throw error;
            session.rowCount = undefined;
            if (!saves) throw error;
            saved.push({ index: i + 1, code: -error.code });
          }
        }
        session.rowCount = count;
      } catch (error) {
        if (!(error instanceof Raised) || !isHandled) throw error;
        session.print(`${mark} ${error.code}`);
        return;
      }
      const [first] = saved;
      if (!first) return;
      session.rowCount = undefined;
      session.print(`${mark} -24381 ${saved.length} ${first.index} ${first.code}`);
    },
  };
}

/** A call of LOCK TABLE or a query with FOR UPDATE. */
export function lock(g: Generator, cx: Context): Statement | undefined {
  if (g.random.chance(0.3)) {
    // An autonomous transaction would wait for the table.
    if (cx.routines.some((r) => r.autonomous) || cx.autonomous) return undefined;
    return {
      lines: [
        `LOCK TABLE acc IN ${g.random.pick(['EXCLUSIVE', 'ROW SHARE', 'SHARE'])} MODE${g.random.pick(['', ' NOWAIT'])};`,
      ],
      execute: ({ session }) => {
        if (session.database.transaction.readOnly) throw new Useless();
        session.rowCount = undefined;
        session.database.transaction.work = 'open';
      },
    };
  }
  const [target] = cx.variables;
  if (target === undefined) return undefined;
  const sought = id(g, cx);
  return {
    lines: [
      `SELECT bal INTO ${target} FROM acc WHERE id = ${sought.text} FOR UPDATE${g.random.pick(['', ' NOWAIT'])};`,
    ],
    execute: (run) => {
      const { database } = run.session;
      if (database.transaction.readOnly) throw new Useless();
      const at = `acc:${sought.value(run)}`;
      database.touch(at);
      const row = database.row(at);
      run.session.rowCount = row ? 1 : undefined;
      if (!row) {
        if (database.transaction.work === 'none') database.transaction.work = 'unsaid';
        throw new Raised(100, 'NO_DATA_FOUND');
      }
      database.lock(at);
      setVariable(run, target, balanceOf(row));
    },
  };
}

export function selectInto(g: Generator, cx: Context): Statement | undefined {
  const [target] = cx.variables;
  if (target === undefined) return undefined;
  if (g.random.chance(0.25)) {
    const inSql = g.random.chance(0.5);
    return {
      lines: [inSql ? `SELECT sq.NEXTVAL INTO ${target} FROM dual;` : `${target} := sq.NEXTVAL;`],
      execute: (run) => {
        // A sequence in an assignment may count as a query.
        run.session.rowCount = inSql ? 1 : undefined;
        setVariable(run, target, run.session.nextValue());
      },
    };
  }
  const sought = id(g, cx);
  return {
    lines: [`SELECT bal INTO ${target} FROM acc WHERE id = ${sought.text};`],
    execute: (run) => {
      const row = run.session.database.row(`acc:${sought.value(run)}`);
      run.session.rowCount = row ? 1 : undefined;
      if (!row) throw new Raised(100, 'NO_DATA_FOUND');
      setVariable(run, target, balanceOf(row));
    },
  };
}
