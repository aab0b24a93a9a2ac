import { condition } from './conditions.js';
import { expression } from './expressions.js';
import type { Column, Expression, QueryGenerator, Relation, Row, Scope } from './scope.js';
import { shownText, shownValue } from './shown.js';
import { tableColumns, tableRelation } from './tables.js';
import { ascending, exact, isMoment, key, numberOf, type Type, textOf, type Value } from './values.js';

/*
 * A table with keys, a check, a foreign key, defaults and virtual columns. A statement that violates something changes nothing; uniqueness
 * is judged when all rows are changed. (SQL Language Reference, "constraint", "CREATE TABLE", virtual_column_definition and DEFAULT ON NULL)
 */

interface ConstrainedColumn {
  readonly name: string;
  readonly type: Type;
  /** Of a value where the statement names no other. */
  readonly otherwise: Value;
  /** NULL becomes the default in INSERT. */
  readonly onNull?: boolean;
  readonly required?: boolean;
  readonly like: string;
  readonly check?: (value: NonNullable<Value>) => number | undefined;
}

const keys: readonly number[] = [0, 1, 2, 3];
const january: Value = { ms: Date.UTC(2024, 0, 31) };

const columns: readonly ConstrainedColumn[] = [
  { name: 'id', type: 'NUMBER', otherwise: null, like: 'id' },
  {
    name: 'a',
    type: 'NUMBER',
    otherwise: 7,
    onNull: true,
    required: true,
    like: 'n',
    check: (value) => (numberOf(value) < 20 ? undefined : -2290),
  },
  { name: 'b', type: 'CHAR', otherwise: { char: 'zz ' }, like: 'c' },
  { name: 'u', type: 'VARCHAR2', otherwise: null, like: 's' },
  {
    name: 'f',
    type: 'NUMBER',
    otherwise: null,
    like: 'n',
    check: (value) => (keys.includes(numberOf(value)) ? undefined : -2291),
  },
  { name: 'e', type: 'DATE', otherwise: january, required: true, like: 'd' },
];

export const constrainedScript: readonly string[] = [
  'CREATE TABLE tk (k NUMBER PRIMARY KEY);',
  ...keys.map((k) => `INSERT INTO tk VALUES (${k});`),
  "CREATE TABLE tc (id NUMBER PRIMARY KEY, a NUMBER(5) DEFAULT ON NULL 7 CHECK (a < 20), b CHAR(3) DEFAULT 'zz', u VARCHAR2(10) UNIQUE, " +
    "f NUMBER(5) REFERENCES tk (k), e DATE DEFAULT DATE '2024-01-31' NOT NULL, " +
    "v GENERATED ALWAYS AS (a * 2 + NVL(f, 0.5)) VIRTUAL, w AS (UPPER(b) || '.' || u));",
];

type Values = readonly Value[];

/** What is in the table, and what statements make of it. */
export class Constrained {
  private rows: readonly Values[] = [];

  /** The statement and what it prints; undefined where rows fail in different ways. */
  statement(g: QueryGenerator): { readonly body: readonly string[]; readonly expected: readonly string[] } | undefined {
    const errors = new Set<number>();
    const made = this.rows.length > 0 && g.random.chance(0.5) ? this.update(g, errors) : this.insert(g, errors);
    const unique = (place: number): boolean => {
      const found = made.rows.map((row) => row[place] ?? null).filter((x) => x !== null);
      return new Set(found.map((x) => key([x]))).size === found.length;
    };
    if (!unique(0) || !unique(3)) errors.add(-1);
    const [error, ...more] = errors;
    if (more.length > 0) return undefined;
    if (error === undefined) this.rows = made.rows;
    return {
      body: [
        'BEGIN',
        `  ${made.text};`,
        "  DBMS_OUTPUT.PUT_LINE('rows ' || SQL%ROWCOUNT);",
        'EXCEPTION',
        '  WHEN OTHERS THEN',
        "    DBMS_OUTPUT.PUT_LINE('error ' || SQLCODE);",
        'END;',
        'FOR r IN (SELECT * FROM tc ORDER BY id) LOOP',
        `  DBMS_OUTPUT.PUT_LINE('tc ' || ${shown.map((c) => shownText(`r.${c.name}`, c.type)).join(" || ' ' || ")});`,
        'END LOOP;',
      ],
      expected: [
        error === undefined ? `rows ${made.count}` : `error ${error}`,
        ...this.rows
          .toSorted((x, y) => ascending(x[0] ?? null, y[0] ?? null))
          .map((row) => {
            const all = [...row, ...virtual(row)];
            return `tc ${shown.map((c, i) => shownValue(all[i] ?? null, c.type)).join(' ')}`;
          }),
      ],
    };
  }

