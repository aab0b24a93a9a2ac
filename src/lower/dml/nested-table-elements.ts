import type { ObjectTypeSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { lastName } from '../../ir/dotted.js';
import type { Insert, QualifiedName, Query, TableFunction, Update } from '../../ir/oracle/index.js';
import type { PgExpr, PgFromItem } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerTo } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { elementColumn, elementsAsRows, placeColumn } from '../objects/elements.js';
import { lowerPart, objectOf } from '../objects/expressions.js';
import { attributeName, isPacked, representation, typeTag } from '../objects/hierarchy.js';
import { pack } from '../objects/packed.js';

/*
 * Elements of a collection that a row holds, as DML on TABLE(collection) reads and makes them.
 */

/** Are the columns of the query the attributes in their order? */
export function takesColumns(ex: ExprContext, s: Insert, query: Query, element: OracleType): boolean {
  if (element.kind === 'record' || element.kind === 'unknown') return false;
  const names = element.kind === 'object' ? element.object.attributes.map((a) => a.name) : ['COLUMN_VALUE'];
  const types = ex.unit.analysis.columnsOf(query).map((c) => c.type);
  if (types.length === 1 && types[0]?.kind === element.kind) return s.columns === undefined;
  const given = s.columns?.map(lastName) ?? names;
  return types.length === names.length && given.length === names.length && given.every((name, i) => name === names[i]);
}

/** The element that VALUES gives; undefined where it is not understood. */
export function insertedElement(ex: ExprContext, s: Insert, element: OracleType): PgExpr | undefined {
  if (s.source.kind === 'Query' || s.source.rows.length !== 1) return undefined;
  const [row = []] = s.source.rows;
  const [only] = row;
  if (element.kind !== 'object') return only && row.length === 1 ? lowerPart(ex, only, element) : undefined;
  const { object } = element;
  if (only && row.length === 1 && ex.unit.analysis.typeOf(only).kind === 'object') return lowerTo(ex, only, element);
  if (representation(ex.unit.naming, object).tagged) return undefined;
  const names = s.columns?.map(lastName) ?? object.attributes.map((a) => a.name);
  const values = new Map<string, PgExpr>();
  for (const [i, expr] of row.entries()) {
    const attribute = object.attributes.find((a) => a.name === names[i]);
    if (!attribute) return undefined;
    values.set(attributeName(object, attribute.name), lowerPart(ex, expr, attribute.type));
  }
  return objectOf(ex.unit, object, values, s.span);
}

/** The elements of a collection as rows. */
export interface ElementRows {
  readonly from: PgFromItem;
  readonly alias: string;
  /** An element as it is. */
  readonly value: PgExpr;
  /** The columns of its composite in order, or COLUMN_VALUE. */
  readonly fields: ReadonlyMap<string, PgExpr>;
}

/** `unnest(…) with ordinality`: the elements with their order. */
export function elementRows(
  ex: ExprContext,
  target: TableFunction,
  element: OracleType,
  elements: PgExpr,
): ElementRows | undefined {
  const { span } = target;
  const alias = target.alias ? foldName(target.alias.name) : madeUp('_element');
  if (element.kind === 'record') return undefined;
  if (element.kind === 'object') {
    const { object } = element;
    const { attributes, tagged } = representation(ex.unit.naming, object);
    const names = [...(tagged ? [typeTag] : []), ...attributes.map((a) => a.name)];
    return {
      from: elementsAsRows(ex, object, elements, alias, { places: true, lateral: true }),
      alias,
      value: b.column(span, alias, elementColumn),
      fields: new Map(names.map((name) => [name, b.column(span, alias, name)])),
    };
  }
  const value = b.column(span, alias, foldName('COLUMN_VALUE'));
  const from: PgFromItem = {
    ...b.fromFunction(span, b.call(span, 'unnest', elements), alias, [foldName('COLUMN_VALUE'), placeColumn]),
    ordinality: true,
  };
  return { from, alias, value, fields: new Map([[foldName('COLUMN_VALUE'), value]]) };
}

/** What SET gives to attributes, by their names in Oracle, and to those of the objects that they are. */
interface Changes extends Map<string, PgExpr | Changes> {}

/** The element with what SET gives. */
export function updatedElement(ex: ExprContext, s: Update, element: OracleType, rows: ElementRows): PgExpr | undefined {
  const object = element.kind === 'object' ? element.object : undefined;
  const changes: Changes = new Map();
  for (const item of s.set) {
    if (item.kind !== 'SetColumn' && item.kind !== 'SetValue') return undefined;
    const whole = item.kind === 'SetValue';
    if (whole && object) return s.set.length === 1 ? lowerTo(ex, item.value, element) : undefined;
    if (!object) {
      changes.set('COLUMN_VALUE', lowerPart(ex, item.value, element));
      continue;
    }
    const path = whole ? [] : attributePath(s.target, item.column);
    const type = typeAt(element, path);
    if (!type || !note(changes, path, lowerPart(ex, item.value, type))) return undefined;
  }
  if (object) return changedObject(ex, object, changes, (name) => rows.fields.get(name) ?? rows.value, s.span);
  const value = changes.get('COLUMN_VALUE');
  return value && 'kind' in value ? value : undefined;
}

/** The attributes that a SET target goes through, without the alias. */
function attributePath(target: Update['target'], { parts }: QualifiedName): readonly string[] {
  const names = parts.map((p) => p.name);
  const alias = 'alias' in target ? target.alias?.name : undefined;
  return names.length > 1 && names[0] === alias ? names.slice(1) : names;
}

/** The type of the attribute at the end of the path; undefined where there is none that can be written. */
function typeAt(type: OracleType, [first, ...rest]: readonly string[]): OracleType | undefined {
  if (first === undefined) return type;
  if (type.kind !== 'object' || (rest.length > 0 && isPacked(type.object, first))) return undefined;
  const found = type.object.attributes.find((a) => a.name === first);
  return found && typeAt(found.type, rest);
}

/** Adds a value at a path; false where another stands in its way. */
function note(changes: Changes, [first, ...rest]: readonly string[], value: PgExpr): boolean {
  if (first === undefined) return false;
  const there = changes.get(first);
  if (rest.length === 0) {
    changes.set(first, value);
    return there === undefined;
  }
  const inner: Changes = there === undefined || 'kind' in there ? new Map() : there;
  changes.set(first, inner);
  return (there === undefined || there === inner) && note(inner, rest, value);
}

/** `row(…)::type` of what is changed and what is not; `fieldOf`: an attribute as it is. */
function changedObject(
  ex: ExprContext,
  object: ObjectTypeSymbol,
  changes: Changes,
  fieldOf: (name: string) => PgExpr,
  span: Span,
): PgExpr | undefined {
  const { attributes, composite, tagged } = representation(ex.unit.naming, object);
  const fields = new Map([...(tagged ? [typeTag] : []), ...attributes.map((a) => a.name)].map((n) => [n, fieldOf(n)]));
  for (const [name, change] of changes) {
    const column = attributeName(object, name);
    const type = object.attributes.find((a) => a.name === name)?.type;
    const before = fields.get(column);
    if (!before) return undefined;
    const value =
      'kind' in change
        ? type && isPacked(object, name)
          ? pack(ex.unit.naming, change, type, span)
          : change
        : type?.kind === 'object'
          ? changedObject(ex, type.object, change, (n) => b.field(span, before, n), span)
          : undefined;
    if (!value) return undefined;
    fields.set(column, value);
  }
  return b.cast(span, { kind: 'PgRow', span, items: [...fields.values()] }, { name: composite });
}
