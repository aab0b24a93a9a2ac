import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PgExpr, PgType } from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { printExpression, printStatement } from '../../src/print/index.js';
import { loadModule, parseTree, plpgsqlTree } from './libpg.js';
import { parenthesized } from './parenthesized.js';

beforeAll(loadModule);

const name = fc.constantFrom('a', 'b', 'long_column_name_of_something', 'user', 'position', 'Mixed', 'loop', 'value');
const literal = fc.constantFrom('', "it's", 'back\\slash', 'two\nlines', '--', '/*', '$$', 'é');
const type: fc.Arbitrary<PgType> = fc.constantFrom(
  pgTypes.numeric,
  pgTypes.decimal(10, 2),
  pgTypes.varchar(20),
  pgTypes.timestamptzOf(3),
  pgTypes.arrayOf(pgTypes.text),
  pgTypes.double,
  pgTypes.named('bank', 'address_t'),
);

const { tree } = fc.letrec<{ tree: PgExpr; leaf: PgExpr; inner: PgExpr }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4, depthSize: 'max' }, tie('leaf'), { weight: 2, arbitrary: tie('inner') }),
  leaf: fc.oneof(
    fc.constant<PgExpr>(b.null(span)),
    fc.boolean().map((value) => b.boolean(span, value)),
    fc.constantFrom('0', '1', '2.50', '.5', '1e10').map((text): PgExpr => ({ kind: 'PgNumber', span, text })),
    literal.map((value) => b.text(span, value)),
    fc.constant(b.typed(span, 'timestamp', '2024-01-01')),
    fc.array(name, { minLength: 1, maxLength: 2 }).map((parts) => b.column(span, ...parts)),
    fc.constant(b.raw(span, 'current_date')),
  ),
  inner: fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          fc.constantFrom('+', '-', '*', '/', '%', '^', '||', '=', '<', '<>', '>=', '->', '@-', '~*'),
          tie('tree'),
          tie('tree'),
        )
        .map(([op, left, right]): PgExpr => b.binary(span, op, left, right)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('-' as const, '+' as const, '~' as const, '@' as const), tie('tree'))
        .map(([op, operand]): PgExpr => ({ kind: 'PgUnary', span, op, operand })),
    },
    fc
      .array(tie('tree'), { minLength: 2, maxLength: 4 })
      .map((operands): PgExpr => ({ kind: 'PgAnd', span, operands })),
    fc.array(tie('tree'), { minLength: 2, maxLength: 4 }).map((operands): PgExpr => ({ kind: 'PgOr', span, operands })),
    tie('tree').map((operand): PgExpr => ({ kind: 'PgNot', span, operand })),
    fc.tuple(tie('tree'), type).map(([operand, to]) => b.cast(span, operand, to)),
    fc
      .tuple(
        tie('tree'),
        fc.boolean(),
        fc.constantFrom('null' as const, 'true' as const, 'unknown' as const, 'document' as const),
      )
      .map(([operand, negated, what]): PgExpr => ({ kind: 'PgIs', span, operand, negated, what })),
    fc
      .tuple(tie('tree'), tie('tree'), fc.boolean())
      .map(([left, right, negated]): PgExpr => ({ kind: 'PgIsDistinct', span, left, right, negated })),
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('tree'), tie('tree'), tie('tree'), fc.boolean())
        .map(([operand, low, high, negated]): PgExpr => ({ kind: 'PgBetween', span, operand, low, high, negated })),
    },
    fc
      .tuple(tie('tree'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }), fc.boolean())
      .map(([operand, items, negated]): PgExpr => ({ kind: 'PgIn', span, operand, items, negated })),
    fc
      .tuple(
        tie('tree'),
        tie('tree'),
        fc.option(tie('tree'), { nil: undefined }),
        fc.boolean(),
        fc.constantFrom('like' as const, 'ilike' as const, 'similar to' as const),
      )
      .map(
        ([operand, pattern, escaped, negated, op]): PgExpr => ({
          kind: 'PgLike',
          span,
          operand,
          pattern,
          escape: escaped,
          negated,
          op,
        }),
      ),
    fc
      .tuple(
        fc.option(tie('tree'), { nil: undefined }),
        fc.array(fc.tuple(tie('tree'), tie('tree')), { minLength: 1, maxLength: 3 }),
        fc.option(tie('tree'), { nil: undefined }),
      )
      .map(
        ([operand, branches, otherwise]): PgExpr => ({
          kind: 'PgCase',
          span,
          operand,
          branches: branches.map(([when, then]) => ({ when, then })),
          otherwise,
        }),
      ),
    fc
      .tuple(fc.constantFrom('coalesce', 'left', 'lower'), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
      .map(([fn, args]) => b.call(span, fn, ...args)),
    fc.array(tie('tree'), { maxLength: 3 }).map((args) => b.ora(span, 'trim', ...args)),
    fc
      .tuple(tie('tree'), fc.constantFrom('=', '<', '~*'), fc.constantFrom('any' as const, 'all' as const), tie('tree'))
      .map(([left, op, quantifier, right]): PgExpr => ({ kind: 'PgQuantified', span, left, op, quantifier, right })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((items) => b.array(span, ...items)),
    fc
      .tuple(fc.array(tie('tree'), { maxLength: 3 }), fc.boolean())
      .map(([items, bare]): PgExpr => ({ kind: 'PgRow', span, items, bare })),
    // Only what the naive printer need not tell from a path: a column with subscripts or fields is one path in
    // PostgreSQL's tree.
    fc
      .tuple(
        tie('tree').filter((one) => !['PgSubscript', 'PgField'].includes(one.kind)),
        tie('tree'),
      )
      .map(([operand, index]) => b.subscript(span, operand, index)),
    fc
      .tuple(
        tie('tree').filter((one) => !['PgSubscript', 'PgField'].includes(one.kind)),
        name,
      )
      .map(([operand, field]) => b.field(span, operand, field)),
    fc
      .tuple(tie('tree'), tie('tree'))
      .map(([operand, zone]): PgExpr => ({ kind: 'PgAtTimeZone', span, operand, zone })),
    tie('tree').map((operand): PgExpr => ({ kind: 'PgCollate', span, operand, collation: 'C' })),
    tie('tree').map((operand): PgExpr => ({ kind: 'PgExtract', span, field: 'year', operand })),
  ),
}));

