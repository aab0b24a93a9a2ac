import { fields, format, monthsBetween } from '../expression-oracle/calendar.js';
import { type OraNumber, round as roundNumber, toText } from '../expression-oracle/number.js';
import { anyType } from './any-type.js';
import { dayOf } from './dates.js';
import { type Choice, column, expression, strictly } from './expressions.js';
import { lobNumbers } from './lobs.js';
import { exact, isMoment, numberOf, rounded, type Type, textOf, type Value } from './values.js';

/* Numbers. (SQL Language Reference, "Arithmetic Operators", "Datetime/Interval Arithmetic", "EXTRACT (datetime)") */

function sum(operator: '+' | '-' | '*'): Choice['make'] {
  return strictly(
    'NUMBER',
    ['NUMBER', 'NUMBER'],
    (x, y) => `(${x} ${operator} ${y})`,
    (x, y) => {
      const [a, b] = [numberOf(x), numberOf(y)];
      return exact(operator === '+' ? a + b : operator === '-' ? a - b : a * b);
    },
  );
}

const plain = (n: OraNumber): number => Number(toText(n));

function ofNumber(text: (x: string) => string, value: (x: number) => number): Choice['make'] {
  return strictly('NUMBER', ['NUMBER'], text, (x) => exact(value(numberOf(x))));
}

function ofMoment(type: Type, text: (x: string) => string, value: (ms: number) => number): Choice['make'] {
  return strictly('NUMBER', [type], text, (x) => (isMoment(x) ? value(x.ms) : null));
}

function ofMoments(
  type: Type,
  text: (x: string, y: string) => string,
  value: (x: number, y: number) => number,
): Choice['make'] {
  return strictly('NUMBER', [type, type], text, (x, y) => (isMoment(x) && isMoment(y) ? value(x.ms, y.ms) : null));
}

const fieldsOf = (ms: number) => fields(dayOf({ ms }));
const time = (ms: number): number => fieldsOf(ms).time;

/** With a column of text that is a number. */
function withNumericText(text: (q: string, x: string) => string, value: (q: Value, x: Value) => Value): Choice['make'] {
  return (g, scope) => {
    const q = column(g, scope, 'VARCHAR2', (c) => c.numeric === true);
    if (!q) return undefined;
    const x = expression(g, scope, 'NUMBER');
    return { type: 'NUMBER', text: text(q.text, x.text), value: (row) => value(q.value(row), x.value(row)) };
  };
}

const asNumber = (x: Value): Value => (x === null ? null : numberOf(x));

