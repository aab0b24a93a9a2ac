import { type Aggregate, aggregate, expression } from './expressions.js';
import type { QueryGenerator, Relation, Row, Scope } from './scope.js';
import { shownText, shownValue } from './shown.js';
import { tableColumns } from './tables.js';
import { exact, type Type, type Value } from './values.js';

/** RETURNING … INTO of rows as they are after UPDATE, or were before DELETE. (PL/SQL Language Reference, "RETURNING INTO Clause") */
export interface Returning {
  readonly clause: string;
  readonly declared: readonly string[];
  readonly shown: readonly string[];
  /** The rows that the statement has touched. */
  readonly rows: (readonly Value[])[];
  readonly expected: () => readonly string[];
}

interface Returned {
  readonly name: Aggregate;
  readonly column: (typeof tableColumns)[number];
}

/** Expressions of the row, into a collection of records; shown in the order of the key. */
function ofExpressions(g: QueryGenerator, target: Relation): Returning {
  const { random } = g;
  const rows: (readonly Value[])[] = [];
  const scope: Scope = { columns: target.columns, outer: [], queries: false, depth: 1 };
  const types = [0, 1].map(() => random.pick<Type>(['NUMBER', 'VARCHAR2', 'DATE', 'TIMESTAMP', 'RAW']));
  const items = types.map((type) => expression(g, scope, type));
  const id = target.columns[0]?.text ?? '';
  const shown = types.map((type, i) => shownText(`v_all(i).c${i + 1}`, type)).join(" || ' ' || ");
  return {
    rows,
    clause: `RETURNING ${[id, ...items.map((item) => item.text)].join(', ')} BULK COLLECT INTO v_all`,
    declared: [
      `TYPE rt IS RECORD (id NUMBER, ${types.map((type, i) => `c${i + 1} ${variables[type]}`).join(', ')});`,
      'TYPE lt IS TABLE OF rt;',
      'TYPE pt IS TABLE OF PLS_INTEGER INDEX BY PLS_INTEGER;',
      'v_all lt;',
      'v_places pt;',
      'i PLS_INTEGER;',
    ],
    shown: [
      'FOR j IN 1 .. v_all.COUNT LOOP',
      '  v_places(v_all(j).id) := j;',
      'END LOOP;',
      'i := v_places.FIRST;',
      'WHILE i IS NOT NULL LOOP',
      '  i := v_places(i);',
      `  DBMS_OUTPUT.PUT_LINE('returned ' || v_all(i).id || ' ' || ${shown});`,
      '  i := v_places.NEXT(v_all(i).id);',
      'END LOOP;',
    ],
    expected: () =>
      rows
        .toSorted((x, y) => Number(x[0]) - Number(y[0]))
        .map((values) => {
          const row: Row = new Map(target.columns.map((c, i) => [c.text, values[i] ?? null]));
          return `returned ${values[0]} ${items.map((item, i) => shownValue(item.value(row), types[i] ?? 'NUMBER')).join(' ')}`;
        }),
  };
}

const variables: Readonly<Record<Type, string>> = {
  NUMBER: 'NUMBER',
  VARCHAR2: 'VARCHAR2(100)',
  CHAR: 'VARCHAR2(100)',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP',
  RAW: 'RAW(100)',
  CLOB: 'CLOB',
};

export function someReturning(g: QueryGenerator, target: Relation): Returning {
  const { random } = g;
  if (random.chance(0.4)) return ofExpressions(g, target);
  const rows: (readonly Value[])[] = [];
  if (random.chance(0.5)) {
    return {
      rows,
      clause: 'RETURNING id, c BULK COLLECT INTO v_ids, v_chars',
      declared: [
        'v_ids SYS.ODCINUMBERLIST;',
        'v_chars SYS.ODCIVARCHAR2LIST;',
        'v_total NUMBER := 0;',
        'v_length NUMBER := 0;',
      ],
      shown: [
        'FOR i IN 1 .. v_ids.COUNT LOOP',
        '  v_total := v_total + v_ids(i);',
        '  v_length := v_length + NVL(LENGTH(v_chars(i)), 0);',
        'END LOOP;',
        "DBMS_OUTPUT.PUT_LINE('returned ' || v_ids.COUNT || ' ' || v_total || ' ' || v_length);",
      ],
      expected: () => {
        const [id, c] = ['id', 'c'].map((name) => tableColumns.findIndex((column) => column.name === name));
        const total = rows.reduce((sum, row) => exact(sum + Number(row[id ?? 0])), 0);
        return [`returned ${rows.length} ${total} ${3 * rows.filter((row) => row[c ?? 0] !== null).length}`];
      },
    };
  }
  const returned = Array.from({ length: 2 }, (): Returned => {
    const column = random.pick(tableColumns.filter((c) => c.type !== 'CLOB'));
    return {
      column,
      name: random.pick<Aggregate>(column.type === 'NUMBER' ? ['SUM', 'MAX', 'COUNT'] : ['MIN', 'MAX']),
    };
  });
  return {
    rows,
    clause: `RETURNING ${returned.map(({ name, column }) => `${name}(${column.name})`).join(', ')} INTO v_1, v_2`,
    declared: returned.map(({ column }, i) => `v_${i + 1} ${variables[column.type]};`),
    shown: [
      `DBMS_OUTPUT.PUT_LINE('returned ' || ${returned.map(({ column }, i) => shownText(`v_${i + 1}`, column.type)).join(" || ' ' || ")});`,
    ],
    expected: () => [
      `returned ${returned
        .map(({ name, column }) =>
          shownValue(
            aggregate(
              name,
              rows.map((row) => row[tableColumns.indexOf(column)] ?? null),
            ),
            column.type,
          ),
        )
        .join(' ')}`,
    ],
  };
}
