import * as cal from './calendar.js';
import type { OraNumber } from './number.js';
import * as num from './number.js';
import { OraError } from './number.js';
import { d, n, operatorList, s, strict } from './operator.js';
import * as txt from './text.js';
import { matches } from './text.js';

const { op, operators } = operatorList();
/** Arithmetic. (SQL Language Reference, "Arithmetic Operators", "Numeric Functions") */
export const numberOperators = operators;

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
