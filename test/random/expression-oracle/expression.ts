/** Typed Oracle expressions: how each is written, and what its value is by Oracle's manual. */
import fc from 'fast-check';
import * as cal from './calendar.js';
import type { OraNumber } from './number.js';
import * as num from './number.js';
import { OraError } from './number.js';
import * as txt from './text.js';

/** number, text, date, condition. */
export type Type = 'n' | 's' | 'd' | 'b';
export type Value = OraNumber | string | cal.OraDate | boolean | null;
/** An argument, computed when it is asked for. */
type Lazy = () => Value;

interface Operator {
  readonly result: Type;
  readonly args: readonly Type[];
  /** `{0}` is the first argument. */
  readonly sql: string;
  readonly value: (...args: readonly Lazy[]) => Value;
}
export interface Expression {
  readonly sql: string;
  readonly value: Lazy;
}

const n = (v: Value): OraNumber => v as OraNumber;
const s = (v: Value): string => v as string;
const d = (v: Value): cal.OraDate => v as cal.OraDate;

/** NULL for NULL. */
const strict =
  (compute: (...args: readonly NonNullable<Value>[]) => Value): Operator['value'] =>
  (...args) => {
    const values = args.map((a) => a());
    return values.includes(null) ? null : compute(...(values as NonNullable<Value>[]));
  };

const operators: Operator[] = [];
/** `op('n(n,n)', '{0} + {1}', …)` */
function op(signature: string, sql: string, value: Operator['value']): void {
  const [, result, args = ''] = /^(\w)\(([\w,]*)\)$/.exec(signature) ?? [];
  operators.push({ result: result as Type, args: (args === '' ? [] : args.split(',')) as Type[], sql, value });
}

// Arithmetic. (SQL Language Reference, "Arithmetic Operators", "Numeric Functions")
op(
  'n(n,n)',
  '({0} + {1})',
  strict((a, b) => num.add(n(a), n(b))),
);
op(
  'n(n,n)',
  '({0} - {1})',
  strict((a, b) => num.sub(n(a), n(b))),
);
op(
  'n(n,n)',
  '({0} * {1})',
  strict((a, b) => num.mul(n(a), n(b))),
);
op('n(n,n)', '({0} / NULLIF({1}, 0))', (a, b) => {
  const [x, y] = [a(), b()];
  return x === null || y === null || n(y).m === 0n ? null : num.div(n(x), n(y));
});
op(
  'n(n)',
  '(- {0})',
  strict((a) => num.neg(n(a))),
);
op(
  'n(n)',
  'ABS({0})',
  strict((a) => (n(a).m < 0n ? num.neg(n(a)) : a)),
);
op(
  'n(n)',
  'SIGN({0})',
  strict((a) => num.int(n(a).m === 0n ? 0 : n(a).m < 0n ? -1 : 1)),
);
op(
  'n(n)',
  'CEIL({0})',
  strict((a) => num.ceil(n(a))),
);
op(
  'n(n)',
  'FLOOR({0})',
  strict((a) => num.floor(n(a))),
);
op(
  'n(n,n)',
  'MOD({0}, {1})',
  strict((a, b) => num.mod(n(a), n(b))),
);
op(
  'n(n,n)',
  'REMAINDER({0}, NULLIF({1}, 0))',
  strict((a, b) => (n(b).m === 0n ? null : num.remainder(n(a), n(b)))),
);
for (const places of [-2, 0, 1, 3]) {
  op(
    'n(n)',
    `ROUND({0}, ${places})`,
    strict((a) => num.round(n(a), places)),
  );
  op(
    'n(n)',
    `TRUNC({0}, ${places})`,
    strict((a) => num.trunc(n(a), places)),
  );
}
op(
  'n(n,n)',
  'GREATEST({0}, {1})',
  strict((a, b) => (num.compare(n(a), n(b)) >= 0 ? a : b)),
);
op(
  'n(n,n)',
  'LEAST({0}, {1})',
  strict((a, b) => (num.compare(n(a), n(b)) <= 0 ? a : b)),
);

