import { addMonths, lastDay, nextDay, type OraDate, roundTo, truncate } from '../expression-oracle/calendar.js';
import { anyType } from './any-type.js';
import { type Choice, strictly } from './expressions.js';
import { isMoment, type Moment, numberOf, type Type, type Value } from './values.js';

/* Dates and timestamps. (SQL Language Reference, "Datetime Functions", "Datetime/Interval Arithmetic") */

/** The second that the moment is in. */
export const dayOf = ({ ms }: Moment): OraDate => ({ seconds: Math.floor(ms / 1000) });
const momentOf = ({ seconds }: OraDate): Moment => ({ ms: seconds * 1000 });

function ofMoment(type: Type, from: Type, text: (x: string) => string, value: (x: Moment) => Moment): Choice['make'] {
  return strictly(type, [from], text, (x) => (isMoment(x) ? value(x) : null));
}

/** A function of the second that the value is in. */
function ofDay(from: Type, text: (x: string) => string, value: (x: OraDate) => OraDate): Choice['make'] {
  return ofMoment('DATE', from, text, (x) => momentOf(value(dayOf(x))));
}

/** `MOD` keeps the dates where they are known. */
const small = (x: NonNullable<Value>): number => Math.trunc(numberOf(x) % 40);
const smallText = (x: string): string => `TRUNC(MOD(${x}, 40))`;

function withNumber(
  type: Type,
  from: Type,
  text: (x: string, n: string) => string,
  value: (x: Moment, n: number) => Moment,
): Choice['make'] {
  return strictly(
    type,
    [from, 'NUMBER'],
    (x, n) => text(x, smallText(n)),
    (x, n) => (isMoment(x) ? value(x, small(n)) : null),
  );
}

/** `x + (y - z)`: an interval, or a number of days. */
function plusDifference(type: Type): Choice['make'] {
  return strictly(
    type,
    [type, type, type],
    (x, y, z) => `(${x} + (${y} - ${z}))`,
    (x, y, z) => (isMoment(x) && isMoment(y) && isMoment(z) ? { ms: x.ms + y.ms - z.ms } : null),
  );
}

const plus =
  (ms: number) =>
  (x: Moment): Moment => ({ ms: x.ms + ms });
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

function units(): readonly Choice[] {
  return ['YYYY', 'Q', 'MM', 'IW', 'DD', 'HH24', 'MI'].flatMap((unit) => [
    {
      weight: 0.5,
      make: ofDay(
        'DATE',
        (x) => `TRUNC(${x}, '${unit}')`,
        (x) => truncate(x, unit),
      ),
    },
    {
      weight: 0.3,
      make: ofDay(
        'DATE',
        (x) => `ROUND(${x}, '${unit}')`,
        (x) => roundTo(x, unit),
      ),
    },
  ]);
}

export const dateChoices: readonly Choice[] = [
  ...units(),
  {
    weight: 1,
    make: ofDay(
      'TIMESTAMP',
      (x) => `TRUNC(${x})`,
      (x) => truncate(x, 'DD'),
    ),
  },
  {
    weight: 1,
    make: ofDay(
      'TIMESTAMP',
      (x) => `TRUNC(${x}, 'MM')`,
      (x) => truncate(x, 'MM'),
    ),
  },
  {
    weight: 2,
    make: ofDay(
      'TIMESTAMP',
      (x) => `CAST(${x} AS DATE)`,
      (x) => x,
    ),
  },
  {
    weight: 2,
    make: withNumber(
      'DATE',
      'DATE',
      (x, n) => `ADD_MONTHS(${x}, ${n})`,
      (x, n) => momentOf(addMonths(dayOf(x), n)),
    ),
  },
  {
    weight: 1,
    make: withNumber(
      'DATE',
      'TIMESTAMP',
      (x, n) => `ADD_MONTHS(${x}, ${n})`,
      (x, n) => momentOf(addMonths(dayOf(x), n)),
    ),
  },
  { weight: 1, make: ofDay('DATE', (x) => `LAST_DAY(${x})`, lastDay) },
  {
    weight: 1,
    make: ofDay(
      'DATE',
      (x) => `NEXT_DAY(${x}, 'FRI')`,
      (x) => nextDay(x, 'FRI'),
    ),
  },
  {
    weight: 2,
    make: withNumber(
      'DATE',
      'DATE',
      (x, n) => `(${x} + ${n})`,
      (x, n) => plus(n * day)(x),
    ),
  },
  {
    weight: 2,
    make: withNumber(
      'DATE',
      'DATE',
      (x, n) => `(${x} - ${n} / 24)`,
      (x, n) => plus(-n * hour)(x),
    ),
  },
  {
    weight: 1,
    make: withNumber(
      'DATE',
      'TIMESTAMP',
      (x, n) => `(${x} + ${n})`,
      (x, n) => momentOf(dayOf(plus(n * day)(x))),
    ),
  },
  {
    weight: 1,
    make: withNumber(
      'DATE',
      'DATE',
      (x, n) => `(${x} + NUMTODSINTERVAL(${n}, 'MINUTE'))`,
      (x, n) => plus(n * minute)(x),
    ),
  },
  {
    weight: 1,
    make: ofMoment(
      'DATE',
      'DATE',
      (x) => `(${x} - INTERVAL '1 02:00:01' DAY TO SECOND)`,
      plus(-day - 2 * hour - second),
    ),
  },
  {
    weight: 1,
    make: ofDay(
      'DATE',
      (x) => `(TRUNC(${x}, 'MM') + INTERVAL '1-1' YEAR TO MONTH)`,
      (x) => addMonths(truncate(x, 'MM'), 13),
    ),
  },
  { weight: 1, make: plusDifference('DATE') },
  ...anyType('DATE'),
];

const model = 'YYYY-MM-DD HH24:MI:SS.FF3';

export const timestampChoices: readonly Choice[] = [
  {
    weight: 2,
    make: ofMoment(
      'TIMESTAMP',
      'DATE',
      (x) => `CAST(${x} AS TIMESTAMP)`,
      (x) => x,
    ),
  },
  { weight: 2, make: ofMoment('TIMESTAMP', 'TIMESTAMP', (x) => `(${x} + INTERVAL '1.25' SECOND)`, plus(1250)) },
  { weight: 1, make: ofMoment('TIMESTAMP', 'TIMESTAMP', (x) => `(${x} - INTERVAL '1' DAY)`, plus(-day)) },
  {
    weight: 1,
    make: withNumber(
      'TIMESTAMP',
      'TIMESTAMP',
      (x, n) => `(${x} + NUMTODSINTERVAL(${n}, 'HOUR'))`,
      (x, n) => plus(n * hour)(x),
    ),
  },
  {
    weight: 1,
    make: ofMoment(
      'TIMESTAMP',
      'TIMESTAMP',
      (x) => `TO_TIMESTAMP(TO_CHAR(${x}, '${model}'), '${model}')`,
      (x) => x,
    ),
  },
  { weight: 2, make: plusDifference('TIMESTAMP') },
  ...anyType('TIMESTAMP'),
];
