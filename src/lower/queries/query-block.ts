import type { RowSource } from '../../analyze/analysis.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { conjunctsOf } from '../../ir/conjuncts.js';
import type { Expr, FromItem, Query, Select } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { PgExpr, PgFromItem, PgSelect } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerCondition, lowerExpr } from '../expressions/index.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { blockContains, isPseudo, sourcesIn, usesPseudo } from './block-nodes.js';
import { dictionaryRows } from './from/dictionary-rows.js';
import { aliasesFor, mergedColumns, withoutDual } from './from/from.js';
import { leavesOf } from './from/leaves.js';
import { mergedChar } from './from/merged-chars.js';
import { hasMark, lowerMarkedFrom } from './from/outer-join-marks.js';
import { checkParameters } from './from/parameter-rows.js';
import { hasPartitionedJoin } from './from/partitioned-join.js';
import { argumentsOnce } from './grouping/arguments-once.js';
import { hasNestedAggregate, innerAggregates, isGrouped } from './grouping/group-by.js';
import { groupIdValue, isGroupId } from './grouping/group-id.js';
import { OuterAggregates } from './grouping/outer-aggregates.js';
import { HierarchicalQuery } from './hierarchy/hierarchy.js';
import { levelSeries } from './hierarchy/level-series.js';
import { numberedAbove, numberedAfterOrder, orderByNumber, type Rows } from './limits/numbered-rows.js';
import { isFirstRowsOr, type RownumLimit, rowNumber, rownumLimit, smaller } from './limits/rownum.js';
import { limitedFunction, reportRowsNotNeeded } from './limits/rows-not-needed.js';
import { lowerLocking } from './locking.js';
import { Projection } from './projection.js';
import { aliasOf, columnValue } from './row-sources.js';
import { generatedName, type Replacement, within, withinGenerated } from './scope.js';
import type { StarContext } from './select-list/select-list.js';
import { oneValueARow } from './sequences/sequences.js';
import { chosenBy } from './where/chosen-by.js';

/** What surrounds a query block and belongs to its evaluation. */
export type Around = Pick<Query, 'orderBy' | 'orderSiblings' | 'limit' | 'forUpdate'>;

/** One query block: in which contexts its parts are lowered, and what its FROM clause becomes. */
export class QueryBlock {
  readonly sources: readonly RowSource[];
  readonly grouped: boolean;
  /** Context of the select list and ORDER BY. */
  readonly reading: ExprContext;
  /** Context of GROUP BY and HAVING. */
  readonly grouping: ExprContext;
  readonly stars: StarContext;
  readonly nested: Projection | undefined;
  private readonly own: ReadonlySet<RowSource>;
  private readonly isRead: (source: RowSource) => boolean;
  private readonly items: readonly FromItem[];
  private readonly base: ExprContext;
  private readonly hierarchy: HierarchicalQuery | undefined;
  private readonly series: PgExpr | undefined;
  private readonly wrap: Projection | undefined;
  private readonly outer: OuterAggregates;
  private readonly limits: RownumLimit;
  private readonly filters: readonly Expr[];
  /** Arguments of aggregates that are columns of such rows. */
  private readonly once: ReadonlySet<Expr>;
  /** `rownum <= n or p`: applied to the numbered rows. */
  private readonly mixed: Expr | undefined;