  private insert(g: QueryGenerator, errors: Set<number>): { text: string; rows: readonly Values[]; count: number } {
    const source = tableRelation(g, g.random.pick(g.tables));
    const scope: Scope = { columns: source.columns, outer: [], queries: false, depth: 1 };
    const set = columns.slice(1).filter(() => g.random.chance(0.6));
    const items = set.map((c) => ({ column: c, of: expression(g, scope, c.type) }));
    const where = condition(g, scope);
    const base = g.random.chance(0.15) ? 0 : Math.max(0, ...this.rows.map(([id]) => Number(id)));
    const id = source.columns[0]?.text ?? '';
    const added = source
      .rows()
      .filter((row) => where.truth(row) === true)
      .map((row) => {
        const values = columns.map((column) => {
          if (column.name === 'id') return base + Number(row.get(id));
          const item = items.find((i) => i.column === column);
          if (!item) return column.otherwise;
          const value = item.of.value(row);
          return value === null && column.onNull ? column.otherwise : stored(column, value, -1400, errors);
        });
        return values;
      });
    return {
      text: `INSERT INTO tc (${['id', ...set.map((c) => c.name)].join(', ')}) SELECT ${[`${base} + ${id}`, ...items.map((i) => i.of.text)].join(', ')} FROM ${source.text} WHERE ${where.text}`,
      rows: [...this.rows, ...added],
      count: added.length,
    };
  }

  private update(g: QueryGenerator, errors: Set<number>): { text: string; rows: readonly Values[]; count: number } {
    const target = this.relation(g);
    const scope: Scope = { columns: target.columns, outer: [], queries: true, depth: 1 };
    const set = new Set([g.random.pick(columns.slice(1)), g.random.pick(columns.slice(1))]);
    const items = [...set].map((c): { column: ConstrainedColumn; of: Expression } => ({
      column: c,
      of: expression(g, scope, c.type),
    }));
    const where = condition(g, scope);
    let count = 0;
    const rows = this.rows.map((values) => {
      const row: Row = rowOf(target.columns, values);
      if (where.truth(row) !== true) return values;
      count++;
      return columns.map((column, i) => {
        const item = items.find((x) => x.column === column);
        return item ? stored(column, item.of.value(row), -1407, errors) : (values[i] ?? null);
      });
    });
    return {
      text: `UPDATE ${target.text} SET ${items.map((i) => `${i.column.name} = ${i.of.text}`).join(', ')} WHERE ${where.text}`,
      rows,
      count,
    };
  }

  private relation(g: QueryGenerator): Relation {
    const alias = g.fresh('k');
    const all = shown.map((c): Column => ({ text: `${alias}.${c.name}`, type: c.type, ofTable: c.name === 'u' }));
    return { text: `tc ${alias}`, columns: all, rows: () => this.rows.map((values) => rowOf(all, values)) };
  }
}

const shown: readonly { readonly name: string; readonly type: Type }[] = [
  ...columns,
  { name: 'v', type: 'NUMBER' },
  { name: 'w', type: 'VARCHAR2' },
];

/** V and W of a row. */
function virtual([, a, b, u, f]: Values): Values {
  return [
    a == null ? null : exact(numberOf(a) * 2 + (f == null ? 0.5 : numberOf(f))),
    `${textOf(b ?? null).toUpperCase()}.${textOf(u ?? null)}`,
  ];
}

const rowOf = (all: readonly Column[], values: Values): Row => {
  const whole = [...values, ...virtual(values)];
  return new Map(all.map((c, i) => [c.text, whole[i] ?? null]));
};

/** The value as the column holds it; what it violates is noted. */
function stored(column: ConstrainedColumn, value: Value, missing: number, errors: Set<number>): Value {
  if (value === null) {
    if (column.required) errors.add(missing);
    return null;
  }
  const fitted = tableColumns.find((c) => c.name === column.like)?.stored(value);
  if (!fitted) return value;
  if ('error' in fitted) {
    errors.add(fitted.error);
    return null;
  }
  const violated = fitted.value === null || isMoment(fitted.value) ? undefined : column.check?.(fitted.value);
  if (violated !== undefined) errors.add(violated);
  return fitted.value;
}
