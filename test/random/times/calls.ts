/** Functions of moments and intervals. (SQL Language Reference, "Datetime Functions") */
import {
  addMonths,
  fields,
  lastDay,
  monthsBetween,
  nextDay,
  roundTo,
  truncate,
} from '../expression-oracle/calendar.js';
import { add, int, make, type OraNumber, toInteger, trunc } from '../expression-oracle/number.js';
import { expression, operand } from './expressions.js';
import { shownModel } from './model-maker.js';
import { print } from './models.js';
import { fromRegion, inRegion, someRegion } from './regions.js';
import { atom, deeper, type Expression, type Scope, someOffset, strict, textValue } from './scope.js';
import { offsetText } from './session.js';
import {
  convert,
  fractionOf,
  fromDate,
  type Moment,
  microsecondsOfDay,
  minutes,
  moment,
  type Span,
  secondsOf,
  spanOf,
  spanText,
  Unsettled,
} from './values.js';

const momentKinds = ['DATE', 'TIMESTAMP', 'TIMESTAMP', 'ZONED', 'LOCAL'] as const;

const units: Readonly<Record<string, readonly string[]>> = {
  YYYY: ['YYYY', 'YEAR', 'YY', 'Y', 'SYYYY', 'YYY', 'SYEAR', 'yyyy'],
  Q: ['Q', 'q'],
  MM: ['MM', 'MON', 'MONTH', 'RM', 'Month', 'mm'],
  WW: ['WW'],
  W: ['W'],
  IW: ['IW', 'iw'],
  D: ['D', 'DAY', 'DY'],
  DD: ['DD', 'DDD', 'J', 'dd'],
  HH24: ['HH', 'HH12', 'HH24'],
  MI: ['MI', 'mi'],
  IYYY: ['IYYY', 'IYY', 'IY', 'I'],
  CC: ['CC', 'SCC'],
};

/** Functions whose arguments and results are DATE, whatever moment they are given. */
export function dateCall(scope: Scope): Expression {
  const { random, session } = scope;
  if (random.chance(0.06)) return newTime(scope);
  const kind = random.pick(momentKinds);
  const of = expression(deeper(scope), kind);
  const on = (
    text: string,
    compute: (x: ReturnType<typeof secondsOf>) => ReturnType<typeof secondsOf>,
  ): Expression => ({
    text,
    kind: 'DATE',
    value: strict<Moment>([of], (x) => fromDate(compute(secondsOf(convert(x, kind, 'DATE', session.zone).us)))),
  });
  switch (random.below(6)) {
    case 0: {
      const unit = random.pick(Object.keys(units));
      return on(`TRUNC(${of.text}, '${random.pick(units[unit] ?? [unit])}')`, (x) => truncate(x, unit));
    }
    case 1: {
      const unit = random.pick(Object.keys(units).filter((u) => u !== 'CC' && u !== 'IYYY'));
      return on(`ROUND(${of.text}, '${random.pick(units[unit] ?? [unit])}')`, (x) => roundTo(x, unit));
    }
    case 2:
      return random.chance(0.5)
        ? on(`TRUNC(${of.text})`, (x) => truncate(x, 'DD'))
        : on(`ROUND(${of.text})`, (x) => roundTo(x, 'DD'));
    case 3:
      return on(`LAST_DAY(${of.text})`, lastDay);
    case 4: {
      const day = random.pick(['MONDAY', 'TUE', 'Friday', 'sunday', 'SAT', 'thursday']);
      return on(`NEXT_DAY(${of.text}, '${day}')`, (x) => nextDay(x, day));
    }
    default: {
      const n = expression(deeper(scope), 'NUMBER');
      return {
        text: `ADD_MONTHS(${of.text}, ${n.text})`,
        kind: 'DATE',
        value: strict<Moment | OraNumber>([of, n], (x, y) => {
          const months = toInteger(trunc(y as OraNumber, 0));
          if (Math.abs(months) > 2400) throw new Unsettled();
          return fromDate(addMonths(secondsOf(convert(x as Moment, kind, 'DATE', session.zone).us), months));
        }),
      };
    }
  }
}

