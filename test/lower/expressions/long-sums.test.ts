import { expect, it } from 'vitest';
import { converted } from '../converted.js';

it('the type of a long sum is found in as many steps as it has terms, also where the terms have no known types', () => {
  const terms = Array.from({ length: 60 }, (_, i) => `r.c${i}`);
  const { sql } = converted(
    `create procedure p (r gone.t%rowtype) is v number; begin v := ${terms.join(' + ')}; v := ${terms.join(' - (')}${')'.repeat(59)}; end;\n/\n`,
  );
  expect(sql).toContain('create procedure');
});

it('so is that of the sums of a query of a table that is not among the inputs', () => {
  const product = Array.from({ length: 60 }, (_, i) => `o.c${i}`).join(' * ');
  const { codes } = converted(
    `create view v as select sum(${product}) as total, ${product} - 1 as one from other o;\n`,
  );
  expect(codes).not.toContain('OP9901');
});
