import { describe, expect, it } from 'vitest';
import type { PgSelect } from '../../../src/ir/postgres/index.js';
import { noSpan as span } from '../../../src/ir/span.js';
import { b } from '../../../src/lower/builders.js';
import { madeUp, madeUpPart, madeUpVariable, settleNames } from '../../../src/lower/naming/made-names.js';
import { printStatement } from '../../../src/print/index.js';

/** `select item from (select 1) as q, more` with the names settled, where tables of the name `t` have a column `c`. */
function settled(item: PgSelect['body'] | ReturnType<typeof b.column>, alias = madeUp('q')): string {
  const query = b.select(span, {
    items: item.kind === 'PgColumn' ? [item] : [],
    from: [b.derived(span, b.select(span, { items: [b.item(span, b.num(span, 1), madeUp('c'))] }), alias)],
  });
  const statement = settleNames(b.queryStatement(span, query), (table) => (table === 't' ? ['c'] : []));
  return printStatement(statement).text.replace(/\s+/g, ' ');
}

describe('names that are made up', () => {
  it('are plain where nothing has them', () =>
    expect(settled(b.column(span, madeUp('q'), madeUp('c')))).toContain('select q.c from'));

  it('give way to names of the program', () =>
    expect(settled(b.column(span, 'q', madeUp('c')))).toMatch(/select q\.c from .* as q_2;/));

  it('give way to columns of tables in the statement, which `*` may mean', () => {
    const query = b.select(span, {
      items: [b.item(span, b.num(span, 1), madeUp('c'))],
      from: [b.table(span, ['s', 't'])],
    });
    const made = settleNames(b.queryStatement(span, query), (table) => (table === 't' ? ['c'] : []));
    expect(printStatement(made).text).toContain('1 as c_2');
  });

  it('of one hint are apart for queries, variables and parts of variables', () =>
    expect(settled(b.column(span, madeUpVariable('q'), madeUpPart(madeUpVariable('q'), 'k')), madeUp('q'))).toMatch(
      /select q\.q_k from .* as q_2;/,
    ));
});
