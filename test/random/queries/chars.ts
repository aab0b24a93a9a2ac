import { guarded, type Part, PartLines, put } from './part.js';
import type { QueryGenerator } from './scope.js';
import { type Comparison, compare, comparisons, type Truth, type Value } from './values.js';

/*
 * CHAR of two lengths beside VARCHAR2. Blank-padded where both sides are CHAR, or one is a literal; not where one is VARCHAR2.
 * (SQL Language Reference, "Blank-Padded and Nonpadded Comparison Semantics"; PL/SQL Language Reference, "CHAR and VARCHAR2 Data Types")
 */

interface Row {
  readonly id: number;
  readonly a: Value;
  readonly b: Value;
  readonly v: Value;
}

type Column = 'a' | 'b' | 'v';

const lengths: Readonly<Record<Column, number>> = { a: 2, b: 5, v: 5 };
const characters = (x: Value): string =>
  typeof x === 'string' ? x : x !== null && typeof x === 'object' && 'char' in x ? x.char : '';

/** What the column makes of the characters; undefined where they do not fit. */
function stored(column: Column, text: string): Value | undefined {
  if (text === '') return null;
  if (text.length > lengths[column]) return undefined;
  return column === 'v' ? text : { char: text.padEnd(lengths[column]) };
}

interface Operand {
  readonly text: string;
  readonly value: (row: Row) => Value;
}

const some = ['a', 'ab', 'b', 'a ', 'abc', 'b  ', 'ab   '];

const ofColumn = (alias: string, column: Column): Operand => ({
  text: `${alias}.${column}`,
  value: (row) => row[column],
});

/** VARCHAR2 of a column. */
function varchar({ random }: QueryGenerator, alias: string): Operand {
  const column = random.pick<Column>(['a', 'b', 'v']);
  const x = `${alias}.${column}`;
  const text = (row: Row): string => characters(row[column]);
  const orNull = (t: string): Value => (t === '' ? null : t);
  const all: readonly Operand[] = [
    { text: `RTRIM(${x})`, value: (row) => orNull(text(row).trimEnd()) },
    { text: `SUBSTR(${x}, 1, 3)`, value: (row) => orNull(text(row).slice(0, 3)) },
    { text: `(${x} || '')`, value: (row) => orNull(text(row)) },
    { text: `REPLACE(${x}, 'b', 'a')`, value: (row) => orNull(text(row).replaceAll('b', 'a')) },
    {
      text: `RPAD(${x}, 4)`,
      value: (row) =>
        orNull(
          text(row)
            .padEnd(4)
            .slice(0, text(row) === '' ? 0 : 4),
        ),
    },
    { text: `LPAD(${x}, 6, '.')`, value: (row) => (text(row) === '' ? null : text(row).padStart(6, '.')) },
    {
      text: `TRANSLATE(${x}, 'a ', 'b_')`,
      value: (row) => orNull(text(row).replaceAll('a', 'b').replaceAll(' ', '_')),
    },
    { text: `CAST(${x} AS VARCHAR2(6))`, value: (row) => orNull(text(row)) },
    { text: `TO_CHAR(${x})`, value: (row) => orNull(text(row)) },
  ];
  // What CHAR and '' make is left open.
  return random.pick(all.filter(({ text: made }) => made !== `(${x} || '')` || column === 'v'));
}

function char({ random }: QueryGenerator, alias: string): Operand {
  const column = random.pick<Column>(['a', 'b']);
  const x = `${alias}.${column}`;
  const all: readonly Operand[] = [
    ofColumn(alias, column),
    ofColumn(alias, column),
    { text: `UPPER(${x})`, value: (row) => ({ char: characters(row[column]).toUpperCase() }) },
    { text: `CAST(${x} AS CHAR(7))`, value: (row) => ({ char: characters(row[column]).padEnd(7) }) },
  ];
  const of = random.pick(all);
  return { ...of, value: (row) => (row[column] === null ? null : of.value(row)) };
}

function operand(g: QueryGenerator, alias: string): Operand {
  const kind = g.random.next();
  if (kind < 0.5) return char(g, alias);
  if (kind < 0.7) return ofColumn(alias, 'v');
  if (kind < 0.85) return varchar(g, alias);
  const text = g.random.pick(some);
  return { text: `'${text}'`, value: () => ({ char: text }) };
}

interface Test {
  readonly text: string;
  readonly truth: (x: Row, y: Row) => Truth;
}

const isLiteral = ({ text }: Operand): boolean => text.startsWith("'");

