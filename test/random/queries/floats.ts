import { type Part, PartLines, put } from './part.js';
import type { QueryGenerator } from './scope.js';

/*
 * BINARY_DOUBLE and BINARY_FLOAT: NaN is the same as NaN and greater than all else, infinity included.
 * (SQL Language Reference, "Floating-Point Numbers", "Floating-Point Conditions", "NANVL")
 */

interface Row {
  readonly id: number;
  readonly f: number | null;
  readonly g: number | null;
  readonly n: number | null;
}

const literals: readonly { readonly text: string; readonly value: number }[] = [
  { text: 'BINARY_DOUBLE_NAN', value: Number.NaN },
  { text: 'BINARY_DOUBLE_INFINITY', value: Number.POSITIVE_INFINITY },
  { text: '-BINARY_DOUBLE_INFINITY', value: Number.NEGATIVE_INFINITY },
  { text: '1.5d', value: 1.5 },
  { text: '-2d', value: -2 },
  { text: '0d', value: 0 },
  { text: '8d', value: 8 },
];

const order = (x: number, y: number): number =>
  Number.isNaN(x) ? (Number.isNaN(y) ? 0 : 1) : Number.isNaN(y) ? -1 : x < y ? -1 : x > y ? 1 : 0;

/** NULL last. */
const sorted = (x: number | null, y: number | null): number =>
  x === null || y === null ? (x === y ? 0 : x === null ? 1 : -1) : order(x, y);

const text = (x: number | null): string =>
  x === null
    ? '-'
    : Number.isNaN(x)
      ? 'nan'
      : x === Number.POSITIVE_INFINITY
        ? 'inf'
        : x === Number.NEGATIVE_INFINITY
          ? '-inf'
          : String(x === 0 ? 0 : x).replace(/^(-?)0\./, '$1.');

/** The value as text, told by conditions. */
const shown = (x: string): string =>
  `CASE WHEN ${x} IS NULL THEN '-' WHEN ${x} IS NAN THEN 'nan' WHEN ${x} = BINARY_DOUBLE_INFINITY THEN 'inf' ` +
  `WHEN ${x} IS INFINITE THEN '-inf' ELSE TO_CHAR(TO_NUMBER(${x})) END`;

interface Operand {
  readonly text: string;
  readonly value: (row: Row) => number | null;
}

const both = (x: number | null, y: number | null, made: (x: number, y: number) => number): number | null =>
  x === null || y === null ? null : made(x, y);

function operand({ random }: QueryGenerator, depth = 0): Operand {
  const kind = random.next();
  if (depth > 1 || kind < 0.5) {
    const column = random.pick(['f', 'f', 'g', 'n'] as const);
    return { text: column === 'n' ? 'TO_BINARY_DOUBLE(n)' : column, value: (row) => row[column] };
  }
  if (kind < 0.6) {
    const literal = random.pick(literals);
    return { text: literal.text.startsWith('-') ? `(${literal.text})` : literal.text, value: () => literal.value };
  }
  const [x, y] = [operand({ random } as QueryGenerator, depth + 1), operand({ random } as QueryGenerator, depth + 1)];
  switch (random.below(7)) {
    case 0:
      return { text: `(${x.text} + ${y.text})`, value: (r) => both(x.value(r), y.value(r), (a, b) => a + b) };
    case 1:
      return { text: `(${x.text} * ${y.text})`, value: (r) => both(x.value(r), y.value(r), (a, b) => a * b) };
    case 2:
      return {
        text: `NANVL(${x.text}, ${y.text})`,
        value: (r) => (Number.isNaN(x.value(r)) ? y.value(r) : x.value(r)),
      };
    case 3:
      return {
        text: `GREATEST(${x.text}, ${y.text})`,
        value: (r) => both(x.value(r), y.value(r), (a, b) => (order(a, b) >= 0 ? a : b)),
      };
    case 4:
      return { text: `NVL(${x.text}, ${y.text})`, value: (r) => x.value(r) ?? y.value(r) };
    case 5:
      return { text: `ABS(${x.text})`, value: (r) => both(x.value(r), 0, (a) => Math.abs(a)) };
    default:
      return {
        text: `LEAST(${x.text}, ${y.text})`,
        value: (r) => both(x.value(r), y.value(r), (a, b) => (order(a, b) <= 0 ? a : b)),
      };
  }
}

const comparisons = ['=', '<>', '<', '<=', '>', '>='] as const;

function compare(x: number | null, operator: (typeof comparisons)[number], y: number | null): boolean | null {
  if (x === null || y === null) return null;
  const sign = order(x, y);
  return { '=': sign === 0, '<>': sign !== 0, '<': sign < 0, '<=': sign <= 0, '>': sign > 0, '>=': sign >= 0 }[
    operator
  ];
}

class Floats extends PartLines {
  private readonly rows: readonly Row[];

  constructor(private readonly g: QueryGenerator) {
    super();
    const { random } = g;
    const some = () => (random.chance(0.2) ? undefined : random.pick(literals));
    this.setup.push('CREATE TABLE tn (id NUMBER, f BINARY_DOUBLE, g BINARY_FLOAT, n NUMBER);');
    this.rows = [1, 2, 3, 4, 5, 6].map((id) => {
      const [f, h] = [some(), some()];
      const n = random.pick([1, 1.5, -3, 8, null]);
      this.setup.push(`INSERT INTO tn VALUES (${id}, ${f?.text ?? 'NULL'}, ${h?.text ?? 'NULL'}, ${n ?? 'NULL'});`);
      return { id, f: f?.value ?? null, g: h?.value ?? null, n };
    });
  }

