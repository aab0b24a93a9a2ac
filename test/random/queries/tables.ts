import { dateOf, format } from '../expression-oracle/calendar.js';
import type { Random } from '../random.js';
import type { Column, QueryGenerator, Relation } from './scope.js';
import { isBytes, isMoment, isPadded, type Moment, rounded, type Type, textOf, type Value } from './values.js';

/** A table with its rows. ID is its key; P of each row is the ID of an earlier one, or NULL. */
export interface Table {
  readonly name: string;
  /** As they are now. */
  rows: readonly (readonly Value[])[];
  /** What its trigger makes of a row; `old`: the row before UPDATE. */
  trigger?: (row: readonly Value[], old: readonly Value[] | undefined) => readonly Value[];
}

interface TableColumn {
  readonly name: string;
  readonly type: Type;
  readonly declared: string;
  readonly numeric?: boolean;
  /** A value of a first row. */
  readonly some: (random: Random) => Value;
  /** What becomes of a value that is put into it; the number of the error where it does not fit. */
  readonly stored: (value: NonNullable<Value>) => Stored;
}

export type Stored = { readonly value: Value } | { readonly error: number };

export const texts: readonly string[] = ['a', 'b', 'ab', 'B', 'ba', 'a b'];
export const charLength = 3;
export const padded = (text: string): Value => ({ char: text.padEnd(charLength) });

const moment = (year: number, month: number, day: number, seconds = 0): Moment => ({
  ms: dateOf(year, month, day).seconds * 1000 + Math.round(seconds * 1000),
});
export const dates: readonly Moment[] = [
  moment(2024, 1, 31),
  moment(2024, 2, 29, 12 * 3600),
  moment(2024, 3, 1, 9 * 3600 + 5 * 60 + 7),
  moment(2024, 3, 5),
  moment(2023, 12, 31, 86_399),
];
export const timestamps: readonly Moment[] = [
  ...dates.slice(1, 4),
  moment(2024, 2, 29, 12 * 3600 + 0.5),
  moment(2023, 12, 31, 86_399.999),
  moment(2024, 3, 5, 0.25),
];
export const bytes: readonly Value[] = ['01', 'AB', 'AB01', 'FF00FF'].map((hex) => ({ hex }));
export const inSeconds = ({ ms }: Moment): Moment => ({ ms: Math.floor(ms / 1000) * 1000 });

/** NUMBER(precision, scale): rounded, ORA-01438 where more digits are before the point. */
const number =
  (precision: number, scale: number) =>
  (value: NonNullable<Value>): Stored => {
    const fitted = rounded(Number(textOf(value)), scale);
    return Math.abs(fitted) >= 10 ** (precision - scale) ? { error: -1438 } : { value: fitted };
  };

/** Blanks that are too many do not go away by themselves: ORA-12899. */
const text =
  (length: number, made: (text: string) => Value) =>
  (value: NonNullable<Value>): Stored => {
    const characters = isMoment(value) ? defaultText(value) : textOf(value);
    return characters.length > length ? { error: -12899 } : { value: made(characters) };
  };

const asMoment = (value: NonNullable<Value>, made: (moment: Moment) => Moment): Stored => {
  if (!isMoment(value)) throw new Error('no date');
  return { value: made(value) };
};

/** By NLS_DATE_FORMAT as it is at first. */
export const defaultText = ({ ms }: Moment): string => format({ seconds: Math.floor(ms / 1000) }, 'DD-MON-YY');