/** EXTRACT and MONTHS_BETWEEN. */
export function numberCall(scope: Scope): Expression {
  const { random, session } = scope;
  if (random.chance(0.25)) {
    const kinds = [random.pick(momentKinds), random.pick(momentKinds)] as const;
    const [a, b] = [expression(deeper(scope), kinds[0]), expression(deeper(scope), kinds[1])];
    return {
      text: `MONTHS_BETWEEN(${a.text}, ${b.text})`,
      kind: 'NUMBER',
      value: strict<Moment>([a, b], (x, y) =>
        monthsBetween(
          secondsOf(convert(x, kinds[0], 'DATE', session.zone).us),
          secondsOf(convert(y, kinds[1], 'DATE', session.zone).us),
        ),
      ),
    };
  }
  return random.chance(0.5) ? extractedOfMoment(scope) : extractedOfSpan(scope);
}

const secondsAndFraction = (us: bigint): OraNumber => {
  const { time } = fields(secondsOf(us));
  return add(int(time % 60), make(fractionOf(us), -6));
};

function extractedOfMoment(scope: Scope): Expression {
  const { random } = scope;
  const kind = random.pick(['DATE', 'TIMESTAMP', 'TIMESTAMP', 'ZONED'] as const);
  const of = expression(deeper(scope), kind);
  const field = random.pick([
    'YEAR',
    'MONTH',
    'DAY',
    ...(kind === 'DATE' ? [] : ['HOUR', 'MINUTE', 'SECOND']),
    ...(kind === 'ZONED' ? ['TIMEZONE_HOUR', 'TIMEZONE_MINUTE'] : []),
  ]);
  return {
    text: `EXTRACT(${field} FROM ${of.text})`,
    kind: 'NUMBER',
    // The fields of a moment with a zone are those of UTC.
    value: strict<Moment>([of], ({ us, offset }) => {
      const f = fields(secondsOf(us));
      switch (field) {
        case 'YEAR':
          return int(f.year);
        case 'MONTH':
          return int(f.month);
        case 'DAY':
          return int(f.day);
        case 'HOUR':
          return int(Math.floor(f.time / 3600));
        case 'MINUTE':
          return int(Math.floor(f.time / 60) % 60);
        case 'SECOND':
          return secondsAndFraction(us);
        case 'TIMEZONE_HOUR':
          return int(Math.trunc(offset / 60));
        default:
          return int(offset % 60);
      }
    }),
  };
}

function extractedOfSpan(scope: Scope): Expression {
  const { random } = scope;
  const kind = random.pick(['YM', 'DS', 'DS'] as const);
  const of = expression(deeper(scope), kind);
  const field = random.pick(kind === 'YM' ? ['YEAR', 'MONTH'] : ['DAY', 'HOUR', 'MINUTE', 'SECOND']);
  return {
    text: `EXTRACT(${field} FROM ${of.text})`,
    kind: 'NUMBER',
    value: strict<Span>([of], ({ span: x }) => {
      switch (field) {
        case 'YEAR':
          return make(x / 12n);
        case 'MONTH':
          return make(x % 12n);
        case 'DAY':
          return make(x / microsecondsOfDay);
        case 'HOUR':
          return make((x / 3_600_000_000n) % 24n);
        case 'MINUTE':
          return make((x / 60_000_000n) % 60n);
        default:
          return make(x % 60_000_000n, -6);
      }
    }),
  };
}

/** FROM_TZ, AT TIME ZONE, AT LOCAL; TO_TIMESTAMP_TZ. */
export function zonedCall(scope: Scope): Expression {
  const { random, session } = scope;
  const offset = someOffset(random);
  const region = random.chance(0.35) ? someRegion(random) : undefined;
  const zone = region ?? offsetText(offset);
  const shownAt = (us: bigint): Moment => (region === undefined ? moment(us, offset) : inRegion(us, region));
  if (random.chance(0.4)) {
    const of = expression(deeper(scope), 'TIMESTAMP');
    return {
      text: `FROM_TZ(${of.text}, '${zone}')`,
      kind: 'ZONED',
      value: strict<Moment>([of], (x) =>
        region === undefined ? moment(x.us - minutes(offset), offset) : fromRegion(x.us, region),
      ),
    };
  }
  const kind = random.pick(['TIMESTAMP', 'ZONED', 'ZONED', 'LOCAL'] as const);
  const of = operand(deeper(scope), kind);
  const local = random.chance(0.25);
  return {
    text: local ? `(${of.text} AT LOCAL)` : `(${of.text} AT TIME ZONE '${zone}')`,
    kind: 'ZONED',
    value: strict<Moment>([of], (x) => {
      const { us } = convert(x, kind, 'ZONED', session.zone);
      return local ? moment(us, session.zone) : shownAt(us);
    }),
  };
}

