import type { ColumnInfo, RelationSymbol } from '../../analyze/model/symbols.js';
import { sequenceOfDefault } from '../../diagnostics/op2.js';
import type { ColumnDefinition, Expr } from '../../ir/oracle/index.js';
import type { ExprContext } from '../context.js';
import { isLeft, sequencesIn } from './sequence-defaults.js';
import { isAltered } from './target.js';

/**
 * A value that may be NULL for a column with DEFAULT ON NULL whose sequence the row draws from, too: in Oracle both get
 * one number; here the trigger that sees the NULL takes another. So it does where the statement itself draws for a NULL
 * of a column by which partitions are chosen. (SQL Language Reference, "How to Use Sequence Values")
 */
export function reportSequenceDrawnTwice(
  ex: ExprContext,
  relation: RelationSymbol | undefined,
  columns: readonly (ColumnInfo | undefined)[],
  row: readonly Expr[],
): void {
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateTable' || isAltered(relation) || row.length !== columns.length) return;
  const given = (name: string): Expr | undefined => row[columns.findIndex((c) => c?.name === name)];
  const drawn = new Set([
    ...row.flatMap((value) => sequencesIn(ex, value, 'NEXTVAL')),
    ...definition.columns.flatMap((column) => {
      const value = given(column.name.name);
      return column.default && (!value || isLeft(value, column)) ? sequencesIn(ex, column.default, 'NEXTVAL') : [];
    }),
  ]);
  const mayTakeDefault = (value: Expr, column: ColumnDefinition): boolean =>
    column.defaultOnNull === true && !isLeft(value, column) && ex.unit.analysis.mayBeNull(value);
  const routing = definition.columns.find((column) => {
    const value = given(column.name.name);
    const isKey = columns.find((c) => c?.name === column.name.name)?.partitionKey === true;
    return value !== undefined && isKey && mayTakeDefault(value, column);
  });
  if (routing?.default) for (const sequence of sequencesIn(ex, routing.default, 'NEXTVAL')) drawn.add(sequence);
  for (const column of definition.columns) {
    const value = given(column.name.name);
    if (!value || column === routing || !column.default || !mayTakeDefault(value, column)) continue;
    if (sequencesIn(ex, column.default, 'NEXTVAL').some((s) => drawn.has(s)))
      ex.unit.report(sequenceOfDefault(value.span, column.name.name));
  }
}
