import { definitionsAfter, forbidsNull } from '../../../analyze/declare/tables/not-null-constraints.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { ColumnDefinition, Query, Select } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';

/**
 * Oracle names of the columns that CREATE TABLE AS makes NOT NULL: those that the query takes as they are from a table
 * that declares them NOT NULL. What a primary key implies is not copied. (SQL Language Reference, CREATE TABLE, "AS
 * subquery")
 */
export function notNullColumns(
  unit: UnitContext,
  query: Query,
  relation: RelationSymbol | undefined,
): ReadonlySet<string> {
  const names = new Set<string>();
  if (query.body.kind !== 'Select' || !relation) return names;
  const sources = itemSources(unit, query.body);
  for (const [i, column] of createdColumns(relation).entries()) {
    const source = sources[i];
    if (source && isDeclaredNotNull(source.relation, source.column, query.span)) names.add(column.name);
  }
  return names;
}

/** The columns that CREATE TABLE makes, before any ALTER TABLE adds, renames, modifies or drops some. */
export const createdColumns = (relation: RelationSymbol): RelationSymbol['columns'] =>
  relation.history?.[0]?.columns ?? relation.columns;

/** Where each output column comes from, if it is a column as it is. */
function itemSources(
  unit: UnitContext,
  select: Select,
): ({ readonly relation: RelationSymbol | undefined; readonly column: string } | undefined)[] {
  return select.items.flatMap(({ value }) => {
    if (value.kind === 'Star')
      return unit.analysis
        .expandStar(value, select)
        .map(({ source, column }) => ({ relation: source.relation, column: column.name }));
    if (value.kind !== 'Name') return [undefined];
    const { base, steps } = unit.analysis.resolve(value);
    return base.kind === 'column' && steps.length === 0
      ? [{ relation: base.source.optional ? undefined : base.source.relation, column: base.column.name }]
      : [undefined];
  });
}

/** Has the column a NOT NULL constraint where the query stands? What comes behind it in its script is not copied. */
const isDeclaredNotNull = (relation: RelationSymbol | undefined, column: string, place: Span): boolean =>
  definitionsAt(relation, column, place).reduce(
    (is, c) => forbidsNull(c) || (is && !c.constraints.some((k) => k.kind === 'Nullable')),
    false,
  );

/** The last definition of a table's column before a place that gives it a type. */
export const definitionAt = (relation: RelationSymbol, column: string, place: Span): ColumnDefinition | undefined =>
  definitionsAt(relation, column, place).findLast((c) => c.type !== undefined);

function definitionsAt(relation: RelationSymbol | undefined, column: string, place: Span): readonly ColumnDefinition[] {
  if (relation?.definition?.kind !== 'CreateTable') return [];
  const before = (relation.alters ?? []).filter(
    ({ span }) => !relation.history?.some((h) => h.before === span && h.isBehind(place)),
  );
  return definitionsAfter(relation.definition, before).filter((c) => c.name.name === column);
}