// Numbers from text and dates.
op(
  'n(s)',
  'LENGTH({0})',
  strict((a) => num.int(s(a).length)),
);
op(
  'n(s)',
  'ASCII({0})',
  strict((a) => num.int(s(a).charCodeAt(0))),
);
op(
  'n(s,s)',
  'INSTR({0}, {1})',
  strict((a, b) => num.int(txt.instr(s(a), s(b), 1, 1))),
);
for (const [from, occurrence] of [
  [1, 2],
  [-1, 1],
  [2, 1],
  [-2, 2],
  [0, 1],
] as const)
  op(
    'n(s,s)',
    `INSTR({0}, {1}, ${from}, ${occurrence})`,
    strict((a, b) => num.int(txt.instr(s(a), s(b), from, occurrence))),
  );
op(
  'n(n)',
  'TO_NUMBER(TO_CHAR(ROUND({0}, 3)))',
  strict((a) => num.round(n(a), 3)),
);
op(
  'n(n,n)',
  '({0} + TO_CHAR(ROUND({1}, 3)))',
  strict((a, b) => num.add(n(a), num.round(n(b), 3))),
);
op(
  'n(d,d)',
  '({0} - {1})',
  strict((a, b) => cal.difference(d(a), d(b))),
);
op(
  'n(d,d)',
  'MONTHS_BETWEEN({0}, {1})',
  strict((a, b) => cal.monthsBetween(d(a), d(b))),
);
op(
  'n(d)',
  'EXTRACT(YEAR FROM {0})',
  strict((a) => num.int(cal.fields(d(a)).year)),
);
op(
  'n(d)',
  'EXTRACT(MONTH FROM {0})',
  strict((a) => num.int(cal.fields(d(a)).month)),
);
op(
  'n(d)',
  'EXTRACT(DAY FROM {0})',
  strict((a) => num.int(cal.fields(d(a)).day)),
);
op(
  'n(d)',
  "TO_NUMBER(TO_CHAR({0}, 'DDD'))",
  strict((a) => num.fromText(cal.format(d(a), 'DDD'))),
);
op(
  'n(n)',
  'CAST(MOD({0}, 1000) AS NUMBER(6,1))',
  strict((a) => num.round(num.mod(n(a), num.int(1000)), 1)),
);
op(
  'n(n)',
  'BITAND(MOD(TRUNC(ABS({0})), 1000), 54)',
  strict((a) => num.int(Math.abs(num.toInteger(num.mod(num.trunc(n(a), 0), num.int(1000)))) & 54)),
);
op(
  'n(n,n)',
  'ROUND({0}, MOD(TRUNC({1}), 5))',
  strict((a, b) => num.round(n(a), num.toInteger(num.mod(num.trunc(n(b), 0), num.int(5))))),
);
op(
  'n(n,n)',
  'TRUNC({0}, MOD(TRUNC({1}), 4))',
  strict((a, b) => num.trunc(n(a), num.toInteger(num.mod(num.trunc(n(b), 0), num.int(4))))),
);
op(
  'n(n)',
  'WIDTH_BUCKET({0}, 0, 100, 5)',
  strict((a) => {
    if (n(a).m < 0n) return num.int(0);
    if (num.compare(n(a), num.int(100)) >= 0) return num.int(6);
    return num.add(num.floor(num.div(n(a), num.int(20))), num.int(1));
  }),
);
op(
  'n(n,n,n)',
  'LEAST({0}, {1}, {2})',
  strict((a, b, c) => [n(a), n(b), n(c)].reduce((x, y) => (num.compare(x, y) <= 0 ? x : y))),
);
const asNumber = (text: string): OraNumber | undefined => {
  try {
    return num.fromText(text);
  } catch (error) {
    if (error instanceof OraError) return undefined;
    throw error;
  }
};
op(
  'n(s)',
  'TO_NUMBER({0} DEFAULT -1 ON CONVERSION ERROR)',
  strict((a) => asNumber(s(a)) ?? num.int(-1)),
);
op('n(s)', 'VALIDATE_CONVERSION({0} AS NUMBER)', (a) => {
  const text = a();
  return num.int(text === null || asNumber(s(text)) !== undefined ? 1 : 0);
});
op(
  'n(d)',
  "TO_NUMBER(TO_CHAR({0}, 'SSSSS'))",
  strict((a) => num.int(cal.fields(d(a)).time)),
);
op(
  'n(d)',
  'EXTRACT(HOUR FROM CAST({0} AS TIMESTAMP))',
  strict((a) => num.int(Math.floor(cal.fields(d(a)).time / 3600))),
);
const matches = (text: string, pattern: RegExp): readonly RegExpMatchArray[] => [...text.matchAll(pattern)];
op(
  'n(s)',
  "REGEXP_COUNT({0}, '[a-e]')",
  strict((a) => num.int(matches(s(a), /[a-e]/g).length)),
);
op(
  'n(s)',
  "REGEXP_INSTR({0}, '[^[:alnum:]]+', 1, 1, 1)",
  strict((a) => {
    const [found] = matches(s(a), /[^A-Za-z0-9]+/g);
    return num.int(found === undefined ? 0 : (found.index ?? 0) + found[0].length + 1);
  }),
);

