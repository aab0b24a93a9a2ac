import type { Analysis, RowSource } from '../../../../analyze/analysis.js';
import { lastName } from '../../../../ir/dotted.js';
import { isAnyOf } from '../../../../ir/kinds.js';
import type { DmlStatement, Name, OrderItem, Query, Select, Star } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import { joinsByName } from './grouped-columns.js';
import { isOtherBlock } from './misplaced-parts.js';

/**
 * A name without its table that several tables of a query's block have, wherever in the block it stands; a star over
 * two columns of one name. (Database Error Messages, ORA-00918)
 */
export function isAmbiguous(analysis: Analysis, statement: Query | DmlStatement): boolean {
  const sorted = new Map(nodesOf(statement, 'Query').map(({ body, orderBy }) => [body, orderBy]));
  return nodesOf(statement, 'Select').some(
    (select) => isAmbiguousBlock(analysis, select, sorted.get(select)) || repeatsName(analysis, select),
  );
}

/**
 * A name of a column that several tables have.
 * @param sorted its ORDER BY, in which the names of the select list come first
 */
function isAmbiguousBlock(analysis: Analysis, select: Select, sorted: readonly OrderItem[] = []): boolean {
  if (select.from.some(joinsByName)) return false;
  const sources = leavesOf(select.from).map((leaf) => analysis.sourceOf(leaf));
  const isOfSeveral = (node: OracleNode): boolean => {
    if (node.kind !== 'Name' || node.parts.length > 2) return false;
    const { base } = analysis.resolve(node);
    if (base.kind !== 'column' || !sources.includes(base.source)) return false;
    const name = lastName(node);
    // Two tables may have one alias, as long as nothing is named by it that both have.
    const named = node.parts.length === 1 ? sources : sources.filter((s) => s?.alias === node.parts[0]?.name);
    return named.filter((s) => s?.columns.some((c) => c.name === name && !c.hidden)).length > 1;
  };
  if (select.items.some(({ value }) => value.kind === 'Star' && starsTwice(value, sources))) return true;
  const { items, where, hierarchy, groupBy, having } = select;
  const parts = [...items, where, hierarchy, ...(groupBy ?? []), having];
  if (parts.some((part) => part && contains(part, isOfSeveral, isOtherBlock))) return true;
  const listed = new Set(items.map(({ value, alias }) => alias?.name ?? (isName(value) ? lastName(value) : undefined)));
  return sorted.some(({ value }) =>
    contains(value, (node) => isOfSeveral(node) && !(isName(node) && listed.has(lastName(node))), isOtherBlock),
  );
}

const isName = (node: OracleNode): node is Name => node.kind === 'Name';

/** A star over a query in FROM, or of WITH, that has two columns of one name. */
function repeatsName(analysis: Analysis, select: Select): boolean {
  const isRepeated = ({ columns }: RowSource): boolean => {
    const names = columns.flatMap(({ name }) => (name === '' ? [] : [name]));
    return new Set(names).size < names.length;
  };
  const repeated = leavesOf(select.from).flatMap((leaf) => {
    const source = analysis.sourceOf(leaf);
    return source && isAnyOf(source.kind, 'derived', 'factor') && isRepeated(source) ? [source] : [];
  });
  return (
    repeated.length > 0 &&
    select.items.some(
      ({ value }) =>
        value.kind === 'Star' && analysis.expandStar(value, select).some(({ source }) => repeated.includes(source)),
    )
  );
}

/** A star over two tables of one alias. */
function starsTwice({ qualifier }: Star, sources: readonly (RowSource | undefined)[]): boolean {
  const aliases = sources.flatMap((s) => (s && s.alias !== '' ? [s.alias] : []));
  const meant = qualifier ? aliases.filter((alias) => alias === lastName(qualifier)) : aliases;
  return new Set(meant).size < meant.length;
}
