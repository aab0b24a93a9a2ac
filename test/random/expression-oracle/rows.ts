import type * as cal from './calendar.js';
import * as num from './number.js';
import type { Type, Value } from './operator.js';

/** What the expressions read: one row. */
export interface Row {
  readonly id: number;
  readonly values: Readonly<Record<string, Value>>;
}
export const date = (text: string): cal.OraDate => ({ seconds: Date.parse(`${text}Z`) / 1000 });
export const columns: readonly { readonly name: string; readonly type: Type; readonly declared: string }[] = [
  { name: 'n1', type: 'n', declared: 'NUMBER' },
  { name: 'n2', type: 'n', declared: 'NUMBER(8,2)' },
  { name: 'n3', type: 'n', declared: 'NUMBER(5) NOT NULL' },
  { name: 's1', type: 's', declared: 'VARCHAR2(20)' },
  { name: 's2', type: 's', declared: 'VARCHAR2(20) NOT NULL' },
  { name: 'd1', type: 'd', declared: 'DATE' },
  { name: 'd2', type: 'd', declared: 'DATE NOT NULL' },
  { name: 'k', type: 'n', declared: 'NUMBER(9) PRIMARY KEY' },
];
const row = (id: number, ...values: readonly Value[]): Row => ({
  id,
  values: Object.fromEntries(columns.map((c, i) => [c.name, values[i] ?? null])),
});
export const rows: readonly Row[] = [
  row(
    1,
    num.fromText('1234.5678'),
    num.fromText('-17.25'),
    num.int(7),
    'banana',
    ' x y ',
    date('2024-02-29T13:45:59'),
    date('2023-12-31T00:00:00'),
    num.int(41),
  ),
  row(2, null, null, num.int(0), null, 'A', null, date('2000-01-01T23:59:59'), num.int(2)),
  row(
    3,
    num.fromText('-.005'),
    num.fromText('99999.99'),
    num.int(-3),
    'Aa,b-c',
    'a',
    date('1999-06-16T12:00:00'),
    date('2024-08-15T06:30:30'),
    num.int(999_999_999),
  ),
];