// Text. (SQL Language Reference, "Concatenation Operator", "Character Functions")
const joined = (a: Value, b: Value): Value => txt.orNull(`${a === null ? '' : s(a)}${b === null ? '' : s(b)}`);
op('s(s,s)', '({0} || {1})', (a, b) => joined(a(), b()));
op('s(s,s)', 'CONCAT({0}, {1})', (a, b) => joined(a(), b()));
op('s(s,n)', '({0} || ROUND({1}, 4))', (a, b) => {
  const number = b();
  return joined(a(), number === null ? null : num.toText(num.round(n(number), 4)));
});
op(
  's(s)',
  'UPPER({0})',
  strict((a) => s(a).toUpperCase()),
);
op(
  's(s)',
  'LOWER({0})',
  strict((a) => s(a).toLowerCase()),
);
op(
  's(s)',
  'INITCAP({0})',
  strict((a) => txt.initcap(s(a))),
);
op(
  's(s)',
  'SOUNDEX({0})',
  strict((a) => txt.soundex(s(a))),
);
for (const [from, length] of [
  [1, 2],
  [0, 3],
  [-2, 2],
  [-3, undefined],
  [2, undefined],
  [2, 0],
  [-9, 4],
] as const)
  op(
    's(s)',
    `SUBSTR({0}, ${from}${length === undefined ? '' : `, ${length}`})`,
    strict((a) => txt.substr(s(a), from, length)),
  );
const small = (v: NonNullable<Value>): number => num.toInteger(num.mod(num.trunc(n(v), 0), num.int(12)));
op(
  's(s,n)',
  'SUBSTR({0}, MOD(TRUNC({1}), 12))',
  strict((a, b) => txt.substr(s(a), small(b))),
);
op(
  's(s,n,n)',
  'SUBSTR({0}, MOD(TRUNC({1}), 12), MOD(TRUNC({2}), 12))',
  strict((a, b, c) => txt.substr(s(a), small(b), small(c))),
);
op(
  's(s,n)',
  'LPAD({0}, MOD(TRUNC({1}), 12))',
  strict((a, b) => txt.pad(s(a), small(b), ' ', 'left')),
);
op(
  's(s,n,s)',
  'RPAD({0}, MOD(TRUNC({1}), 12), {2})',
  strict((a, b, c) => txt.pad(s(a), small(b), s(c), 'right')),
);
op(
  's(s,s)',
  'LPAD({0}, 7, {1})',
  strict((a, b) => txt.pad(s(a), 7, s(b), 'left')),
);
op(
  's(s)',
  'TRIM({0})',
  strict((a) => txt.trimSet(s(a), ' ', 'both')),
);
op(
  's(s)',
  "TRIM(LEADING 'a' FROM {0})",
  strict((a) => txt.trimSet(s(a), 'a', 'left')),
);
op(
  's(s)',
  'RTRIM({0})',
  strict((a) => txt.trimSet(s(a), ' ', 'right')),
);
op(
  's(s,s)',
  'LTRIM({0}, {1})',
  strict((a, b) => txt.trimSet(s(a), s(b), 'left')),
);
op(
  's(s,s)',
  'RTRIM({0}, {1})',
  strict((a, b) => txt.trimSet(s(a), s(b), 'right')),
);
op('s(s,s,s)', 'REPLACE({0}, {1}, {2})', (a, b, c) => {
  const [text, search, by] = [a(), b(), c()];
  if (text === null || search === null) return text;
  return txt.orNull(
    s(text)
      .split(s(search))
      .join(by === null ? '' : s(by)),
  );
});
op('s(s,s)', 'REPLACE({0}, {1})', (a, b) => {
  const [text, search] = [a(), b()];
  return text === null || search === null ? text : txt.orNull(s(text).split(s(search)).join(''));
});
op(
  's(s,s,s)',
  'TRANSLATE({0}, {1}, {2})',
  strict((a, b, c) => txt.translate(s(a), s(b), s(c))),
);
op(
  's(n)',
  'TO_CHAR(ROUND({0}, 5))',
  strict((a) => num.toText(num.round(n(a), 5))),
);
for (const model of [
  '9,999.99',
  'FM9990.99',
  '09999',
  'S999.9',
  '999.9MI',
  '99999PR',
  'FM999,999.00',
  '$9,990.0',
  'FM0999',
  '9999S',
  'FM$99,990.09',
  '00.99PR',
  'FM9,999,999.00MI',
])
  op(
    's(n)',
    `TO_CHAR({0}, '${model}')`,
    strict((a) => num.format(n(a), model)),
  );