export const numberChoices: readonly Choice[] = [
  { weight: 5, make: sum('+') },
  { weight: 3, make: sum('-') },
  { weight: 2, make: sum('*') },
  {
    weight: 1,
    make: ofNumber(
      (x) => `ROUND(${x})`,
      (x) => rounded(x, 0),
    ),
  },
  {
    weight: 1,
    make: ofNumber(
      (x) => `ROUND(${x}, 1)`,
      (x) => rounded(x, 1),
    ),
  },
  { weight: 1, make: ofNumber((x) => `TRUNC(${x})`, Math.trunc) },
  { weight: 1, make: ofNumber((x) => `CEIL(${x})`, Math.ceil) },
  { weight: 1, make: ofNumber((x) => `ABS(${x})`, Math.abs) },
  {
    weight: 1,
    make: ofNumber(
      (x) => `MOD(${x}, 3)`,
      (x) => x % 3,
    ),
  },
  {
    weight: 2,
    make: strictly(
      'NUMBER',
      ['VARCHAR2'],
      (x) => `LENGTH(${x})`,
      (x) => textOf(x).length,
    ),
  },
  {
    weight: 2,
    make: strictly(
      'NUMBER',
      ['CHAR'],
      (x) => `LENGTH(${x})`,
      (x) => textOf(x).length,
    ),
  },
  {
    weight: 1,
    make: strictly(
      'NUMBER',
      ['VARCHAR2'],
      (x) => `INSTR(${x}, 'b')`,
      (x) => textOf(x).indexOf('b') + 1,
    ),
  },
  {
    weight: 1,
    make: strictly(
      'NUMBER',
      ['CHAR'],
      (x) => `INSTR(${x}, ' ')`,
      (x) => textOf(x).indexOf(' ') + 1,
    ),
  },
  {
    weight: 2,
    make: withNumericText(
      (q, x) => `(${q} + ${x})`,
      (q, x) => (q === null || x === null ? null : exact(numberOf(q) + numberOf(x))),
    ),
  },
  { weight: 1, make: withNumericText((q) => `TO_NUMBER(${q})`, asNumber) },
  {
    weight: 1,
    make: withNumericText(
      (q, x) => `NVL(${x}, ${q})`,
      (q, x) => x ?? asNumber(q),
    ),
  },
  {
    weight: 1,
    make: withNumericText(
      (q, x) => `GREATEST(${x}, ${q})`,
      (q, x) => (q === null || x === null ? null : Math.max(numberOf(q), numberOf(x))),
    ),
  },
  {
    weight: 2,
    make: ofMoments(
      'DATE',
      (x, y) => `ROUND((${x} - ${y}) * 86400)`,
      (x, y) => Math.round((x - y) / 1000),
    ),
  },
  {
    weight: 1,
    make: ofMoments(
      'DATE',
      (x, y) => `ROUND(${x} - ${y}, 5)`,
      (x, y) => rounded((x - y) / 86_400_000, 5),
    ),
  },
  {
    weight: 1,
    make: ofMoments(
      'DATE',
      (x, y) => `(TRUNC(${x}) - TRUNC(${y}))`,
      (x, y) => Math.floor(x / 86_400_000) - Math.floor(y / 86_400_000),
    ),
  },
  {
    weight: 1,
    make: ofMoments(
      'DATE',
      (x, y) => `ROUND(MONTHS_BETWEEN(${x}, ${y}), 4)`,
      (x, y) => plain(roundNumber(monthsBetween(dayOf({ ms: x }), dayOf({ ms: y })), 4)),
    ),
  },
  {
    weight: 1,
    make: ofMoment(
      'DATE',
      (x) => `EXTRACT(MONTH FROM ${x})`,
      (ms) => fieldsOf(ms).month,
    ),
  },
  {
    weight: 1,
    make: ofMoment(
      'TIMESTAMP',
      (x) => `EXTRACT(DAY FROM ${x})`,
      (ms) => fieldsOf(ms).day,
    ),
  },
  {
    weight: 1,
    make: ofMoment(
      'TIMESTAMP',
      (x) => `EXTRACT(HOUR FROM ${x})`,
      (ms) => Math.floor(time(ms) / 3600),
    ),
  },
  {
    weight: 1,
    make: ofMoment(
      'TIMESTAMP',
      (x) => `EXTRACT(SECOND FROM ${x})`,
      (ms) => exact((time(ms) % 60) + (((ms % 1000) + 1000) % 1000) / 1000),
    ),
  },
  {
    weight: 1,
    make: ofMoments(
      'TIMESTAMP',
      (x, y) => `EXTRACT(DAY FROM (${x} - ${y}))`,
      (x, y) => Math.trunc((x - y) / 86_400_000) + 0,
    ),
  },
  {
    weight: 1,
    make: ofMoments(
      'TIMESTAMP',
      (x, y) => `EXTRACT(SECOND FROM (${x} - ${y}))`,
      (x, y) => exact(((x - y) % 60_000) / 1000),
    ),
  },
  {
    weight: 1,
    make: ofMoment(
      'DATE',
      (x) => `TO_NUMBER(TO_CHAR(${x}, 'DDD'))`,
      (ms) => Number(format(dayOf({ ms }), 'DDD')),
    ),
  },
  {
    weight: 1,
    make: strictly(
      'NUMBER',
      ['RAW'],
      (x) => `UTL_RAW.LENGTH(${x})`,
      (x) => textOf(x).length / 2,
    ),
  },
  ...lobNumbers(),
  ...anyType('NUMBER'),
];
