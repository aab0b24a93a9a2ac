import type {
  PgCte,
  PgFromItem,
  PgGroupItem,
  PgSelect,
  PgSelectBody,
  PgSelectCore,
  PgSelectItem,
  PgSetOperation,
  PgValues,
  PgWith,
} from '../ir/postgres/index.js';
import { dml } from './dml.js';
import { concat, type Doc, group, join, line, mark, nest } from './doc.js';
import {
  expression,
  expressionList,
  orderBy,
  parenthesized,
  subquery,
  targetList,
  windowDefinition,
} from './expressions.js';
import { precedence } from './precedence.js';
import { quoteIdent, quoteName, quoteNames } from './quote.js';
import { typeName } from './type-names.js';

/** A query on one line, or one clause a line. */
export function query(node: PgSelect): Doc {
  return group(mark(node.span, join(queryLines(flatten(node), 'select'), line)));
}

/**
 * The query with PERFORM for its SELECT. PERFORM has no WITH, VALUES or set operations: those become a derived table.
 */
export function performQuery(node: PgSelect): Doc {
  const bare = flatten(node);
  if (bare.with === undefined && bare.body.kind === 'PgSelectCore')
    return group(join(queryLines(bare, 'perform'), line));
  return group(concat(['perform *', line, 'from ', subquery(node), ' as query']));
}

/** The clauses of a flat query, each to stand on a line of its own where the whole does not fit. */
function queryLines(node: PgSelect, verb: string): Doc[] {
  const lines: Doc[] = [];
  if (node.with !== undefined) lines.push(withClause(node.with));
  lines.push(...(node.body.kind === 'PgSelectCore' ? coreLines(node.body, verb) : [operand(node.body)]));
  if (node.orderBy?.length) lines.push(orderBy(node.orderBy));
  if (node.offset !== undefined) lines.push(concat(['offset ', expression(node.offset)]));
  if (node.limit !== undefined) lines.push(limitClause(node.limit, node.withTies === true));
  if (node.locking !== undefined) {
    const { strength, of, wait } = node.locking;
    lines.push(`for ${strength}${of?.length ? ` of ${quoteNames(of)}` : ''}${wait === undefined ? '' : ` ${wait}`}`);
  }
  return lines;
}

function limitClause(limit: NonNullable<PgSelect['limit']>, withTies: boolean): Doc {
  if (limit === 'all') return 'limit all';
  // FETCH FIRST takes a c_expr only.
  return withTies
    ? concat(['fetch first ', expression(limit, precedence.primary), ' rows with ties'])
    : concat(['limit ', expression(limit)]);
}

function coreLines(core: PgSelectCore, verb: string): Doc[] {
  const lines: Doc[] = [mark(core.span, selectList(core, verb))];
  if (core.into !== undefined) lines.push(intoClause(core.into));
  if (core.from.length > 0) {
    lines.push(group(nest('from ', join(core.from.map(fromItem), ',', line))));
  }
  if (core.where !== undefined) lines.push(mark(core.where.span, concat(['where ', expression(core.where)])));
  if (core.groupBy?.length) lines.push(group('group by', nest(line, join(core.groupBy.map(groupItem), ',', line))));
  if (core.having !== undefined) lines.push(mark(core.having.span, concat(['having ', expression(core.having)])));
  if (core.windows?.length) {
    const windows = core.windows.map((one) => concat([`${quoteIdent(one.name)} as `, windowDefinition(one.window)]));
    lines.push(concat(['window ', nest(join(windows, ',', line))]));
  }
  return lines;
}

function selectList(core: PgSelectCore, verb: string): Doc {
  const distinct = core.distinctOn?.length
    ? concat([' distinct on ', parenthesized(expressionList(core.distinctOn))])
    : core.distinct
      ? ' distinct'
      : '';
  if (core.items.length === 0) return concat([verb, distinct]);
  return group(verb, distinct, nest(line, join(core.items.map(selectItem), ',', line)));
}