  constructor(
    private readonly ex: ExprContext,
    readonly select: Select,
    private readonly around: Around,
  ) {
    checkParameters(ex, select);
    const aliases = aliasesFor(ex, select.from);
    this.sources = leavesOf(select.from)
      .map((i) => ex.unit.analysis.sourceOf(i))
      .filter((s) => s !== undefined);
    this.own = new Set(this.sources);
    this.grouped = isGrouped(ex, select);
    const orderBy = around.orderSiblings ? [] : (around.orderBy ?? []);
    const parts = [select.items, select.where, select.groupBy, select.having, select.hierarchy, orderBy, select.from];
    const read = sourcesIn(ex, ...parts.flat().filter((part) => part !== undefined));
    const starred = select.items.some((i) => i.value.kind === 'Star');
    this.isRead = (source) => starred || read.has(source);
    this.items = withoutDual(ex, select, this.isRead);
    const upper: readonly OracleNode[] = [...select.items, ...groupNodes(select), ...orderBy];
    const conjuncts = conjunctsOf(select.where);
    const counted = conjuncts.filter((c) => usesPseudo(ex, 'ROWNUM', [c]));
    this.filters = conjuncts.filter((c) => !counted.includes(c));
    const sequences = oneValueARow(ex, select.items);
    this.series = levelSeries(ex, select);
    const merged = mergedColumns(ex, select.from);
    this.base = this.baseContext([sequences, merged.replace], aliases);
    this.hierarchy = this.hierarchyOf(around, aliases);
    const below = this.hierarchy ? this.hierarchy.context : this.base;
    const numbers = upper.some((n) => usesPseudo(ex, 'ROWNUM', [n])) && !(this.series && !select.where);
    // Rows are numbered before window functions sort them.
    const windowed = (counted.length > 0 || numbers) && upper.some((n) => hasWindow(n));
    // PostgreSQL locks no rows that a window function has numbered: they are locked below it.
    const locked = numbers && around.forUpdate !== undefined;
    const later = orderBy.length > 0 || around.limit !== undefined || windowed || locked || this.changesRows();
    this.mixed = numbers ? undefined : this.firstRowsOr(counted);
    this.once = argumentsOnce(ex, select, orderBy);
    if (around.forUpdate && (this.mixed || (numbers && this.hierarchy)))
      refuse(unsupportedExpression(around.forUpdate.span, 'FOR UPDATE of rows chosen or ordered by their ROWNUM'));
    this.limits = this.limitsOf(this.mixed ? [] : counted, below);
    const isWrapped = ((counted.length > 0 || numbers) && later) || this.mixed || this.once.size > 0;
    this.wrap = isWrapped ? this.numberedRows(below) : undefined;
    const over = this.wrap
      ? this.overNumbered(this.wrap, below, sequences, aliases)
      : numbers
        ? within(below, (expr) => (isPseudo(ex, expr, 'ROWNUM') ? rowNumber(expr.span) : undefined))
        : below;
    this.outer = new OuterAggregates(ex, select, this.own);
    this.grouping = this.outer.any ? within(over, this.outer.replace, aliases) : over;
    this.nested = hasNestedAggregate(ex, select)
      ? new Projection(generatedName(ex, 'groups'), this.own, this.grouping)
      : undefined;
    this.reading = this.nested ? this.overGroups(this.nested, aliases) : this.grouping;
    this.stars = this.starsOf(around, merged.names);
  }

  /** The context of FROM and WHERE. */
  private baseContext(replacements: readonly Replacement[], aliases: ReadonlyMap<RowSource, string>): ExprContext {
    const { ex, select, series } = this;
    const replace = (expr: Expr, inner: ExprContext): PgExpr | undefined => {
      if (series && (isPseudo(ex, expr, 'LEVEL') || (isPseudo(ex, expr, 'ROWNUM') && !select.where)))
        return b.column(expr.span, madeUp('level'));
      for (const replacement of replacements) {
        const replaced = replacement(expr, inner);
        if (replaced) return replaced;
      }
      return isGroupId(ex, expr) ? groupIdValue(this.grouping, select, expr.span) : undefined;
    };
    return within(ex, replace, aliases);
  }

  private hierarchyOf(around: Around, aliases: ReadonlyMap<RowSource, string>): HierarchicalQuery | undefined {
    const { ex, select, sources, items, filters } = this;
    if (!select.hierarchy || this.series) return undefined;
    const siblings = around.orderSiblings ? (around.orderBy ?? []) : undefined;
    return new HierarchicalQuery(ex, { select, siblings, sources, aliases, items, filters });
  }

  /** Are rows put together, chosen or put in another order after they have their ROWNUM? */
  private changesRows(): boolean {
    const { quantifier } = this.select;
    return this.grouped || quantifier === 'DISTINCT' || quantifier === 'UNIQUE' || this.hierarchy !== undefined;
  }

  /** The condition `rownum <= n or p`, where no other counts rows. */
  private firstRowsOr(counted: readonly Expr[]): Expr | undefined {
    const [first] = counted;
    const isPossible = counted.length === 1 && !this.hierarchy && !this.series;
    return first && isPossible && isFirstRowsOr(this.ex, first) ? first : undefined;
  }

  private limitsOf(counted: readonly Expr[], below: ExprContext): RownumLimit {
    return counted
      .map((c) => rownumLimit(below, c, this.own))
      .reduce<RownumLimit>((x, y) => smaller(this.select.span, x, y), { kind: 'all' });
  }

