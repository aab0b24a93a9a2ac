import { holdsSubtypes, subtypeColumn } from '../../analyze/model/subtype-rows.js';
import type { ObjectTypeSymbol, RelationSymbol } from '../../analyze/model/symbols.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import type { Expr, Insert, Query } from '../../ir/oracle/index.js';
import type { PgExpr, PgSelect } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { isRepeatable } from '../expressions/evaluation/evaluated-once.js';
import { lowerExpr } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { attributeName, isPacked, representation, tagOf, typeTag } from '../objects/hierarchy.js';
import { unpack } from '../objects/packed.js';
import { lowerQuery } from '../queries/index.js';

/*
 * A whole object into a row of an object table: its attributes are the columns, and an object of a subtype stands as a
 * whole in a column of its own beside them. What is read back takes the attributes of the table's type from their
 * columns. (Object-Relational Developer's Guide, "Substitutability")
 */

/** The columns that a whole object goes to. */
export const objectColumns = (relation: RelationSymbol): readonly string[] =>
  [...(relation.ofType?.attributes ?? []).map((a) => a.name), ...(holdsSubtypes(relation) ? [subtypeColumn] : [])].map(
    foldName,
  );

/** Does the INSERT give whole objects? */
export function givesObjects(ex: ExprContext, { source }: Insert, relation: RelationSymbol | undefined): boolean {
  if (!relation?.ofType) return false;
  if (source.kind === 'Query') return selectsObjects(ex, source, relation);
  return source.rows.some((row) => row.length === 1 && row[0] && ex.unit.analysis.typeOf(row[0]).kind === 'object');
}

/** A whole object as the values of its row. */
export function wholeObject(
  ex: ExprContext,
  value: Expr,
  relation: RelationSymbol,
): PgSelect | readonly PgExpr[] | undefined {
  const type = ex.unit.analysis.typeOf(value);
  const { ofType } = relation;
  if (type.kind !== 'object' || !ofType) return undefined;
  const { span } = value;
  const { attributes, tagged } = representation(ex.unit.naming, ofType);
  refuseSubtype(relation, type.object, span);
  const made = lowerExpr(ex, value);
  const written =
    type.object === ofType && made.kind === 'PgCast' && made.operand.kind === 'PgRow' ? made.operand.items : undefined;
  if (!written && (holdsSubtypes(relation) || !isRepeatable(made)))
    return spread(ex, b.select(span, { items: [b.item(span, made)] }), relation);
  const own = attributesOf(ex, ofType, span, (name) => {
    const at = attributes.findIndex((x) => x.name === name) + (tagged ? 1 : 0);
    return written?.[at] ?? b.field(span, made, name);
  });
  return holdsSubtypes(relation) ? [...own, b.null(span)] : own;
}

/** Does the query of an object view give whole objects? */
export function selectsObjects(ex: ExprContext, query: Query, relation: RelationSymbol | undefined): boolean {
  if (!relation?.ofType) return false;
  const [only, more] = ex.unit.analysis.columnsOf(query);
  return !more && only?.type.kind === 'object';
}

/** A query of objects as one of rows. */
export function wholeObjects(ex: ExprContext, query: Query, relation: RelationSymbol): PgSelect {
  const type = ex.unit.analysis.columnsOf(query)[0]?.type;
  if (type?.kind === 'object') refuseSubtype(relation, type.object, query.span);
  return spread(ex, lowerQuery(ex, query), relation);
}

/** Such a table was declared before its type had subtypes among the inputs. */
function refuseSubtype(relation: RelationSymbol, type: ObjectTypeSymbol, span: Span): void {
  if (type !== relation.ofType && !holdsSubtypes(relation))
    refuse(unsupportedStatement(span, 'INSERT of an object of a subtype into an object table'));
}

/** The attributes of the objects of a query as columns; each object is evaluated once. */
function spread(ex: ExprContext, objects: PgSelect, relation: RelationSymbol): PgSelect {
  const { span } = objects;
  const { ofType } = relation;
  const object = b.column(span, madeUp('objects'), madeUp('object_value'));
  if (!ofType) throw new TypeError(`${relation.name} is no object table`);
  const own = attributesOf(ex, ofType, span, (name) => b.field(span, object, name));
  const other = b.binary(span, '<>', b.field(span, object, typeTag), b.text(span, tagOf(ofType)));
  return b.select(span, {
    items: holdsSubtypes(relation) ? [...own, b.caseWhen(span, [{ when: other, then: object }])] : own,
    from: [
      b.derived(span, objects.offset ? objects : { ...objects, offset: b.num(span, 0) }, madeUp('objects'), [
        madeUp('object_value'),
      ]),
    ],
  });
}

function attributesOf(
  ex: ExprContext,
  ofType: ObjectTypeSymbol,
  span: Span,
  read: (name: string) => PgExpr,
): readonly PgExpr[] {
  return ofType.attributes.map((a) => {
    const field = read(attributeName(ofType, a.name));
    return isPacked(ofType, a.name) ? unpack(ex.unit.naming, field, a.type, span) : field;
  });
}
