import { type Aggregate, aggregate } from './expressions.js';
import type { QueryGenerator } from './scope.js';
import { shownText, shownValue } from './shown.js';
import { tableColumns } from './tables.js';
import { exact, type Value } from './values.js';

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

export function someReturning({ random }: QueryGenerator): Returning {
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
  const types = {
    NUMBER: 'NUMBER',
    VARCHAR2: 'VARCHAR2(100)',
    CHAR: 'VARCHAR2(100)',
    DATE: 'DATE',
    TIMESTAMP: 'TIMESTAMP',
    RAW: 'RAW(100)',
    CLOB: 'CLOB',
  };
  return {
    rows,
    clause: `RETURNING ${returned.map(({ name, column }) => `${name}(${column.name})`).join(', ')} INTO v_1, v_2`,
    declared: returned.map(({ column }, i) => `v_${i + 1} ${types[column.type]};`),
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
