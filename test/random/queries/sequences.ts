import { guarded, type Part, PartLines, put } from './part.js';
import type { QueryGenerator } from './scope.js';

/*
 * NEXTVAL is advanced once for each row, however often the row names it, and once for each row that MERGE or a multi-table INSERT reads.
 * (SQL Language Reference, "Sequence Pseudocolumns", "CREATE SEQUENCE")
 */

interface Options {
  readonly start: number;
  readonly by: number;
  readonly min: number;
  readonly max: number;
  readonly cycles: boolean;
}

class Sequence {
  private next: number;
  current: number | undefined;

  constructor(private readonly options: Options) {
    this.next = options.start;
  }

  /** How many values there are before the first that fails. */
  left(): number {
    const { by, min, max, cycles } = this.options;
    return cycles ? max : by > 0 ? Math.floor((max - this.next) / by) + 1 : Math.floor((this.next - min) / -by) + 1;
  }

  /** Undefined: there is no further value (ORA-08004). */
  advance(): number | undefined {
    const { by, min, max, cycles } = this.options;
    const inside = (value: number): boolean => value >= min && value <= max;
    const value = inside(this.next) ? this.next : cycles ? (by > 0 ? min : max) : undefined;
    if (value === undefined) return undefined;
    this.current = value;
    this.next = value + by;
    return value;
  }
}

const none = 999_999;

function someOptions({ random }: QueryGenerator): { readonly text: string; readonly options: Options } {
  const by = random.pick([1, 1, 2, 5, -1, -3]);
  const limited = random.chance(0.4);
  const cycles = limited && random.chance(0.5);
  const start = limited ? 8 : random.pick([1, 10, 100]);
  const options = limited
    ? { start, by, min: 2, max: 16, cycles }
    : { start, by, min: by > 0 ? 1 : -none, max: none, cycles };
  const limits = limited ? ' MINVALUE 2 MAXVALUE 16' : by < 0 ? ` MINVALUE ${-none} MAXVALUE ${none}` : '';
  return {
    options,
    text: `START WITH ${start} INCREMENT BY ${by}${limits}${cycles ? ' CYCLE' : ''}${limited || random.chance(0.5) ? ' NOCACHE' : ''}`,
  };
}

interface Row {
  readonly id: number;
  readonly a: number | null;
  readonly b: number | null;
}

class Sequences extends PartLines {
  private rows: readonly Row[] = [];
  private readonly sequence: Sequence;
  private lastId = 0;

  constructor(private readonly g: QueryGenerator) {
    super();
    const { text, options } = someOptions(g);
    this.sequence = new Sequence(options);
    this.setup.push(
      `CREATE SEQUENCE sq ${text};`,
      'CREATE TABLE tq (id NUMBER PRIMARY KEY, a NUMBER DEFAULT sq.NEXTVAL, b NUMBER);',
      'CREATE TABLE ts (k NUMBER);',
      ...[1, 2, 3, 4].map((k) => `INSERT INTO ts VALUES (${k});`),
    );
    if (g.random.chance(0.3)) this.run(guarded('DBMS_OUTPUT.PUT_LINE(sq.CURRVAL);'), 'error -8002');
  }

  /** Runs a statement that makes rows, each of the next value; what it prints where it works. */
  private change(
    text: string,
    made: () => readonly Row[] | undefined,
    shown: readonly string[] = [put("'rows ' || SQL%ROWCOUNT")],
    printed?: () => readonly string[],
  ): void {
    const rows = made();
    const before = this.rows.length;
    if (rows) this.rows = rows;
    const changed = printed?.() ?? [`rows ${Math.abs(this.rows.length - before) || 1}`];
    this.run(guarded(`${text};`, ...shown), ...(rows ? changed : ['error -8004']));
  }

  private nextId(count: number): number {
    const first = this.lastId + 1;
    this.lastId += count;
    return first;
  }

  private each(keys: readonly number[], row: (k: number, value: number) => readonly Row[]): readonly Row[] | undefined {
    const made: Row[] = [];
    for (const k of keys) {
      const value = this.sequence.advance();
      if (value === undefined) return undefined;
      made.push(...row(k, value));
    }
    return made;
  }

  private added(made: readonly Row[] | undefined): readonly Row[] | undefined {
    return made && [...this.rows, ...made];
  }

