import { expect, it } from 'vitest';
import type { PgDml, PgExpr, PgSelect, PgStatement, PlBlock, PlStatement } from '../../src/ir/postgres/index.js';
import { noSpan } from '../../src/ir/span.js';
import { b } from '../../src/lower/builders.js';
import { printExpression, printQuery, printStatement } from '../../src/print/index.js';
import { parseTree, plpgsqlTree } from './libpg.js';

/** Kinds that some example printed: the tests end by asking whether any kind has none. */
export const seenKinds = new Set<string>();

function see(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && typeof value.kind === 'string') seenKinds.add(value.kind);
  for (const child of Object.values(value)) see(child);
}

/** A test for each node, by the name of the text that it has to give. */
export function eachPrints<N>(
  examples: readonly (readonly [N, string])[],
  check: (node: N, expected: string) => void,
): void {
  for (const [node, expected] of examples) it(expected.replace(/\s+/g, ' '), () => check(node, expected));
}

export function printsExpression(node: PgExpr, expected: string): void {
  see(node);
  expect(printExpression(node)).toBe(expected);
  parseTree(node.kind === 'PgDefault' ? `insert into t values (${expected})` : `select ${expected}`);
}

export function printsQuery(node: PgSelect, expected: string): void {
  see(node);
  expect(printQuery(node)).toBe(expected);
  parseTree(expected);
}

export function printsStatement(node: PgStatement, expected: string): void {
  see(node);
  expect(printStatement(node).text).toBe(expected);
  parseTree(expected);
  if (node.kind === 'PgDo' || (node.kind === 'PgCreateRoutine' && node.language === 'plpgsql')) plpgsqlTree(expected);
}

export const printsDml = (statement: PgDml, expected: string): void =>
  printsStatement({ kind: 'PgDmlStatement', span: noSpan, statement }, `${expected};`);

/** A routine with one variable of each type that PL/pgSQL checks while parsing. */
const head = `create function f(x numeric) returns setof numeric language plpgsql as $body$
declare
  a numeric; b numeric; i integer; r record; c refcursor; bound cursor (n integer) for select 1; arr numeric[];
  "open" numeric; t bank.emp;
begin
<<outermost>>
loop
`;

export function printsPl(node: PlStatement, expected: string): void {
  see(node);
  const { text } = printStatement({ kind: 'PgDo', span: noSpan, body: b.block(noSpan, { body: [node] }) });
  const lines = text.split('\n');
  expect(
    lines
      .slice(2, -2)
      .map((line) => line.replace(/^ {2}/, ''))
      .join('\n'),
  ).toBe(expected);
  plpgsqlTree(`${head}${expected}\nend loop;\nend $body$`);
}

export function printsBlock(node: PlBlock, expected: string): void {
  see(node);
  printsStatement({ kind: 'PgDo', span: noSpan, body: node }, expected);
}
