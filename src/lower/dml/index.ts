import { unreachable } from '../../diagnostics/diagnostic.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import type { DmlStatement } from '../../ir/oracle/index.js';
import type { PgDml, PgSelect, PlStatement } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { mutatedBy, reportViewsOfMutated } from '../calls/mutating-function.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { containsAggregate } from '../queries/grouping/group-by.js';
import { within } from '../queries/scope.js';
import { misplacedInDml, refuseMisplaced } from '../queries/sequences/places.js';
import { lowerDelete } from './delete.js';
import { lowerInsert } from './insert.js';
import { lowerMerge } from './merge.js';
import { lowerMultiTableInsert } from './multi-table-insert.js';
import { countedElements, countsElements, isOnNestedTable, lowerNestedTableDml } from './nested-table.js';
import { lowerReturning, type MakeReturning, type ReturningTargets } from './returning.js';
import { lowerUpdate } from './update.js';

/** What a DML statement becomes. */
interface LoweredDml {
  readonly statement: PgDml;
  /** PL/SQL only: statements that run before and after. */
  readonly before?: readonly PlStatement[];
  readonly after?: readonly PlStatement[];
  /** The statements keep SQL%ROWCOUNT themselves. */
  readonly countsItself?: boolean;
  /** The same statement as a query of the number of rows it changed, where PostgreSQL's own count is another. */
  readonly counted?: () => PgSelect;
}

/** INSERT, UPDATE, DELETE or MERGE as one statement. */
export function lowerDml(around: ExprContext, s: DmlStatement, returningInto?: ReturningTargets): LoweredDml {
  const ex: ExprContext = { ...around, dml: true, mutated: mutatedBy(around, s) };
  reportViewsOfMutated(ex, s);
  refuseMisplaced(misplacedInDml(ex.unit.analysis, s), s.span);
  if (s.kind === 'MultiTableInsert') {
    const { statement, counted } = lowerMultiTableInsert(ex, s);
    return { statement, ...(counted ? { counted: () => counted } : {}) };
  }
  if ((s.kind === 'Insert' || s.kind === 'Update' || s.kind === 'Delete') && isOnNestedTable(s)) {
    const inner = within(ex, () => undefined);
    const statement = lowerNestedTableDml(inner, s);
    return countsElements(s) ? { statement, counted: () => countedElements(inner, s, statement) } : { statement };
  }
  return {
    statement: lowerStatement(ex, s, (inner) =>
      'returning' in s && s.returning ? lowerReturning(inner, s.returning, returningInto) : undefined,
    ),
  };
}

/** Does PostgreSQL count other rows than Oracle? */
export const hasOwnCount = (s: DmlStatement): boolean =>
  s.kind === 'MultiTableInsert' || (s.kind !== 'Merge' && isOnNestedTable(s) && countsElements(s));

function lowerStatement(ex: ExprContext, s: DmlStatement, returning: MakeReturning): PgDml {
  switch (s.kind) {
    case 'Insert':
      return lowerInsert(ex, s, returning);
    case 'MultiTableInsert':
      return lowerMultiTableInsert(ex, s).statement;
    case 'Update':
      return lowerUpdate(ex, s, returning);
    case 'Delete':
      return lowerDelete(ex, s, returning);
    case 'Merge':
      return lowerMerge(ex, s);
    default:
      return unreachable(s);
  }
}

/** Does RETURNING aggregate the changed rows? PostgreSQL's does not: `returningQuery` has to be used. */
export function returnsAggregates(ex: ExprContext, s: DmlStatement): boolean {
  return 'returning' in s && s.returning?.items.some((item) => containsAggregate(ex, item)) === true;
}

/**
 * The changed rows as a query, for RETURNING BULK COLLECT and aggregates: `with changed as (update … returning …)
 * select … from changed`. `counted` adds their number as the last column.
 */
export function returningQuery(around: ExprContext, s: DmlStatement, counted = false): PgSelect {
  const ex: ExprContext = { ...around, dml: true, mutated: mutatedBy(around, s) };
  reportViewsOfMutated(ex, s);
  refuseMisplaced(misplacedInDml(ex.unit.analysis, s), s.span);
  const clause = 'returning' in s ? s.returning : undefined;
  const { span } = s;
  if (!clause) return refuse(unsupportedClause(span, 'RETURNING'));
  const items: { readonly name: string; readonly value: ReturnType<typeof lowerExpr> }[] = [];
  const outputs: ReturnType<typeof lowerExpr>[] = [];
  const statement = lowerStatement(ex, s, (inner) => {
    const add = (value: ReturnType<typeof lowerExpr>): ReturnType<typeof lowerExpr> => {
      const name = madeUp(`c${items.length + 1}`);
      items.push({ name, value });
      return b.column(value.span, madeUp('changed'), name);
    };
    for (const item of clause.items) {
      if (!containsAggregate(ex, item)) outputs.push(add(lowerExpr(inner, item)));
      else {
        const over = within(inner, (expr) =>
          expr.kind === 'Name' && inner.unit.analysis.resolve(expr).base.kind === 'column'
            ? add(lowerExpr(inner, expr))
            : undefined,
        );
        outputs.push(lowerExpr(over, item));
      }
    }
    if (items.length === 0) items.push({ name: madeUp('c1'), value: b.num(span, 1) });
    return { items: items.map((i) => b.item(i.value.span, i.value, i.name)) };
  });
  return b.select(span, {
    with: {
      kind: 'PgWith',
      span,
      recursive: false,
      ctes: [{ kind: 'PgCte', span, name: madeUp('changed'), query: statement }],
    },
    items: counted ? [...outputs, b.call(span, 'count', b.star(span))] : outputs,
    from: [b.table(span, [madeUp('changed')])],
  });
}
