import type { RowSource } from '../../analyze/analysis.js';
import type { MultiTableInsert } from '../../ir/oracle/index.js';
import type { PgExpr, PgSelectItem } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { isOnceOnly } from '../expressions/evaluation/once-in-sql.js';
import { lowerCondition } from '../expressions/index.js';
import { within } from '../queries/scope.js';

type InsertBranch = MultiTableInsert['branches'][number]['inserts'][number];

/** An INTO with the condition under which it takes a row. */
interface ConditionalInto {
  readonly when: PgExpr | undefined;
  readonly insert: InsertBranch;
}

/** The INTOs of a multi-table INSERT, with what their conditions need as further columns of the source. */
interface ConditionalIntos {
  readonly intos: readonly ConditionalInto[];
  readonly columns: readonly PgSelectItem[];
}

/** Where the rows of the source are read: by the branches, and where further columns are added to them. */
interface SourceNames {
  readonly source: RowSource | undefined;
  readonly rows: string;
  readonly beside: string;
}

/**
 * Which INTO takes a row. Each WHEN is worked out once for a row, with FIRST until one holds: what answers otherwise
 * each time is a column of the source. (SQL Language Reference, INSERT, "conditional_insert_clause")
 */
export function conditionalIntos(ex: ExprContext, s: MultiTableInsert, names: SourceNames): ConditionalIntos {
  const isDecidedOnce = s.branches.some(({ when }) => when !== undefined && isOnceOnly(ex, when));
  return isDecidedOnce ? decidedInSource(ex, s, names) : decidedInBranches(ex, s);
}

function decidedInBranches(ex: ExprContext, s: MultiTableInsert): ConditionalIntos {
  const { span } = s;
  const intos: ConditionalInto[] = [];
  const earlier: PgExpr[] = [];
  for (const branch of s.branches) {
    const own = branch.when && lowerCondition(ex, branch.when);
    const not = s.mode === 'FIRST' ? earlier.map((e) => b.not(span, b.isTrue(span, e))) : [];
    const when = own || not.length > 0 ? b.and(span, ...not, ...(own ? [own] : [])) : undefined;
    for (const insert of branch.inserts) intos.push({ when, insert });
    if (own) earlier.push(own);
  }
  for (const insert of s.otherwise ?? [])
    intos.push({ when: b.and(span, ...earlier.map((e) => b.not(span, b.isTrue(span, e)))), insert });
  return { intos, columns: [] };
}

function decidedInSource(
  ex: ExprContext,
  s: MultiTableInsert,
  { source, rows, beside }: SourceNames,
): ConditionalIntos {
  const { span } = s;
  const inSource = within(ex, () => undefined, source ? new Map([[source, beside]]) : undefined);
  const conditions = s.branches.map(({ when }) => (when ? lowerCondition(inSource, when) : b.boolean(span, true)));
  const isFirst = s.mode === 'FIRST';
  const columns = isFirst
    ? [
        b.item(
          span,
          b.caseWhen(
            span,
            conditions.map((when, i) => ({ when, then: b.num(span, i + 1) })),
            b.num(span, 0),
          ),
          'branch',
        ),
      ]
    : conditions.map((when, i) => b.item(span, b.isTrue(span, when), `when_${i + 1}`));
  const holds = (i: number): PgExpr =>
    isFirst
      ? b.binary(span, '=', b.column(span, rows, 'branch'), b.num(span, i + 1))
      : b.column(span, rows, `when_${i + 1}`);
  const none = isFirst ? holds(-1) : b.and(span, ...conditions.map((_, i) => b.not(span, holds(i))));
  return {
    columns,
    intos: [
      ...s.branches.flatMap(({ inserts }, i) => inserts.map((insert) => ({ when: holds(i), insert }))),
      ...(s.otherwise ?? []).map((insert) => ({ when: none, insert })),
    ],
  };
}
