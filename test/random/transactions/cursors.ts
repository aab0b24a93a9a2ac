import { eachOf, handlers } from './control.js';
import { Raised, type Row, Useless } from './database.js';
import { type Context, type Generator, indented, isDeep, plus, type Statement, within } from './generator.js';
import { Departure, type Run, Scope } from './session.js';

/*
 * Cursors over the ends of transactions.
 *   - A cursor has the rows of the moment when it was opened. (Database Concepts, "Statement-Level Read Consistency")
 *   - COMMIT and ROLLBACK end the locks of a cursor FOR UPDATE, and FETCH is ORA-01002 then.
 *     (PL/SQL Language Reference, "SELECT FOR UPDATE and FOR UPDATE Cursors")
 */

const numberOf = (row: Row, at: number): number | null => {
  const value = row[at];
  return typeof value === 'number' ? value : null;
};

const rowsNow = ({ session }: Run): readonly Row[] =>
  session.database
    .rows('acc')
    .map(([, row]) => row)
    .sort((a, b) => Number(a[0]) - Number(b[0]));

/** A cursor FOR loop: the statements in it may end the transaction. */
export function cursorLoop(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const row = g.fresh('r');
  const fields = [`${row}.id`, `${row}.bal`];
  const body = g.statements(
    within(cx, { constants: [...cx.constants, ...fields], inLoop: true }),
    1 + g.random.below(3),
  );
  // The count of batches that are committed on their own.
  const every = cx.mayEnd && g.random.chance(0.4) ? `IF MOD(${row}.id, 2) = 0 THEN COMMIT; END IF;` : undefined;
  return {
    lines: [
      `FOR ${row} IN (SELECT id, bal FROM acc ORDER BY id) LOOP`,
      ...indented([...body.lines, ...(every ? [every] : [])]),
      'END LOOP;',
    ],
    execute: (run) =>
      eachOf(run, rowsNow(run), (r) => {
        const scope = new Scope(run.scope);
        scope.declare(`${row}.id`, numberOf(r, 0));
        scope.declare(`${row}.bal`, numberOf(r, 1));
        body.execute({ ...run, scope });
        if (!every) return;
        if ((numberOf(r, 0) ?? 1) % 2 !== 0) return;
        run.session.rowCount = undefined;
        run.session.database.commit();
      }),
  };
}

/** A cursor that is opened, fetched from, and fetched from again after other statements. */
export function explicitCursor(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const { random } = g;
  const cursor = g.fresh('c');
  const [id, bal] = [g.fresh('v'), g.fresh('v')];
  const inner = within(cx, { variables: [...cx.variables, id, bal] });
  const locks = random.chance(0.4);
  const current = locks && random.chance(0.6);
  const loops = random.chance(0.6);
  const between = g.statements({ ...inner, inLoop: loops }, 1 + random.below(2));
  const mark = g.fresh('k');
  const handled = handlers(g, inner, true);
  const change = `UPDATE acc SET bal = bal + 1 WHERE CURRENT OF ${cursor};`;
  const one = [
    `FETCH ${cursor} INTO ${id}, ${bal};`,
    ...(loops ? [`EXIT WHEN ${cursor}%NOTFOUND;`] : []),
    `DBMS_OUTPUT.PUT_LINE('${mark} ' || ${cursor}%ROWCOUNT || ' ' || NVL(TO_CHAR(${id}), '-'));`,
    ...(current ? (loops ? [change] : [`IF ${cursor}%FOUND THEN ${change} END IF;`]) : []),
    ...between.lines,
  ];
  return {
    lines: [
      'DECLARE',
      `  CURSOR ${cursor} IS SELECT id, bal FROM acc ORDER BY id${locks ? ' FOR UPDATE' : ''};`,
      `  ${id} NUMBER;`,
      `  ${bal} NUMBER;`,
      'BEGIN',
      `  OPEN ${cursor};`,
      ...indented(loops ? ['LOOP', ...indented(one), 'END LOOP;'] : [...one, ...one.slice(0, 2)]),
      `  CLOSE ${cursor};`,
      ...handled.lines,
      'END;',
    ],
    execute: (outer) => {
      const scope = new Scope(outer.scope);
      scope.declare(id, null);
      scope.declare(bal, null);
      const run = { ...outer, scope };
      handled.around(run, () => {
        const { session } = run;
        const { database } = session;
        const rows = [...rowsNow(run)];
        const opened = database.transaction;
        // Behind ROLLBACK TO a savepoint in front of OPEN, Oracle does not say whether rows are still locked.
        const before = opened.savepoints;
        if (locks) {
          if (opened.readOnly) throw new Useless();
          for (const [key] of database.rows('acc')) database.lock(key);
        }
        let fetched = 0;
        let found = false;
        const fetch = (): boolean => {
          if (locks && database.transaction !== opened) throw new Raised(-1002);
          if (locks && (opened.returned?.some((name) => before.some((s) => s.name === name)) ?? false))
            throw new Useless();
          const row = rows[fetched];
          found = row !== undefined;
          if (!row) return false;
          fetched++;
          scope.set(id, numberOf(row, 0));
          scope.set(bal, numberOf(row, 1));
          return true;
        };
        const shown = (): void => session.print(`${mark} ${fetched} ${scope.get(id) ?? '-'}`);
        const changed = (): void => {
          const at = scope.get(id);
          // A row that is gone, or whose variable was given another value, is another matter.
          if (numberOf(rows[fetched - 1] ?? [], 0) !== at || !database.row(`acc:${at}`)) throw new Useless();
          session.changeAcc(
            (n) => n === at,
            (x) => plus(x, 1),
          );
        };
        const round = (): void => {
          shown();
          if (current && found) changed();
          between.execute(run);
        };
        if (loops) {
          eachOf(run, endless(20), () => {
            if (!fetch()) throw new Departure('EXIT');
            round();
          });
          return;
        }
        fetch();
        round();
        fetch();
        shown();
      });
    },
  };
}

function* endless(most: number): Iterable<number> {
  for (let i = 0; i < most; i++) yield i;
  throw new Useless();
}
