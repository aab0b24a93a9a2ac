import type { OracleNode, Query, Select, TableRef } from '../../../src/ir/oracle/index.js';
import { walk } from '../../../src/ir/walk.js';
import { hasEffects, inParentheses, ofNodes } from '../of-nodes.js';
import type { Script } from '../script.js';

/** Clauses of queries in another form. (SQL Language Reference, "SELECT") */
const isPlainTable = (item: OracleNode): item is TableRef =>
  item.kind === 'TableRef' &&
  !item.partition &&
  !item.sample &&
  !item.flashback &&
  !item.matchRecognize &&
  !item.pivots &&
  item.name.parts.length === 1;

/** The query blocks that stand in queries without FOR UPDATE; what is asked of rows by ROWID stays. */
const refuses = ({ text }: Script): boolean =>
  /for\s+update|rowid|current\s+of|\bof\s+\w+_t\b|\bvalue\s*\(|\bref\s*\(/i.test(text);

/** Commas as CROSS JOIN. */
export const crossJoin = ofNodes('cross-join', (script, node) => {
  if (node.kind !== 'Select' || node.from.length < 2 || node.from.some((item) => !isPlainTable(item))) return undefined;
  if (/\(\s*\+\s*\)/.test(script.slice(node.span))) return undefined;
  const text = node.from.map((item) => script.slice(item.span)).join(' CROSS JOIN ');
  return { start: node.from[0]!.span.start, end: node.from.at(-1)!.span.end, text };
});

/** An inner join as a comma and a condition. */
export const commaJoin = ofNodes('comma-join', (script, node) => {
  if (node.kind !== 'Select' || node.from.length !== 1 || node.hierarchy) return undefined;
  const join = node.from[0]!;
  if (join.kind !== 'Join' || join.type !== 'INNER' || join.natural || join.using || !join.on || join.partitionBy)
    return undefined;
  if (!isPlainTable(join.left) || !isPlainTable(join.right)) return undefined;
  const on = inParentheses(script, join.on);
  const from = `${script.slice(join.left.span)}, ${script.slice(join.right.span)} WHERE ${on}`;
  if (!node.where) return { ...join.span, text: from };
  return { start: join.span.start, end: node.where.span.end, text: `${from} AND ${inParentheses(script, node.where)}` };
});

/** A table of FROM as an inline view of all its columns. */
export const tableView = ofNodes(
  'table-view',
  (script, node) => {
    if (node.kind !== 'Select') return undefined;
    const table = node.from[0];
    if (node.from.length !== 1 || !table || !isPlainTable(table)) return undefined;
    const name = script.slice(table.name.span);
    const alias = table.alias ? script.slice(table.alias.span) : name;
    return name.toLowerCase() === 'dual' ? undefined : { ...table.span, text: `(SELECT * FROM ${name}) ${alias}` };
  },
  { refuses },
);

/** Columns by the name of their table. */
export const qualifiedColumns = ofNodes(
  'qualified-columns',
  (script, node) => {
    if (node.kind !== 'Select' || node.from.length !== 1) return undefined;
    const table = node.from[0]!;
    if (!isPlainTable(table)) return undefined;
    const alias = script.slice((table.alias ?? table.name).span);
    const places: { start: number; end: number }[] = [];
    const visit = (each: OracleNode): boolean | void => {
      if (each.kind === 'Query' || each.kind === 'IntoClause') return false;
      if (each.kind !== 'Name' || each.parts.length !== 1) return;
      const { base } = script.analysis.resolve(each);
      if (base.kind === 'column') places.push(each.span);
      return;
    };
    walk(node, visit);
    if (places.length === 0) return undefined;
    let text = '';
    let at = node.span.start;
    for (const { start, end } of places.sort((a, b) => a.start - b.start)) {
      text += `${script.text.slice(at, start)}${alias}.${script.text.slice(start, end)}`;
      at = end;
    }
    return text + script.text.slice(at, node.span.end);
  },
  { refuses: ({ text }) => /json|xml/i.test(text) },
);

/** The items of ORDER BY by their position, where they are columns that are selected. */
export const orderByPosition = ofNodes('order-by-position', (script, node) => {
  if (node.kind !== 'Query' || !node.orderBy || node.orderSiblings || node.body.kind !== 'Select') return undefined;
  const { items } = node.body;
  if (items.some(({ value }) => value.kind === 'Star')) return undefined;
  const first = node.orderBy[0]!;
  const wanted = script.slice(first.value.span).toLowerCase();
  const at = items.findIndex(
    ({ value, alias }) => script.slice((alias ?? value).span).toLowerCase() === wanted && value.kind === 'Name',
  );
  return at < 0 ? undefined : { ...first.value.span, text: String(at + 1) };
});

/** Where NULL comes, as it comes anyway. */
export const writtenNulls = ofNodes('written-nulls', (script, node) =>
  node.kind === 'OrderItem' && !node.nulls
    ? `${script.slice(node.span)} NULLS ${node.direction === 'DESC' ? 'FIRST' : 'LAST'}`
    : undefined,
);

/** A list of numbers or dates as a query. */
export const inQuery = ofNodes(
  'in-query',
  (script, node) => {
    if (node.kind !== 'InList' || !inSql(script, node)) return undefined;
    const kinds = [node.operand, ...node.items].map((each) => script.analysis.typeOf(each).kind);
    if (!['number', 'date'].includes(kinds[0]!) || kinds.some((kind) => kind !== kinds[0])) return undefined;
    const rows = node.items.map((item) => `SELECT ${script.slice(item.span)} FROM dual`);
    const operand = inParentheses(script, node.operand);
    return `${operand} ${node.negated ? 'NOT ' : ''}IN (${rows.join(' UNION ALL ')})`;
  },
  {
    leaves: (_, node) => node.kind === 'Hierarchy' || node.kind === 'Join',
    refuses: ({ text }) => /rownum/i.test(text),
  },
);

const within = new WeakMap<Script, Set<OracleNode>>();

/** Does a node stand in a query? */
function inSql(script: Script, node: OracleNode): boolean {
  let known = within.get(script);
  if (!known) {
    known = new Set();
    const found = known;
    for (const unit of script.units)
      walk(unit, (query) => {
        if (query.kind !== 'Query') return;
        walk(query, (each) => void found.add(each));
        return false;
      });
    within.set(script, known);
  }
  return known.has(node);
}

/** IN (query) as = ANY. (SQL Language Reference, "Group Comparison Conditions") */
export const anyQuery = ofNodes('any-query', (script, node) =>
  node.kind === 'InQuery' && node.operand.kind !== 'Row'
    ? `${inParentheses(script, node.operand)} ${node.negated ? '<> ALL' : '= ANY'} (${script.slice(node.query.span)})`
    : undefined,
);

/** EXISTS as a count. */
export const existsCount = ofNodes('exists-count', (script, node) => {
  if (node.kind !== 'Exists') return undefined;
  const { body } = node.query;
  if (body.kind !== 'Select' || body.groupBy || body.having || body.hierarchy) return undefined;
  const from = body.from[0];
  if (!from) return undefined;
  return `0 < (SELECT COUNT(*) FROM ${script.text.slice(from.span.start, node.query.span.end)})`;
});

/** Is a query block one of plain rows, whose values may be asked one by one? */
const isPlainBlock = (script: Script, node: Select): boolean =>
  !node.groupBy &&
  !node.having &&
  !node.hierarchy &&
  !node.quantifier &&
  !node.model &&
  node.from.length > 0 &&
  !/\bover\b|rownum|\bkeep\b|\b(count|sum|avg|min|max|listagg|stddev|variance|median|stats_mode|xmlagg|collect|json_\w+|rank|dense_rank|cume_dist|percent_rank|percentile_\w+|corr\w*|covar_\w+|regr_\w+|any_value|approx_\w+|bit_and_agg)\s*\(/i.test(
    script.slice(node.span),
  );

/** A value of the list as a scalar subquery. (SQL Language Reference, "Scalar Subquery Expressions") */
export const scalarSubquery = ofNodes(
  'scalar-subquery',
  (script, node) => {
    if (node.kind !== 'Select' || !isPlainBlock(script, node) || node.items.length === 0) return undefined;
    const [item] = node.items;
    const { value, alias } = item!;
    if (value.kind === 'Star' || hasEffects(script, value)) return undefined;
    const { kind } = script.analysis.typeOf(value);
    if (!['number', 'varchar2', 'date', 'timestamp', 'char', 'raw'].includes(kind)) return undefined;
    const name = alias ? '' : value.kind === 'Name' ? ` AS ${script.slice(value.parts.at(-1)!.span)}` : '';
    return { ...value.span, text: `(SELECT ${script.slice(value.span)} FROM dual)${name}` };
  },
  {
    refuses: ({ text }) =>
      /for\s+update|current\s+of|\bunion\b|\bminus\b|\bintersect\b|create\s+(or\s+replace\s+)?view/i.test(text),
  },
);

/** An inline view in another one. */
export const doubledQuery = ofNodes(
  'doubled-query',
  (script, node) => {
    const query: Query | undefined = node.kind === 'DerivedTable' ? node.query : undefined;
    return query && !query.forUpdate
      ? { ...query.span, text: `SELECT * FROM (${script.slice(query.span)})` }
      : undefined;
  },
  {
    refuses: ({ text }) =>
      /create\s+(or\s+replace\s+)?view|(update|delete(\s+from)?|insert\s+into|merge\s+into)\s*\(/i.test(text),
  },
);
