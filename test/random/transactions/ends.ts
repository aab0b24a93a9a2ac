import { Raised, Useless } from './database.js';
import { type Context, type Generator, indented, printed, type Statement } from './generator.js';
import type { Run } from './session.js';

/*
 * What ends transactions, and returns within them.
 *   - Statements of DDL commit before they run and behind, the first of these also where they fail when they run.
 *     (SQL Language Reference, "Types of SQL Statements", Data Definition Language)
 */

export function commit(_: Generator, cx: Context): Statement | undefined {
  if (!cx.mayEnd) return undefined;
  return { lines: ['COMMIT;'], execute: (run) => commits(run) };
}

/** Whether COMMIT and ROLLBACK count for SQL%ROWCOUNT the manual does not say. */
export function commits({ session }: Run): void {
  session.rowCount = undefined;
  session.database.commit();
}

export function rollback(_: Generator, cx: Context): Statement | undefined {
  if (!cx.mayEnd) return undefined;
  return {
    lines: ['ROLLBACK;'],
    execute: ({ session }) => {
      session.rowCount = undefined;
      session.database.rollback();
    },
  };
}

export const savepointNames = ['sa', 'sb'] as const;

export const setting = (name: string): Statement => ({
  lines: [`SAVEPOINT ${name};`],
  execute: ({ session }) => {
    session.rowCount = undefined;
    session.database.setSavepoint(name);
  },
});

export const returningTo = (g: Generator, name: string): Statement => ({
  lines: [`ROLLBACK TO ${g.random.chance(0.3) ? 'SAVEPOINT ' : ''}${name};`],
  execute: ({ session }) => {
    session.rowCount = undefined;
    session.database.rollbackTo(name);
  },
});

/** SAVEPOINT, with what is done from there on, and often the return to it. */
export function savepoint(g: Generator, cx: Context): Statement | undefined {
  const { random } = g;
  const name = random.pick(savepointNames);
  const set = setting(name);
  if (cx.depth > 2) return undefined;
  const inside: Context = { ...cx, savepoints: [...cx.savepoints, name] };
  const then = g.statements(inside, 1 + random.below(2));
  const back = random.chance(0.7) ? returningTo(g, name) : undefined;
  const after = random.chance(0.4) ? g.statements(inside, 1) : undefined;
  const parts = [set, then, ...(back ? [back] : []), ...(after ? [after] : [])];
  return {
    lines: parts.flatMap((s) => s.lines),
    execute: (run) => {
      for (const s of parts) s.execute(run);
    },
  };
}

export function rollbackTo(g: Generator, cx: Context): Statement | undefined {
  if (cx.savepoints.length === 0) return undefined;
  return returningTo(g, g.random.pick(cx.savepoints));
}

/** Savepoints that another routine may have set, or nobody has. */
export function rollbackToAny(g: Generator, cx: Context): Statement | undefined {
  if (cx.depth === 0) return undefined;
  const mark = g.fresh('x');
  const back = returningTo(g, g.random.pick([...savepointNames, 'sz']));
  return {
    lines: [
      'BEGIN',
      ...indented(back.lines),
      'EXCEPTION',
      `  WHEN OTHERS THEN DBMS_OUTPUT.PUT_LINE('${mark} ' || SQLCODE);`,
      'END;',
    ],
    execute: (run) => {
      try {
        back.execute(run);
      } catch (error) {
        if (!(error instanceof Raised)) throw error;
        run.session.print(`${mark} ${error.code}`);
      }
    },
  };
}

/** DDL in a text. */
export function definition(g: Generator, cx: Context): Statement | undefined {
  if (!cx.mayEnd) return undefined;
  const name = g.fresh('made');
  const fails = g.random.chance(0.35);
  const text = fails
    ? 'CREATE TABLE acc (n NUMBER)'
    : g.random.pick([`CREATE TABLE ${name} (n NUMBER)`, "COMMENT ON TABLE jr IS 'notes'", `CREATE SEQUENCE ${name}`]);
  return {
    lines: [`EXECUTE IMMEDIATE '${text.replaceAll("'", "''")}';`],
    execute: (run) => {
      // Made by an earlier run of the statement?
      const again = text.includes(name) && run.session.made.has(name);
      // Where the COMMIT before it fails nothing is made.
      commits(run);
      if (text.includes(name)) run.session.made = new Set([...run.session.made, name]);
      if (fails || again) throw new Raised(-955);
    },
  };
}

/** When constraints are looked at. */
export function setConstraints(g: Generator, cx: Context): Statement | undefined {
  if (cx.autonomous) return undefined;
  const name = g.random.pick(['item_fk', 'item_uk'] as const);
  const deferred = g.random.chance(0.6);
  const text = `SET CONSTRAINT ${name} ${deferred ? 'DEFERRED' : 'IMMEDIATE'}`;
  return {
    lines: [cx.depth === 0 ? `${text};` : `EXECUTE IMMEDIATE '${text}';`],
    execute: ({ session }) => {
      const { database } = session;
      session.rowCount = undefined;
      // What becomes of a transaction where it fails is not said, nor whether ROLLBACK TO takes it back.
      if (!deferred && database.brokenConstraints().length > 0) throw new Useless();
      if (database.transaction.savepoints.length > 0) throw new Useless();
      database.transaction.deferred = { ...database.transaction.deferred, [name]: deferred };
      if (database.transaction.work === 'none') database.transaction.work = 'unsaid';
    },
  };
}

/** COMMIT in front of a transaction that sees one moment. */
export function readOnly(g: Generator, cx: Context): Statement | undefined {
  if (!cx.mayEnd || cx.depth > 2 || cx.inLoop) return undefined;
  const serializable = g.random.chance(0.4);
  const body = g.statements({ ...cx, mayEnd: false, depth: cx.depth + 1 }, 1 + g.random.below(3));
  const shown = printed(g, []);
  return {
    lines: [
      'COMMIT;',
      serializable ? 'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;' : 'SET TRANSACTION READ ONLY;',
      ...body.lines,
      ...shown.lines,
      'COMMIT;',
    ],
    execute: (run) => {
      commits(run);
      const { database } = run.session;
      database.beginAtMoment(!serializable);
      body.execute(run);
      shown.execute(run);
      commits(run);
    },
  };
}
