import type { OracleType } from '../../analyze/model/types.js';
import { conjunctsOf } from '../../ir/conjuncts.js';
import type { Query, Select } from '../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PgSelectBody, PgSelectCore } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { convert } from '../expressions/conversions/convert.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { usesPseudo } from './block-nodes.js';
import { isGrouped } from './grouping/group-by.js';
import { firstOfRows } from './limits/first-row.js';
import { percentLimit } from './limits/percent-limit.js';
import { lowerRowLimit } from './limits/row-limit.js';
import { type RownumLimit, rownumLimit, smaller } from './limits/rownum.js';
import { lowerSetOrderBy } from './order/order-by.js';
import { orderedByMap, ordersByObjects } from './order/order-by-map.js';
import { within } from './scope.js';
import { lowerSelect } from './select.js';
import { type ColumnUse, sameKind } from './select-list/select-list.js';
import { misplacedSequence, refuseMisplaced } from './sequences/places.js';
import { lowerBody } from './set-operations.js';
import { lowerWith } from './with/subquery-factors.js';

/** The targets of SELECT INTO. */
interface IntoTargets {
  readonly strict: boolean;
  readonly targets: readonly PgExpr[];
  /** Types the columns are converted to. */
  readonly types?: readonly OracleType[];
  /** The one target is a row of the table that is read: char(n) stays what it is. */
  readonly stored?: boolean;
}

/** A query; `into` goes where PL/pgSQL wants it: into the first SELECT. */
export function lowerQuery(ex: ExprContext, query: Query, into?: IntoTargets): PgSelect {
  if (!into) return lowerQueryAs(ex, query, {});
  const use: ColumnUse = into.stored ? { stored: true } : {};
  // Outside of a single block the conversion is made over the whole: DISTINCT and set operations see the values as they
  // are.
  const { types } = into;
  const columns = ex.unit.analysis.columnsOf(query);
  const converts = types?.some((t, i) => columns[i] !== undefined && !sameKind(columns[i].type, t)) === true;
  if (converts && types && query.body.kind !== 'Select')
    return withInto(convertedColumns(ex, query, lowerQueryAs(ex, query, {}), types), into);
  return withInto(lowerQueryAs(ex, query, { ...use, ...(types ? { types } : {}), assigned: true }), into);
}

/** A query whose rows only count as being there: EXISTS. */
export function lowerExistsQuery(ex: ExprContext, query: Query): PgSelect {
  return lowerQueryAs(ex, query, { unread: true });
}

/** A query with a given use of its columns. */
export function lowerQueryAs(ex: ExprContext, query: Query, use: ColumnUse): PgSelect {
  if (query.with || query.body.kind !== 'Select')
    refuseMisplaced(misplacedSequence(ex.unit.analysis, query), query.span);
  const outer = within(ex, () => undefined);
  const clause = query.with ? lowerWith(outer, query.with) : undefined;
  const inner = clause?.ex ?? outer;
  const made = lowerWhole(inner, query, use);
  if (!clause || clause.with.ctes.length === 0) return made;
  if (!made.with) return { ...made, with: clause.with };
  return { ...made, with: { ...clause.with, recursive: true, ctes: [...clause.with.ctes, ...made.with.ctes] } };
}

function lowerWhole(ex: ExprContext, query: Query, use: ColumnUse): PgSelect {
  const { body, span } = query;
  if (body.kind === 'Select')
    return topRows(ex, query, body, use) ?? firstOfRows({ ...lowerSelect(ex, body, query, use), span });
  const items = query.orderBy ?? [];
  const columns = ex.unit.analysis.columnsOf(query);
  const byMap = ordersByObjects(columns, items);
  const orderBy = byMap ? [] : lowerSetOrderBy(ex, items);
  const plain: PgSelect = {
    kind: 'PgSelect',
    span,
    body: lowerBody(ex, body, items.length > 0 ? { ...use, ordered: true } : use),
    ...(orderBy.length > 0 ? { orderBy } : {}),
  };
  const made = byMap ? orderedByMap(ex, plain, columns, items) : plain;
  if (!query.limit) return made;
  if (query.limit.fetch?.percent) {
    const names = ex.unit.analysis
      .columnsOf(query)
      .map((c, n) => (c.name === '' ? `column_${n + 1}` : foldName(c.name)));
    return percentLimit(
      ex,
      b.select(span, {
        items: names.map((n) => b.column(span, madeUp('q'), n)),
        from: [b.derived(span, made, madeUp('q'), names)],
      }),
      query.limit,
      [],
    );
  }
  return { ...made, ...lowerRowLimit(ex, query.limit, (made.orderBy ?? []).length > 0) };
}