export const tableColumns: readonly TableColumn[] = [
  {
    name: 'id',
    type: 'NUMBER',
    declared: 'NUMBER PRIMARY KEY',
    some: () => null,
    stored: (value) => ({ value }),
  },
  { name: 'p', type: 'NUMBER', declared: 'NUMBER', some: () => null, stored: (value) => ({ value }) },
  { name: 'n', type: 'NUMBER', declared: 'NUMBER(5)', some: (r) => r.below(5), stored: number(5, 0) },
  {
    name: 's',
    type: 'VARCHAR2',
    declared: 'VARCHAR2(10)',
    some: (r) => r.pick(texts),
    stored: text(10, (t) => t),
  },
  {
    name: 'c',
    type: 'CHAR',
    declared: `CHAR(${charLength})`,
    some: (r) => padded(r.pick(texts)),
    stored: text(charLength, padded),
  },
  {
    name: 'm',
    type: 'NUMBER',
    declared: 'NUMBER(6,2)',
    some: (r) => r.pick([0.5, 1.25, -2.75, 3, 10.01, 0]),
    stored: number(6, 2),
  },
  {
    name: 'd',
    type: 'DATE',
    declared: 'DATE',
    some: (r) => r.pick(dates),
    stored: (value) => asMoment(value, inSeconds),
  },
  {
    name: 't',
    type: 'TIMESTAMP',
    declared: 'TIMESTAMP(3)',
    some: (r) => r.pick(timestamps),
    stored: (value) => asMoment(value, (m) => m),
  },
  {
    name: 'q',
    type: 'VARCHAR2',
    declared: 'VARCHAR2(6)',
    numeric: true,
    some: (r) => r.pick(['1', '02', ' 3', '0.5', '4']),
    stored: (value) => ({ value }),
  },
  {
    name: 'r',
    type: 'RAW',
    declared: 'RAW(4)',
    some: (r) => r.pick(bytes),
    stored: (value) => (textOf(value).length > 8 ? { error: -12899 } : { value }),
  },
  {
    name: 'l',
    type: 'CLOB',
    declared: 'CLOB',
    some: (r) => r.pick(texts),
    stored: (value) => ({ value: textOf(value) }),
  },
];

export function makeTable(random: Random, name: string): Table {
  const rows = Array.from({ length: 3 + random.below(4) }, (_, i) =>
    tableColumns.map((column) =>
      column.name === 'id'
        ? i + 1
        : column.name === 'p'
          ? i === 0 || random.chance(0.25)
            ? null
            : 1 + random.below(i)
          : random.chance(0.25)
            ? null
            : column.some(random),
    ),
  );
  return { name, rows };
}

/** A literal of a type; CHAR is text without blanks at its end. */
export function literalOf(value: Value, type: Type): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return textOf(value);
  if (typeof value === 'string') return `'${value}'`;
  if (isPadded(value)) return `'${value.char.trimEnd()}'`;
  if (isBytes(value)) return `HEXTORAW('${value.hex}')`;
  const day = format({ seconds: Math.floor(value.ms / 1000) }, 'YYYY-MM-DD HH24:MI:SS');
  if (type === 'TIMESTAMP') return `TIMESTAMP '${day}.${String(((value.ms % 1000) + 1000) % 1000).padStart(3, '0')}'`;
  return day.endsWith('00:00:00') ? `DATE '${day.slice(0, 10)}'` : `TO_DATE('${day}', 'YYYY-MM-DD HH24:MI:SS')`;
}

export const tableScript = ({ name, rows }: Table): string[] => [
  `CREATE TABLE ${name} (${tableColumns.map((c) => `${c.name} ${c.declared}`).join(', ')});`,
  ...rows.map(
    (row) =>
      `INSERT INTO ${name} VALUES (${row.map((x, i) => literalOf(x, tableColumns[i]?.type ?? 'NUMBER')).join(', ')});`,
  ),
];

export function tableRelation(g: QueryGenerator, table: Table): Relation {
  const alias = g.fresh('x');
  const own: readonly Column[] = tableColumns.map((c) => ({
    text: `${alias}.${c.name}`,
    type: c.type,
    ofTable: true,
    ...(c.numeric && { numeric: true }),
  }));
  return {
    text: `${table.name} ${alias}`,
    columns: own,
    rows: () => table.rows.map((row) => new Map(own.map((c, i) => [c.text, row[i] ?? null]))),
  };
}
