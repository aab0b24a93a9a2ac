import type { OracleType } from '../../analyze/model/types.js';
import type { Returning } from '../../ir/oracle/index.js';
import type { PgExpr, PgReturning } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import { sameKind } from '../queries/select-list/select-list.js';
import type { DmlTable } from './target.js';

/** The variables of RETURNING INTO, and the types to which the values are converted. */
export interface ReturningTargets {
  readonly targets: readonly PgExpr[];
  readonly types: readonly OracleType[];
  /** Items that go to an object: as the only element of an array, lest INTO spread it over its attributes. */
  readonly inArray: readonly number[];
}

/** Makes the RETURNING clause of a statement in its own scope; nothing where it has none. */
export type MakeReturning = (inner: ExprContext, table: DmlTable) => PgReturning | undefined;

/** RETURNING of one row into variables, or as result columns c1, c2 … */
export function lowerReturning(ex: ExprContext, clause: Returning, into: ReturningTargets | undefined): PgReturning {
  const items = clause.items.map((item, i) => {
    const wanted = into?.types[i];
    const value =
      wanted && !sameKind(ex.unit.analysis.typeOf(item), wanted) ? lowerTo(ex, item, wanted) : lowerExpr(ex, item);
    return b.item(item.span, into?.inArray.includes(i) ? b.array(item.span, value) : value);
  });
  return { items, ...(into ? { into: { strict: false, targets: into.targets } } : {}) };
}
