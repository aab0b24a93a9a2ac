import { condition, listIn, plain, recordIn, setValue } from './expressions.js';
import { type Context, type Generator, indented, isDeep, type Statement, within } from './generator.js';
import { Departure, type Num, Raised, type Run, Scope, Useless } from './session.js';

/*
 * What programs do about errors, and more targets of queries.
 *   - The first row is in the targets of a SELECT INTO that finds too many. (Output recorded of several releases)
 *   - BULK COLLECT that finds nothing leaves an empty collection, and is no NO_DATA_FOUND. (PL/SQL Language Reference, "SELECT INTO Statement")
 *   - GOTO leaves a handler for the block around its block. ("GOTO Statement") There no exception is handled any more.
 */

/** SELECT INTO of the first of several rows. */
export function firstOfMany(g: Generator, cx: Context): Statement | undefined {
  const into = g.target(cx, 'number');
  if (cx.inSql || !into) return undefined;
  const least = g.random.below(6);
  return {
    lines: [`SELECT v INTO ${into.name} FROM (SELECT v FROM t WHERE id >= ${least} ORDER BY id);`],
    execute: (run) => {
      const { session } = run;
      const found = sorted(run).filter(([id]) => id >= least);
      const [row] = found;
      session.rowCount = found.length > 1 ? 1 : found.length;
      if (!row) throw new Raised(100);
      setValue(run, into.name, row[1]);
      if (found.length > 1) throw new Raised(-1422);
    },
  };
}

const sorted = (run: Run): (readonly [number, Num])[] => [...run.session.data.rows].sort(([a], [b]) => a - b);

export function bulkInto(g: Generator, cx: Context): Statement | undefined {
  const into = g.target(cx, 'list');
  if (cx.inSql || !into) return undefined;
  const least = g.random.below(9);
  const mark = g.fresh('u');
  return {
    lines: [
      `SELECT v BULK COLLECT INTO ${into.name} FROM t WHERE id >= ${least} ORDER BY id;`,
      `DBMS_OUTPUT.PUT_LINE('${mark} ' || SQL%ROWCOUNT || ' ' || ${into.name}.COUNT);`,
    ],
    execute: (run) => {
      const found = sorted(run).filter(([id]) => id >= least);
      setValue(
        run,
        into.name,
        found.map(([, v]) => v),
      );
      run.session.rowCount = found.length;
      run.session.print(`${mark} ${found.length} ${listIn(run, into.name)?.length ?? ''}`);
    },
  };
}

export function recordInto(g: Generator, cx: Context): Statement | undefined {
  const into = g.target(cx, 'record');
  if (cx.inSql || !into) return undefined;
  const id = 1 + g.random.below(7);
  return {
    lines: [`SELECT v, 'x' || id INTO ${into.name} FROM t WHERE id = ${id};`],
    execute: (run) => {
      const { session } = run;
      const v = session.data.rows.get(id);
      session.rowCount = v === undefined ? 0 : 1;
      if (v === undefined) throw new Raised(100);
      setValue(run, into.name, { ...recordIn(run, into.name), n: v, s: `x${id}` });
    },
  };
}

/** A statement, or a block around it, as a text. */
export function dynamicInsert(g: Generator, cx: Context): Statement | undefined {
  if (cx.inSql) return undefined;
  const [id, v] = [plain(g, cx), plain(g, cx)];
  const isBlock = g.random.chance(0.4);
  const insert = 'INSERT INTO t VALUES (:1, :2)';
  const text = isBlock ? `BEGIN ${insert}; END;` : insert;
  return {
    lines: [`EXECUTE IMMEDIATE '${text}' USING ${typed(id.text)}, ${typed(v.text)};`],
    execute: (run) => {
      const { session } = run;
      session.statement(() => {
        session.write([{ id: id.value(run), v: v.value(run), isNew: true }]);
        return 1;
      });
      // Of the block it is one.
      if (isBlock) session.rowCount = undefined;
    },
  };
}

/** USING takes no literal NULL. */
const typed = (text: string): string => (text === 'NULL' ? 'TO_NUMBER(NULL)' : text);

/** Out of a handler, over the statements behind its block. */
export function jump(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const label = g.fresh('gt');
  const body = g.statements(within(cx), 1 + g.random.below(3));
  const skipped = g.statements(within(cx), 1);
  const rest = g.statements(within(cx), 1);
  const when = g.random.chance(0.4) ? condition(g, cx) : undefined;
  return {
    lines: [
      'BEGIN',
      '  BEGIN',
      ...indented(indented(body.lines)),
      '  EXCEPTION',
      `    WHEN OTHERS THEN ${when ? `IF ${when.text} THEN GOTO ${label}; END IF;` : `GOTO ${label};`}`,
      '  END;',
      ...indented(skipped.lines),
      `  <<${label}>>`,
      ...indented(rest.lines),
      'END;',
    ],
    execute: (run) => {
      const leaves = caught(() => body.execute(run)) && (when === undefined || when.value(run) === true);
      if (!leaves) skipped.execute(run);
      rest.execute(run);
    },
  };
}

function caught(body: () => void): boolean {
  try {
    body();
    return false;
  } catch (error) {
    if (!(error instanceof Raised)) throw error;
    return true;
  }
}

/** A loop that tries again, twice at most. */
export function retry(g: Generator, cx: Context): Statement | undefined {
  if (isDeep(cx)) return undefined;
  const [count, label] = [g.fresh('n'), g.fresh('lp')];
  const inside = within(cx, {
    variables: [...cx.variables, { name: count, kind: 'number', constant: true }],
    loop: label,
  });
  const body = g.statements(inside, 1 + g.random.below(3));
  return {
    lines: [
      'DECLARE',
      `  ${count} NUMBER := 0;`,
      'BEGIN',
      `  <<${label}>>`,
      '  LOOP',
      `    ${count} := ${count} + 1;`,
      '    BEGIN',
      ...indented(indented(indented(body.lines))),
      '      EXIT;',
      '    EXCEPTION',
      '      WHEN OTHERS THEN',
      `        IF ${count} > 2 THEN RAISE; END IF;`,
      '    END;',
      `  END LOOP ${label};`,
      'END;',
    ],
    execute: (run) => {
      const at = { ...run, scope: scopeWith(run, count) };
      for (let n = 1; ; n++) {
        run.session.step();
        at.scope.set(count, n);
        try {
          body.execute(at);
          return;
        } catch (error) {
          if (error instanceof Departure && error.label === label) {
            if (error.kind === 'EXIT') return;
            // CONTINUE without an end would not be of use.
            if (n > 5) throw new Useless();
            continue;
          }
          if (!(error instanceof Raised) || n > 2) throw error;
        }
      }
    },
  };
}

function scopeWith(run: Run, name: string): Scope {
  const scope = new Scope(run.scope);
  scope.declare(name, 0);
  return scope;
}
