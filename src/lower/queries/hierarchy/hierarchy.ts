import type { RowSource } from '../../../analyze/analysis.js';
import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { Expr, FromItem, OrderItem, Select } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type {
  PgCte,
  PgExpr,
  PgFromItem,
  PgOrderItem,
  PgSelect,
  PgSelectItem,
  PgSetOperation,
} from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { treeText } from '../../../ir/tree-text.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerCondition, lowerExpr } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { pgTypeOf } from '../../types.js';
import { isPseudo, sourcesIn } from '../block-nodes.js';
import { hasMark, lowerMarkedFrom } from '../from/outer-join-marks.js';
import { hasOneRow } from '../grouping/one-row.js';
import { ordered } from '../order/order-by.js';
import { Projection } from '../projection.js';
import { aliasOf } from '../row-sources.js';
import { generatedName, withinGenerated } from '../scope.js';
import { CarriedValues, levelBelow, renamed } from './carried-values.js';
import { isFreshPrior, type Loops, loopsOf } from './loops.js';
import { isCarried, isHierarchical } from './operators.js';
import { siblingValue } from './siblings.js';

/** The parts of a query block with CONNECT BY. */
interface HierarchicalBlock {
  readonly select: Select;
  /** ORDER SIBLINGS BY. */
  readonly siblings: readonly OrderItem[] | undefined;
  readonly sources: readonly RowSource[];
  readonly aliases: ReadonlyMap<RowSource, string>;
  readonly items: readonly FromItem[];
  readonly filters: readonly Expr[];
}

/**
 * CONNECT BY as a recursive query. `source_rows` are the rows of FROM, numbered in the order of siblings; `hierarchy`
 * carries the level and the path of row numbers: sorted by it the rows come depth first, and a row that is in its own
 * path is a loop (`loops.ts`). (SQL Language Reference, "Hierarchical Queries")
 */
export class HierarchicalQuery {
  /** Context of everything that reads the finished hierarchy. */
  readonly context: ExprContext;
  private readonly base: ExprContext;
  private readonly source: string;
  private readonly tree: string;
  private readonly alias: string;
  private readonly columns: Projection;
  private readonly carried: CarriedValues;
  private readonly own: ReadonlySet<RowSource>;
  /**
   * DUAL, or another source of one row, alone: each level has one row. The rows come as they are made, so that
   * `connect by 1 = 1` may go on as long as somebody asks.
   */
  private readonly chain: boolean;
  private readonly loops: Loops;

  private readonly select: Select;

  constructor(
    private readonly ex: ExprContext,
    private readonly block: HierarchicalBlock,
  ) {
    const { select, sources, aliases } = block;
    this.select = select;
    this.own = new Set(sources);
    this.source = generatedName(ex, 'source_rows');
    this.tree = generatedName(ex, 'hierarchy');
    this.base = withinGenerated(ex, () => undefined, aliases);
    const [single] = sources;
    const [only] = select.from;
    this.chain = select.from.length === 1 && only !== undefined && hasOneRow(ex, only);
    this.loops = loopsOf(ex, select, sources, this.chain);
    this.alias = sources.length === 1 && single ? (aliasOf(this.base, single) ?? this.tree) : this.tree;
    this.columns = new Projection(this.source, this.own, this.base, [
      madeUp('row_id'),
      madeUp('level'),
      madeUp('path'),
      madeUp('loop_id'),
      madeUp('loop_path'),
    ]);
    this.carried = new CarriedValues(ex, {
      base: this.base,
      columns: this.columns,
      source: this.source,
      tree: this.tree,
    });
    this.context = withinGenerated(ex, (expr) => this.read(expr), aliases);
  }

  /** Is the expression one that only the hierarchy can answer (LEVEL, PRIOR …)? */
  owns(expr: OracleNode): boolean {
    return isHierarchical(this.ex, expr) || isPseudo(this.ex, expr, 'LEVEL');
  }

  keyOf(expr: Expr): string {
    return treeText(expr);
  }

  column(source: RowSource, column: ColumnInfo, span: Span): PgExpr {
    return b.column(span, this.alias, this.columns.ofColumn(source, column, span));
  }

  /** What an expression over the finished hierarchy reads. */
  private read(expr: Expr): PgExpr | undefined {
    const { span } = expr;
    if (isPseudo(this.ex, expr, 'LEVEL')) return b.column(span, this.alias, madeUp('level'));
    if (isPseudo(this.ex, expr, 'CONNECT_BY_ISLEAF')) {
      const cut = this.select.hierarchy?.noCycle === true && this.loops.kind !== 'none';
      return this.zeroOne(span, this.hasChild(span, cut ? 'outside' : 'any'), 0, 1);
    }
    if (isPseudo(this.ex, expr, 'CONNECT_BY_ISCYCLE'))
      return this.loops.kind === 'none'
        ? b.cast(span, b.num(span, 0), pgTypes.numeric)
        : this.zeroOne(span, this.hasChild(span, 'inside'), 1, 0);
    if (isCarried(this.ex, expr)) return b.column(span, this.alias, this.carried.columnOf(expr));
    return renamed(this.columns.replace(expr), this.alias);
  }