for (const model of [
  'YYYY-MM-DD HH24:MI:SS',
  'FMDD Month YYYY',
  'DY, DD-MON-YY',
  'Day DDD/D Q',
  'IYYY-IW WW W',
  'HH:MI AM',
  'J',
  'FMDay, HH24.MI',
  'SSSSS CC AD',
  'RM HH12:MI:SS',
  'FMDD RM YY',
])
  op(
    's(d)',
    `TO_CHAR({0}, '${model}')`,
    strict((a) => cal.format(d(a), model)),
  );
op('s(s,d)', '({0} || {1})', (a, b) => {
  const date = b();
  return joined(a(), date === null ? null : cal.format(d(date), 'DD-MON-YY'));
});
op(
  's(s,s)',
  'GREATEST({0}, {1})',
  strict((a, b) => (s(a) >= s(b) ? a : b)),
);
op(
  's(s,s)',
  'LEAST({0}, {1})',
  strict((a, b) => (s(a) <= s(b) ? a : b)),
);
op(
  's(s)',
  "REGEXP_REPLACE({0}, '(.)(.)', '\\2\\1')",
  strict((a) => txt.orNull(s(a).replace(/(.)(.)/g, '$2$1'))),
);
op(
  's(s)',
  "REGEXP_REPLACE({0}, '[[:space:][:punct:]]+')",
  strict((a) => txt.orNull(s(a).replace(/[^A-Za-z0-9]+/g, ''))),
);
op(
  's(s)',
  "REGEXP_REPLACE({0}, 'A', '-', 1, 1, 'i')",
  strict((a) => s(a).replace(/a/i, '-')),
);
op(
  's(s)',
  "REGEXP_SUBSTR({0}, '[[:alpha:]]+', 1, 2)",
  strict((a) => matches(s(a), /[A-Za-z]+/g)[1]?.[0] ?? null),
);
// SUBSTR gives VARCHAR2, whereas the literal NULL would leave the type to the number.
op('s(s,n)', 'NVL(SUBSTR({0}, 1), ROUND({1}, 3))', (a, b) => {
  const number = b();
  return a() ?? (number === null ? null : num.toText(num.round(n(number), 3)));
});
op('s(s,n)', 'CONCAT({0}, ROUND({1}, 2))', (a, b) => {
  const number = b();
  return joined(a(), number === null ? null : num.toText(num.round(n(number), 2)));
});
op(
  's(s,n)',
  'SUBSTR({0}, - MOD(ABS(TRUNC({1})), 7), 2)',
  strict((a, b) => txt.substr(s(a), -(Math.abs(num.toInteger(num.mod(num.trunc(n(b), 0), num.int(7)))) || 0), 2)),
);
op('s(s,s)', "REPLACE({0}, 'a', {1})", (a, b) => {
  const [text, by] = [a(), b()];
  return text === null
    ? null
    : txt.orNull(
        s(text)
          .split('a')
          .join(by === null ? '' : s(by)),
      );
});

// Dates. (SQL Language Reference, "Datetime Functions")
for (const unit of ['CC', 'IYYY'])
  op(
    'd(d)',
    `TRUNC({0}, '${unit}')`,
    strict((a) => cal.truncate(d(a), unit)),
  );
op(
  'd(d)',
  "TO_DATE(TO_CHAR({0}, 'DD-MON-RR'))",
  strict((a) => cal.throughRr(d(a))),
);
for (const model of ['J', 'YYYYDDD', 'FMDD FMMonth YYYY'])
  op(
    'd(d)',
    `TO_DATE(TO_CHAR({0}, '${model}'), '${model}')`,
    strict((a) => cal.truncate(d(a), 'DD')),
  );