function test(g: QueryGenerator, alias: string, other: string): Test {
  const x = operand(g, alias);
  const y = operand(g, isLiteral(x) ? alias : other);
  const operator: Comparison = g.random.pick(comparisons);
  return {
    text: `${x.text} ${operator} ${y.text}`,
    truth: (r, s) => compare(x.value(r), operator, y.value(isLiteral(x) ? r : s)),
  };
}

const shown = (alias: string): string =>
  `${alias}.id || '[' || ${alias}.a || '][' || ${alias}.b || '][' || ${alias}.v || ']'`;
const line = (r: Row): string => `${r.id}[${characters(r.a)}][${characters(r.b)}][${characters(r.v)}]`;

class Chars extends PartLines {
  private rows: readonly Row[] = [];

  constructor(private readonly g: QueryGenerator) {
    super();
    this.setup.push('CREATE TABLE th (id NUMBER, a CHAR(2), b CHAR(5), v VARCHAR2(5));');
    const texts: readonly string[] = [...some, ''];
    this.rows = [1, 2, 3, 4, 5].map((id) => {
      const part = (column: Column): Value => stored(column, g.random.pick(texts).slice(0, lengths[column])) ?? null;
      return { id, a: part('a'), b: part('b'), v: part('v') };
    });
    for (const r of this.rows)
      this.setup.push(
        `INSERT INTO th VALUES (${r.id}, ${[r.a, r.b, r.v].map((x) => `'${characters(x)}'`).join(', ')});`,
      );
  }

  where(): void {
    const made = test(this.g, 't', 't');
    this.run(
      [`FOR r IN (SELECT * FROM th t WHERE ${made.text} ORDER BY id) LOOP`, `  ${put(shown('r'))}`, 'END LOOP;'],
      ...this.rows.filter((r) => made.truth(r, r) === true).map(line),
    );
  }

  joined(): void {
    const made = test(this.g, 't', 'u');
    const outer = this.g.random.chance(0.5);
    const pairs = this.rows.flatMap((x) => {
      const met = this.rows.filter((y) => made.truth(x, y) === true);
      return met.length === 0 && outer ? [`${x.id}-`] : met.map((y) => `${x.id}-${y.id}`);
    });
    this.run(
      [
        `FOR r IN (SELECT t.id AS x, u.id AS y FROM th t ${outer ? 'LEFT ' : ''}JOIN th u ON ${made.text} ORDER BY 1, 2) LOOP`,
        `  ${put("r.x || '-' || r.y")}`,
        'END LOOP;',
      ],
      ...pairs,
    );
  }

  inQuery(): void {
    const { random } = this.g;
    const x = random.chance(0.5) ? char(this.g, 't') : ofColumn('t', 'v');
    const y = random.chance(0.5) ? char(this.g, 'u') : ofColumn('u', 'v');
    const kind = random.pick(['IN', '= ANY', '<> ALL', 'NOT IN'] as const);
    const negative = kind === '<> ALL' || kind === 'NOT IN';
    this.run(
      [
        `FOR r IN (SELECT t.id FROM th t WHERE ${x.text} ${kind} (SELECT ${y.text} FROM th u WHERE u.id > 1) ORDER BY 1) LOOP`,
        `  ${put("'in ' || r.id")}`,
        'END LOOP;',
      ],
      ...this.rows
        .filter((r) => {
          const truths = this.rows.filter((s) => s.id > 1).map((s) => compare(x.value(r), '=', y.value(s)));
          const found = truths.includes(true) ? true : truths.includes(null) ? null : false;
          return negative ? found === false : found === true;
        })
        .map((r) => `in ${r.id}`),
    );
  }

  /** PL/SQL compares as SQL does. */
  variables(): void {
    const { random } = this.g;
    const [p, q] = [random.pick(some), random.pick(some)].map((t) => t.slice(0, 5));
    const kinds = [random.chance(0.5) ? 'a' : 'b', random.pick<Column>(['a', 'b', 'v'])] as const;
    const types: Readonly<Record<Column, string>> = { a: 'CHAR(5)', b: 'CHAR(7)', v: 'VARCHAR2(5)' };
    const value = (column: Column, text: string): Value =>
      column === 'v' ? text : { char: text.padEnd(column === 'a' ? 5 : 7) };
    const [x, y] = [value(kinds[0], p ?? ''), value(kinds[1], q ?? '')];
    const operator: Comparison = random.pick(comparisons);
    this.run(
      [
        'DECLARE',
        `  x ${types[kinds[0]]} := '${p}';`,
        `  y ${types[kinds[1]]} := '${q}';`,
        'BEGIN',
        `  IF x ${operator} y THEN ${put("'true'")} ELSE ${put("'false'")} END IF;`,
        `  ${put("LENGTH(x) || ' ' || LENGTH(y) || '[' || x || '][' || y || ']'")}`,
        'END;',
      ],
      compare(x, operator, y) === true ? 'true' : 'false',
      `${characters(x).length} ${characters(y).length}[${characters(x)}][${characters(y)}]`,
    );
  }