  values(): void {
    const id = this.nextId(1);
    const values = this.g.random.pick([
      { list: '(id, a, b)', text: 'sq.NEXTVAL, sq.CURRVAL + sq.NEXTVAL', b: (v: number) => 2 * v },
      { list: '(id, b, a)', text: 'sq.CURRVAL, sq.NEXTVAL', b: (v: number) => v },
      { list: '(id, b)', text: '7', b: () => 7 },
      { list: '(id, a, b)', text: 'DEFAULT, NULL', b: () => null },
    ]);
    const returns = this.g.random.chance(0.3);
    const text = `INSERT INTO tq ${values.list} VALUES (${id}, ${values.text})`;
    const made = (): readonly Row[] | undefined =>
      this.added(this.each([id], (k, a) => [{ id: k, a, b: values.b(a) }]));
    if (!returns) {
      this.change(text, made);
      return;
    }
    const rows = made();
    if (rows) this.rows = rows;
    this.run(
      [
        'DECLARE',
        '  v NUMBER;',
        'BEGIN',
        `  ${text} RETURNING a INTO v;`,
        `  ${put("'got ' || v")}`,
        ...['EXCEPTION', '  WHEN OTHERS THEN', `    ${put("'error ' || SQLCODE")}`],
        'END;',
      ],
      rows ? `got ${rows.at(-1)?.a}` : 'error -8004',
    );
  }

  select(): void {
    const { random } = this.g;
    const descending = random.chance(0.3);
    const least = random.below(3);
    const keys = [1, 2, 3, 4].filter((k) => k > least);
    if (descending) keys.reverse();
    const id = this.nextId(4) - 1;
    const ordered = `(SELECT k FROM ts WHERE k > ${least} ORDER BY k${descending ? ' DESC' : ''})`;
    const b = random.pick([
      { text: 'sq.CURRVAL', of: (v: number) => v },
      { text: 'ROWNUM', of: (_: number, place: number) => place },
      { text: 'sq.NEXTVAL * 10 + ROWNUM', of: (v: number, place: number) => v * 10 + place },
    ]);
    this.change(`INSERT INTO tq (id, a, b) SELECT ${id} + k, sq.NEXTVAL, ${b.text} FROM ${ordered}`, () =>
      this.added(this.each(keys, (k, a) => [{ id: id + k, a, b: b.of(a, keys.indexOf(k) + 1) }])),
    );
  }

  selectDefault(): void {
    const id = this.nextId(4) - 1;
    this.change(`INSERT INTO tq (id) SELECT ${id} + k FROM (SELECT k FROM ts ORDER BY k)`, () =>
      this.added(this.each([1, 2, 3, 4], (k, a) => [{ id: id + k, a, b: null }])),
    );
  }

  update(): void {
    const { id } = this.rows.length > 0 ? this.g.random.pick(this.rows) : { id: 0 };
    this.change(
      `UPDATE tq SET a = sq.NEXTVAL, b = sq.NEXTVAL + NVL(b, 0) WHERE id = ${id}`,
      () => {
        const own = this.rows.filter((r) => r.id === id);
        const made = this.each(
          own.map((r) => r.id),
          (_, a) => own.map((r) => ({ ...r, a, b: a + (r.b ?? 0) })),
        );
        return made && this.rows.map((r) => made.find((m) => m.id === r.id) ?? r);
      },
      undefined,
      () => [`rows ${this.rows.some((r) => r.id === id) ? 1 : 0}`],
    );
  }

  /** The order of the rows is open: what they get is shown as a set, then they go. */
  merge(): void {
    const last = this.lastId;
    const keys = [last - 1, last, last + 1, last + 2].filter((k) => k > 0);
    const matched = keys.filter((k) => this.rows.some((r) => r.id === k));
    this.nextId(2);
    const both = this.g.random.chance(0.5);
    const values: number[] = [];
    for (let i = 0; i < keys.length; i++) {
      const value = this.sequence.advance();
      if (value === undefined) break;
      values.push(value);
    }
    const works = values.length === keys.length;
    if (works) this.rows = this.rows.filter((r) => !keys.includes(r.id));
    const equal = both ? keys.length : keys.length - matched.length;
    this.run(
      guarded(
        `MERGE INTO tq USING (SELECT ${last} + k - 2 AS k FROM ts WHERE ${last} + k - 2 > 0) s ON (tq.id = s.k) ` +
          `WHEN MATCHED THEN UPDATE SET a = ${both ? 'sq.NEXTVAL' : 'NULL'}, b = ${both ? 'sq.NEXTVAL' : 'NULL'} ` +
          'WHEN NOT MATCHED THEN INSERT (id, a, b) VALUES (s.k, sq.NEXTVAL, sq.NEXTVAL);',
        put("'merged ' || SQL%ROWCOUNT"),
        `FOR r IN (SELECT ${both ? 'COUNT(DISTINCT a)' : '0'} AS n, COUNT(CASE WHEN a = b THEN 1 END) AS m FROM tq WHERE id BETWEEN ${keys[0]} AND ${keys.at(-1)}) LOOP`,
        `  ${put("r.n || ' ' || r.m")}`,
        'END LOOP;',
        `DELETE FROM tq WHERE id BETWEEN ${keys[0]} AND ${keys.at(-1)};`,
      ),
      ...(works ? [`merged ${keys.length}`, `${both ? new Set(values).size : 0} ${equal}`] : ['error -8004']),
    );
  }