/** SYS_EXTRACT_UTC. */
export function utcCall(scope: Scope): Expression {
  const of = operand(deeper(scope), 'ZONED');
  return {
    text: `SYS_EXTRACT_UTC(${of.text})`,
    kind: 'TIMESTAMP',
    value: strict<Moment>([of], (x) => moment(x.us)),
  };
}

const oldZones: Readonly<Record<string, number>> = {
  AST: -240,
  ADT: -180,
  CST: -360,
  CDT: -300,
  EST: -300,
  EDT: -240,
  GMT: 0,
  HST: -600,
  MST: -420,
  MDT: -360,
  NST: -210,
  PST: -480,
  PDT: -420,
  YST: -540,
};

/** NEW_TIME between two of the zones that it knows. */
function newTime(scope: Scope): Expression {
  const { random, session } = scope;
  const kind = random.pick(['DATE', 'DATE', 'TIMESTAMP'] as const);
  const of = expression(deeper(scope), kind);
  const [from, to] = [random.pick(Object.keys(oldZones)), random.pick(Object.keys(oldZones))];
  return {
    text: `NEW_TIME(${of.text}, '${from}', '${to}')`,
    kind: 'DATE',
    value: strict<Moment>([of], (x) => {
      const shown = convert(x, kind, 'DATE', session.zone).us;
      return moment(shown + minutes((oldZones[to] ?? 0) - (oldZones[from] ?? 0)));
    }),
  };
}

const dsUnits = { DAY: microsecondsOfDay, HOUR: 3_600_000_000n, MINUTE: 60_000_000n, SECOND: 1_000_000n } as const;

/** NUMTODSINTERVAL, NUMTOYMINTERVAL, TO_DSINTERVAL, TO_YMINTERVAL. */
export function spanCall(scope: Scope, kind: 'YM' | 'DS'): Expression {
  const { random } = scope;
  if (random.chance(0.5)) {
    const n = expression(deeper(scope), 'NUMBER');
    const unit =
      kind === 'YM'
        ? random.pick(['YEAR', 'MONTH', 'year'])
        : random.pick(['DAY', 'HOUR', 'MINUTE', 'SECOND', 'day', 'Hour']);
    const size =
      kind === 'YM' ? (unit.toUpperCase() === 'YEAR' ? 12n : 1n) : dsUnits[unit.toUpperCase() as keyof typeof dsUnits];
    return {
      text: `NUMTO${kind}INTERVAL(${n.text}, '${unit}')`,
      kind,
      value: strict<OraNumber>([n], (x) => spanOf(kind, x, size)),
    };
  }
  const { value } = atom({ ...scope, places: [] }, kind);
  const amount = value(new Map()) as Span;
  const text = random.chance(0.6)
    ? spanText(kind, amount, 1, 6).replace(/^\+/, random.pick(['', '+']))
    : isoText(kind, amount);
  return { text: `TO_${kind}INTERVAL('${text}')`, kind, value: () => amount };
}

/** The ISO form of an interval; its sign stands in front. */
function isoText(kind: 'YM' | 'DS', { span: x }: Span): string {
  const sign = x < 0n ? '-' : '';
  const size = x < 0n ? -x : x;
  if (kind === 'YM') return `${sign}P${size / 12n}Y${size % 12n}M`;
  const rest = size % microsecondsOfDay;
  const seconds = (rest / 1_000_000n) % 60n;
  const fraction = rest % 1_000_000n;
  return `${sign}P${size / microsecondsOfDay}DT${rest / 3_600_000_000n}H${(rest / 60_000_000n) % 60n}M${seconds}${fraction === 0n ? '' : `.${String(fraction).padStart(6, '0')}`}S`;
}

/** TO_CHAR with a model. */
export function textCall(scope: Scope): Expression {
  const { random, session } = scope;
  const kind = random.pick(momentKinds);
  const of = expression(deeper(scope), kind);
  const model = shownModel(random, kind);
  return {
    text: `TO_CHAR(${of.text}, '${model}')`,
    kind: 'TEXT',
    value: strict<Moment>([of], (x) =>
      textValue(print(kind === 'LOCAL' ? convert(x, kind, 'TIMESTAMP', session.zone) : x, model, of.digits)),
    ),
  };
}