/** `select * from (select … order by …) where rownum <= n` is the inner query with a limit. */
function topRows(ex: ExprContext, query: Query, select: Select, use: ColumnUse): PgSelect | undefined {
  const [item] = select.items;
  const [from] = select.from;
  if (
    select.items.length !== 1 ||
    item?.value.kind !== 'Star' ||
    select.from.length !== 1 ||
    from?.kind !== 'DerivedTable'
  )
    return undefined;
  if (
    from.pivots?.length ||
    from.matchRecognize ||
    from.query.with ||
    from.query.limit ||
    from.query.forUpdate ||
    !from.query.orderBy
  )
    return undefined;
  if (
    query.orderBy ||
    query.limit ||
    query.forUpdate ||
    select.hierarchy ||
    select.quantifier ||
    select.model ||
    !select.where ||
    isGrouped(ex, select)
  )
    return undefined;
  const conjuncts = conjunctsOf(select.where);
  if (!conjuncts.every((c) => usesPseudo(ex, 'ROWNUM', [c]))) return undefined;
  const source = ex.unit.analysis.sourceOf(from);
  const limit = conjuncts
    .map((c) => rownumLimit(ex, c, new Set(source ? [source] : [])))
    .reduce<RownumLimit>((x, y) => smaller(select.span, x, y), { kind: 'all' });
  const inner = lowerQueryAs(ex, from.query, use);
  if (inner.limit !== undefined || inner.offset !== undefined || inner.locking) return undefined;
  return limit.kind === 'rows' ? { ...inner, limit: limit.count } : inner;
}

function convertedColumns(ex: ExprContext, query: Query, made: PgSelect, types: readonly OracleType[]): PgSelect {
  const { span } = query;
  const columns = ex.unit.analysis.columnsOf(query);
  const names = columns.map((_, i) => madeUp(`c${i + 1}`));
  const items = columns.map((c, i) => {
    const value = b.column(span, madeUp('q'), names[i] ?? '');
    const wanted = types[i];
    return wanted && !sameKind(c.type, wanted) ? convert(ex, value, { from: c.type, to: wanted, span }) : value;
  });
  return b.select(span, { items, from: [b.derived(span, made, madeUp('q'), names)] });
}

/**
 * INTO at its place: in the first SELECT, unless that stands between parentheses, with which
 * no statement of PL/pgSQL begins.
 */
export function withInto(made: PgSelect, into: IntoTargets): PgSelect {
  const clause = { strict: into.strict, targets: into.targets };
  let { body } = made;
  while (body.kind === 'PgSelect') ({ body } = body);
  if (body.kind === 'PgSetOperation' && beginsWithParenthesis(body))
    return b.select(made.span, {
      items: [b.star(made.span)],
      into: clause,
      from: [b.derived(made.span, made, madeUp('q'))],
    });
  return { ...made, body: firstCore(made.body, clause) };
}

function beginsWithParenthesis(body: PgSelectBody): boolean {
  switch (body.kind) {
    case 'PgSelectCore':
    case 'PgValues':
      return false;
    case 'PgSelect': {
      const { kind: _kind, span: _span, body: inner, ...clauses } = body;
      return Object.values(clauses).some((c) => c !== undefined) || beginsWithParenthesis(inner);
    }
    case 'PgSetOperation':
      return (
        beginsWithParenthesis(body.left) ||
        (body.left.kind === 'PgSetOperation' && isTighter(body.op) && !isTighter(body.left.op))
      );
  }
}

const isTighter = (op: string): boolean => op.startsWith('intersect');

function firstCore(body: PgSelectBody, into: NonNullable<PgSelectCore['into']>): PgSelectBody {
  switch (body.kind) {
    case 'PgSelectCore':
      return { ...body, into };
    case 'PgSetOperation':
      return { ...body, left: firstCore(body.left, into) };
    case 'PgSelect':
      return { ...body, body: firstCore(body.body, into) };
    case 'PgValues':
      return b.select(body.span, {
        items: [b.star(body.span)],
        into,
        from: [b.derived(body.span, { kind: 'PgSelect', span: body.span, body }, madeUp('q'))],
      }).body;
  }
}