  /** The derived table in which rows get their ROWNUM before they are sorted, grouped or chosen. */
  private numberedRows(below: ExprContext): Projection {
    const { hierarchy } = this;
    const [single] = this.sources;
    const alias =
      (this.sources.length === 1 && single ? aliasOf(below, single) : undefined) ?? generatedName(this.ex, 'q');
    return new Projection(
      alias,
      this.own,
      below,
      [],
      hierarchy && ((source, column, at) => hierarchy.column(source, column, at)),
    );
  }

  /** The context over such a derived table: what it reads of the rows below goes through it. */
  private overNumbered(
    wrap: Projection,
    below: ExprContext,
    sequences: Replacement,
    aliases: ReadonlyMap<RowSource, string>,
  ): ExprContext {
    const { ex, hierarchy, series } = this;
    const column = (expr: Expr, key: string, name: string, value: PgExpr): PgExpr =>
      b.column(expr.span, wrap.alias, wrap.add(key, name, value));
    return withinGenerated(
      ex,
      (expr, inner) => {
        if (isPseudo(ex, expr, 'ROWNUM')) return column(expr, madeUp('rownum'), madeUp('rownum'), rowNumber(expr.span));
        if (series && isPseudo(ex, expr, 'LEVEL'))
          return column(expr, madeUp('level'), madeUp('level'), b.column(expr.span, madeUp('level')));
        if (this.once.has(expr))
          return column(expr, `argument ${expr.span.start}`, madeUp('argument'), lowerExpr(below, expr));
        if (hierarchy?.owns(expr))
          return column(expr, `hierarchy ${hierarchy.keyOf(expr)}`, madeUp('value'), lowerExpr(below, expr));
        return wrap.replace(expr) ?? sequences(expr, inner);
      },
      aliases,
    );
  }

  /** The context over the groups whose aggregates are aggregated once more. */
  private overGroups(groups: Projection, aliases: ReadonlyMap<RowSource, string>): ExprContext {
    const { ex, grouping } = this;
    const innermost = innerAggregates(ex, this.select);
    return withinGenerated(
      ex,
      (expr) =>
        innermost.has(expr)
          ? b.column(
              expr.span,
              groups.alias,
              groups.add(`${expr.span.start}`, madeUp('value'), lowerExpr(grouping, expr)),
            )
          : groups.replace(expr),
      aliases,
    );
  }

  /** How `*` is written: as it is, or as the columns that it stands for. */
  private starsOf(around: Around, merges: ReadonlySet<string>): StarContext {
    const { select } = this;
    const isPercent = around.limit?.fetch?.percent === true;
    return {
      expand:
        this.wrap !== undefined ||
        this.hierarchy !== undefined ||
        this.series !== undefined ||
        isPercent ||
        this.leaks(),
      expandBare: isPercent || this.items.length !== select.from.length || this.reordered(),
      column: (source, column, span) => {
        if (this.wrap) return b.column(span, this.wrap.alias, this.wrap.ofColumn(source, column, span));
        if (this.hierarchy) return this.hierarchy.column(source, column, span);
        if (merges.has(column.name))
          return mergedChar(this.reading, select.from, source, column, span) ?? b.column(span, foldName(column.name));
        return columnValue(this.reading, source, column, span);
      },
    };
  }

  /** Would `*` give other columns: those of ours, or an object's type mark? */
  private leaks(): boolean {
    return this.sources.some(
      (s) => s.kind === 'function' || (s.kind === 'factor' && this.ex.substitutions?.leaky?.has(s.alias) === true),
    );
  }

  /** Outer joins written with (+), and partitioned ones, may stand in another order than the tables. */
  private reordered(): boolean {
    return conjunctsOf(this.select.where).some((c) => hasMark(c)) || this.select.from.some(hasPartitionedJoin);
  }

  /** To be called when everything above is lowered. */
  rows(): Rows {
    const rows = this.ownRows();
    return this.outer.any ? { ...rows, from: [...rows.from, this.outer.from()] } : rows;
  }

  private ownRows(): Rows {
    const limit = this.limits.kind === 'rows' ? { limit: this.limits.count } : {};
    const bare: Rows = this.hierarchy ? this.hierarchy.rows() : this.limitedRows(limit.limit);
    if (!this.wrap) return { ...bare, ...limit };
    return this.wrappedRows(this.wrap, bare, limit);
  }