  private zeroOne(span: Span, test: PgExpr, then: number, otherwise: number): PgExpr {
    return b.cast(
      span,
      b.caseWhen(span, [{ when: test, then: b.num(span, then) }], b.num(span, otherwise)),
      pgTypes.numeric,
    );
  }

  /**
   * `exists (select from source_rows as child where …)`: a row that the condition makes a child;
   * outside or inside of the path.
   */
  private hasChild(span: Span, which: 'any' | 'outside' | 'inside'): PgExpr {
    const child = generatedName(this.ex, 'child');
    const condition = lowerCondition(this.condition(this.alias, child), this.connectBy());
    const more = which === 'any' ? [] : [this.inPath(span, child, this.alias, which)];
    return b.exists(
      span,
      b.select(span, {
        items: [b.num(span, 1)],
        from: [b.table(span, [this.source], child)],
        where: b.and(span, condition, ...more),
      }),
    );
  }

  /** Is a row of the source, or none that stands for it, in the path of a row of the hierarchy? */
  private inPath(span: Span, row: string, below: string, which: 'outside' | 'inside'): PgExpr {
    const [id, path] =
      this.loops.kind === 'values' ? [madeUp('loop_id'), madeUp('loop_path')] : [madeUp('row_id'), madeUp('path')];
    return {
      kind: 'PgQuantified',
      span,
      ...(which === 'inside' ? { op: '=', quantifier: 'any' } : { op: '<>', quantifier: 'all' }),
      left: b.column(span, row, id),
      right: b.column(span, below, path),
    };
  }

  private connectBy(): Expr {
    const { hierarchy } = this.select;
    if (!hierarchy) return refuse(unsupportedClause(this.select.span, 'CONNECT BY'));
    return hierarchy.connectBy;
  }

  /** Context of CONNECT BY: PRIOR reads `parent`, other columns read `child`. */
  private condition(parent: string, child: string): ExprContext {
    const prior = withinGenerated(this.ex, (expr) =>
      isPseudo(this.ex, expr, 'LEVEL')
        ? b.column(expr.span, parent, madeUp('level'))
        : renamed(this.columns.replace(expr), parent),
    );
    return withinGenerated(this.ex, (expr) => {
      const { span } = expr;
      if (isPseudo(this.ex, expr, 'LEVEL') || (this.chain && isPseudo(this.ex, expr, 'ROWNUM')))
        return b.binary(span, '+', b.column(span, parent, madeUp('level')), b.num(span, 1));
      if (isPseudo(this.ex, expr, 'ROWNUM'))
        return refuse(unsupportedClause(span, 'ROWNUM in the CONNECT BY of a table'));
      if (expr.kind === 'Unary' && expr.op === 'PRIOR') return lowerExpr(prior, expr.operand);
      if (expr.kind === 'IsTest' && expr.test === 'NULL' && expr.negated && isFreshPrior(this.ex, expr.operand))
        return b.boolean(span, true);
      return renamed(this.columns.replace(expr), child);
    });
  }

  /** The finished hierarchy, in the order of Oracle, and the queries that make it. */
  rows(): { from: readonly PgFromItem[]; where?: PgExpr; order?: PgOrderItem; ctes: readonly PgCte[] } {
    const { span, hierarchy } = this.select;
    if (!hierarchy) return refuse(unsupportedClause(span, 'CONNECT BY'));
    // With several tables, conditions between them join the rows before the hierarchy is built; all others filter
    // afterwards.
    const joining = this.block.filters.filter(
      (c) => [...sourcesIn(this.ex, c)].filter((s) => this.own.has(s)).length > 1 && !this.readsHierarchy(c),
    );
    const marked = this.block.filters.filter((c) => hasMark(c));
    const before = [...new Set([...joining, ...marked])];
    const after = this.block.filters.filter((c) => !before.includes(c));
    const where = after.length > 0 ? b.and(span, ...after.map((c) => lowerCondition(this.context, c))) : undefined;
    const start = hierarchy.startWith ? lowerCondition(this.startContext(), hierarchy.startWith) : undefined;
    const on = lowerCondition(this.condition(this.tree, this.source), hierarchy.connectBy);
    // All that is asked of the hierarchy has been lowered: now its columns are known.
    const sourceRows = this.sourceRows(before);
    const own = this.columns.columnNames().map((n) => b.item(span, b.column(span, this.source, n)));
    const body: PgSetOperation = {
      kind: 'PgSetOperation',
      span,
      op: 'union all',
      left: this.rootRows(own, start),
      right: this.rowsBelow(own, on, hierarchy),
    };
    const ctes: PgCte[] = [
      { kind: 'PgCte', span, name: this.source, materialized: true, query: sourceRows },
      { kind: 'PgCte', span, name: this.tree, query: { kind: 'PgSelect', span, body } },
    ];
    const from = b.table(span, [this.tree], this.alias === this.tree ? undefined : this.alias);
    const depthFirst: PgOrderItem = { value: b.column(span, this.alias, madeUp('path')) };
    return { from: [from], ...(where ? { where } : {}), ...(this.chain ? {} : { order: depthFirst }), ctes };
  }

