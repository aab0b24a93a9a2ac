/** Typed expressions of moments and intervals, by their kind. (SQL Language Reference, "Datetime/Interval Arithmetic") */
import { add, neg, type OraNumber, sub } from '../expression-oracle/number.js';
import { dateCall, numberCall, spanCall, textCall, utcCall, zonedCall } from './calls.js';
import { castTo } from './casts.js';
import { condition, unfailing } from './conditions.js';
import { dateOfOther, decodedText, numberOfMoment, textOfMoment } from './implicit.js';
import { fromRegion, inRegion } from './regions.js';
import { atom, deeper, type Env, type Expression, instant, type Scope, strict } from './scope.js';
import { fromText, implicitText } from './texts.js';
import {
  addMonthsExactly,
  convert,
  daysBetween,
  divide,
  isMoment,
  type Kind,
  type Moment,
  minutes,
  moment,
  multiply,
  ordering,
  plusDays,
  type Span,
  span,
  Unsettled,
  type Value,
  wallClock,
} from './values.js';

const momentKinds = ['DATE', 'TIMESTAMP', 'TIMESTAMP', 'ZONED', 'LOCAL'] as const;

/** A moment plus or minus an interval. */
function shifted(scope: Scope, kind: Kind): Expression {
  const { random, session } = scope;
  const of = expression(deeper(scope), kind);
  const by = expression(deeper(scope), random.pick(['DS', 'DS', 'YM'] as const));
  const minus = random.chance(0.4);
  const order = !minus && random.chance(0.15);
  const text = order ? `(${by.text} + ${of.text})` : `(${of.text} ${minus ? '-' : '+'} ${by.text})`;
  return {
    text,
    kind,
    value: strict<Moment | Span>([of, by], (x, y) =>
      shift(x as Moment, kind, (y as Span).span * (minus ? -1n : 1n), by.kind, session.zone),
    ),
  };
}

function shift(x: Moment, kind: Kind, amount: bigint, unit: Kind, zone: number): Moment {
  if (unit === 'DS') {
    if (kind === 'DATE' && amount % 1_000_000n !== 0n) throw new Unsettled();
    return x.region === undefined ? moment(x.us + amount, x.offset) : inRegion(x.us + amount, x.region);
  }
  if (x.region !== undefined) return fromRegion(addMonthsExactly(wallClock(x), amount), x.region);
  const offset = kind === 'ZONED' ? x.offset : kind === 'LOCAL' ? zone : 0;
  return moment(addMonthsExactly(x.us + minutes(offset), amount) - minutes(offset), x.offset);
}

/** The difference of two moments of which one is no DATE. */
function difference(scope: Scope): Expression {
  const { random, session } = scope;
  const kinds = [random.pick(momentKinds), random.pick(momentKinds)] as const;
  if (kinds[0] === 'DATE' && kinds[1] === 'DATE') throw new Unsettled();
  const [a, b] = [operand(deeper(scope), kinds[0]), operand(deeper(scope), kinds[1])];
  return {
    text: `(${a.text} - ${b.text})`,
    kind: 'DS',
    value: strict<Moment>([a, b], (x, y) => {
      const [p, q] = common(x, kinds[0], y, kinds[1], session.zone);
      return span('DS', p - q);
    }),
  };
}

/** Two moments on one clock: in UTC where one of them has a zone. */
export function common(x: Moment, a: Kind, y: Moment, b: Kind, zone: number): readonly [bigint, bigint] {
  const zones = [a, b].some((k) => k === 'ZONED' || k === 'LOCAL');
  const to = zones ? 'ZONED' : 'TIMESTAMP';
  return [convert(x, a, to, zone).us, convert(y, b, to, zone).us];
}

function spanArithmetic(scope: Scope, kind: 'YM' | 'DS'): Expression {
  const { random } = scope;
  const a = expression(deeper(scope), kind);
  if (random.chance(0.5)) {
    const b = expression(deeper(scope), kind);
    const minus = random.chance(0.5);
    return {
      text: `(${a.text} ${minus ? '-' : '+'} ${b.text})`,
      kind,
      value: strict<Span>([a, b], (x, y) => span(kind, minus ? x.span - y.span : x.span + y.span)),
    };
  }
  const n = expression(deeper(scope), 'NUMBER');
  const way = random.below(3);
  return {
    text: way === 0 ? `(${n.text} * ${a.text})` : way === 1 ? `(${a.text} * ${n.text})` : `(${a.text} / ${n.text})`,
    kind,
    value: strict<Span | OraNumber>([a, n], (x, y) => (way === 2 ? divide : multiply)(kind, x as Span, y as OraNumber)),
  };
}

function number(scope: Scope): Expression {
  const { random } = scope;
  if (random.chance(0.35)) {
    const [a, b] = [expression(deeper(scope), 'DATE'), expression(deeper(scope), 'DATE')];
    return { text: `(${a.text} - ${b.text})`, kind: 'NUMBER', value: strict<Moment>([a, b], daysBetween) };
  }
  if (random.chance(0.2)) return numberOfMoment(scope);
  if (random.chance(0.7)) return numberCall(scope);
  const [a, b] = [expression(deeper(scope), 'NUMBER'), expression(deeper(scope), 'NUMBER')];
  const minus = random.chance(0.5);
  return {
    text: `(${a.text} ${minus ? '-' : '+'} ${b.text})`,
    kind: 'NUMBER',
    value: strict<OraNumber>([a, b], (x, y) => (minus ? sub : add)(x, y)),
  };
}