op(
  'd(d,n)',
  "({0} + NUMTODSINTERVAL(MOD(ROUND({1}), 50), 'HOUR'))",
  strict((a, b) => ({
    seconds: d(a).seconds + 3600 * num.toInteger(num.mod(num.round(n(b), 0), num.int(50))),
  })),
);
op(
  'd(d,n)',
  "(TRUNC({0}, 'MM') + NUMTOYMINTERVAL(MOD(TRUNC({1}), 12), 'MONTH'))",
  strict((a, b) => cal.addMonths(cal.truncate(d(a), 'MM'), small(b))),
);
op(
  'd(d,n)',
  'ADD_MONTHS({0}, MOD(TRUNC({1}), 12))',
  strict((a, b) => cal.addMonths(d(a), small(b))),
);
op(
  'd(d)',
  'LAST_DAY({0})',
  strict((a) => cal.lastDay(d(a))),
);
for (const name of ['MONDAY', 'Fri', 'sunday'])
  op(
    'd(d)',
    `NEXT_DAY({0}, '${name}')`,
    strict((a) => cal.nextDay(d(a), name)),
  );
for (const unit of ['YYYY', 'Q', 'MM', 'WW', 'W', 'IW', 'D', 'DD', 'HH24', 'MI']) {
  op(
    'd(d)',
    `TRUNC({0}, '${unit}')`,
    strict((a) => cal.truncate(d(a), unit)),
  );
  op(
    'd(d)',
    `ROUND({0}, '${unit}')`,
    strict((a) => cal.roundTo(d(a), unit)),
  );
}
op(
  'd(d)',
  'TRUNC({0})',
  strict((a) => cal.truncate(d(a), 'DD')),
);
const days = (v: NonNullable<Value>): OraNumber => num.mod(num.round(n(v), 2), num.int(90));
op(
  'd(d,n)',
  '({0} + MOD(ROUND({1}, 2), 90))',
  strict((a, b) => cal.plus(d(a), days(b))),
);
op(
  'd(d,n)',
  '({0} - MOD(ROUND({1}, 2), 90))',
  strict((a, b) => cal.plus(d(a), num.neg(days(b)))),
);
op(
  'd(d,d)',
  'GREATEST({0}, {1})',
  strict((a, b) => (d(a).seconds >= d(b).seconds ? a : b)),
);
op(
  'd(d)',
  "TO_DATE(TO_CHAR({0}, 'DD.MM.YYYY HH24'), 'DD.MM.YYYY HH24')",
  strict((a) => cal.truncate(d(a), 'HH24')),
);
op(
  'd(d)',
  'CAST(CAST({0} AS TIMESTAMP) AS DATE)',
  strict((a) => a),
);