  ordered(): void {
    const x = operand(this.g);
    if (literals.some((l) => x.text.includes(l.text) && x.text.length < l.text.length + 3)) return;
    const descending = this.g.random.chance(0.4);
    const nulls = this.g.random.pick(['', ' NULLS FIRST', ' NULLS LAST']);
    const first = nulls === '' ? descending : nulls === ' NULLS FIRST';
    const rows = this.rows.toSorted((r, s) => {
      const [a, b] = [x.value(r), x.value(s)];
      const sign =
        a === null || b === null
          ? a === b
            ? 0
            : (a === null) === first
              ? -1
              : 1
          : (descending ? -1 : 1) * order(a, b);
      return sign === 0 ? r.id - s.id : sign;
    });
    this.run(
      [
        `FOR r IN (SELECT id, ${shown(x.text)} AS t FROM tn ORDER BY ${x.text}${descending ? ' DESC' : ''}${nulls}, id) LOOP`,
        `  ${put("r.id || ' ' || r.t")}`,
        'END LOOP;',
      ],
      ...rows.map((r) => `${r.id} ${text(x.value(r))}`),
    );
  }

  where(): void {
    const [x, y] = [operand(this.g), operand(this.g)];
    const kind = this.g.random.below(4);
    const operator = this.g.random.pick(comparisons);
    const [condition, truth]: [string, (r: Row) => boolean | null] =
      kind === 0
        ? [`${x.text} IS NOT NAN`, (r) => both(x.value(r), 0, (a) => (Number.isNaN(a) ? 0 : 1)) === 1]
        : kind === 1
          ? [`${x.text} IS INFINITE`, (r) => Math.abs(x.value(r) ?? 0) === Number.POSITIVE_INFINITY]
          : [`${x.text} ${operator} ${y.text}`, (r) => compare(x.value(r), operator, y.value(r))];
    this.run(
      [`FOR r IN (SELECT id FROM tn WHERE ${condition} ORDER BY id) LOOP`, `  ${put("'met ' || r.id")}`, 'END LOOP;'],
      ...this.rows.filter((r) => truth(r) === true).map((r) => `met ${r.id}`),
    );
  }

  aggregated(): void {
    const x = operand(this.g);
    const values = this.rows.map(x.value).filter((v) => v !== null);
    const by = values.toSorted(order);
    const sum = values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
    const items = ['MIN', 'MAX', 'SUM'].map((name) => `${name}(x)`);
    this.run(
      [
        `FOR r IN (SELECT COUNT(x) AS n, COUNT(DISTINCT x) AS d, ${items.map((i, k) => `${shown(i)} AS t${k}`).join(', ')} FROM (SELECT ${x.text} AS x FROM tn)) LOOP`,
        `  ${put("r.n || ' ' || r.d || ' ' || r.t0 || ' ' || r.t1 || ' ' || r.t2")}`,
        'END LOOP;',
      ],
      `${values.length} ${new Set(values.map(text)).size} ${text(by[0] ?? null)} ${text(by.at(-1) ?? null)} ${text(sum)}`,
    );
  }

  grouped(): void {
    const x = operand(this.g);
    const counts = new Map<string, { value: number | null; count: number }>();
    for (const r of this.rows) {
      const value = x.value(r);
      const found = counts.get(text(value));
      if (found) found.count++;
      else counts.set(text(value), { value, count: 1 });
    }
    this.run(
      [
        `FOR r IN (SELECT ${shown('x')} AS t, COUNT(*) AS n FROM (SELECT ${x.text} AS x FROM tn) GROUP BY x ORDER BY x) LOOP`,
        `  ${put("r.t || ' ' || r.n")}`,
        'END LOOP;',
      ],
      ...[...counts.values()].toSorted((a, b) => sorted(a.value, b.value)).map((c) => `${text(c.value)} ${c.count}`),
    );
  }

  ranked(): void {
    const x = operand(this.g);
    const rank = (r: Row): number => this.rows.filter((s) => sorted(x.value(s), x.value(r)) < 0).length + 1;
    this.run(
      [
        `FOR r IN (SELECT id, RANK() OVER (ORDER BY ${x.text}) AS k, ${shown(`MAX(${x.text}) OVER (ORDER BY id)`)} AS m FROM tn ORDER BY id) LOOP`,
        `  ${put("r.id || ' ' || r.k || ' ' || r.m")}`,
        'END LOOP;',
      ],
      ...this.rows.map((r) => {
        const before = this.rows
          .filter((s) => s.id <= r.id)
          .map(x.value)
          .filter((v) => v !== null);
        return `${r.id} ${rank(r)} ${text(before.toSorted(order).at(-1) ?? null)}`;
      }),
    );
  }

  /** PL/SQL variables. */
  variables(): void {
    const { random } = this.g;
    const [x, y] = [random.pick(literals), random.pick(literals)];
    const operator = random.pick(comparisons);
    this.run(
      [
        'DECLARE',
        `  x BINARY_DOUBLE := ${x.text};`,
        `  y BINARY_DOUBLE := ${y.text};`,
        'BEGIN',
        `  IF x ${operator} y THEN ${put("'true'")} ELSE ${put("'false'")} END IF;`,
        `  ${put("CASE WHEN x + y IS NAN THEN 'nan' WHEN x + y IS INFINITE THEN 'inf' ELSE TO_CHAR(TO_NUMBER(x + y)) END")}`,
        'END;',
      ],
      compare(x.value, operator, y.value) === true ? 'true' : 'false',
      text(x.value + y.value).replace('-inf', 'inf'),
    );
  }
}

export function floats(g: QueryGenerator): Part {
  const made = new Floats(g);
  for (let i = 0; i < 5; i++) {
    g.random.pick([
      () => made.ordered(),
      () => made.where(),
      () => made.aggregated(),
      () => made.grouped(),
      () => made.ranked(),
      () => made.variables(),
    ])();
  }
  return made;
}