  /** The rows of FROM that the conditions leave, numbered in the order of siblings. */
  private sourceRows(conditions: readonly Expr[]): PgSelect {
    const { span } = this.select;
    const joined = lowerMarkedFrom(this.base, this.block.items, conditions);
    const order = (this.block.siblings ?? []).map((item) => ordered(item, siblingValue(this.base, this.select, item)));
    const numbered = b.select(span, {
      items: [b.item(span, this.windowed('row_number', order), madeUp('row_id')), ...this.columns.items()],
      from: joined.items,
      ...(joined.where.length > 0
        ? { where: b.and(span, ...joined.where.map((c) => lowerCondition(this.base, c))) }
        : {}),
    });
    return this.loops.kind === 'values' ? this.withLoopId(numbered, this.loops.operands) : numbered;
  }

  /**
   * `dense_rank() over (order by …)`: one number for all rows that are the same to the search for loops. It is asked of
   * the numbered rows, since it would sort them before they are numbered.
   */
  private withLoopId(numbered: PgSelect, operands: readonly Expr[]): PgSelect {
    const { span } = this.select;
    const row = withinGenerated(this.ex, (expr) => renamed(this.columns.replace(expr), this.source));
    const orderBy = operands.map((operand): PgOrderItem => ({ value: lowerExpr(row, operand) }));
    return b.select(span, {
      items: [
        b.item(span, this.windowed('dense_rank', orderBy), madeUp('loop_id')),
        ...[madeUp('row_id'), ...this.columns.columnNames()].map((n) => b.item(span, b.column(span, this.source, n))),
      ],
      from: [b.derived(span, numbered, this.source)],
    });
  }

  private windowed(name: string, orderBy: readonly PgOrderItem[]): PgExpr {
    const { span } = this.select;
    return { ...b.call(span, name), over: { kind: 'PgWindow', span, partitionBy: [], orderBy } };
  }

  /** START WITH. */
  private rootRows(own: readonly PgSelectItem[], start: PgExpr | undefined): PgSelect {
    const { span } = this.select;
    return b.select(span, {
      items: [
        ...own,
        b.item(span, b.cast(span, b.num(span, 1), pgTypes.numeric), madeUp('level')),
        b.item(span, b.array(span, b.column(span, this.source, madeUp('row_id'))), madeUp('path')),
        ...(this.loops.kind === 'values'
          ? [b.item(span, b.array(span, b.column(span, this.source, madeUp('loop_id'))), madeUp('loop_path'))]
          : []),
        ...this.carried.all().map((c) => b.item(span, c.root, c.name)),
      ],
      from: [b.table(span, [this.source])],
      ...(start ? { where: start } : {}),
    });
  }

  /** CONNECT BY: the rows below those of the level before. ORA-01436 where one is below itself, but with NOCYCLE. */
  private rowsBelow(own: readonly PgSelectItem[], on: PgExpr, { noCycle }: NonNullable<Select['hierarchy']>): PgSelect {
    const { span } = this.select;
    const rowId = b.column(span, this.source, madeUp('row_id'));
    const path = b.column(span, this.tree, madeUp('path'));
    const detects = this.loops.kind !== 'none';
    const loop = b.ora(span, 'raise', b.num(span, 1436), b.null(span), rowId);
    const inPath = this.inPath(span, this.source, this.tree, 'inside');
    const nextId = detects && !noCycle ? b.caseWhen(span, [{ when: inPath, then: loop }], rowId) : rowId;
    const unseen = detects && noCycle ? [this.inPath(span, this.source, this.tree, 'outside')] : [];
    const loopPath = b.binary(
      span,
      '||',
      b.column(span, this.tree, madeUp('loop_path')),
      b.column(span, this.source, madeUp('loop_id')),
    );
    return b.select(span, {
      items: [
        ...own,
        b.item(span, levelBelow(this.tree, span)),
        b.item(span, b.binary(span, '||', path, nextId)),
        ...(this.loops.kind === 'values' ? [b.item(span, loopPath)] : []),
        ...this.carried.all().map((c) => b.item(span, c.step)),
      ],
      from: [
        b.join(span, 'inner', b.table(span, [this.tree]), b.table(span, [this.source]), b.and(span, on, ...unseen)),
      ],
    });
  }

  private readsHierarchy(condition: Expr): boolean {
    return contains(condition, (n) => this.owns(n));
  }

  private startContext(): ExprContext {
    return withinGenerated(this.ex, (expr) => {
      if (isPseudo(this.ex, expr, 'LEVEL')) return b.num(expr.span, 1);
      if (expr.kind === 'Unary' && expr.op === 'PRIOR')
        return b.cast(
          expr.span,
          b.null(expr.span),
          pgTypeOf(this.ex.unit.naming, this.ex.unit.analysis.typeOf(expr.operand), 'value'),
        );
      return this.columns.replace(expr);
    });
  }
}
