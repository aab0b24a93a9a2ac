/** Moments where texts or numbers are wanted, and texts or numbers where moments are. (SQL Language Reference, "Implicit Data Conversion") */
import { int, fromText as numberOf } from '../expression-oracle/number.js';
import type { Condition } from './conditions.js';
import { expression } from './expressions.js';
import { print } from './models.js';
import { throughModel } from './reading.js';
import { deeper, type Expression, type Scope, someValue, strict, textValue } from './scope.js';
import { modelOf } from './session.js';
import { literalText, sessionText } from './texts.js';
import { isMoment, type Kind, type Moment, ordering, type Value } from './values.js';

const kinds = ['DATE', 'DATE', 'TIMESTAMP', 'LOCAL'] as const;

interface Shown {
  readonly of: Expression;
  readonly value: Expression['value'];
}
/** A moment, and the text that it is where one is wanted. */
function shown(scope: Scope): Shown {
  const kind = scope.random.pick(kinds);
  const of = expression(deeper(scope), kind);
  return { of, value: strict<Moment>([of], (x) => sessionText(scope, x, kind)) };
}

/** A function of text, of a moment. */
export function textOfMoment(scope: Scope): Expression {
  const { random } = scope;
  const { of, value } = shown(scope);
  const on = (text: string, change: (shown: string) => string): Expression => ({
    text,
    kind: 'TEXT',
    value: strict<string>([{ text: '', kind: 'TEXT', value }], (x) => textValue(change(x))),
  });
  const n = 1 + random.below(6);
  switch (random.below(6)) {
    case 0:
      return on(`SUBSTR(${of.text}, 1, ${n})`, (x) => x.slice(0, n));
    case 1:
      return on(`SUBSTR(${of.text}, -${n})`, (x) => x.slice(-n));
    case 2:
      return on(`UPPER(${of.text})`, (x) => x.toUpperCase());
    case 3:
      return on(`REPLACE(${of.text}, '-', '/')`, (x) => x.replaceAll('-', '/'));
    case 4:
      return on(`LPAD(${of.text}, 40, '*')`, (x) => x.padStart(40, '*'));
    default:
      return on(`LOWER(${of.text})`, (x) => x.toLowerCase());
  }
}

/** A number from the text of a moment. */
export function numberOfMoment(scope: Scope): Expression {
  const { random } = scope;
  if (random.chance(0.4)) {
    const { of, value } = shown(scope);
    const inner: Expression = { text: '', kind: 'TEXT', value };
    return random.chance(0.5)
      ? { text: `LENGTH(${of.text})`, kind: 'NUMBER', value: strict<string>([inner], (x) => int(x.length)) }
      : {
          text: `INSTR(${of.text}, '0')`,
          kind: 'NUMBER',
          value: strict<string>([inner], (x) => int(x.indexOf('0') + 1)),
        };
  }
  const kind = random.pick(['DATE', 'TIMESTAMP'] as const);
  const of = expression(deeper(scope), kind);
  const model = random.pick(['YYYYMMDD', 'YYYYMM', 'HH24', 'HH24MI', 'J', 'SSSSS', 'D', 'Q', 'DDD', 'IW', 'YYYY']);
  return {
    text: `TO_NUMBER(TO_CHAR(${of.text}, '${model}'))`,
    kind: 'NUMBER',
    value: strict<Moment>([of], (x) => numberOf(print(x, model))),
  };
}

/** A DATE that is read from a number, or chosen between one and a text. */
export function dateOfOther(scope: Scope): Expression {
  const { random, session } = scope;
  const inner = deeper(scope);
  switch (random.below(3)) {
    case 0: {
      const x = someValue(random, 'DATE') as Moment;
      const model = random.pick(['YYYYMMDD', 'YYYYMMDDHH24MI', 'J', 'YYYYDDD']);
      const value = throughModel(x, model, session.zone);
      const made: Moment = { us: value.us + BigInt(value.offset) * 60_000_000n, offset: 0 };
      return { text: `TO_DATE(${print(x, model)}, '${model}')`, kind: 'DATE', value: () => made };
    }
    case 1: {
      const [of, text] = [expression(inner, 'DATE'), literalText(scope, 'DATE')];
      return {
        text: `NVL(${of.text}, ${text.text})`,
        kind: 'DATE',
        value: (env) => {
          const [x, otherwise] = [of.value(env), text.value(env)];
          return x ?? otherwise;
        },
      };
    }
    default: {
      const [of, text] = [expression(inner, 'DATE'), literalText(scope, 'DATE')];
      const greatest = random.chance(0.5);
      return {
        text: `${greatest ? 'GREATEST' : 'LEAST'}(${of.text}, ${text.text})`,
        kind: 'DATE',
        value: strict<Moment>([of, text], (x, y) => (ordering(x, y) >= 0 === greatest ? x : y)),
      };
    }
  }
}

/** LIKE of a moment, IN of texts beside a moment. */
export function implicitCondition(scope: Scope): Condition {
  const { random } = scope;
  if (random.chance(0.5)) {
    const { of, value } = shown(scope);
    const wanted = random.pick(['0', '2', '3', 'A', '1999', '2024', 'J']);
    const front = random.chance(0.5);
    const inner: Expression = { text: '', kind: 'TEXT', value };
    return {
      text: `${of.text} LIKE '${front ? '' : '%'}${wanted}%'`,
      value: (env) => {
        const text = strict<string>([inner], (x) => x)(env);
        return text === null ? null : front ? String(text).startsWith(wanted) : String(text).includes(wanted);
      },
    };
  }
  const kind = random.pick(['DATE', 'TIMESTAMP'] as const);
  const of = expression(deeper(scope), kind);
  const texts = [literalText(scope, kind), literalText(scope, kind)];
  const between = random.chance(0.4);
  return {
    text: between
      ? `${of.text} BETWEEN ${texts.map((t) => t.text).join(' AND ')}`
      : `${of.text} IN (${texts.map((t) => t.text).join(', ')})`,
    value: (env) => {
      const all: Value[] = [of, ...texts].map((x) => strict([x], (v) => v)(env));
      const [x, low, high] = all;
      if (!isMoment(x ?? null) || !isMoment(low ?? null) || !isMoment(high ?? null)) return null;
      const [a, b, c] = [x, low, high] as Moment[] as [Moment, Moment, Moment];
      return between ? a.us >= b.us && a.us <= c.us : a.us === b.us || a.us === c.us;
    },
  };
}

/** DECODE beside a text compares texts. */
export function decodedText(scope: Scope): Expression {
  const { random } = scope;
  const kind: Kind = random.pick(['DATE', 'TIMESTAMP'] as const);
  const of = expression(deeper(scope), kind);
  const sample = random.chance(0.5)
    ? literalText(scope, 'DATE').text
    : `'${print(someValue(random, 'DATE') as Moment, modelOf(scope.session, 'DATE'))}'`;
  return {
    text: `DECODE(${of.text}, ${sample}, 'same', 'other')`,
    kind: 'TEXT',
    value: (env) => {
      const x = of.value(env);
      return isMoment(x) && `'${sessionText(scope, x, kind)}'` === sample ? 'same' : 'other';
    },
  };
}
