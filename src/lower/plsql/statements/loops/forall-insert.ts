import type { RelationSymbol, TriggerSymbol } from '../../../../analyze/model/symbols.js';
import { forallInsertTriggers } from '../../../../diagnostics/op3-calls.js';
import type { ForAll } from '../../../../ir/oracle/index.js';
import { oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PgExpr, PgInsert, PlStatement } from '../../../../ir/postgres/index.js';
import { b, pgTypes } from '../../../builders.js';
import { madeUp } from '../../../naming/made-names.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { tellCount } from '../../body/shared-sql-attributes.js';
import { raiseFailure } from '../../errors/capture.js';

/** What the iterations of a FORALL go by. */
export interface ForAllIterations {
  /** The variable of its index. */
  readonly index: string;
  /** The bounds of `FORALL i IN low .. high`; undefined where it goes over a collection. */
  readonly range: { readonly low: PgExpr; readonly high: PgExpr } | undefined;
  /** The variable of %BULK_ROWCOUNT, and that of the number of all rows. */
  readonly rowCounts: string;
  readonly total: string;
}

/**
 * FORALL … INSERT is one statement to the triggers that fire once a statement, FORALL … UPDATE and DELETE are one an
 * iteration. So the rows become one INSERT … SELECT, where the table has such triggers and nothing can tell that a row
 * that fails takes the earlier ones with it; else it is reported. Undefined where the loop does.
 */
export function forAllInsertAsOne(
  rc: BodyBuilder,
  s: ForAll,
  step: readonly PlStatement[],
  iterations: ForAllIterations,
): PlStatement[] | undefined {
  const trigger = statementTrigger(rc, s);
  if (!trigger) return undefined;
  const { index, range } = iterations;
  const inserted = insertedRow(step);
  if (!range || !inserted || s.saveExceptions || rc.mode.kind !== 'plain') {
    rc.unit.report(forallInsertTriggers(s.statement.span, trigger.name));
    return undefined;
  }
  const { span } = s;
  const low = b.column(span, rc.fresh('forall_low', pgTypes.integer));
  const high = b.column(span, rc.fresh('forall_high', pgTypes.integer));
  const total = b.column(span, iterations.total);
  const isNull = (value: PgExpr): PgExpr => ({ kind: 'PgIs', span, negated: false, what: 'null', operand: value });
  const statement: PgInsert = {
    ...inserted.insert,
    source: b.select(span, {
      items: inserted.row.map((value) => b.item(span, value)),
      from: [b.fromFunction(span, b.call(span, 'generate_series', low, high), madeUp('forall'), [index])],
    }),
  };
  return [
    b.assign(span, low, range.low),
    b.assign(span, high, range.high),
    b.ifThen(span, b.binary(span, 'or', isNull(low), isNull(high)), raiseFailure(rc, span, oracleFailure(6502))),
    b.ifThen(span, b.binary(span, '<=', low, high), [
      ...tellCount(rc, b.num(span, 0)),
      { kind: 'PlSql', span: s.statement.span, statement },
      { kind: 'PlGetDiagnostics', span, stacked: false, items: [{ target: total, item: 'row_count' }] },
      b.assign(
        span,
        b.column(span, iterations.rowCounts),
        b.call(
          span,
          'array_fill',
          b.num(span, 1),
          b.array(span, b.cast(span, total, pgTypes.integer)),
          b.array(span, low),
        ),
      ),
    ]),
  ];
}

/** The INSERT of one row that the step consists of, but for counts of its rows; none with RETURNING. */
function insertedRow(
  step: readonly PlStatement[],
): { readonly insert: PgInsert; readonly row: readonly PgExpr[] } | undefined {
  const [only, ...counts] = step;
  if (only?.kind !== 'PlSql' || !counts.every((s) => s.kind === 'PlGetDiagnostics')) return undefined;
  const insert = only.statement;
  if (insert.kind !== 'PgInsert' || insert.returning || typeof insert.source !== 'object') return undefined;
  const row = insert.source.kind === 'PgValues' && insert.source.rows.length === 1 ? insert.source.rows[0] : undefined;
  return row && { insert, row };
}

/** A trigger that fires once for INSERT statements on the table, or keeps variables through one. */
function statementTrigger(rc: BodyBuilder, s: ForAll): TriggerSymbol | undefined {
  if (s.statement.kind !== 'Insert' || s.statement.target.kind !== 'TableRef') return undefined;
  const { analysis } = rc.unit;
  const relation: RelationSymbol | undefined = analysis.sourceOf(s.statement.target)?.relation;
  return relation && analysis.catalog.triggers.find((t) => t.table === relation && firesOnce(t));
}

function firesOnce({ definition }: TriggerSymbol): boolean {
  if (!definition.events.some((e) => e.event === 'INSERT')) return false;
  const { body } = definition;
  if (body.kind !== 'CompoundTriggerBody') return !definition.forEachRow;
  return (
    body.declarations.some((d) => d.kind === 'VariableDeclaration') ||
    body.sections.some((x) => x.timing.endsWith('STATEMENT'))
  );
}
