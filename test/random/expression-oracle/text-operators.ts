import * as cal from './calendar.js';
import * as num from './number.js';
import { d, n, operatorList, s, small, strict, type Value } from './operator.js';
import * as txt from './text.js';
import { matches } from './text.js';

const { op, operators } = operatorList();
/** Text. (SQL Language Reference, "Concatenation Operator", "Character Functions") */
export const textOperators = operators;

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
