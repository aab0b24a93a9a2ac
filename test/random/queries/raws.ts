import { anyType } from './any-type.js';
import { type Choice, of, strictly } from './expressions.js';
import { textOf } from './values.js';

/* RAW: `||` of two is RAW. (SQL Language Reference, "Concatenation Operator"; PL/SQL Packages and Types Reference, "UTL_RAW") */

export const rawChoices: readonly Choice[] = [
  {
    weight: 2,
    make: of(
      'RAW',
      ['RAW', 'RAW'],
      (x, y) => `(${x} || ${y})`,
      (x, y) => {
        const hex = textOf(x ?? null) + textOf(y ?? null);
        return hex === '' ? null : { hex };
      },
    ),
  },
  {
    weight: 1,
    make: strictly(
      'RAW',
      ['RAW'],
      (x) => `UTL_RAW.SUBSTR(${x}, 1, 1)`,
      (x) => ({ hex: textOf(x).slice(0, 2) }),
    ),
  },
  {
    weight: 1,
    make: strictly(
      'RAW',
      ['RAW'],
      (x) => `HEXTORAW(RAWTOHEX(${x}))`,
      (x) => x,
    ),
  },
  ...anyType('RAW'),
];