  update(): void {
    const { random } = this.g;
    const to = random.pick<Column>(['a', 'b', 'v']);
    const from = random.chance(0.5) ? varchar(this.g, 't') : ofColumn('t', random.pick<Column>(['a', 'b', 'v']));
    const least = random.below(4);
    const rows = this.rows.map((r): Row | undefined => {
      if (r.id <= least) return r;
      const value = stored(to, characters(from.value(r)));
      return value === undefined ? undefined : { ...r, [to]: value };
    });
    const fits = rows.every((r) => r !== undefined);
    if (fits) this.rows = rows.flatMap((r) => r ?? []);
    this.run(
      guarded(`UPDATE th t SET ${to} = ${from.text} WHERE id > ${least};`, put("'rows ' || SQL%ROWCOUNT")),
      fits ? `rows ${this.rows.filter((r) => r.id > least).length}` : 'error -12899',
    );
    this.run(
      ['FOR r IN (SELECT * FROM th ORDER BY id) LOOP', `  ${put(shown('r'))}`, 'END LOOP;'],
      ...this.rows.map(line),
    );
  }

  /** Of two lengths the result of a set operator is VARCHAR2. */
  united(): void {
    const union = this.g.random.chance(0.5);
    const [as, bs] = [this.rows.map((r) => characters(r.a)), this.rows.map((r) => characters(r.b))];
    const all = union ? [...new Set([...as, ...bs])] : [...new Set(as)].filter((x) => bs.includes(x));
    const sorted = all.toSorted((x, y) => (x === '' ? 1 : y === '' ? -1 : x < y ? -1 : x > y ? 1 : 0));
    this.run(
      [
        `FOR r IN (SELECT x FROM (SELECT a AS x FROM th ${union ? 'UNION' : 'INTERSECT'} SELECT b FROM th) ORDER BY x) LOOP`,
        `  ${put("'[' || r.x || ']'")}`,
        'END LOOP;',
      ],
      ...sorted.map((x) => `[${x}]`),
    );
  }

  lengths(): void {
    const x = char(this.g, 't');
    const v = varchar(this.g, 't');
    this.run(
      [
        `FOR r IN (SELECT id, LENGTH(${x.text}) AS x, LENGTH(${v.text}) AS y, INSTR(${x.text}, ' ') AS z FROM th t ORDER BY id) LOOP`,
        `  ${put("r.id || ' ' || r.x || ' ' || r.y || ' ' || r.z")}`,
        'END LOOP;',
      ],
      ...this.rows.map((r) => {
        const [c, t] = [characters(x.value(r)), characters(v.value(r))];
        return `${r.id} ${c === '' ? '' : c.length} ${t === '' ? '' : t.length} ${c === '' ? '' : c.indexOf(' ') + 1}`;
      }),
    );
  }

  /** Blanks at the end count for what is grouped and sorted only where the type is VARCHAR2. */
  grouped(): void {
    const column = this.g.random.pick<Column>(['a', 'b', 'v']);
    const counts = new Map<string, number>();
    for (const r of this.rows) counts.set(characters(r[column]), (counts.get(characters(r[column])) ?? 0) + 1);
    const sorted = [...counts].toSorted(([x], [y]) => (x === '' ? 1 : y === '' ? -1 : x < y ? -1 : 1));
    this.run(
      [
        `FOR r IN (SELECT ${column} AS x, COUNT(*) AS n, MAX(LENGTH(${column})) AS l FROM th GROUP BY ${column} ORDER BY ${column}) LOOP`,
        `  ${put("'[' || r.x || ']' || r.n || ' ' || r.l")}`,
        'END LOOP;',
      ],
      ...sorted.map(([x, n]) => `[${x}]${n} ${x === '' ? '' : x.length}`),
    );
  }
}

export function chars(g: QueryGenerator): Part {
  const made = new Chars(g);
  for (let i = 0; i < 5; i++) {
    g.random.pick([
      () => made.where(),
      () => made.where(),
      () => made.joined(),
      () => made.inQuery(),
      () => made.variables(),
      () => made.update(),
      () => made.united(),
      () => made.lengths(),
      () => made.grouped(),
    ])();
  }
  return made;
}