describe('printed expressions', () => {
  it('mean what the tree says, on wide and on narrow lines', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(100, 20), (expr, lineWidth) => {
        const printed = printExpression(expr, { lineWidth });
        expect(parseTree(`select ${printed}`)).toEqual(parseTree(`select ${parenthesized(expr)}`));
      }),
      { numRuns: 3000 },
    );
  });

  it('are the same bytes each time', () => {
    fc.assert(
      fc.property(tree, (expr) => {
        expect(printExpression(structuredClone(expr))).toBe(printExpression(expr));
      }),
      { numRuns: 200 },
    );
  });

  it('are accepted as column default, where only b_expr may stand', () => {
    fc.assert(
      fc.property(tree, (expr) => {
        const column = {
          kind: 'PgColumnDefinition',
          span,
          name: 'c',
          type: pgTypes.text,
          default: expr,
          notNull: true,
        } as const;
        const { text } = printStatement({
          kind: 'PgCreateTable',
          span,
          name: ['t'],
          columns: [column],
          constraints: [],
        });
        parseTree(text);
      }),
      { numRuns: 500 },
    );
  });

  it('are accepted as PL/pgSQL conditions, which end at the first THEN', () => {
    fc.assert(
      fc.property(tree, (expr) => {
        const nothing = [b.nothing(span)];
        const chosen = { kind: 'PlCase', span, operand: expr, branches: [{ when: [expr], body: nothing }] } as const;
        const body = b.block(span, { body: [b.ifThen(span, expr, nothing), chosen, b.exit(span, undefined, expr)] });
        const { text } = printStatement({
          kind: 'PgCreateRoutine',
          span,
          routine: 'function',
          name: ['f'],
          parameters: [],
          returns: 'void',
          language: 'plpgsql',
          body: b.block(span, { body: [b.loop(span, [body])] }),
        });
        parseTree(text);
        plpgsqlTree(text);
      }),
      { numRuns: 300 },
    );
  });
});