/** `expression as alias`. */
export function selectItem(item: PgSelectItem): Doc {
  const value = expression(item.value);
  return mark(item.span, item.alias === undefined ? value : concat([value, ` as ${quoteIdent(item.alias)}`]));
}

/** PL/pgSQL: `into strict a, b`. */
export function intoClause(into: NonNullable<PgSelectCore['into']>): Doc {
  return concat([into.strict ? 'into strict ' : 'into ', targetList(into.targets)]);
}

/**
 * A query whose body is no query of its own. PostgreSQL merges the clauses around parentheses into the query within, so
 * that `(select … limit 5) order by x` sorts before it limits, and two LIMIT are an error (gram.y,
 * insertSelectOptions): where that would not be what the tree says, the inner query becomes a derived table.
 */
function flatten(node: PgSelect): PgSelect {
  let bare = node;
  while (bare.body.kind === 'PgSelect') {
    const inner: PgSelect = bare.body;
    if (addsNothing(bare)) bare = inner;
    else if (addsNothing(inner)) bare = { ...bare, body: inner.body };
    else if (bare.with === undefined && !bare.orderBy?.length && !limits(inner)) {
      const { offset, limit, withTies, locking } = bare;
      bare = { ...inner, offset, limit, withTies, locking };
    } else bare = { ...bare, body: derivedCore(inner) };
  }
  return bare;
}

const limits = (node: PgSelect): boolean =>
  node.offset !== undefined || node.limit !== undefined || node.locking !== undefined;

function derivedCore(query: PgSelect): PgSelectCore {
  const { span } = query;
  return {
    kind: 'PgSelectCore',
    span,
    items: [{ kind: 'PgSelectItem', span, value: { kind: 'PgStar', span } }],
    from: [{ kind: 'PgDerivedTable', span, query, alias: 'query' }],
  };
}

function addsNothing(node: PgSelect): boolean {
  return node.with === undefined && !node.orderBy?.length && !limits(node);
}

function operand(body: PgSelectBody): Doc {
  switch (body.kind) {
    case 'PgSelectCore':
      return group(join(coreLines(body, 'select'), line));
    case 'PgValues':
      return values(body);
    case 'PgSetOperation':
      return setOperation(body);
    case 'PgSelect':
      return addsNothing(body) ? operand(body.body) : subquery(body);
  }
}

/** INTERSECT binds tighter than UNION and EXCEPT, which are equal; all group from the left. (PostgreSQL manual, 7.4) */
const setPrecedence = (op: PgSetOperation['op']): number => (op.startsWith('intersect') ? 2 : 1);

function setOperation(node: PgSetOperation): Doc {
  const level = setPrecedence(node.op);
  const rest: PgSetOperation[] = [];
  let first: PgSelectBody = node;
  while (first.kind === 'PgSetOperation' && setPrecedence(first.op) === level) {
    rest.push(first);
    first = bareBody(first.left);
  }
  const parts: Doc[] = [setOperand(first, level)];
  for (const one of rest.reverse()) {
    parts.push(line, one.op, line, mark(one.right.span, setOperand(one.right, level + 1)));
  }
  return group(...parts);
}

function setOperand(body: PgSelectBody, least: number): Doc {
  const bare = bareBody(body);
  if (bare.kind === 'PgSetOperation' && setPrecedence(bare.op) < least) return parenthesized(setOperation(bare));
  return operand(bare);
}

function bareBody(body: PgSelectBody): PgSelectBody {
  let bare = body;
  while (bare.kind === 'PgSelect' && addsNothing(bare)) bare = bare.body;
  return bare;
}

/** `values (1, 2), (3, 4)`. */
export function values(node: PgValues): Doc {
  const rows = node.rows.map((row) => mark(row[0]?.span ?? node.span, parenthesized(expressionList(row))));
  // One row hugs its key word.
  return rows.length === 1 ? concat(['values ', rows[0]!]) : group('values', nest(line, join(rows, ',', line)));
}

