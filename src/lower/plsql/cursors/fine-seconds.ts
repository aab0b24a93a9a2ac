import { timestampPrecision } from '../../../diagnostics/op1-types.js';
import type { PgSelect } from '../../../ir/postgres/index.js';
import { hasFineSeconds } from '../../expressions/datetime/interval-text.js';
import type { BodyBuilder } from '../body/body-builder.js';

/**
 * The query of a cursor FOR loop; says which columns of the loop's record are intervals computed with more than six
 * digits of a second: Oracle keeps nine in them. (SQL Language Reference, "Interval Expressions")
 */
export function noteFineSeconds(rc: BodyBuilder, query: PgSelect): PgSelect {
  if (query.body.kind !== 'PgSelectCore') return query;
  for (const { value, alias, span } of query.body.items)
    if (hasFineSeconds(value)) rc.unit.report(timestampPrecision(span, alias ?? 'The interval', '9'));
  return query;
}
