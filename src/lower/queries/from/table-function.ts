import type { RowSource } from '../../../analyze/analysis.js';
import { pipelinedCallee } from '../../../analyze/model/callees.js';
import type { RoutineSymbol } from '../../../analyze/model/symbols.js';
import { columnsUnknown } from '../../../diagnostics/op2.js';
import type { Expr, TableFunction } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { withoutGaps } from '../../collections/gaps/split.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerExpr } from '../../expressions/index.js';
import { foldName } from '../../naming/naming.js';
import { elementsAsRows, keepsElement } from '../../objects/elements.js';
import { ofUnknown } from '../../unresolved/missing.js';
import { sourcesIn } from '../block-nodes.js';

/**
 * TABLE(collection) is `unnest`, a pipelined function stands in FROM itself. Elements that are objects or records come
 * out as their columns, others as COLUMN_VALUE. (SQL Language Reference, table_collection_expression)
 */
export function lowerTableFunction(
  ex: ExprContext,
  item: TableFunction,
  source: RowSource | undefined,
  alias: string,
): PgFromItem {
  const { span } = item;
  const type = ex.unit.analysis.typeOf(item.value);
  if (type.kind !== 'collection') {
    // What lowering the value says of it is the reason.
    lowerExpr(ex, item.value);
    return refuse(ofUnknown(type, columnsUnknown(span, 'the TABLE expression')));
  }
  const { element, variant } = type.collection;
  const value = lowerExpr({ ...ex, rowsOf: item.value }, item.value);
  const elements = (): PgExpr =>
    variant === 'associativeArray' ? b.field(span, value, 'v') : withoutGaps(ex, type, value);
  if (element.kind === 'object' && source && keepsElement(ex, source))
    return elementsAsRows(ex, element.object, elements(), alias, { lateral: sourcesIn(ex, item.value).size > 0 });
  const rows = pipelinedRoutine(ex, item.value) ? value : b.call(span, 'unnest', elements());
  if (element.kind === 'object' || element.kind === 'record') return b.fromFunction(span, rows, alias);
  const column = foldName(source?.columns[0]?.name ?? 'COLUMN_VALUE');
  // FROM takes a composite apart: a table that keeps its gaps is one value in the list of a SELECT only.
  if (element.kind === 'collection' && ex.unit.naming.keepsGaps(element.collection)) {
    const derived = b.derived(span, b.select(span, { items: [b.item(span, rows, column)] }), alias);
    return sourcesIn(ex, item.value).size > 0 ? { ...derived, lateral: true } : derived;
  }
  return b.fromFunction(span, rows, alias, [column]);
}

/** The pipelined function that the value is a call of. */
export function pipelinedRoutine(ex: ExprContext, value: Expr): RoutineSymbol | undefined {
  if (value.kind !== 'Name' && value.kind !== 'Call' && value.kind !== 'Member') return undefined;
  return pipelinedCallee(ex.unit.analysis.resolve(value));
}
