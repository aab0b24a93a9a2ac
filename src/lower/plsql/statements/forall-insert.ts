import type { RelationSymbol, TriggerSymbol } from '../../../analyze/model/symbols.js';
import { forallInsertTriggers } from '../../../diagnostics/op3-calls.js';
import type { ForAll } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PgExpr, PgInsert, PlStatement } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { raiseError } from '../errors/capture.js';

/** What a FORALL keeps beside its rows. */
interface ForAllCounts {
  /** The variable of %BULK_ROWCOUNT, and that of the number of all rows. */
  readonly rowCounts: string;
  readonly total: string;
}

/** The bounds of `FORALL i IN low .. high`. */
export interface ForAllRange {
  readonly low: PgExpr;
  readonly high: PgExpr;
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
  index: string,
  counts: ForAllCounts,
  range: ForAllRange | undefined,
): PlStatement[] | undefined {
  const trigger = statementTrigger(rc, s);
  if (!trigger) return undefined;
  const [only, ...more] = step;
  const insert =
    only?.kind === 'PlSql' && more.every((m) => m.kind === 'PlGetDiagnostics') ? only.statement : undefined;
  const source = insert?.kind === 'PgInsert' && typeof insert.source === 'object' ? insert.source : undefined;
  const row = source?.kind === 'PgValues' && source.rows.length === 1 ? source.rows[0] : undefined;
  if (
    !range ||
    !row ||
    insert?.kind !== 'PgInsert' ||
    insert.returning ||
    s.saveExceptions ||
    rc.mode.kind !== 'plain'
  ) {
    rc.unit.report(forallInsertTriggers(s.statement.span, trigger.name));
    return undefined;
  }
  const { span } = s;
  const low = b.column(span, rc.fresh('forall_low', pgTypes.integer));
  const high = b.column(span, rc.fresh('forall_high', pgTypes.integer));
  const total = b.column(span, counts.total);
  const isNull = (value: PgExpr): PgExpr => ({ kind: 'PgIs', span, negated: false, what: 'null', operand: value });
  const statement: PgInsert = {
    ...insert,
    source: b.select(span, {
      items: row.map((value) => b.item(span, value)),
      from: [b.fromFunction(span, b.call(span, 'generate_series', low, high), 'forall', [index])],
    }),
  };
  return [
    b.assign(span, low, range.low),
    b.assign(span, high, range.high),
    b.ifThen(
      span,
      b.binary(span, 'or', isNull(low), isNull(high)),
      raiseError(rc, span, sqlstateOf(6502), 'ORA-06502: PL/SQL: numeric or value error'),
    ),
    b.ifThen(span, b.binary(span, '<=', low, high), [
      { kind: 'PlSql', span: s.statement.span, statement },
      { kind: 'PlGetDiagnostics', span, stacked: false, items: [{ target: total, item: 'row_count' }] },
      b.assign(
        span,
        b.column(span, counts.rowCounts),
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