/** A moment and a number of days, which is a DATE. */
function daysLater(scope: Scope): Expression {
  const { random, session } = scope;
  const kind = random.pick(momentKinds);
  const of = expression(deeper(scope), kind);
  const n = expression(deeper(scope), 'NUMBER');
  const minus = random.chance(0.4);
  return {
    text: `(${of.text} ${minus ? '-' : '+'} ${n.text})`,
    kind: 'DATE',
    value: strict<Moment | OraNumber>([of, n], (x, y) =>
      plusDays(convert(x as Moment, kind, 'DATE', session.zone), minus ? neg(y as OraNumber) : (y as OraNumber)),
    ),
  };
}

/** CASE, NVL, COALESCE, NULLIF, GREATEST and LEAST of one kind. */
function chosen(scope: Scope, kind: Kind): Expression {
  const { random } = scope;
  const inner = deeper(scope);
  const given = [expression(inner, kind), expression(inner, kind)] as const;
  // Whether a branch that is not taken fails all the same is not written down.
  const [a, b] = given.map((x) => ({ ...x, value: (env: Env) => unfailing(() => x.value(env)) })) as [
    Expression,
    Expression,
  ];
  const both = (env: Env, least: boolean): Value => {
    const [x, y] = [a.value(env), b.value(env)];
    if (x === null || y === null) return null;
    return ordering(x, y) <= 0 === least ? x : y;
  };
  switch (random.below(6)) {
    case 5:
      return decoded(scope, kind, [a, b]);
    case 0: {
      const when = condition(inner);
      return {
        text: `CASE WHEN ${when.text} THEN ${a.text} ELSE ${b.text} END`,
        kind,
        value: (env) => {
          const [x, y] = [a.value(env), b.value(env)];
          return when.value(env) === true ? x : y;
        },
      };
    }
    case 1:
      return { text: `NVL(${a.text}, ${b.text})`, kind, value: (env) => firstOf(a.value(env), b.value(env)) };
    case 2:
      return { text: `COALESCE(${a.text}, ${b.text})`, kind, value: (env) => firstOf(a.value(env), b.value(env)) };
    case 3:
      return { text: `GREATEST(${a.text}, ${b.text})`, kind, value: (env) => both(env, false) };
    default:
      return { text: `LEAST(${a.text}, ${b.text})`, kind, value: (env) => both(env, true) };
  }
}
/** DECODE, which compares as the kind of what it searches for first. */
function decoded(scope: Scope, kind: Kind, [a, b]: readonly [Expression, Expression]): Expression {
  const { random, session } = scope;
  const searched = random.pick(['DATE', 'TIMESTAMP', 'NUMBER', 'DS'] as const);
  const given = searched === 'DATE' ? random.pick(['DATE', 'DATE', 'TIMESTAMP'] as const) : searched;
  const [x, y] = [atom(scope, given), atom(scope, searched)];
  return {
    text: `DECODE(${x.text}, ${y.text}, ${a.text}, ${b.text})`,
    kind,
    value: (env) => {
      const [own, other] = [x.value(env), y.value(env)];
      const read = isMoment(own) ? convert(own, given, searched, session.zone) : own;
      const same = read === null || other === null ? read === other : ordering(read, other) === 0;
      const [found, otherwise] = [a.value(env), b.value(env)];
      return same ? found : otherwise;
    },
  };
}

const firstOf = (x: Value, otherwise: Value): Value => x ?? otherwise;

/** An expression of the kind, of which no zone is seen: what keeps the zone of a value is not all that makes one. */
export function operand(scope: Scope, kind: Kind): Expression {
  if (kind !== 'ZONED') return expression(scope, kind);
  return scope.random.chance(0.2) ? castTo(scope, kind) : (instant(scope) ?? expression(scope, kind));
}

/** An expression of the kind. */
export function expression(scope: Scope, kind: Kind): Expression {
  const { random } = scope;
  if (scope.depth <= 0 || random.chance(0.2)) return atom(scope, kind);
  if (kind !== 'TEXT' && kind !== 'ZONED' && random.chance(0.12)) return chosen(scope, kind);
  if ((kind === 'DATE' || kind === 'TIMESTAMP' || kind === 'ZONED') && random.chance(0.25))
    return fromText(scope, kind);
  switch (kind) {
    case 'DATE':
      if (random.chance(0.12)) return dateOfOther(scope);
      return random.chance(0.25)
        ? shifted(scope, kind)
        : random.chance(0.4)
          ? daysLater(scope)
          : random.chance(0.4)
            ? castTo(scope, kind)
            : dateCall(scope);
    case 'TIMESTAMP':
    case 'LOCAL':
      if (kind === 'TIMESTAMP' && random.chance(0.15)) return utcCall(scope);
      return random.chance(0.5) ? shifted(scope, kind) : castTo(scope, kind);
    case 'ZONED':
      return random.chance(0.35) ? shifted(scope, kind) : zonedCall(scope);
    case 'YM':
      return random.chance(0.5)
        ? spanArithmetic(scope, kind)
        : random.chance(0.5)
          ? castTo(scope, kind)
          : spanCall(scope, kind);
    case 'DS':
      return random.chance(0.35)
        ? difference(scope)
        : random.chance(0.4)
          ? spanArithmetic(scope, kind)
          : random.chance(0.4)
            ? castTo(scope, kind)
            : spanCall(scope, kind);
    case 'NUMBER':
      return number(scope);
    case 'TEXT':
      return random.chance(0.3)
        ? implicitText(scope)
        : random.chance(0.3)
          ? random.chance(0.2)
            ? decodedText(scope)
            : textOfMoment(scope)
          : textCall(scope);
  }
}
