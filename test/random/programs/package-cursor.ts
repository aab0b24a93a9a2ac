import { OracleError, type Session } from '../session.js';
import { type Context, type Generator, printed, type Statement, shownOfSession, writable } from './generator.js';

/*
 * PK.C, a cursor of the package: it stays open between calls, whatever fails in between, until it is closed.
 * (PL/SQL Language Reference, "Explicit Cursors", "Package State")
 */

export function openCursor(g: Generator): Statement {
  const asks = g.random.chance(0.6);
  return {
    lines: asks ? ['IF NOT pk.c%ISOPEN THEN OPEN pk.c; END IF;'] : ['OPEN pk.c;'],
    execute: ({ session }) => {
      if (session.cursor) {
        if (asks) return;
        throw new OracleError(-6511, 'CURSOR_ALREADY_OPEN');
      }
      session.cursor = {
        rows: [...session.rows].sort(([a], [b]) => a - b),
        fetched: 0,
        found: undefined,
      };
    },
  };
}

/** Behind the last row the variables stay as they are. */
export function fetchCursor(g: Generator, cx: Context): Statement | undefined {
  const targets = writable(cx).filter((name) => !cx.small.has(name));
  const [id, v] = [targets[0], targets.at(-1)];
  if (id === undefined || v === undefined || id === v) return undefined;
  const shown = printed(g, [
    shownOfSession("CASE WHEN pk.c%FOUND THEN 'row' ELSE 'end' END", ({ cursor }) => (cursor?.found ? 'row' : 'end')),
    shownOfSession('pk.c%ROWCOUNT', ({ cursor }) => cursor?.fetched ?? 0),
  ]);
  return {
    lines: [`FETCH pk.c INTO ${id}, ${v};`, ...shown.lines],
    execute: (run) => {
      const cursor = opened(run.session);
      const row = cursor.rows[cursor.fetched];
      cursor.found = row !== undefined;
      if (row) {
        cursor.fetched++;
        run.scope.set(id, row[0]);
        run.scope.set(v, row[1]);
      }
      shown.execute(run);
    },
  };
}

export function closeCursor(g: Generator): Statement {
  const asks = g.random.chance(0.5);
  return {
    lines: asks ? ['IF pk.c%ISOPEN THEN CLOSE pk.c; END IF;'] : ['CLOSE pk.c;'],
    execute: ({ session }) => {
      if (asks && !session.cursor) return;
      opened(session);
      session.cursor = undefined;
    },
  };
}

/** @throws ORA-01001 where it is not open */
function opened({ cursor }: Session): NonNullable<Session['cursor']> {
  if (!cursor) throw new OracleError(-1001, 'INVALID_CURSOR');
  return cursor;
}
