import { dateOf } from '../expression-oracle/calendar.js';
import { div, int, type OraNumber } from '../expression-oracle/number.js';
import type { Random } from '../random.js';
import { print } from './models.js';
import { offsetText, type Session } from './session.js';
import {
  convert,
  fractionOf,
  isMoment,
  isSpan,
  type Kind,
  type Moment,
  microsecondsOfDay,
  minutes,
  moment,
  spanText,
  Unsettled,
  type Value,
  wallClock,
} from './values.js';

/** The values of columns and variables by their names. */
export type Env = ReadonlyMap<string, Value>;

export interface Expression {
  readonly text: string;
  readonly kind: Kind;
  /** The digits of its seconds, where its type declares them; of NUMBER, what it is rounded to. */
  readonly digits?: number;
  /** The digits of days or years, where its type declares them. */
  readonly leading?: number;
  readonly value: (env: Env) => Value;
}

/** A column or a variable. */
export interface Place {
  readonly name: string;
  readonly kind: Kind;
  readonly type: string;
  readonly digits?: number;
  readonly leading?: number;
}

/** What an expression is made in. */
export interface Scope {
  readonly random: Random;
  readonly session: Session;
  readonly places: readonly Place[];
  readonly depth: number;
  /** In a statement of SQL rather than of PL/SQL. */
  readonly sql: boolean;
}

export const deeper = (scope: Scope): Scope => ({ ...scope, depth: scope.depth - 1 });

const pad = (n: number, width: number): string => String(n).padStart(width, '0');

/** Days at which months and years end more often than others. */
function someDay(random: Random): string {
  const year = random.pick([1970, 1999, 2000, 2020, 2023, 2024, 2024, 2025, 2038]);
  const [month, day] = random.pick([
    [1, 31],
    [2, 28],
    [2, 29],
    [12, 31],
    [1, 1],
    [12, 29],
    [1 + random.below(12), 1 + random.below(28)],
    [1 + random.below(12), 1 + random.below(28)],
    [1 + random.below(12), 1 + random.below(28)],
  ] as const);
  const leap = year % 4 === 0;
  return `${year}-${pad(month, 2)}-${pad(month === 2 && day === 29 && !leap ? 28 : day, 2)}`;
}
const someTime = (random: Random): string =>
  random.pick([
    '00:00:00',
    '12:00:00',
    '23:59:59',
    '11:59:59',
    `${pad(random.below(24), 2)}:${pad(random.below(60), 2)}:${pad(random.below(60), 2)}`,
    `${pad(random.below(24), 2)}:30:00`,
  ]);
const someFraction = (random: Random): string =>
  random.pick([
    '',
    '.5',
    '.499999',
    '.999999',
    '.25',
    '.000001',
    `.${random.below(1000)}`,
    `.${pad(random.below(1_000_000), 6)}`,
  ]);
export const someOffset = (random: Random): number => random.pick([0, 120, 330, -300, -570, 60, -480]);

const usOf = (day: string, time: string, fraction: string): bigint => {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number);
  const [h = 0, mi = 0, s = 0] = time.split(':').map(Number);
  return (
    BigInt(dateOf(y, m, d, h * 3600 + mi * 60 + s).seconds) * 1_000_000n + BigInt(fraction.slice(1).padEnd(6, '0'))
  );
};

/** A value of the kind that no model and no session changes. */
export function someValue(random: Random, kind: Kind): Value {
  switch (kind) {
    case 'DATE':
      return moment(usOf(someDay(random), random.chance(0.4) ? '00:00:00' : someTime(random), ''));
    case 'TIMESTAMP':
    case 'LOCAL':
      return moment(usOf(someDay(random), someTime(random), someFraction(random)));
    case 'ZONED': {
      const offset = someOffset(random);
      return moment(usOf(someDay(random), someTime(random), someFraction(random)) - minutes(offset), offset);
    }
    case 'YM':
      return { span: BigInt(random.below(60) * (random.chance(0.3) ? -1 : 1)) };
    case 'DS': {
      const days = BigInt(random.pick([0, 0, 1, 5, 30, 99]));
      const us = usOf('1970-01-01', someTime(random), someFraction(random));
      return { span: (days * microsecondsOfDay + us) * (random.chance(0.3) ? -1n : 1n) };
    }
    case 'NUMBER':
      return random.pick([
        int(0),
        int(1),
        int(-1),
        int(2),
        int(31),
        int(12),
        { m: 5n, e: -1 },
        { m: 25n, e: -2 },
        { m: -15n, e: -1 },
      ]);
    case 'TEXT':
      return random.pick(['a', '31', '2024-01-31']);
  }
}

export const numberText = ({ m, e }: OraNumber): string => {
  if (e >= 0) return String(m * 10n ** BigInt(e));
  const digits = String(m < 0n ? -m : m).padStart(1 - e, '0');
  return `${m < 0n ? '-' : ''}${digits.slice(0, digits.length + e)}.${digits.slice(e)}`;
};

/** The literal of a value. */
export function literal(kind: Kind, x: Value, random: Random, zone: number): string {
  if (x === null) return 'NULL';
  if (typeof x === 'string') return `'${x.replaceAll("'", "''")}'`;
  if (isMoment(x)) return momentLiteral(kind, x, random, zone);
  if (isSpan(x)) {
    if (kind === 'YM') {
      const size = x.span < 0n ? -x.span : x.span;
      return `INTERVAL '${spanText('YM', x, 1, 0).replace('+', '')}' YEAR${size >= 1200n ? '(4)' : ''} TO MONTH`;
    }
    const days = (x.span < 0n ? -x.span : x.span) / microsecondsOfDay;
    return `INTERVAL '${spanText('DS', x, 1, 6).replace('+', '')}' DAY${days > 99n ? '(9)' : ''} TO SECOND`;
  }
  return numberText(x);
}

