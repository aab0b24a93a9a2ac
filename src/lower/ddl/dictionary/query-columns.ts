import type { Analysis, RowSource } from '../../../analyze/analysis.js';
import type { ColumnInfo, RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Expr, QueryBody, ScriptUnit } from '../../../ir/oracle/index.js';
import { definitionAt } from '../tables/create-table-as.js';
import { typeOfCopy, typeOfResult } from './column-types.js';
import { countsChars } from './length-semantics.js';
import type { NotesContext } from './notes.js';
import { dictionaryType } from './type-names.js';

/** A column of a table that a query takes as it is. */
interface TakenColumn {
  readonly source: RowSource;
  readonly column: ColumnInfo;
}

/**
 * What makes a column of a query: an expression, an expression ('computed') or a column ('taken') of a query below it, or a
 * table's column as it is.
 */
type ColumnSource = Expr | 'computed' | 'taken' | TakenColumn;

/** Is it a column of a table as it is? */
export const isTaken = (source: ColumnSource): source is TakenColumn =>
  typeof source !== 'string' && !('kind' in source);

/**
 * What makes each column of a query; of set operators and VALUES nothing is known by column.
 * @param within the views that the query is below of: FORCE makes views that read each other
 */
export function sourcesOfColumns(
  analysis: Analysis,
  body: QueryBody,
  within: readonly RelationSymbol[] = [],
): readonly ColumnSource[] | undefined {
  if (body.kind !== 'Select') return undefined;
  const taken = ({ source, column }: TakenColumn): ColumnSource => {
    const { relation } = source;
    if (relation?.relation === 'table' && !source.beforePivots) return { source, column };
    const below = relation && computedBelow(analysis, relation, column, within);
    return below ?? (column.computed ? 'computed' : 'taken');
  };
  return body.items.flatMap(({ value }): readonly ColumnSource[] => {
    if (value.kind === 'Star') return analysis.expandStar(value, body).map(taken);
    if (value.kind !== 'Name') return [value];
    const { base, steps } = analysis.resolve(value);
    return [base.kind === 'column' && steps.length === 0 ? taken(base) : value];
  });
}

/** What computes a column of a view, or of a view that it takes it from; undefined where a table has it. */
function computedBelow(
  analysis: Analysis,
  view: RelationSymbol,
  column: ColumnInfo,
  within: readonly RelationSymbol[],
): Expr | 'computed' | undefined {
  if (view.definition?.kind !== 'CreateView' || within.includes(view)) return undefined;
  const made = sourcesOfColumns(analysis, view.definition.query.body, [...within, view]);
  const source = made ? made[view.columns.indexOf(column)] : 'computed';
  return source === undefined || source === 'taken' || isTaken(source) ? undefined : source;
}

/**
 * What the dictionary shows of the type of a column that the unit makes by a query, as `dictionaryType` writes it; undefined
 * where PostgreSQL's says it all. One that it takes from a table has the type that it was declared with there.
 */
export function typeOfColumn(
  cx: NotesContext,
  type: OracleType,
  source: ColumnSource,
  unit: ScriptUnit,
): string | undefined {
  if (!isTaken(source)) return typeOfResult(cx.analysis, type, source);
  const { relation } = source.source;
  const declared = relation && definitionAt(relation, source.column.name, unit.span)?.type;
  if (!declared || relation.definition?.kind !== 'CreateTable') return typeOfCopy(type);
  return dictionaryType(declared, countsChars(cx, relation.definition));
}