// NULL. (SQL Language Reference, "NULL-Related Functions", "CASE Expressions", "DECODE")
const same = (a: Value, b: Value): boolean => (a === null || b === null ? a === b : order(a, b) === 0);
function order(a: NonNullable<Value>, b: NonNullable<Value>): number {
  if (typeof a === 'string') return a < s(b) ? -1 : a > s(b) ? 1 : 0;
  if (typeof a === 'object' && 'm' in a) return num.compare(a, n(b));
  return d(a).seconds - d(b).seconds;
}
for (const t of ['n', 's', 'd'] as const) {
  op(`${t}(${t},${t})`, 'NVL({0}, {1})', (a, b) => a() ?? b());
  op(`${t}(${t},${t},${t})`, 'COALESCE({0}, {1}, {2})', (a, b, c) => a() ?? b() ?? c());
  op(`${t}(${t},${t})`, 'NULLIF({0}, {1})', (a, b) => {
    const [x, y] = [a(), b()];
    return x !== null && same(x, y) ? null : x;
  });
  for (const tested of ['n', 's', 'd'] as const) {
    op(`${t}(${tested},${t},${t})`, 'NVL2({0}, {1}, {2})', (a, b, c) => (a() === null ? c() : b()));
    op(`${t}(${tested},${tested},${t},${t})`, 'DECODE({0}, {1}, {2}, {3})', (a, b, c, e) =>
      same(a(), b()) ? c() : e(),
    );
  }
  op(`${t}(b,${t},${t})`, 'CASE WHEN {0} THEN {1} ELSE {2} END', (a, b, c) => (a() === true ? b() : c()));
  op(`${t}(b,${t})`, 'CASE WHEN {0} THEN {1} END', (a, b) => (a() === true ? b() : null));
  op(`${t}(${t},${t},${t},${t})`, 'CASE {0} WHEN {1} THEN {2} ELSE {3} END', (a, b, c, e) => {
    const [x, y] = [a(), b()];
    return x !== null && y !== null && same(x, y) ? c() : e();
  });
  // SUBSTR gives VARCHAR2, so that no comparison pads blanks.
  const left = t === 's' ? 'SUBSTR({0}, 1)' : '{0}';
  for (const [sign, test] of [
    ['=', (c: number) => c === 0],
    ['<>', (c: number) => c !== 0],
    ['<', (c: number) => c < 0],
    ['>=', (c: number) => c >= 0],
  ] as const)
    op(
      `b(${t},${t})`,
      `${left} ${sign} {1}`,
      strict((a, b) => test(order(a, b))),
    );
  op(`b(${t})`, '{0} IS NULL', (a) => a() === null);
  op(`b(${t})`, '{0} IS NOT NULL', (a) => a() !== null);
  op(`b(${t},${t},${t})`, `${left} BETWEEN {1} AND {2}`, (a, b, c) =>
    and(
      () => strict((x, y) => order(x, y) >= 0)(a, b),
      () => strict((x, y) => order(x, y) <= 0)(a, c),
    ),
  );
  op(`b(${t},${t},${t})`, `${left} NOT IN ({1}, {2})`, (a, b, c) =>
    and(
      () => strict((x, y) => order(x, y) !== 0)(a, b),
      () => strict((x, y) => order(x, y) !== 0)(a, c),
    ),
  );
}
function and(a: Lazy, b: Lazy): Value {
  const [x, y] = [a(), b()];
  return x === false || y === false ? false : x === null || y === null ? null : true;
}
op('b(b,b)', '({0} AND {1})', and);
op('b(b,b)', '({0} OR {1})', (a, b) => {
  const [x, y] = [a(), b()];
  return x === true || y === true ? true : x === null || y === null ? null : false;
});
op(
  'b(b)',
  'NOT ({0})',
  strict((a) => a === false),
);
op('b(b)', 'LNNVL({0})', (a) => a() !== true);
op('b(s,s)', "{0} LIKE {1} || '%'", (a, b) => {
  const [x, y] = [a(), b()];
  return x === null ? null : txt.like(s(x), `${y === null ? '' : s(y)}%`);
});
op(
  'b(s)',
  "{0} LIKE '_a%'",
  strict((a) => txt.like(s(a), '_a%')),
);
op(
  'b(n,n)',
  '{0} = TO_CHAR(ROUND({1}, 2))',
  strict((a, b) => num.compare(n(a), num.round(n(b), 2)) === 0),
);
op('b(s,s)', "{0} LIKE '%' || {1} || '%'", (a, b) => {
  const [x, y] = [a(), b()];
  return x === null ? null : txt.like(s(x), `%${y === null ? '' : s(y)}%`);
});
op(
  'b(s)',
  "REGEXP_LIKE({0}, '^[[:alpha:]]')",
  strict((a) => /^[A-Za-z]/.test(s(a))),
);
op(
  'b(n,n)',
  'TO_CHAR(ROUND({0}, 2)) > {1}',
  strict((a, b) => num.compare(num.round(n(a), 2), n(b)) > 0),
);
op(
  'b(d)',
  "{0} >= '15-JUN-23'",
  strict((a) => d(a).seconds >= cal.dateOf(2023, 6, 15).seconds),
);

/** What the expressions read: one row. */
export interface Row {
  readonly id: number;
  readonly values: Readonly<Record<string, Value>>;
}
const date = (text: string): cal.OraDate => ({ seconds: Date.parse(`${text}Z`) / 1000 });
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

export function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'boolean') return value ? '1 = 1' : '1 = 0';
  if ('m' in value) return num.toText(value).replace(/^(-?)\./, '$10.');
  return `TO_DATE('${cal.format(value, 'YYYY-MM-DD HH24:MI:SS')}', 'YYYY-MM-DD HH24:MI:SS')`;
}

