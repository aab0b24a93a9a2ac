import { describe, expect, it } from 'vitest';
import type { PgExpr } from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { printExpression, printType } from '../../src/print/index.js';

const [x, y, z] = [b.column(span, 'x'), b.column(span, 'y'), b.column(span, 'z')];
const yes = b.boolean(span, true);
const no = b.boolean(span, false);

describe('builders', () => {
  const examples: readonly (readonly [PgExpr, string])[] = [
    [b.and(span, x, yes, b.and(span, y, z)), 'x and y and z'],
    [b.and(span, yes), 'true'],
    [b.and(span, x, no), 'x and false'],
    [b.or(span, no, b.or(span, x, y), z), 'x or y or z'],
    [b.or(span), 'false'],
    [b.not(span, b.not(span, x)), 'x'],
    [b.not(span, b.isNull(span, x)), 'x is not null'],
    [b.not(span, b.same(span, x, y)), 'x is distinct from y'],
    [b.not(span, b.eq(span, x, y)), 'not x = y'],
    [b.num(span, -2), '-2'],
    [b.concat(span, x, y, z), 'x || y || z'],
    [b.nullIfEmpty(span, x), "nullif(x, '')"],
    [
      b.scalar(span, b.select(span, { items: [b.item(span, x, 'a')], from: [b.table(span, ['t'])], where: y })),
      '(select x as a from t where y)',
    ],
  ];
  for (const [node, expected] of examples) it(expected, () => expect(printExpression(node)).toBe(expected));

  it('types', () => {
    const types = [
      pgTypes.varchar(10),
      pgTypes.decimal(5),
      pgTypes.decimal(5, 2),
      pgTypes.timestamptzOf(6),
      pgTypes.arrayOf(pgTypes.date),
      pgTypes.rowtypeOf('bank', 'emp'),
    ];
    expect(types.map(printType)).toEqual([
      'varchar(10)',
      'numeric(5)',
      'numeric(5,2)',
      'timestamp(6) with time zone',
      'timestamp(0)[]',
      'bank.emp%rowtype',
    ]);
  });
});