  multiTable(): void {
    const { random } = this.g;
    const id = this.nextId(8) - 1;
    const least = random.below(4);
    const ordered = '(SELECT k FROM ts ORDER BY k)';
    const whole = random.chance(0.4);
    const goes = (k: number, where: 'first' | 'second'): boolean => whole || (where === 'first' ? k > least : k < 3);
    const when = (condition: string): string => (whole ? '' : `WHEN ${condition} THEN `);
    this.change(
      `INSERT ALL ${when(`k > ${least}`)}INTO tq (id, a, b) VALUES (${id} + k, sq.NEXTVAL, k) ` +
        `${when('k < 3')}INTO tq (id, a, b) VALUES (${id + 4} + k, sq.NEXTVAL, sq.CURRVAL) SELECT k FROM ${ordered}`,
      () =>
        this.added(
          this.each([1, 2, 3, 4], (k, a) => [
            ...(goes(k, 'first') ? [{ id: id + k, a, b: k }] : []),
            ...(goes(k, 'second') ? [{ id: id + 4 + k, a, b: a }] : []),
          ]),
        ),
    );
  }

  assignment(): void {
    const value = this.sequence.advance();
    const way = this.g.random.pick([
      ['v := sq.NEXTVAL;', 'w := sq.CURRVAL;'],
      ['SELECT sq.NEXTVAL, sq.CURRVAL INTO v, w FROM dual;'],
      ["EXECUTE IMMEDIATE 'SELECT sq.CURRVAL, sq.NEXTVAL FROM dual' INTO v, w;"],
    ]);
    this.run(
      ['DECLARE', '  v NUMBER;', '  w NUMBER;', ...guarded(...way, put("'value ' || v || ' ' || w"))],
      value === undefined ? 'error -8004' : `value ${value} ${value}`,
    );
  }

  /** A row that fails has taken its value. */
  duplicate(): void {
    const [first] = this.rows;
    if (!first) return;
    const value = this.sequence.advance();
    this.run(
      guarded(`INSERT INTO tq (id, a) VALUES (${first.id}, sq.NEXTVAL);`),
      value === undefined ? 'error -8004' : 'error -1',
    );
  }

  loop(): void {
    // Whether rows before the one that fails reach the body is open.
    if (this.sequence.left() < 4) return;
    const values = this.each([1, 2, 3, 4], (id, a) => [{ id, a, b: null }]) ?? [];
    this.run(
      [
        'FOR r IN (SELECT k, sq.NEXTVAL AS v FROM (SELECT k FROM ts ORDER BY k)) LOOP',
        `  ${put("r.k || '=' || r.v")}`,
        'END LOOP;',
      ],
      ...values.map((r) => `${r.id}=${r.a}`),
    );
  }

  show(): void {
    const sorted = this.rows.toSorted((x, y) => x.id - y.id);
    this.run(
      [
        'FOR r IN (SELECT * FROM tq ORDER BY id) LOOP',
        `  ${put("'tq ' || r.id || ' ' || NVL(TO_CHAR(r.a), '-') || ' ' || NVL(TO_CHAR(r.b), '-')")}`,
        'END LOOP;',
      ],
      ...sorted.map((r) => `tq ${r.id} ${r.a ?? '-'} ${r.b ?? '-'}`),
    );
  }
}

export function sequences(g: QueryGenerator): Part {
  const made = new Sequences(g);
  const steps = 4 + g.random.below(5);
  for (let i = 0; i < steps; i++) {
    g.random.pick([
      () => made.values(),
      () => made.values(),
      () => made.select(),
      () => made.selectDefault(),
      () => made.update(),
      () => made.merge(),
      () => made.multiTable(),
      () => made.assignment(),
      () => made.duplicate(),
      () => made.loop(),
    ])();
  }
  made.show();
  return made;
}