  /** The rows in a derived table of their own, which the parts of the block read. */
  private wrappedRows(wrap: Projection, bare: Rows, limit: Pick<PgSelect, 'limit'>): Rows {
    const { span } = this.select;
    // A window function sorts the rows anew.
    const numbered = bare.order && this.select.items.some((i) => hasWindow(i)) ? orderByNumber(span, wrap) : {};
    const mixed = this.mixed ? { where: lowerCondition(this.grouping, this.mixed) } : {};
    const locking = this.lockingBelow(bare, limit);
    if (locking) return this.lockedRows(wrap, bare, { ...limit, locking });
    const derived = (rows: PgSelect): PgFromItem[] => [b.derived(span, rows, wrap.alias)];
    if (bare.order && wrap.columnNames().includes(madeUp('rownum')))
      return { from: derived(numberedAfterOrder(span, wrap, bare, limit)), ...numbered, ctes: bare.ctes };
    const inner = b.select(span, {
      items: wrap.items(),
      from: bare.from,
      ...(bare.where ? { where: bare.where } : {}),
      ...(bare.order ? { orderBy: [bare.order] } : {}),
      ...limit,
    });
    return { from: derived(inner), ...mixed, ctes: bare.ctes };
  }

  /** FOR UPDATE of rows that get their ROWNUM, or are the first, in a derived table. */
  private lockingBelow(rows: Rows, { limit }: Pick<PgSelect, 'limit'>): PgSelect['locking'] {
    const { forUpdate } = this.around;
    if (!forUpdate || this.hierarchy || rows.from.length === 0) return undefined;
    return lowerLocking(this.base, forUpdate, { sources: this.sources, ofFirstRows: limit !== undefined });
  }

  private lockedRows(wrap: Projection, bare: Rows, ends: Pick<PgSelect, 'limit' | 'locking'>): Rows {
    const { span } = this.select;
    const rows = wrap.columnNames().includes(madeUp('rownum'))
      ? numberedAbove(span, wrap, bare, ends)
      : b.select(span, {
          items: wrap.items(),
          from: bare.from,
          ...(bare.where ? { where: bare.where } : {}),
          ...ends,
        });
    return { from: [b.derived(span, rows, wrap.alias)], ctes: bare.ctes, locked: true };
  }

  /** The rows of a pipelined function that FETCH FIRST limits. */
  firstRows(
    rows: Rows,
    { limit, offset, withTies }: Pick<PgSelect, 'limit' | 'offset' | 'withTies'>,
  ): Rows | undefined {
    if (!limit || limit === 'all' || offset || withTies || rows.where || rows.limit || rows.order) return undefined;
    if (this.wrap || this.grouped || this.select.items.some((i) => hasWindow(i))) return undefined;
    const from = limitedFunction(this.ex, this.select, rows.from, limit);
    return from && { ...rows, from };
  }

  private limitedRows(limit: PgExpr | undefined): Rows {
    const rows = this.plainRows();
    if (!limit) return rows;
    const { sources, isRead } = this;
    const filtered = rows.where !== undefined;
    const made = dictionaryRows(this.ex, this.select.from, {
      sources,
      isRead,
      from: rows.from,
      filtered,
      wanted: limit,
    });
    if (made) return { ...rows, from: made };
    const from = rows.where ? undefined : limitedFunction(this.ex, this.select, rows.from, limit);
    if (from) return { ...rows, from };
    reportRowsNotNeeded(this.ex, this.select.from);
    return rows;
  }

  private plainRows(): Rows {
    const { span } = this.select;
    const joined = lowerMarkedFrom(this.base, this.items, this.filters);
    const where = this.condition(joined.where);
    // Beside the series DUAL stands only where its column is read.
    const series = this.series ? [b.fromFunction(span, this.series, madeUp('level'))] : [];
    return { from: [...series, ...joined.items], ...(where ? { where } : {}), ctes: [] };
  }

  private condition(conjuncts: readonly Expr[]): PgExpr | undefined {
    if (conjuncts.length === 0) return undefined;
    return b.and(this.select.where?.span ?? this.select.span, ...conjuncts.map((c) => chosenBy(this.base, c)));
  }
}

function groupNodes(select: Select): OracleNode[] {
  return [...(select.groupBy ?? []), ...(select.having ? [select.having] : [])];
}

const hasWindow = (node: OracleNode): boolean =>
  blockContains([node], (expr) => expr.kind === 'Call' && expr.over !== undefined);
