import { format } from '../expression-oracle/calendar.js';
import { anyType, converting, unpadded } from './any-type.js';
import { dayOf } from './dates.js';
import { type Choice, column, expression, of, strictly } from './expressions.js';
import { lobTexts } from './lobs.js';
import type { Expression, QueryGenerator, Scope } from './scope.js';
import { charLength, defaultText, padded, texts } from './tables.js';
import { isMoment, same, type Type, textOf, textOrNull, type Value } from './values.js';

/*
 * VARCHAR2 and CHAR. `||` of CHAR and VARCHAR2 is VARCHAR2; UPPER, LOWER and CASE of CHAR are CHAR; SUBSTR, RTRIM, LPAD and REPLACE of it are VARCHAR2.
 * (SQL Language Reference, "Concatenation Operator", "Character Functions Returning Character Values")
 */

function ofText(from: Type, text: (x: string) => string, value: (x: string) => string): Choice['make'] {
  return strictly('VARCHAR2', [from], text, (x) => textOrNull(value(textOf(x))));
}

/** VARCHAR2 and surely not CHAR, as a literal is. */
export function varchar(g: QueryGenerator, scope: Scope): Expression | undefined {
  const own = column(g, scope, 'VARCHAR2', (c) => c.ofTable === true && !c.numeric);
  if (own && g.random.chance(0.7)) return own;
  return ofText(
    'CHAR',
    (x) => `RTRIM(${x})`,
    (x) => x.trimEnd(),
  )(g, scope);
}

/** `c || v`: CHAR with its blanks. */
function besideChar(swapped: boolean): Choice['make'] {
  return (g, scope) => {
    const v = varchar(g, scope);
    if (!v) return undefined;
    const c = expression(g, scope, 'CHAR');
    const [x, y] = swapped ? [v, c] : [c, v];
    return {
      type: 'VARCHAR2',
      text: `(${x.text} || ${y.text})`,
      value: (row) => textOrNull(textOf(x.value(row)) + textOf(y.value(row))),
    };
  };
}

function besideDate(swapped: boolean): Choice['make'] {
  return of(
    'VARCHAR2',
    ['DATE', 'VARCHAR2'],
    (d, x) => (swapped ? `(${x} || ${d})` : `(${d} || ${x})`),
    (d, x) => {
      const [date, text] = [isMoment(d ?? null) ? defaultText(d as never) : '', textOf(x ?? null)];
      return textOrNull(swapped ? text + date : date + text);
    },
  );
}

/** DECODE compares without padding, a simple CASE as `=` does. */
function chosenByChar(): readonly Choice[] {
  return [
    {
      weight: 2,
      make: (g, scope) => {
        const literal = g.random.pick(texts);
        return of(
          'VARCHAR2',
          ['CHAR', 'VARCHAR2', 'VARCHAR2'],
          (c, a, b) => `DECODE(${c}, '${literal}', ${a}, ${b})`,
          (c, a, b) => (same(unpadded(c), literal) ? a : b) ?? null,
        )(g, scope);
      },
    },
    {
      weight: 2,
      make: (g, scope) => {
        const literal = g.random.pick(texts);
        return of(
          'VARCHAR2',
          ['CHAR', 'VARCHAR2', 'VARCHAR2'],
          (c, a, b) => `CASE ${c} WHEN '${literal}' THEN ${a} ELSE ${b} END`,
          (c, a, b) => (c !== null && same(c ?? null, padded(literal)) ? a : b) ?? null,
        )(g, scope);
      },
    },
  ];
}

const momentText = (x: Value, model: string): string => (isMoment(x) ? format(dayOf(x), model) : '');
const thousandths = (x: Value): string => (isMoment(x) ? String(((x.ms % 1000) + 1000) % 1000).padStart(3, '0') : '');

function ofMoment(): readonly Choice[] {
  return [
    ...['YYYY-MM-DD', 'DD-MON-YY HH24:MI', 'FMDay DD Month', 'Q IW DDD', 'HH:MI:SS AM'].map((model) => ({
      weight: 0.6,
      make: strictly(
        'VARCHAR2',
        ['DATE'],
        (x) => `TO_CHAR(${x}, '${model}')`,
        (x) => momentText(x, model),
      ),
    })),
    {
      weight: 1,
      make: strictly(
        'VARCHAR2',
        ['DATE'],
        (x) => `TO_CHAR(${x})`,
        (x) => momentText(x, 'DD-MON-YY'),
      ),
    },
    {
      weight: 1,
      make: strictly(
        'VARCHAR2',
        ['TIMESTAMP'],
        (x) => `TO_CHAR(${x}, 'MMDD HH24:MI:SS.FF3')`,
        (x) => `${momentText(x, 'MMDD HH24:MI:SS')}.${thousandths(x)}`,
      ),
    },
    {
      weight: 1,
      make: strictly(
        'VARCHAR2',
        ['TIMESTAMP'],
        (x) => `TO_CHAR(${x}, 'DD-Mon-YYYY')`,
        (x) => momentText(x, 'DD-Mon-YYYY'),
      ),
    },
    { weight: 1, make: besideDate(false) },
    { weight: 1, make: besideDate(true) },
  ];
}

