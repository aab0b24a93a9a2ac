import { noDataFound } from '../session.js';
import { number, simpleNumber } from './expressions.js';
import { type Context, type Generator, inSql, type Statement, writable } from './generator.js';
import { sf } from './sql-statements.js';

/*
 * EXECUTE IMMEDIATE. Inputs are worked out before the text runs; an OUT bind of a block that fails leaves its variable
 * as it was. (PL/SQL Language Reference, "EXECUTE IMMEDIATE Statement")
 */

/** UPDATE and DELETE of one row. */
export function dynamicChange(g: Generator, cx: Context): Statement {
  const id = simpleNumber(g, cx);
  if (g.random.chance(0.3)) {
    return {
      lines: [`EXECUTE IMMEDIATE 'DELETE FROM t WHERE id = :1' USING ${id.text};`],
      execute: (run) => {
        const sought = id.value(run);
        run.session.delete((x) => x === sought);
      },
    };
  }
  const v = number(g, inSql(cx), 1);
  return {
    lines: [`EXECUTE IMMEDIATE 'UPDATE t SET v = :1 WHERE id = :2' USING ${v.text}, ${id.text};`],
    execute: (run) => {
      const value = v.value(run);
      const sought = id.value(run);
      run.session.update(
        (x) => x === sought,
        () => value,
      );
    },
  };
}

/** SELECT INTO of one row, or a block that calls PK.SF. */
export function dynamicResult(g: Generator, cx: Context): Statement | undefined {
  const targets = writable(cx).filter((name) => !cx.small.has(name));
  if (targets.length === 0) return undefined;
  const target = g.random.pick(targets);
  const argument = simpleNumber(g, cx);
  if (g.random.chance(0.5)) {
    return {
      lines: [`EXECUTE IMMEDIATE 'SELECT v FROM t WHERE id = :1' INTO ${target} USING ${argument.text};`],
      execute: (run) => {
        const id = argument.value(run);
        const v = id === null ? undefined : run.session.rows.get(id);
        if (v === undefined) throw noDataFound();
        run.scope.set(target, v);
      },
    };
  }
  return {
    lines: [`EXECUTE IMMEDIATE 'BEGIN :1 := pk.sf(:2); END;' USING OUT ${target}, ${argument.text};`],
    execute: (run) => run.scope.set(target, sf(run.session, argument.value(run))),
  };
}
