import type { ColumnInfo, RelationSymbol } from '../../analyze/model/symbols.js';
import { sequenceOfDefault } from '../../diagnostics/op2.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { ExprContext } from '../context.js';
import { isLeft, sequencesIn } from './sequence-defaults.js';
import { isAltered } from './target.js';

/**
 * A value that may be NULL for a column with DEFAULT ON NULL whose sequence the row draws from, too: in Oracle both get
 * one number; here the trigger that sees the NULL takes another. (SQL Language Reference, "How to Use Sequence Values")
 */
export function reportOtherNumbers(
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
  for (const column of definition.columns) {
    const value = given(column.name.name);
    if (!value || !column.defaultOnNull || !column.default || isLeft(value, column)) continue;
    if (sequencesIn(ex, column.default, 'NEXTVAL').some((s) => drawn.has(s)) && ex.unit.analysis.mayBeNull(value))
      ex.unit.report(sequenceOfDefault(value.span, column.name.name));
  }
}
