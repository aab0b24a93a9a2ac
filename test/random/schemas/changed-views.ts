import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Rows changed through views: WITH CHECK OPTION, READ ONLY, expressions, joins, groups.
 * What a join does not let through is refused when it is compiled (OP2041) and left out. (SQL Language Reference, "CREATE VIEW", "Notes on Updatable
 * Views"; Database Error Messages, ORA-01402, ORA-01732, ORA-01733, ORA-42399)
 */

interface Row {
  readonly id: number;
  readonly v: number | null;
  readonly p: number | null;
}

const parents: ReadonlyMap<number, number> = new Map([
  [1, 10],
  [2, 20],
]);

const literal = (x: number | null): string => (x === null ? 'NULL' : String(x));
const shown = (x: number | null): string => (x === null ? '-' : String(x));

class ChangedViews extends ObjectPart {
  private rows: Row[] = [];
  private lastId = 0;
  private limit = 5;

  start(): void {
    this.limit = 3 + this.random.below(4);
    this.script(
      'CREATE TABLE vp (id NUMBER PRIMARY KEY, n NUMBER);',
      'CREATE TABLE vt (id NUMBER PRIMARY KEY, v NUMBER, p NUMBER REFERENCES vp);',
      ...[...parents].map(([id, n]) => `INSERT INTO vp VALUES (${id}, ${n});`),
      `CREATE VIEW vc AS SELECT id, v FROM vt WHERE v < ${this.limit} WITH CHECK OPTION;`,
      'CREATE VIEW vn AS SELECT id AS a, v AS b FROM vc WHERE v > 0;',
      'CREATE VIEW vr AS SELECT id, v FROM vt WITH READ ONLY;',
      'CREATE VIEW ve AS SELECT id, v * 2 AS d FROM vt;',
      'CREATE VIEW vj AS SELECT c.id, c.v, x.n FROM vt c JOIN vp x ON x.id = c.p;',
      'CREATE VIEW vg AS SELECT p, COUNT(*) AS c FROM vt GROUP BY p;',
      'CREATE VIEW vd AS SELECT DISTINCT v FROM vt;',
    );
  }

  private change(text: string, outcome: 'ok' | number): void {
    this.statement(text, outcome, this.random.chance(0.4));
  }

  private someV = (): number | null => (this.random.chance(0.15) ? null : this.random.below(9) - 1);

  private isSmall = (v: number | null): boolean => v !== null && v < this.limit;

  insertIntoTable(): void {
    const row: Row = { id: ++this.lastId, v: this.someV(), p: this.random.pick([1, 2, null]) };
    this.change(`INSERT INTO vt VALUES (${row.id}, ${literal(row.v)}, ${literal(row.p)})`, 'ok');
    this.rows.push(row);
  }

  insert(): void {
    const { random } = this;
    const id = ++this.lastId;
    const v = this.someV();
    const pair = `VALUES (${id}, ${literal(v)})`;
    const [text, outcome, holds] = random.pick<readonly [string, 'ok' | number, number | null]>([
      [`INSERT INTO vc ${random.chance(0.5) ? '(id, v) ' : ''}${pair}`, this.isSmall(v) ? 'ok' : 1402, v],
      // What the view above does not show is inserted all the same, what the one below does not show is not.
      [`INSERT INTO vn (a, b) ${pair}`, this.isSmall(v) ? 'ok' : 1402, v],
      [`INSERT INTO vr ${pair}`, 42399, v],
      [`INSERT INTO ve (id) VALUES (${id})`, 'ok', null],
      [`INSERT INTO ve (id, d) ${pair}`, 1733, v],
      [`INSERT INTO vj (id, v) ${pair}`, 'ok', v],
      [`INSERT INTO vd VALUES (${id})`, 1732, v],
    ]);
    this.change(text, outcome);
    if (outcome === 'ok') this.rows.push({ id, v: holds, p: null });
  }

  private update(view: string, set: string, where: string, meets: (r: Row) => boolean, to: (r: Row) => Row): void {
    const isChecked = view === 'vc' || view === 'vn';
    const found = this.rows.filter(meets);
    const fails = isChecked && found.some((r) => !this.isSmall(to(r).v));
    this.change(`UPDATE ${view} SET ${set} WHERE ${where}`, fails ? 1402 : 'ok');
    if (!fails) this.rows = this.rows.map((r) => (meets(r) ? to(r) : r));
  }

  updateSome(): void {
    const v = this.someV();
    const id = 1 + this.random.below(Math.max(this.lastId, 1));
    const toV = (r: Row): Row => ({ ...r, v });
    const more = (r: Row): Row => ({ ...r, v: r.v === null ? null : r.v + 1 });
    this.random.pick([
      () => this.update('vc', `v = ${literal(v)}`, `id = ${id}`, (r) => r.id === id && this.isSmall(r.v), toV),
      () => this.update('vc', 'v = v + 1', 'v > 1', (r) => this.isSmall(r.v) && (r.v ?? 0) > 1, more),
      () => this.update('vn', 'b = b + 1', `a < ${id}`, (r) => this.isSmall(r.v) && (r.v ?? 0) > 0 && r.id < id, more),
      () => this.update('vj', `v = ${literal(v)}`, 'n = 10', (r) => r.p === 1, toV),
      () => this.update('vj', 'v = v + 1', `id <= ${id}`, (r) => r.p !== null && r.id <= id, more),
      () =>
        this.update(
          've',
          `id = id + 100`,
          `d = 4 AND id < 100`,
          (r) => r.v === 2 && r.id < 100,
          (r) => ({ ...r, id: r.id + 100 }),
        ),
    ])();
  }

  delete(): void {
    const n = this.random.below(9);
    const [text, gone] = this.random.pick<readonly [string, (r: Row) => boolean]>([
      [`DELETE FROM vc WHERE v = ${n}`, (r) => r.v === n && n < this.limit],
      [`DELETE FROM vn WHERE b = ${n}`, (r) => r.v === n && n < this.limit && n > 0],
      [`DELETE FROM ve WHERE d = ${2 * n}`, (r) => r.v === n],
      [`DELETE FROM vj WHERE v = ${n}`, (r) => r.v === n && r.p !== null],
    ]);
    this.change(text, 'ok');
    this.rows = this.rows.filter((r) => !gone(r));
  }

  refused(): void {
    const [text, error] = this.random.pick<readonly [string, number]>([
      ['UPDATE vr SET v = 1', 42399],
      ['DELETE FROM vr', 42399],
      ['UPDATE ve SET d = 1', 1733],
      ['UPDATE vg SET p = 1', 1732],
      ['DELETE FROM vg', 1732],
      ['DELETE FROM vd', 1732],
    ]);
    this.change(text, error);
  }

  show(): void {
    this.code(
      [
        'FOR r IN (SELECT * FROM vt ORDER BY id) LOOP',
        "  DBMS_OUTPUT.PUT_LINE(r.id || ' ' || NVL(TO_CHAR(r.v), '-') || ' ' || NVL(TO_CHAR(r.p), '-'));",
        'END LOOP;',
        'FOR r IN (SELECT * FROM vj ORDER BY id) LOOP',
        "  DBMS_OUTPUT.PUT_LINE(r.id || ' ' || NVL(TO_CHAR(r.v), '-') || ' ' || r.n);",
        'END LOOP;',
      ],
      ...this.sorted().map((r) => `${r.id} ${shown(r.v)} ${shown(r.p)}`),
      ...this.sorted().flatMap((r) => (r.p === null ? [] : [`${r.id} ${shown(r.v)} ${parents.get(r.p)}`])),
    );
  }

  private sorted = (): Row[] => this.rows.toSorted((x, y) => x.id - y.id);
}

export function changedViews(random: Random): ObjectPart {
  const made = new ChangedViews(random);
  made.start();
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 6; i++)
      random
        .weighted([
          { weight: 2, step: () => made.insertIntoTable() },
          { weight: 4, step: () => made.insert() },
          { weight: 4, step: () => made.updateSome() },
          { weight: 1, step: () => made.delete() },
          { weight: 1.5, step: () => made.refused() },
        ])
        .step();
    made.show();
    made.end();
  }
  return made;
}
