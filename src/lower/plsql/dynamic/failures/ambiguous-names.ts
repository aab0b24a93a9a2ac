import type { Analysis, RowSource } from '../../../../analyze/analysis.js';
import { lastName } from '../../../../ir/dotted.js';
import { isAnyOf } from '../../../../ir/kinds.js';
import type {
  DmlStatement,
  Join,
  Name,
  OrderItem,
  Query,
  QueryBody,
  Select,
  Star,
} from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { Span } from '../../../../ir/span.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { leavesOf } from '../../../queries/from/leaves.js';
import { columnsOfSide, joinsOf } from './invalid-joins.js';
import { isOtherBlock } from './misplaced-parts.js';

/**
 * A name without its table that several tables of a query's block have, wherever in the block it stands; a star over
 * two columns of one name. (Database Error Messages, ORA-00918)
 */
export const isAmbiguous = (analysis: Analysis, statement: Query | DmlStatement): boolean =>
  ambiguousName(analysis, statement, { joined: true }) !== undefined ||
  nodesOf(statement, 'Select').some((select) => repeatsName(analysis, select, { joined: true }));

/**
 * The first such name, or star over two tables of one alias.
 * `joined`: also where JOIN has two tables of one alias; some releases take the one or the other of them.
 */
export function ambiguousName(
  analysis: Analysis,
  statement: Query | DmlStatement,
  { joined }: Joined,
): Placed | undefined {
  const sorted = new Map(nodesOf(statement, 'Query').map(({ body, orderBy }) => [body, orderBy]));
  for (const select of nodesOf(statement, 'Select')) {
    const found = ofBlock(analysis, select, sorted.get(select) ?? [], { joined });
    if (found) return found;
  }
  return undefined;
}

/** Whether names are looked at that not every release of Oracle takes for ambiguous. */
interface Joined {
  readonly joined: boolean;
}

type Placed = OracleNode & { readonly span: Span };

/**
 * A name of a column that several tables have.
 * @param sorted its ORDER BY, in which the names of the select list come first
 */
function ofBlock(
  analysis: Analysis,
  select: Select,
  sorted: readonly OrderItem[],
  { joined }: Joined,
): Placed | undefined {
  const sources = leavesOf(select.from).map((leaf) => analysis.sourceOf(leaf));
  if (sources.length < 2) return undefined;
  const joins = select.from.flatMap(joinsOf);
  const longest = joined || joins.length === 0 ? 2 : 1;
  const merged = mergedNames(analysis, joins);
  const among =
    (seen: readonly (RowSource | undefined)[]) =>
    (node: OracleNode): boolean => {
      if (node.kind !== 'Name' || node.parts.length > longest) return false;
      const { base } = analysis.resolve(node);
      const name = lastName(node);
      if (base.kind !== 'column' || !seen.includes(base.source) || merged.has(name)) return false;
      // Two tables may have one alias, as long as nothing is named by it that both have.
      const named = node.parts.length === 1 ? seen : seen.filter((s) => s?.alias === node.parts[0]?.name);
      return named.filter((s) => s && hasColumn(s, name)).length > 1;
    };
  const isOfSeveral = among(sources);
  const star =
    longest > 1 ? select.items.find(({ value }) => value.kind === 'Star' && starsTwice(value, sources)) : undefined;
  if (star) return star;
  const { items, where, hierarchy, groupBy, having } = select;
  for (const part of [...items, where, hierarchy, ...(groupBy ?? []), having]) {
    const found = part && firstOf(part, isOfSeveral);
    if (found) return found;
  }
  for (const join of joins) {
    const found = join.on && firstOf(join.on, among(leavesOf([join]).map((leaf) => analysis.sourceOf(leaf))));
    if (found) return found;
  }
  const listed = new Set(
    items.flatMap(({ value, alias }) => {
      if (value.kind === 'Star') return analysis.expandStar(value, select).map(({ column }) => column.name);
      return alias?.name ?? (isName(value) ? lastName(value) : []);
    }),
  );
  for (const { value } of sorted) {
    const found = firstOf(value, (node) => isOfSeveral(node) && !(isName(node) && listed.has(lastName(node))));
    if (found) return found;
  }
  return undefined;
}

/** Which columns the views of the dictionary have differs from release to release. */
const hasColumn = ({ relation, columns }: RowSource, name: string): boolean =>
  !relation?.supplied && columns.some((c) => c.name === name && !c.hidden);

/** The columns that joins by name make one of two. (SQL Language Reference, "SELECT", join_clause) */
function mergedNames(analysis: Analysis, joins: readonly Join[]): ReadonlySet<string> {
  const merged = new Set<string>();
  for (const { using, natural, left, right } of joins) {
    for (const { name } of using ?? []) merged.add(name);
    if (!natural) continue;
    const others = new Set(columnsOfSide(analysis, right));
    for (const name of columnsOfSide(analysis, left)) if (others.has(name)) merged.add(name);
  }
  return merged;
}

function firstOf(part: OracleNode, matches: (node: OracleNode) => boolean): Placed | undefined {
  let found: Placed | undefined;
  const isFound = (node: OracleNode): boolean => {
    if (matches(node)) found = node as Placed;
    return found !== undefined;
  };
  contains(part, isFound, isOtherBlock);
  return found;
}

const isName = (node: OracleNode): node is Name => node.kind === 'Name';

/**
 * A star over a query in FROM, or of WITH, that has two columns of one name.
 * `joined`: where that query joins, too; some releases give such columns names of their own.
 */
export function repeatsName(analysis: Analysis, select: Select, { joined }: Joined): boolean {
  const areKnown = knownColumns(analysis);
  const isRepeated = ({ columns, rows }: RowSource): boolean => {
    const body = rows?.kind === 'Query' ? rows.body : undefined;
    if (!joined && body?.kind === 'Select' && body.from.some((item) => item.kind === 'Join')) return false;
    const known = body && areKnown(body);
    const names = columns.flatMap(({ name }, i) => (name === '' || known?.[i] === false ? [] : [name]));
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

/**
 * Tells of each column of a query: false where a star takes it of a view of the dictionary, of which others may be
 * there. Each query is looked at once, however many columns or stars take of it.
 */
function knownColumns(analysis: Analysis): (body: QueryBody) => readonly boolean[] {
  const found = new Map<QueryBody, readonly boolean[]>();
  const ofBody = (body: QueryBody): readonly boolean[] => {
    if (body.kind === 'Query') return areKnown(body.body);
    if (body.kind !== 'Select') return analysis.columnsOf(body).map(() => true);
    return body.items.flatMap(({ value }) => {
      if (value.kind !== 'Star') return true;
      return analysis.expandStar(value, body).map(({ source, column }) => {
        if (source.relation?.supplied) return false;
        if (source.rows?.kind !== 'Query') return true;
        return areKnown(source.rows)[source.columns.indexOf(column)] !== false;
      });
    });
  };
  const areKnown = (body: QueryBody): readonly boolean[] => {
    const known = found.get(body) ?? ofBody(body);
    found.set(body, known);
    return known;
  };
  return areKnown;
}

/** A star over two tables of one alias. */
function starsTwice({ qualifier }: Star, sources: readonly (RowSource | undefined)[]): boolean {
  const aliases = sources.flatMap((s) => (s && s.alias !== '' ? [s.alias] : []));
  const meant = qualifier ? aliases.filter((alias) => alias === lastName(qualifier)) : aliases;
  return new Set(meant).size < meant.length;
}