export const textChoices: readonly Choice[] = [
  {
    weight: 4,
    make: of(
      'VARCHAR2',
      ['VARCHAR2', 'VARCHAR2'],
      (x, y) => `(${x} || ${y})`,
      (x, y) => textOrNull(textOf(x ?? null) + textOf(y ?? null)),
    ),
  },
  {
    weight: 2,
    make: of(
      'VARCHAR2',
      ['VARCHAR2', 'NUMBER'],
      (x, y) => `(${x} || ${y})`,
      (x, y) => textOrNull(textOf(x ?? null) + textOf(y ?? null)),
    ),
  },
  {
    weight: 2,
    make: ofText(
      'VARCHAR2',
      (x) => `UPPER(${x})`,
      (x) => x.toUpperCase(),
    ),
  },
  {
    weight: 2,
    make: ofText(
      'VARCHAR2',
      (x) => `SUBSTR(${x}, 2)`,
      (x) => x.slice(1),
    ),
  },
  {
    weight: 2,
    make: ofText(
      'VARCHAR2',
      (x) => `REPLACE(${x}, 'a')`,
      (x) => x.replaceAll('a', ''),
    ),
  },
  { weight: 1, make: strictly('VARCHAR2', ['NUMBER'], (x) => `TO_CHAR(${x})`, textOf) },
  {
    weight: 2,
    make: ofText(
      'CHAR',
      (x) => `SUBSTR(${x}, 2)`,
      (x) => x.slice(1),
    ),
  },
  {
    weight: 2,
    make: ofText(
      'CHAR',
      (x) => `RTRIM(${x})`,
      (x) => x.trimEnd(),
    ),
  },
  {
    weight: 1,
    make: ofText(
      'CHAR',
      (x) => `TRIM(${x})`,
      (x) => x.trim(),
    ),
  },
  {
    weight: 1,
    make: ofText(
      'CHAR',
      (x) => `REPLACE(${x}, ' ', '_')`,
      (x) => x.replaceAll(' ', '_'),
    ),
  },
  {
    weight: 1,
    make: ofText(
      'CHAR',
      (x) => `LPAD(${x}, 5, '*')`,
      (x) => x.padStart(5, '*'),
    ),
  },
  {
    weight: 1,
    make: ofText(
      'CHAR',
      (x) => `CAST(${x} AS VARCHAR2(5))`,
      (x) => x,
    ),
  },
  { weight: 2, make: besideChar(false) },
  { weight: 2, make: besideChar(true) },
  ...chosenByChar(),
  ...ofMoment(),
  {
    weight: 1,
    make: ofText(
      'RAW',
      (x) => `RAWTOHEX(${x})`,
      (x) => x,
    ),
  },
  {
    weight: 1,
    make: of(
      'VARCHAR2',
      ['RAW'],
      (x) => `('x' || ${x})`,
      (x) => `x${textOf(x ?? null)}`,
    ),
  },
  ...lobTexts(),
  ...converting('VARCHAR2', 'CHAR'),
  ...anyType('VARCHAR2'),
];

export const charChoices: readonly Choice[] = [
  {
    weight: 2,
    make: strictly(
      'CHAR',
      ['CHAR'],
      (x) => `UPPER(${x})`,
      (x) => ({ char: textOf(x).toUpperCase() }),
    ),
  },
  {
    weight: 1,
    make: strictly(
      'CHAR',
      ['CHAR'],
      (x) => `LOWER(${x})`,
      (x) => ({ char: textOf(x).toLowerCase() }),
    ),
  },
  {
    weight: 2,
    make: strictly(
      'CHAR',
      ['VARCHAR2'],
      (x) => `CAST(${x} AS CHAR(${charLength}))`,
      (x) => padded(textOf(x).slice(0, charLength)),
    ),
  },
  ...anyType('CHAR'),
];
