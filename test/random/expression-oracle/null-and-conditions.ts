import * as cal from './calendar.js';
import * as num from './number.js';
import { d, type Lazy, n, operatorList, s, strict, type Value } from './operator.js';
import * as txt from './text.js';

const { op, operators } = operatorList();
/** NULL. (SQL Language Reference, "NULL-Related Functions", "CASE Expressions", "DECODE") */
export const nullAndConditions = operators;

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
