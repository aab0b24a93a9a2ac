import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PgExpr, PgSelect } from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { expressionPrinters } from '../../src/print/expressions.js';
import { printExpression, quoteIdent } from '../../src/print/index.js';
import { eachPrints, printsExpression, seenKinds } from './examples.js';
import { loadModule } from './libpg.js';

beforeAll(loadModule);

const [x, y] = [b.column(span, 'x'), b.column(span, 'y')];
const one = b.num(span, 1);
const pick: PgSelect = b.select(span, { items: [one] });

describe('expressions', () => {
  eachPrints<PgExpr>(
    [
      [b.null(span), 'null'],
      [b.boolean(span, true), 'true'],
      [b.num(span, '0.50'), '0.50'],
      [b.text(span, "it's C:\\"), "'it''s C:\\'"],
      [
        {
          kind: 'PgStatementText',
          span,
          statement: { kind: 'PgQueryStatement', span, query: b.select(span, { items: [b.text(span, 'x')] }) },
        },
        "'select ''x'''",
      ],
      [b.typed(span, 'interval', '1 day'), "interval '1 day'"],
      [b.column(span, 'new', 'Order'), 'new."Order"'],
      [{ kind: 'PgParameter', span, index: 2 }, '$2'],
      [b.call(span, 'left', x, one), 'left(x, 1)'],
      [b.ora(span, 'position', x), 'ora.position(x)'],
      [b.callNamed(span, ['pkg', 'values'], []), 'pkg."values"()'],
      [b.cast(span, b.num(span, -1), pgTypes.decimal(10, 2)), '(-1)::numeric(10,2)'],
      [b.cast(span, b.cast(span, x, pgTypes.text), pgTypes.timestamptzOf(3)), 'x::text::timestamp(3) with time zone'],
      [b.cast(span, x, pgTypes.arrayOf(pgTypes.named('bank', 'address_t'))), 'x::bank.address_t[]'],
      [b.neg(span, b.num(span, -1)), '- -1'],
      [b.neg(span, b.binary(span, '^', x, y)), '-(x ^ y)'],
      [b.binary(span, '^', b.neg(span, x), y), '-x ^ y'],
      [b.binary(span, '-', x, b.num(span, -1)), 'x - -1'],
      [b.binary(span, '-', x, b.binary(span, '-', y, one)), 'x - (y - 1)'],
      [b.binary(span, '*', b.binary(span, '+', x, y), one), '(x + y) * 1'],
      [b.and(span, b.or(span, x, y), b.not(span, x)), '(x or y) and not x'],
      [b.not(span, b.and(span, x, y)), 'not (x and y)'],
      [b.isNotNull(span, b.not(span, x)), '(not x) is not null'],
      [b.same(span, x, y), 'x is not distinct from y'],
      [b.eq(span, b.eq(span, x, y), one), '(x = y) = 1'],
      [
        {
          kind: 'PgBetween',
          span,
          negated: false,
          operand: x,
          low: { kind: 'PgAtTimeZone', span, operand: y, zone: b.text(span, 'UTC') },
          high: b.not(span, y),
        },
        "x between (y at time zone 'UTC') and (not y)",
      ],
      [{ kind: 'PgIn', span, negated: true, operand: x, items: [one, y] }, 'x not in (1, y)'],
      [{ kind: 'PgIn', span, negated: false, operand: x, items: [b.scalar(span, pick)] }, 'x = (select 1)'],
      [
        {
          kind: 'PgInQuery',
          span,
          negated: false,
          operand: { kind: 'PgRow', span, items: [x, y], bare: true },
          query: pick,
        },
        '(x, y) in (select 1)',
      ],
      [
        {
          kind: 'PgLike',
          span,
          negated: true,
          op: 'like',
          operand: x,
          pattern: b.concat(span, y, b.text(span, '%')),
          escape: b.text(span, ''),
        },
        "x not like y || '%' escape ''",
      ],
      [b.caseWhen(span, [{ when: x, then: one }], y), 'case when x then 1 else y end'],
      [{ kind: 'PgCase', span, operand: x, branches: [{ when: one, then: y }] }, 'case x when 1 then y end'],
      [b.exists(span, pick), 'exists (select 1)'],
      [b.field(span, b.scalar(span, pick), 'f'), '(select 1).f'],
      [{ kind: 'PgArraySubquery', span, query: pick }, 'array(select 1)'],
      [{ kind: 'PgQuantified', span, op: '=', quantifier: 'any', left: x, right: pick }, 'x = any (select 1)'],
      [
        { kind: 'PgQuantified', span, op: '<>', quantifier: 'all', left: x, right: b.array(span, one) },
        'x <> all (array[1])',
      ],
      [
        { kind: 'PgQuantified', span, op: '=', quantifier: 'any', left: x, right: b.scalar(span, pick) },
        'x = any (coalesce((select 1)))',
      ],
      [b.subscript(span, b.call(span, 'f', x), one), '(f(x))[1]'],
      [{ kind: 'PgSlice', span, operand: x, low: one }, 'x[1 : ]'],
      [b.field(span, x, 'b'), '(x).b'],
      [b.field(span, b.ora(span, 'f', x), 'user'), '(ora.f(x))."user"'],
      [b.field(span, b.subscript(span, x, one), 'f'), 'x[1].f'],
      [{ kind: 'PgRow', span, items: [x], bare: true }, 'row(x)'],
      [
        { kind: 'PgSpecialCall', span, name: 'trim', pieces: ['both', b.text(span, 'x'), 'from', y] },
        "trim(both 'x' from y)",
      ],
      [
        {
          kind: 'PgSpecialCall',
          span,
          name: 'position',
          pieces: [{ kind: 'PgIn', span, negated: false, operand: x, items: [one] }, ' in ', y],
        },
        'position((x in (1)) in y)',
      ],
      [{ kind: 'PgCollate', span, operand: x, collation: 'C' }, 'x collate "C"'],
      [{ kind: 'PgExtract', span, field: 'epoch', operand: x }, 'extract(epoch from x)'],
      [b.call(span, 'count', b.star(span)), 'count(*)'],
      [b.call(span, 'count', b.star(span, 't')), 'count(t.*)'],
      [{ kind: 'PgDefault', span }, 'default'],
      [
        b.callNamed(span, ['bank', 'f'], [{ kind: 'PgNamedArgument', span, name: 'p_a', value: x }]),
        'bank.f(p_a => x)',
      ],
      [b.raw(span, 'current_date'), 'current_date'],
      [{ ...b.call(span, 'format', x, y), variadic: true }, 'format(x, variadic y)'],
      [
        {
          ...b.call(span, 'string_agg', x, y),
          distinct: true,
          orderBy: [{ value: x, direction: 'desc', nulls: 'last' }],
        },
        'string_agg(distinct x, y order by x desc nulls last)',
      ],
      [
        { ...b.call(span, 'percentile_cont', one), withinGroup: [{ value: x }], filter: y },
        'percentile_cont(1) within group (order by x) filter (where y)',
      ],
      [{ ...b.call(span, 'rank'), over: 'w' }, 'rank() over w'],
      [
        {
          ...b.call(span, 'sum', x),
          over: {
            kind: 'PgWindow',
            span,
            partitionBy: [y],
            orderBy: [{ value: x }],
            frame: {
              unit: 'rows',
              start: { bound: 'preceding', offset: one },
              end: { bound: 'current row' },
              exclude: 'ties',
            },
          },
        },
        'sum(x) over (partition by y order by x rows between 1 preceding and current row exclude ties)',
      ],
      [
        { kind: 'PgQueryText', span, query: b.select(span, { items: [b.item(span, x)] }) },
        '$query$\n  select x\n$query$',
      ],
    ],
    printsExpression,
  );

  it('have an example for every kind', () => {
    expect(Object.keys(expressionPrinters).filter((kind) => !seenKinds.has(kind))).toEqual([]);
  });

  it('refuse an empty IN list', () => {
    expect(() => printExpression({ kind: 'PgIn', span, negated: false, operand: x, items: [] })).toThrow(/empty list/);
  });

  it('break where they do not fit', () => {
    const long = (name: string) => b.eq(span, b.column(span, `${name}_${'a'.repeat(25)}`), b.text(span, 'a value'));
    expect(printExpression(b.and(span, long('p'), b.or(span, long('q'), long('r')), long('s')))).toBe(
      [
        `p_${'a'.repeat(25)} = 'a value'`,
        `  and (q_${'a'.repeat(25)} = 'a value' or r_${'a'.repeat(25)} = 'a value')`,
        `  and s_${'a'.repeat(25)} = 'a value'`,
      ].join('\n'),
    );
    const args = Array.from({ length: 9 }, (_, index) => b.column(span, `argument_${index}`));
    expect(printExpression(b.call(span, 'concat', ...args))).toBe(
      `concat(\n${args.map((_, index) => `  argument_${index}`).join(',\n')}\n)`,
    );
  });
});

describe('names', () => {
  it.each([
    ['emp', 'emp'],
    ['emp$1', 'emp$1'],
    ['Emp', '"Emp"'],
    ['user', '"user"'],
    ['left', '"left"'],
    ['values', '"values"'],
    ['loop', '"loop"'],
    ['a"b', '"a""b"'],
    ['1a', '"1a"'],
    ['straße', '"straße"'],
    ['name', 'name'],
  ])('%s', (name, expected) => expect(quoteIdent(name)).toBe(expected));
});

afterAll(() => seenKinds.clear());
