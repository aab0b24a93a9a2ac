import type { RandomProgram } from '../cases.js';
import { Random } from '../random.js';
import {
  type Call,
  type CallOf,
  quoted,
  regexpCount,
  regexpInstr,
  regexpLike,
  regexpReplace,
  regexpSubstr,
  type Subject,
} from './calls.js';
import { somePattern, someSubject } from './patterns.js';

const calls: readonly { readonly weight: number; readonly make: (of: CallOf) => Call }[] = [
  { weight: 2, make: regexpLike },
  { weight: 2, make: regexpCount },
  { weight: 4, make: regexpSubstr },
  { weight: 3, make: regexpInstr },
  { weight: 4, make: regexpReplace },
];

const callsOfProgram = 30;
const rowsOfTable = 4;

/** What a printed value looks like: between brackets, a new line as a bar. */
const shown = (value: Call['value']): string => `[${value === null ? '' : String(value).replaceAll('\n', '|')}]`;

const textOf = ({ sql, type }: Call): string => (type === 'TEXT' ? `REPLACE(${sql}, CHR(10), '|')` : sql);

const conditionOf = (value: Call['value']): string => (value === null ? '' : value === true ? 'yes' : 'no');

/** Regular expressions over variables, columns and literals, in SQL and in PL/SQL. */
export function regexpProgram(seed: number): RandomProgram {
  const random = new Random(seed);
  const subjects = Array.from({ length: rowsOfTable }, () => someSubject(random));
  const setup = [
    'CREATE TABLE rx (id NUMBER PRIMARY KEY, s VARCHAR2(40), p VARCHAR2(1000));',
    ...subjects.map((s, i) => `INSERT INTO rx VALUES (${i + 1}, ${s === '' ? 'NULL' : quoted(s)}, NULL);`),
    'COMMIT;',
  ];
  const body: string[] = [];
  const expected: string[] = [];
  for (let i = 0; i < callsOfProgram; i++) {
    const row = random.below(rowsOfTable);
    const value = subjects[row]!;
    const pattern = somePattern(random);
    if (pattern.oracle === '') continue;
    const inSql = random.chance(0.5);
    const kept = random.chance(0.3);
    const subject: Subject = {
      sql: inSql ? 'x.s' : random.chance(0.7) || value === '' ? 's' : quoted(value),
      value: value === '' ? null : value,
    };
    const call = random.weighted(calls).make({
      random,
      subject,
      pattern,
      written: (text) => (kept ? (inSql ? 'x.p' : 'p') : quoted(text)),
    });
    if (kept && inSql) body.push(`UPDATE rx SET p = ${quoted(pattern.oracle)} WHERE id = ${row + 1};`);
    else if (kept) body.push(`p := ${quoted(pattern.oracle)};`);
    if (inSql && call.type === 'CONDITION') {
      body.push(
        `SELECT CASE WHEN ${call.sql} THEN 'yes' WHEN NOT ${call.sql} THEN 'no' END INTO r FROM rx x WHERE x.id = ${row + 1};`,
      );
    } else if (inSql) body.push(`SELECT ${textOf(call)} INTO r FROM rx x WHERE x.id = ${row + 1};`);
    else {
      body.push(`SELECT s INTO s FROM rx WHERE id = ${row + 1};`);
      if (call.type === 'CONDITION')
        body.push(`r := CASE WHEN ${call.sql} THEN 'yes' WHEN NOT ${call.sql} THEN 'no' END;`);
      else body.push(`r := ${textOf(call)};`);
    }
    body.push(`DBMS_OUTPUT.PUT_LINE('${i} [' || r || ']');`);
    expected.push(`${i} ${call.type === 'CONDITION' ? `[${conditionOf(call.value)}]` : shown(call.value)}`);
  }
  return {
    setup,
    run: [
      'DECLARE',
      '  s VARCHAR2(40);',
      '  p VARCHAR2(1000);',
      '  r VARCHAR2(400);',
      'BEGIN',
      ...body.map((l) => `  ${l}`),
      'END;',
      '/',
    ],
    expected,
  };
}
