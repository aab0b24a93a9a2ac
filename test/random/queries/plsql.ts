import { condition } from './conditions.js';
import { expression } from './expressions.js';
import type { Column, QueryGenerator, Row, Scope } from './scope.js';
import { shownText, shownValue } from './shown.js';
import { tableColumns } from './tables.js';
import { ascending, type Type } from './values.js';

/**
 * What PL/SQL does not have, and functions that package STANDARD gives another type of text than SQL does.
 * (PL/SQL Language Reference, "SQL Functions in PL/SQL Expressions")
 */
const sqlOnly =
  /DECODE|NVL2|SELECT|\b(?:ANY|ALL|SOME) \(|\), \(|UPPER|LOWER|CAST\(\S+ AS CHAR|CASE|GREATEST|LEAST|NULLIF/;

const attempts = 30;

function plain<T extends { readonly text: string }>(make: () => T): T | undefined {
  for (let i = 0; i < attempts; i++) {
    const made = make();
    if (!sqlOnly.test(made.text)) return made;
  }
  return undefined;
}

/** A loop over a table, whose body works out conditions and expressions of the record: the lines, and what is printed. */
export function loopOver(
  g: QueryGenerator,
): { readonly body: readonly string[]; readonly expected: () => readonly string[] } | undefined {
  const { random } = g;
  const table = random.pick(g.tables);
  const record = g.fresh('r');
  const columns: readonly Column[] = tableColumns.map((c) => ({
    text: `${record}.${c.name}`,
    type: c.type,
    ofTable: true,
    ...(c.numeric && { numeric: true }),
  }));
  const scope: Scope = { columns, outer: [], queries: false, depth: 0 };
  const types = [0, 1].map(() => random.pick<Type>(['NUMBER', 'VARCHAR2', 'CHAR', 'DATE', 'TIMESTAMP', 'RAW']));
  const when = plain(() => condition(g, scope));
  const items = types.map((type) => plain(() => expression(g, scope, type)));
  const [first, second] = items;
  if (!when || !first || !second) return undefined;
  return {
    body: [
      `FOR ${record} IN (SELECT * FROM ${table.name} ORDER BY id) LOOP`,
      `  IF ${when.text} THEN`,
      `    DBMS_OUTPUT.PUT_LINE('if ' || ${record}.id || ' ' || ${[first, second].map((x, i) => shownText(x.text, types[i] ?? 'NUMBER')).join(" || ' ' || ")});`,
      `  ELSIF NOT (${when.text}) THEN`,
      `    DBMS_OUTPUT.PUT_LINE('not ' || ${record}.id);`,
      '  END IF;',
      'END LOOP;',
    ],
    expected: () =>
      table.rows
        .toSorted((x, y) => ascending(x[0] ?? null, y[0] ?? null))
        .flatMap((values) => {
          const row: Row = new Map(columns.map((c, i) => [c.text, values[i] ?? null]));
          const truth = when.truth(row);
          if (truth === null) return [];
          if (!truth) return [`not ${values[0]}`];
          return [
            `if ${values[0]} ${[first, second].map((x, i) => shownValue(x.value(row), types[i] ?? 'NUMBER')).join(' ')}`,
          ];
        }),
  };
}
