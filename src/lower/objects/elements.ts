import type { RowSource } from '../../analyze/analysis.js';
import type { ObjectTypeSymbol } from '../../analyze/model/symbols.js';
import type { PgDerivedTable, PgExpr, PgSelectItem } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { madeUp } from '../naming/made-names.js';
import { representation, typeTag } from './hierarchy.js';

/*
 * Objects of a collection as rows. A function in FROM makes a row of NULLs of a NULL composite, so where a statement
 * reads a whole element, which may be atomically null, the element has a column of its own beside those of its
 * attributes. (Object-Relational Developer's Guide, "Null Objects and Attributes")
 */

/** The column of the element, which no attribute is called. */
export const elementColumn = 'element#';

/** The column of an element's place. */
export const placeColumn = 'place#';

/** Do the rows have the element in a column? */
export function keepsElement(ex: ExprContext, source: RowSource): boolean {
  const { object, piped, changed } = source;
  if (!object || piped) return false;
  return changed === true || ex.unit.analysis.isReadAsRow(source);
}

/**
 * `(select _element.v as "element#", (_element.v).a, … from (select unnest(array) as v) as _element) as t`, with the
 * place of each element where it is asked for. No variable is called `_element`: Oracle's names begin with a letter.
 */
export function elementsAsRows(
  ex: ExprContext,
  object: ObjectTypeSymbol,
  array: PgExpr,
  alias: string,
  { lateral = false, places = false },
): PgDerivedTable {
  const { span } = array;
  const { attributes, tagged } = representation(ex.unit.naming, object);
  const element = b.column(span, madeUp('_element'), madeUp('v'));
  const names = [...(tagged ? [typeTag] : []), ...attributes.map((a) => a.name)];
  const items: PgSelectItem[] = [
    b.item(span, element, elementColumn),
    ...names.map((name) => b.item(span, b.field(span, element, name))),
  ];
  const unnested = [b.item(span, b.call(span, 'unnest', array), madeUp('v'))];
  if (places) {
    items.push(b.item(span, b.column(span, madeUp('_element'), placeColumn)));
    unnested.push(b.item(span, b.call(span, 'generate_subscripts', array, b.num(span, 1)), placeColumn));
  }
  const rows = b.derived(span, b.select(span, { items: unnested }), madeUp('_element'));
  const derived = b.derived(span, b.select(span, { items, from: [rows] }), alias);
  return lateral ? { ...derived, lateral } : derived;
}