const literals: Readonly<Record<Exclude<Type, 'b'>, readonly Value[]>> = {
  n: [
    '0',
    '1',
    '-1',
    '2',
    '3',
    '7',
    '10',
    '.5',
    '-2.5',
    '100.125',
    '99999',
    '.001',
    '-.0001',
    '365.2425',
    '1000000',
  ].map(num.fromText),
  s: ['a', 'b', 'an', 'A b', 'na', '-', 'Zeta', 'x,y', '10', "O'Neil", 'aab', ' b ', '12.50', null],
  d: [
    date('2024-01-31T00:00:00'),
    date('2020-02-29T12:00:00'),
    date('2023-07-01T18:20:40'),
    date('1999-12-31T23:59:59'),
    date('2024-12-30T00:00:00'),
  ],
};

/**
 * Where the expression stands: PL/SQL lacks DECODE and its like, and its integer literals
 * are PLS_INTEGER, which overflow.
 */
export type Place = 'sql' | 'plsql';
const sqlOnly = /^(DECODE|NVL2|LNNVL|WIDTH_BUCKET|VALIDATE_CONVERSION)\(|ON CONVERSION ERROR/;

/** Expressions of a type over a row, at most so many operators deep. */
export function expressions(type: Type, depth: number, over: Row, place: Place = 'sql'): fc.Arbitrary<Expression> {
  const leaf: fc.Arbitrary<Expression>[] =
    type === 'b'
      ? []
      : [
          fc.constantFrom(...literals[type]).map((value) => ({
            sql: written(value, place),
            value: () => value,
          })),
          fc
            .constantFrom(...columns.filter((c) => c.type === type))
            .map((c) => ({ sql: c.name, value: () => over.values[c.name] ?? null })),
        ];
  if (depth === 0 && leaf.length > 0) return fc.oneof(...leaf);
  const usable = operators.filter(
    (o) => o.result === type && (depth > 0 || !o.args.includes('b')) && (place === 'sql' || !sqlOnly.test(o.sql)),
  );
  const made = fc
    .constantFrom(...usable)
    .chain((o) =>
      fc
        .tuple(...o.args.map((a) => expressions(a, Math.max(depth - 1, 0), over, place)))
        .map((args) => applied(o, args)),
    );
  return leaf.length === 0
    ? made
    : fc.oneof({ weight: 1, arbitrary: fc.oneof(...leaf) }, { weight: 5, arbitrary: made });
}

function written(value: Value, place: Place): string {
  const text = literal(value);
  if (value === null || typeof value !== 'object' || !('m' in value)) return text;
  const decimal = place === 'plsql' && !text.includes('.') ? `${text}.0` : text;
  return value.m < 0n ? `(${decimal})` : decimal;
}

function applied(o: Operator, args: readonly Expression[]): Expression {
  return {
    sql: o.sql.replace(/\{(\d)\}/g, (_, i: string) => args[Number(i)]?.sql ?? ''),
    value: () => o.value(...args.map((a) => a.value)),
  };
}

/** What is printed of a value: numbers to ten places, all of a date, text in brackets; an error by its number. */
export function shown(type: Type, expression: Expression): { readonly sql: string; readonly expected: string } {
  const { sql } = expression;
  const written =
    type === 'n'
      ? `TO_CHAR(ROUND(${sql}, 10))`
      : type === 'd'
        ? `TO_CHAR(${sql}, 'YYYY-MM-DD HH24:MI:SS')`
        : type === 'b'
          ? `CASE WHEN ${sql} THEN 'T' WHEN NOT (${sql}) THEN 'F' ELSE 'U' END`
          : `'[' || ${sql} || ']'`;
  try {
    const value = expression.value();
    if (type === 'b') return { sql: written, expected: value === null ? 'U' : value === true ? 'T' : 'F' };
    if (value === null) return { sql: written, expected: type === 's' ? '[]' : '' };
    if (type === 'n') return { sql: written, expected: num.toText(num.round(n(value), 10)) };
    return { sql: written, expected: type === 'd' ? cal.format(d(value), 'YYYY-MM-DD HH24:MI:SS') : `[${s(value)}]` };
  } catch (error) {
    if (error instanceof OraError) return { sql: written, expected: `-${error.code}` };
    throw error;
  }
}
