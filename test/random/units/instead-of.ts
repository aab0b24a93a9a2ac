import { number } from './expressions.js';
import { type Context, type Generator, type Statement, type Variable, withVariables } from './generator.js';
import { type Change, Raised, type Run, Scope, type Session } from './session.js';
import { operand } from './sql.js';
import { bodyOf } from './triggers.js';
import { copy, numberOf, numberType } from './values.js';

/*
 * INSTEAD OF triggers of a view of T. (PL/SQL Language Reference, "INSTEAD OF DML Triggers")
 *   - They fire for each row of the view that is to be changed, and nothing else is done.
 *   - They read :NEW and :OLD, and write neither.
 */

/** The view VT with its trigger. */
export interface ViewWithTrigger {
  readonly lines: readonly string[];
  readonly fire: (session: Session, event: Change, id: number, old: number | null, fresh: number | null) => void;
}

export function makeInsteadOf(g: Generator, outside: Context): ViewWithTrigger {
  const { random } = g;
  const fresh: Variable = { names: [':NEW.v'], key: g.fresh('k'), type: numberType, constant: true };
  const old: Variable = { names: [':OLD.v'], key: g.fresh('k'), type: numberType, constant: true };
  const cx: Context = {
    ...withVariables(outside, [fresh, old]),
    depth: 1,
    loops: [],
    inHandler: false,
    returns: null,
    pure: false,
    sql: true,
  };
  const more = number(g, cx, 1);
  const writes: Statement = {
    lines: [
      'IF INSERTING THEN',
      `  INSERT INTO t (id, v) VALUES (:NEW.id, :NEW.v);`,
      'ELSIF UPDATING THEN',
      `  UPDATE t SET v = ${more.text} WHERE id = :OLD.id;`,
      'ELSE',
      '  DELETE FROM t WHERE id = :OLD.id;',
      'END IF;',
    ],
    execute: (run) => {
      const { session, change } = run as Run & { readonly change: { readonly event: Change; readonly id: number } };
      session.change(change.event, change.id, () =>
        numberOf(change.event === 'INSERT' ? run.scope.get(fresh.key) : more.value(run)),
      );
    },
  };
  const body = bodyOf(g, cx, random.chance(0.5) ? { after: writes } : { before: writes });
  return {
    lines: [
      'CREATE VIEW vt AS SELECT id, v FROM t;',
      'CREATE OR REPLACE TRIGGER io INSTEAD OF INSERT OR UPDATE OR DELETE ON vt FOR EACH ROW',
      'DECLARE',
      ...body.lines,
      'END;',
      '/',
    ],
    fire: (session, event, id, before, after) => {
      const run = { session, scope: new Scope(), change: { event, id } };
      run.scope.declare(fresh.key, copy(after));
      run.scope.declare(old.key, copy(before));
      body.run(run);
    },
  };
}

/** A change of one row of the view, or of none. */
export function viewChange(g: Generator, cx: Context): Statement | undefined {
  const view = g.view;
  if (!view || !cx.sql || cx.pure) return undefined;
  const { random } = g;
  const event: Change = random.pick(['INSERT', 'UPDATE', 'DELETE'] as const);
  const id = 1 + random.below(5);
  const value = operand(g, cx, event === 'UPDATE', 'number');
  // What a package's variable that begins now holds may be read before it is known that there is no row.
  if (value.text.includes('.')) return undefined;
  const line = {
    INSERT: `INSERT INTO vt (id, v) VALUES (${id}, ${value.text});`,
    UPDATE: `UPDATE vt SET v = ${value.text} WHERE id = ${id};`,
    DELETE: `DELETE FROM vt WHERE id = ${id};`,
  }[event];
  return {
    lines: [line],
    execute: (run) => {
      const { session } = run;
      const { rows, objects } = session;
      const old = event === 'INSERT' ? undefined : rows.get(id);
      if (event !== 'INSERT' && old === undefined) {
        session.rowCount = 0;
        return;
      }
      const fresh = event === 'DELETE' ? null : numberOf(value.value(run, { id, v: old ?? null }));
      try {
        view.fire(session, event, id, old ?? null, fresh);
      } catch (error) {
        session.rows = rows;
        session.objects = objects;
        throw error instanceof Raised && error.code === 1 ? new Raised(-6510) : error;
      }
      session.rowCount = 1;
    },
  };
}
