import { put } from './part.js';
import type { QueryGenerator } from './scope.js';
import type { Type } from './values.js';

/*
 * The ways by which PL/SQL reads the rows of a query. (PL/SQL Language Reference, "Processing Query Result Sets", "Cursor Variables")
 */

const declared: Readonly<Record<Type, string>> = {
  NUMBER: 'NUMBER',
  VARCHAR2: 'VARCHAR2(400)',
  CHAR: 'VARCHAR2(400)',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP',
  RAW: 'RAW(200)',
  CLOB: 'CLOB',
};

interface Fetched {
  readonly text: string;
  readonly types: readonly Type[];
  /** Prints the row that the name stands for. */
  readonly shown: (record: string) => string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The query with a condition before its own ORDER BY, which is the last. */
const limitedBy = (text: string, condition: string): string =>
  text.replace(/ ORDER BY (?!.* ORDER BY )/s, ` WHERE ${condition} ORDER BY `);

const block = (declarations: readonly string[], statements: readonly string[]): readonly string[] => [
  'DECLARE',
  ...declarations.map((line) => `  ${line}`),
  'BEGIN',
  ...statements.map((line) => `  ${line}`),
  'END;',
];

const loop = (fetch: string, cursor: string, shown: string): readonly string[] => [
  'LOOP',
  `  ${fetch}`,
  `  EXIT WHEN ${cursor}%NOTFOUND;`,
  `  ${shown}`,
  'END LOOP;',
  put(`'fetched ' || ${cursor}%ROWCOUNT`),
  `CLOSE ${cursor};`,
];

/** Code that prints the rows, and the line that it prints at its end for their number. */
export function fetched(
  g: QueryGenerator,
  { text, types, shown }: Fetched,
): { readonly lines: readonly string[]; readonly last: (count: number) => readonly string[] } {
  const { random } = g;
  const record = [`TYPE rt IS RECORD (${types.map((type, i) => `c${i + 1} ${declared[type]}`).join(', ')});`];
  const counted = (count: number): readonly string[] => [`fetched ${count}`];
  const row = shown('v');
  switch (random.below(8)) {
    case 0:
      return {
        lines: block([`CURSOR cu IS ${text};`, 'v cu%ROWTYPE;'], ['OPEN cu;', ...loop('FETCH cu INTO v;', 'cu', row)]),
        last: counted,
      };
    case 1: {
      const limit = 1 + random.below(4);
      return {
        lines: block(
          [`CURSOR cu IS ${text};`, 'TYPE lt IS TABLE OF cu%ROWTYPE;', 'w lt;'],
          [
            'OPEN cu;',
            'LOOP',
            `  FETCH cu BULK COLLECT INTO w LIMIT ${limit};`,
            '  FOR i IN 1 .. w.COUNT LOOP',
            `    ${shown('w(i)')}`,
            '  END LOOP;',
            '  EXIT WHEN cu%NOTFOUND;',
            'END LOOP;',
            put("'fetched ' || cu%ROWCOUNT"),
            'CLOSE cu;',
          ],
        ),
        last: counted,
      };
    }
    case 2:
      return {
        lines: block(
          [...record, 'TYPE lt IS TABLE OF rt INDEX BY PLS_INTEGER;', 'w lt;'],
          [
            random.chance(0.5) || text.startsWith('WITH')
              ? `EXECUTE IMMEDIATE ${quoted(text)} BULK COLLECT INTO w;`
              : `${text.replace(/^SELECT (.*?) FROM/s, 'SELECT $1 BULK COLLECT INTO w FROM')};`,
            'FOR i IN 1 .. w.COUNT LOOP',
            `  ${shown('w(i)')}`,
            'END LOOP;',
            put("'fetched ' || w.COUNT"),
          ],
        ),
        last: counted,
      };
    case 3:
      return {
        lines: block(
          [...record, 'v rt;', 'cu SYS_REFCURSOR;'],
          [`OPEN cu FOR ${text};`, ...loop('FETCH cu INTO v;', 'cu', row)],
        ),
        last: counted,
      };
    case 4: {
      const bound = limitedBy(text, ':b1 > :b2');
      return {
        lines: block(
          [...record, 'v rt;', 'cu SYS_REFCURSOR;'],
          [`OPEN cu FOR ${quoted(bound)} USING 2, 1;`, ...loop('FETCH cu INTO v;', 'cu', row)],
        ),
        last: counted,
      };
    }
    case 5: {
      const variables = types.map((_, i) => `v${i + 1}`);
      return {
        lines: block(
          [...types.map((type, i) => `v${i + 1} ${declared[type]};`), 'cu SYS_REFCURSOR;'],
          [
            `OPEN cu FOR ${random.chance(0.5) ? text : quoted(text)};`,
            ...loop(`FETCH cu INTO ${variables.join(', ')};`, 'cu', row.replaceAll('v.c', 'v')),
          ],
        ),
        last: counted,
      };
    }
    case 6:
      return {
        lines: block(
          [`CURSOR cu (least NUMBER) IS ${limitedBy(text, 'least > 1')};`],
          ['FOR v IN cu(2) LOOP', `  ${row}`, 'END LOOP;'],
        ),
        last: () => [],
      };
    default:
      return { lines: [`FOR v IN (${text}) LOOP`, `  ${row}`, 'END LOOP;'], last: () => [] };
  }
}
