import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';
import type { Outcome } from './world.js';

/*
 * Constraints that are checked at the end of the transaction, or of each statement, as SET CONSTRAINTS says: COMMIT and DDL fail with ORA-02091 and undo all.
 * (SQL Language Reference, "constraint", DEFERRABLE; "SET CONSTRAINT[S]"; Concepts, "Deferrable Constraints"; Database Error Messages, ORA-02091)
 */

type Name = 'dfu' | 'dff';

interface Row {
  readonly id: number;
  readonly v: number;
  readonly p: number | null;
}

interface State {
  readonly rows: readonly Row[];
  readonly parents: readonly number[];
}

const names: readonly Name[] = ['dfu', 'dff'];

class Deferred extends ObjectPart {
  private now: State = { rows: [], parents: [1, 2] };
  private begun = this.now;
  private readonly initial = new Map<Name, boolean>();
  private deferred = new Map<Name, boolean>();
  private columns = 0;

  start(): void {
    for (const name of names) this.initial.set(name, this.random.chance(0.6));
    this.deferred = new Map(this.initial);
    const when = (name: Name): string =>
      this.initial.get(name)
        ? 'DEFERRABLE INITIALLY DEFERRED'
        : this.random.pick(['DEFERRABLE', 'DEFERRABLE INITIALLY IMMEDIATE']);
    this.script(
      'CREATE TABLE dfp (id NUMBER PRIMARY KEY);',
      `CREATE TABLE dft (id NUMBER CONSTRAINT dfu ${this.random.pick(['UNIQUE', 'PRIMARY KEY'])} ${when('dfu')},`,
      '  v NUMBER,',
      `  p NUMBER CONSTRAINT dff REFERENCES dfp ${when('dff')});`,
      'CREATE TABLE dfo (n NUMBER);',
      'INSERT INTO dfp VALUES (1);',
      'INSERT INTO dfp VALUES (2);',
      'COMMIT;',
    );
  }

  private isBroken(name: Name, { rows, parents }: State): boolean {
    if (name === 'dfu') return new Set(rows.map((r) => r.id)).size < rows.length;
    return rows.some((r) => r.p !== null && !parents.includes(r.p));
  }

  /** What a statement ends with that leads to the state: those that are not deferred are checked. */
  private outcome(next: State, deletes = false): Outcome {
    const errors = { dfu: 1, dff: deletes ? 2292 : 2291 } as const;
    const broken = names.filter((name) => !this.deferred.get(name) && this.isBroken(name, next));
    return broken.length === 0 ? 'ok' : broken.length === 1 ? errors[broken[0] ?? 'dfu'] : undefined;
  }

  private change(text: string, next: State, deletes = false): void {
    const outcome = this.outcome(next, deletes);
    if (outcome === undefined) return;
    this.statement(text, outcome, this.random.chance(0.3));
    if (outcome === 'ok') this.now = next;
  }

  insert(): void {
    const row: Row = {
      id: this.random.below(6),
      v: this.random.below(7),
      p: this.random.chance(0.3) ? null : 1 + this.random.below(3),
    };
    this.change(`INSERT INTO dft VALUES (${row.id}, ${row.v}, ${row.p ?? 'NULL'})`, {
      ...this.now,
      rows: [...this.now.rows, row],
    });
  }

  update(): void {
    const n = this.random.below(6);
    const [text, changed] = this.random.pick<readonly [string, (r: Row) => Row]>([
      ['UPDATE dft SET id = 5 - id', (r) => ({ ...r, id: 5 - r.id })],
      ['UPDATE dft SET id = id + 1', (r) => ({ ...r, id: r.id + 1 })],
      [`UPDATE dft SET v = ${n} WHERE id > 2`, (r) => (r.id > 2 ? { ...r, v: n } : r)],
      ['UPDATE dft SET v = v - 1', (r) => ({ ...r, v: r.v - 1 })],
      ['UPDATE dft SET p = NULL WHERE p = 3', (r) => (r.p === 3 ? { ...r, p: null } : r)],
    ]);
    this.change(text, { ...this.now, rows: this.now.rows.map(changed) });
  }

  delete(): void {
    const n = this.random.below(6);
    this.change(`DELETE FROM dft WHERE id = ${n}`, { ...this.now, rows: this.now.rows.filter((r) => r.id !== n) });
  }

  parent(): void {
    const n = 1 + this.random.below(3);
    const { parents } = this.now;
    if (parents.includes(n))
      this.change(`DELETE FROM dfp WHERE id = ${n}`, { ...this.now, parents: parents.filter((p) => p !== n) }, true);
    else this.change(`INSERT INTO dfp VALUES (${n})`, { ...this.now, parents: [...parents, n] });
  }

  /** SET CONSTRAINT … IMMEDIATE checks what was deferred. */
  set(): void {
    const all = this.random.chance(0.4);
    const some = all ? names : names.filter(() => this.random.chance(0.4));
    if (some.length === 0) return;
    const defers = this.random.chance(0.5);
    const broken = defers ? [] : some.filter((name) => this.isBroken(name, this.now));
    if (broken.length > 0) return;
    const list = all ? 'ALL' : some.join(', ');
    this.statement(`SET CONSTRAINT${this.random.pick(['', 'S'])} ${list} ${defers ? 'DEFERRED' : 'IMMEDIATE'}`, 'ok');
    for (const name of some) this.deferred.set(name, defers);
  }

  private ended(state: State): void {
    this.now = this.begun = state;
    this.deferred = new Map(this.initial);
  }

  private isWhole(): boolean {
    return !names.some((name) => this.isBroken(name, this.now));
  }

  commit(): void {
    const whole = this.isWhole();
    this.statement('COMMIT', whole ? 'ok' : 2091, false);
    this.ended(whole ? this.now : this.begun);
  }

  rollback(): void {
    this.statement('ROLLBACK', 'ok', false);
    this.ended(this.begun);
  }

  /** DDL on another table commits first. */
  define(): void {
    if (!this.isWhole()) return;
    this.statement(`ALTER TABLE dfo ADD c${++this.columns} NUMBER`, 'ok');
    this.ended(this.now);
  }

  show(): void {
    this.code(
      [
        "FOR r IN (SELECT id || ' ' || v || ' ' || NVL(TO_CHAR(p), '-') AS x FROM dft ORDER BY 1) LOOP",
        '  DBMS_OUTPUT.PUT_LINE(r.x);',
        'END LOOP;',
      ],
      ...this.now.rows.map((r) => `${r.id} ${r.v} ${r.p ?? '-'}`).sort((x, y) => (x < y ? -1 : x > y ? 1 : 0)),
    );
  }
}

export function deferred(random: Random): ObjectPart {
  const made = new Deferred(random);
  made.start();
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 6; i++)
      random
        .weighted([
          { weight: 5, step: () => made.insert() },
          { weight: 2, step: () => made.update() },
          { weight: 1, step: () => made.delete() },
          { weight: 1, step: () => made.parent() },
          { weight: 1.5, step: () => made.set() },
          { weight: 2, step: () => made.commit() },
          { weight: 0.7, step: () => made.rollback() },
          { weight: 0.4, step: () => made.define() },
          { weight: 1, step: () => made.show() },
        ])
        .step();
    if (block === 3) made.commit();
    made.show();
    made.end();
  }
  return made;
}
