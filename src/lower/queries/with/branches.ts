import type { PgFromItem, PgSelectBody, PgSelectCore } from '../../../ir/postgres/index.js';

/* The two branches of a recursive query. */

/** A branch to which columns can be added where its rows are made. */
export function plainBranch(body: PgSelectBody): PgSelectCore | undefined {
  if (body.kind === 'PgSelect')
    return body.with || body.orderBy || body.limit || body.offset ? undefined : plainBranch(body.body);
  if (body.kind !== 'PgSelectCore' || body.distinct || body.distinctOn || body.groupBy || body.having) return undefined;
  return body;
}

/** What the recursive member calls the rows of the level above. */
export function referenceTo(from: readonly PgFromItem[], name: string): string | undefined {
  for (const item of from) {
    if (item.kind === 'PgTable' && item.name.length === 1 && item.name[0] === name) return item.alias ?? name;
    const found = item.kind === 'PgJoin' ? referenceTo([item.left, item.right], name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
