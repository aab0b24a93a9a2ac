import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { PgSelect, PgSelectBody, PgSetOperation } from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b } from '../../src/lower/builders.js';
import { printQuery } from '../../src/print/index.js';
import { loadModule, parseTree } from './libpg.js';

beforeAll(loadModule);

const ops: readonly PgSetOperation['op'][] = [
  'union',
  'union all',
  'intersect',
  'intersect all',
  'except',
  'except all',
];
const leaf = fc.nat(9).map((value) => b.select(span, { items: [b.num(span, value)] }));
/** Clauses around clauses are PostgreSQL's merging, which has examples of its own. */
const plain = (one: PgSelectBody): boolean =>
  one.kind !== 'PgSelect' || (one.orderBy === undefined && one.limit === undefined);
const { body } = fc.letrec<{ body: PgSelectBody }>((tie) => ({
  body: fc.oneof(
    { maxDepth: 6, depthSize: 'max' },
    leaf,
    leaf.map((query): PgSelectBody => query.body),
    fc.nat(9).map((value): PgSelectBody => ({ kind: 'PgValues', span, rows: [[b.num(span, value)], [b.null(span)]] })),
    fc
      .tuple(fc.constantFrom(...ops), tie('body'), tie('body'))
      .map(([op, left, right]): PgSelectBody => ({ kind: 'PgSetOperation', span, op, left, right })),
    tie('body')
      .filter(plain)
      .map((inner): PgSelect => ({ kind: 'PgSelect', span, body: inner, orderBy: [{ value: b.num(span, 1) }] })),
    tie('body')
      .filter(plain)
      .map((inner): PgSelect => ({ kind: 'PgSelect', span, body: inner, limit: b.num(span, 1) })),
  ),
}));

/** Every operand in parentheses. */
function parenthesized(node: PgSelectBody): string {
  switch (node.kind) {
    case 'PgSetOperation':
      return `(${parenthesized(node.left)}) ${node.op} (${parenthesized(node.right)})`;
    case 'PgSelect':
      if (node.orderBy !== undefined) return `(${parenthesized(node.body)}) order by 1`;
      return node.limit === undefined ? parenthesized(node.body) : `(${parenthesized(node.body)}) limit 1`;
    default:
      return printQuery({ kind: 'PgSelect', span, body: node });
  }
}

it('set operations mean what the tree says', () => {
  fc.assert(
    fc.property(body, fc.constantFrom(100, 20), (generated, lineWidth) => {
      const whole: PgSelect = {
        kind: 'PgSelect',
        span,
        body: { kind: 'PgSetOperation', span, op: 'union', left: generated, right: generated },
      };
      expect(parseTree(printQuery(whole, { lineWidth }))).toEqual(parseTree(parenthesized(whole)));
    }),
    { numRuns: 1000 },
  );
});
