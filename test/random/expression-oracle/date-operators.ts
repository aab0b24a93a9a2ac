import * as cal from './calendar.js';
import type { OraNumber } from './number.js';
import * as num from './number.js';
import { d, n, operatorList, small, strict, type Value } from './operator.js';

const { op, operators } = operatorList();
/** Dates. (SQL Language Reference, "Datetime Functions") */
export const dateOperators = operators;

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