function momentLiteral(kind: Kind, x: Moment, random: Random, zone: number): string {
  const local = kind === 'LOCAL' ? convert(x, 'LOCAL', 'TIMESTAMP', zone) : x;
  const day = print(local, 'YYYY-MM-DD');
  const time = print(local, 'HH24:MI:SS');
  const fraction = fractionOf(wallClock(local)) === 0n ? '' : print(local, '.FF6');
  if (kind === 'DATE') {
    if (time === '00:00:00' && random.chance(0.7)) return `DATE '${day}'`;
    return `TO_DATE('${day} ${time}', 'YYYY-MM-DD HH24:MI:SS')`;
  }
  const text = `TIMESTAMP '${day} ${time}${fraction}`;
  if (kind === 'ZONED') return `${text} ${offsetText(x.offset)}'`;
  return kind === 'LOCAL' ? `CAST(${text}' AS TIMESTAMP WITH LOCAL TIME ZONE)` : `${text}'`;
}

/** Parts of a day, as programs write them. */
const partsOfDay = [
  [1, 24],
  [5, 24],
  [30, 1440],
  [1, 1440],
  [45, 86_400],
  [7, 24],
] as const;

export const constant = (scope: Scope, kind: Kind): Expression => {
  if (kind === 'NUMBER' && scope.random.chance(0.15)) {
    const [n, size] = scope.random.pick(partsOfDay);
    const part = div(int(n), int(size));
    return { text: `(${n}/${size})`, kind, value: () => part };
  }
  if ((kind === 'DS' || kind === 'YM') && scope.random.chance(0.4)) return intervalOfOneField(scope, kind);
  const value = someValue(scope.random, kind);
  return { text: literal(kind, value, scope.random, scope.session.zone), kind, value: () => value };
};

const fieldSizes = { DAY: microsecondsOfDay, HOUR: 3_600_000_000n, MINUTE: 60_000_000n, SECOND: 1_000_000n } as const;

/** `INTERVAL '90' MINUTE`, `INTERVAL '2:30' HOUR TO MINUTE`. (SQL Language Reference, "Interval Literals") */
function intervalOfOneField({ random }: Scope, kind: 'DS' | 'YM'): Expression {
  const sign = random.chance(0.25) ? '-' : '';
  const one = (text: string, size: bigint): Expression => {
    const value: Value = { span: sign === '-' ? -size : size };
    return { text, kind, value: () => value };
  };
  const n = random.pick([0, 1, 2, 10, 30, 59, 90]);
  if (kind === 'YM') {
    const unit = random.pick(['YEAR', 'MONTH'] as const);
    return one(`INTERVAL '${sign}${n}' ${unit}`, BigInt(n) * (unit === 'YEAR' ? 12n : 1n));
  }
  const minute = random.below(60);
  switch (random.below(4)) {
    case 0:
      return one(
        `INTERVAL '${sign}${n}:${pad(minute, 2)}' HOUR TO MINUTE`,
        BigInt(n) * fieldSizes.HOUR + BigInt(minute) * fieldSizes.MINUTE,
      );
    case 1:
      return one(
        `INTERVAL '${sign}${n} ${minute % 24}' DAY TO HOUR`,
        BigInt(n) * fieldSizes.DAY + BigInt(minute % 24) * fieldSizes.HOUR,
      );
    case 2:
      return one(
        `INTERVAL '${sign}${n}:${pad(minute, 2)}.5' MINUTE TO SECOND`,
        BigInt(n) * fieldSizes.MINUTE + BigInt(minute) * 1_000_000n + 500_000n,
      );
    default: {
      const unit = random.pick(['DAY', 'HOUR', 'MINUTE', 'SECOND'] as const);
      return one(`INTERVAL '${sign}${n}' ${unit}`, BigInt(n) * fieldSizes[unit]);
    }
  }
}

/** A column or a variable of the kind, seldom a literal. */
export function atom(scope: Scope, kind: Kind): Expression {
  const { random, places } = scope;
  const fitting = places.filter((p) => p.kind === kind && kind !== 'ZONED');
  if (fitting.length === 0 || random.chance(0.25)) return constant(scope, kind);
  return read(random.pick(fitting));
}

/** A column or variable of TIMESTAMP WITH TIME ZONE, where only its instant counts: its zone is not kept everywhere. */
export function instant({ random, places }: Scope): Expression | undefined {
  const zoned = places.filter((p) => p.kind === 'ZONED');
  return zoned.length > 0 && random.chance(0.5) ? read(random.pick(zoned)) : undefined;
}

export const read = (place: Place): Expression => ({
  text: place.name,
  kind: place.kind,
  ...(place.digits !== undefined && { digits: place.digits }),
  ...(place.leading !== undefined && { leading: place.leading }),
  value: (env) => env.get(place.name) ?? null,
});

/** A function of arguments that gives NULL for NULL. */
export const strict =
  <T extends NonNullable<Value>>(args: readonly Expression[], compute: (...values: T[]) => Value) =>
  (env: Env): Value => {
    const failed: unknown[] = [];
    const values = args.map((a) => {
      try {
        return a.value(env);
      } catch (error) {
        failed.push(error);
        return undefined;
      }
    });
    // Whether what fails beside NULL or beside another failure is reached is not written down.
    if (failed.length > 1 || (failed.length === 1 && values.includes(null))) throw new Unsettled();
    if (failed.length === 1) throw failed[0];
    return values.includes(null) ? null : compute(...(values as T[]));
  };

/** A text that may be empty, which is NULL. */
export const textValue = (text: string): Value => (text === '' ? null : text);
