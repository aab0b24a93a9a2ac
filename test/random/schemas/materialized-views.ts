import type { Random } from '../random.js';
import { ObjectPart } from './object-part.js';

/*
 * Materialized views that are refreshed on demand: what they show is what their query gave then.
 * (SQL Language Reference, "CREATE MATERIALIZED VIEW"; PL/SQL Packages and Types Reference, "DBMS_MVIEW"; Database Error Messages, ORA-01732, ORA-12003)
 */

interface Row {
  readonly id: number;
  readonly a: number | null;
}

type Shown = readonly (readonly (number | null)[])[];

interface Query {
  readonly text: string;
  readonly columns: readonly string[];
  readonly of: (rows: readonly Row[]) => Shown;
}

const groups = (rows: readonly Row[]): ReadonlyMap<number | null, readonly Row[]> => {
  const found = new Map<number | null, Row[]>();
  for (const r of rows) found.set(r.a, [...(found.get(r.a) ?? []), r]);
  return found;
};

const queries: readonly Query[] = [
  { text: 'SELECT id, a FROM tmb', columns: ['id', 'a'], of: (rows) => rows.map((r) => [r.id, r.a]) },
  {
    text: 'SELECT id, a * 2 AS d FROM tmb WHERE a > 1',
    columns: ['id', 'd'],
    of: (rows) => rows.filter((r) => (r.a ?? 0) > 1).map((r) => [r.id, (r.a ?? 0) * 2]),
  },
  {
    text: 'SELECT a, COUNT(*) AS n, SUM(id) AS s FROM tmb GROUP BY a',
    columns: ['a', 'n', 's'],
    of: (rows) => [...groups(rows)].map(([a, of]) => [a, of.length, of.reduce((x, r) => x + r.id, 0)]),
  },
  {
    text: 'SELECT x.id, y.id AS other FROM tmb x JOIN tmb y ON x.a = y.a AND x.id < y.id',
    columns: ['id', 'other'],
    of: (rows) =>
      rows.flatMap((x) => rows.filter((y) => x.a !== null && x.a === y.a && x.id < y.id).map((y) => [x.id, y.id])),
  },
];

interface View {
  readonly name: string;
  readonly query: Query;
  rows: Shown;
}

const names = ['ma', 'mb'] as const;

class MaterializedViews extends ObjectPart {
  private rows: Row[] = [];
  private views: View[] = [];
  private lastId = 0;

  start(): void {
    this.script('CREATE TABLE tmb (id NUMBER PRIMARY KEY, a NUMBER);');
    for (let i = 0; i < 3; i++) {
      const row = this.someRow();
      this.rows.push(row);
      this.script(`INSERT INTO tmb VALUES (${row.id}, ${row.a ?? 'NULL'});`);
    }
    const made = this.make('ma');
    this.script(`${made.text};`);
    this.views.push(made.view);
  }

  private someRow(): Row {
    return { id: ++this.lastId, a: this.random.pick([1, 2, 3, null]) };
  }

  private make(name: string): { readonly text: string; readonly view: View } {
    const { random } = this;
    const query = random.pick(queries);
    const build = random.chance(0.5) ? ' BUILD IMMEDIATE' : '';
    const refresh = random.pick([' REFRESH COMPLETE ON DEMAND', ' REFRESH FORCE ON DEMAND', ' REFRESH COMPLETE', '']);
    const text = `CREATE MATERIALIZED VIEW ${name}${build}${refresh} AS ${query.text}`;
    return { text, view: { name, query, rows: query.of(this.rows) } };
  }

  private find = (name: string): View | undefined => this.views.find((v) => v.name === name);

  create(): void {
    const name = this.random.pick(names);
    if (this.find(name)) return;
    const { text, view } = this.make(name);
    this.statement(text, 'ok');
    this.views.push(view);
  }

  drop(): void {
    const name = this.random.pick(names);
    const found = this.find(name);
    this.statement(`DROP MATERIALIZED VIEW ${name}`, found ? 'ok' : 12003);
    this.views = this.views.filter((v) => v !== found);
  }

  refresh(): void {
    const found = this.find(this.random.pick(names));
    if (!found) return;
    const method = this.random.pick([", 'C'", ", method => 'C'", '', ", '?'"]);
    this.statement(
      `DBMS_MVIEW.REFRESH('${this.random.chance(0.5) ? found.name.toUpperCase() : found.name}'${method})`,
      'ok',
      false,
    );
    found.rows = found.query.of(this.rows);
  }

  insert(): void {
    const row = this.someRow();
    this.statement(`INSERT INTO tmb VALUES (${row.id}, ${row.a ?? 'NULL'})`, 'ok', this.random.chance(0.3));
    this.rows.push(row);
  }

  update(): void {
    const least = this.random.below(this.lastId + 1);
    this.statement(`UPDATE tmb SET a = NVL(a, 0) + 1 WHERE id > ${least}`, 'ok', this.random.chance(0.3));
    this.rows = this.rows.map((r) => (r.id > least ? { ...r, a: (r.a ?? 0) + 1 } : r));
  }

  delete(): void {
    const id = this.random.below(this.lastId + 1);
    this.statement(`DELETE FROM tmb WHERE id = ${id}`, 'ok', this.random.chance(0.3));
    this.rows = this.rows.filter((r) => r.id !== id);
  }

  truncate(): void {
    if (this.random.chance(0.5)) return;
    this.statement('TRUNCATE TABLE tmb', 'ok');
    this.rows = [];
  }

  /** A materialized view that is not FOR UPDATE takes no DML. */
  change(): void {
    const found = this.find(this.random.pick(names));
    if (found) this.statement(`DELETE FROM ${found.name}`, 1732);
  }

  show(): void {
    for (const { name, query, rows } of this.views) {
      const list = query.columns.map((c) => `NVL(TO_CHAR(${c}), '-')`).join(" || ' ' || ");
      const lines = rows.map((r) => r.map((x) => (x === null ? '-' : String(x))).join(' '));
      this.asks(
        `SELECT NVL(LISTAGG(${list}, ';') WITHIN GROUP (ORDER BY ${list}), 'none') FROM ${name}`,
        lines.length === 0 ? 'none' : lines.sort((x, y) => (x < y ? -1 : x > y ? 1 : 0)).join(';'),
      );
    }
    this.code(
      [
        "FOR r IN (SELECT mview_name FROM user_mviews WHERE mview_name IN ('MA', 'MB') ORDER BY 1) LOOP",
        '  DBMS_OUTPUT.PUT_LINE(r.mview_name);',
        'END LOOP;',
      ],
      ...this.views.map((v) => v.name.toUpperCase()).sort(),
    );
  }
}

export function materializedViews(random: Random): ObjectPart {
  const made = new MaterializedViews(random);
  made.start();
  for (let block = 0; block < 4; block++) {
    for (let i = 0; i < 6; i++)
      random
        .weighted([
          { weight: 3, step: () => made.insert() },
          { weight: 1.5, step: () => made.update() },
          { weight: 1.5, step: () => made.delete() },
          { weight: 0.4, step: () => made.truncate() },
          { weight: 4, step: () => made.refresh() },
          { weight: 1.5, step: () => made.create() },
          { weight: 1, step: () => made.drop() },
          { weight: 0.5, step: () => made.change() },
        ])
        .step();
    made.show();
    made.end();
  }
  return made;
}
