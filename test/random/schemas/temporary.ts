import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Global temporary tables: rows that last for the transaction or for the session, over COMMIT, ROLLBACK, savepoints and DDL.
 * (SQL Language Reference, "CREATE TABLE", ON COMMIT; "TRUNCATE TABLE"; Database Error Messages, ORA-00054, ORA-14452)
 */

interface State {
  readonly kept: readonly number[];
  readonly passing: readonly number[];
  readonly plain: readonly number[];
}

const tables = { kept: 'gtk', passing: 'gtd', plain: 'gtp' } as const;

class Temporary extends ObjectPart {
  private now: State = { kept: [], passing: [], plain: [] };
  private begun: State = this.now;
  private columns = 0;

  start(): void {
    this.script(
      'CREATE GLOBAL TEMPORARY TABLE gtk (n NUMBER) ON COMMIT PRESERVE ROWS;',
      `CREATE GLOBAL TEMPORARY TABLE gtd (n NUMBER)${this.random.chance(0.7) ? ' ON COMMIT DELETE ROWS' : ''};`,
      'CREATE TABLE gtp (n NUMBER);',
      'CREATE TABLE gto (n NUMBER);',
    );
  }

  private some = (): keyof State => this.random.pick(['kept', 'passing', 'plain'] as const);

  private set(which: keyof State, rows: readonly number[]): void {
    this.now = { ...this.now, [which]: rows };
  }

  insert(): void {
    const which = this.some();
    const n = this.random.below(9);
    this.statement(`INSERT INTO ${tables[which]} VALUES (${n})`, 'ok', this.random.chance(0.3));
    this.set(which, [...this.now[which], n]);
  }

  copy(): void {
    const [from, to] = [this.some(), this.some()];
    if (from === to) return;
    this.statement(`INSERT INTO ${tables[to]} SELECT n + 1 FROM ${tables[from]}`, 'ok', this.random.chance(0.3));
    this.set(to, [...this.now[to], ...this.now[from].map((n) => n + 1)]);
  }

  delete(): void {
    const which = this.some();
    const n = this.random.below(9);
    this.statement(`DELETE FROM ${tables[which]} WHERE n > ${n}`, 'ok', this.random.chance(0.3));
    this.set(
      which,
      this.now[which].filter((x) => x <= n),
    );
  }

  private committed(): void {
    this.now = { ...this.now, passing: [] };
    this.begun = this.now;
  }

  commit(): void {
    this.code(['COMMIT;']);
    this.committed();
  }

  rollback(): void {
    this.code(['ROLLBACK;']);
    this.now = this.begun;
  }

  /** DDL on another table ends the transaction. */
  define(): void {
    this.statement(`ALTER TABLE gto ADD c${++this.columns} NUMBER`, 'ok');
    this.committed();
  }

  truncate(): void {
    const which = this.some();
    this.statement(`TRUNCATE TABLE ${tables[which]}`, 'ok');
    this.committed();
    this.set(which, []);
    this.begun = this.now;
  }

  show(): void {
    const sum = (rows: readonly number[]): string => `${rows.length} ${rows.reduce((x, y) => x + y, 0)}`;
    this.code(
      Object.values(tables).map(
        (t) =>
          `FOR r IN (SELECT COUNT(*) || ' ' || NVL(SUM(n), 0) AS x FROM ${t}) LOOP DBMS_OUTPUT.PUT_LINE(r.x); END LOOP;`,
      ),
      ...(Object.keys(tables) as (keyof State)[]).map((key) => sum(this.now[key])),
    );
  }
}

export function temporary(random: Random): ObjectPart {
  const made = new Temporary(random);
  made.start();
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 6; i++)
      random
        .weighted([
          { weight: 5, step: () => made.insert() },
          { weight: 1.5, step: () => made.copy() },
          { weight: 1.5, step: () => made.delete() },
          { weight: 1.2, step: () => made.commit() },
          { weight: 1, step: () => made.rollback() },
          { weight: 0.7, step: () => made.define() },
          { weight: 0.7, step: () => made.truncate() },
          { weight: 2, step: () => made.show() },
        ])
        .step();
    made.show();
    made.end();
  }
  return made;
}
