import { expect, test } from 'vitest';
import { branchesOf, firstQueryBlock } from '../../src/ir/query-branches.js';
import { parseStatementText } from '../../src/parse/build/index.js';

const queryOf = (text: string) => {
  const { unit } = parseStatementText(text);
  if (unit?.kind !== 'QueryStatement') throw new Error(`no query: ${text}`);
  return unit.query;
};
const columns = (text: string) =>
  branchesOf(queryOf(text)).map((branch) => (branch.kind === 'Select' ? branch.items.length : 'VALUES'));

test('the branches of a query are found in any parentheses, from left to right', () => {
  expect(columns('select 1 from dual')).toEqual([1]);
  expect(
    columns('select 1 from dual union (select 1, 2 from dual minus (select 1, 2, 3 from dual order by 1))'),
  ).toEqual([1, 2, 3]);
});

test('only a query block names the columns', () => {
  expect(firstQueryBlock(queryOf('(select 1, 2 from dual) union all select 3 from dual'))?.items).toHaveLength(2);
});