function groupItem(item: PgGroupItem): Doc {
  switch (item.kind) {
    case 'expr':
      return expression(item.value);
    case 'list':
      return concat(['(', expressionList(item.items), ')']);
    case 'rollup':
    case 'cube':
      return concat([
        item.kind,
        ' ',
        parenthesized(
          join(
            item.items.map((one) => (one.length === 1 ? expression(one[0]!) : concat(['(', expressionList(one), ')']))),
            ',',
            line,
          ),
        ),
      ]);
    case 'grouping sets':
      return concat(['grouping sets ', parenthesized(join(item.items.map(groupItem), ',', line))]);
  }
}

/** `with recursive a as (…), b as (…)`. */
export function withClause(node: PgWith): Doc {
  return concat([node.recursive ? 'with recursive ' : 'with ', join(node.ctes.map(cte), ',', line)]);
}

function cte(node: PgCte): Doc {
  const materialized = node.materialized === undefined ? '' : node.materialized ? ' materialized' : ' not materialized';
  const parts: Doc[] = [
    `${quoteIdent(node.name)}${columnList(node.columns)} as${materialized} `,
    parenthesized(node.query.kind === 'PgSelect' ? query(node.query) : dml(node.query)),
  ];
  if (node.search !== undefined) {
    const { order, by, set } = node.search;
    parts.push(line, `search ${order} first by ${quoteNames(by)} set ${quoteIdent(set)}`);
  }
  if (node.cycle !== undefined) {
    const { columns, set, to, otherwise, using } = node.cycle;
    parts.push(line, `cycle ${quoteNames(columns)} set ${quoteIdent(set)}`);
    if (to !== undefined && otherwise !== undefined) {
      parts.push(' to ', expression(to, precedence.primary), ' default ', expression(otherwise, precedence.primary));
    }
    parts.push(` using ${quoteIdent(using)}`);
  }
  return mark(node.span, group(...parts));
}

const columnList = (columns: readonly string[] | undefined): string =>
  columns?.length ? ` (${quoteNames(columns)})` : '';

const correlation = (alias: string | undefined, columns?: readonly string[]): string =>
  alias === undefined ? '' : ` as ${quoteIdent(alias)}${columnList(columns)}`;

/** An item of FROM, or the target of DML; joins are left-deep without parentheses. */
export function fromItem(item: PgFromItem): Doc {
  return mark(item.span, (fromPrinters[item.kind] as (node: PgFromItem) => Doc)(item));
}

const fromPrinters = {
  PgTable: (n) => {
    const name = (n.only ? 'only ' : '') + quoteName(n.name) + correlation(n.alias, n.columns);
    if (n.sample === undefined) return name;
    const { method, percent, seed } = n.sample;
    const parts: Doc[] = [name, ` tablesample ${method} (`, expression(percent), ')'];
    if (seed !== undefined) parts.push(' repeatable (', expression(seed), ')');
    return concat(parts);
  },
  PgDerivedTable: (n) => concat([n.lateral ? 'lateral ' : '', subquery(n.query), correlation(n.alias, n.columns)]),
  PgJoin: (n) => {
    const type = n.type === 'inner' ? 'join' : `${n.type} join`;
    const right = n.right.kind === 'PgJoin' ? parenthesized(fromItem(n.right)) : fromItem(n.right);
    const parts: Doc[] = [fromItem(n.left), line, n.natural ? 'natural ' : '', `${type} `, right];
    if (n.on !== undefined) parts.push(' on ', nest(expression(n.on)));
    if (n.using !== undefined) parts.push(` using (${quoteNames(n.using)})`);
    return concat(parts);
  },
  PgFromFunction: (n) => {
    const parts: Doc[] = [n.lateral ? 'lateral ' : '', expression(n.call), n.ordinality ? ' with ordinality' : ''];
    if (n.columnTypes === undefined) parts.push(correlation(n.alias, n.columns));
    else {
      const columns = n.columnTypes.map((one) => `${quoteIdent(one.name)} ${typeName(one.type)}`).join(', ');
      parts.push(` as ${n.alias === undefined ? '' : `${quoteIdent(n.alias)} `}(${columns})`);
    }
    return concat(parts);
  },
} satisfies { readonly [N in PgFromItem as N['kind']]: (node: N) => Doc };
