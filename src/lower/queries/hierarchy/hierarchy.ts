import type { RowSource } from '../../../analyze/analysis.js';
import { isText } from '../../../analyze/model/operators.js';
import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
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
import { byBytes } from '../../collation.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerCondition, lowerExpr, lowerTo } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { pgTypeOf } from '../../types.js';
import { lowerMarkedFrom } from '../from/outer-join-marks.js';
import { hasOneRow } from '../grouping/one-row.js';
import { ordered } from '../order/order-by.js';
import { Projection } from '../projection.js';
import { aliasOf } from '../row-sources.js';
import { generatedName, isPseudo, sourcesIn, usesPseudo, within } from '../scope.js';
import { isFreshPrior, type Loops, loopsOf } from './loops.js';
import { isCarried, isHierarchical } from './operators.js';

/** A value carried from row to row: what it is at the root, and below. */
interface Carried {
  readonly name: string;
  readonly root: PgExpr;
  readonly step: PgExpr;
}

const varchar2: OracleType = { kind: 'varchar2' };

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
  private readonly carried = new Map<string, Carried>();
  private readonly own: ReadonlySet<RowSource>;
  /**
   * DUAL, or another source of one row, alone: each level has one row. The rows come as they are made, so that
   * `connect by 1 = 1` may go on as long as somebody asks.
   */
  private readonly chain: boolean;
  private readonly loops: Loops;

  constructor(
    private readonly ex: ExprContext,
    private readonly select: Select,
    private readonly siblings: readonly OrderItem[] | undefined,
    sources: readonly RowSource[],
    aliases: ReadonlyMap<RowSource, string>,
    private readonly items: readonly FromItem[],
    private readonly filters: readonly Expr[],
  ) {
    this.own = new Set(sources);
    this.source = generatedName(ex, 'source_rows');
    this.tree = generatedName(ex, 'hierarchy');
    this.base = within(ex, () => undefined, aliases, true);
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
    this.context = within(ex, (expr) => this.read(expr), aliases, true);
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
    if (isCarried(this.ex, expr)) return b.column(span, this.alias, this.carry(expr));
    return this.rename(this.columns.replace(expr), this.alias);
  }

  private zeroOne(span: Span, test: PgExpr, then: number, otherwise: number): PgExpr {
    return b.cast(
      span,
      b.caseWhen(span, [{ when: test, then: b.num(span, then) }], b.num(span, otherwise)),
      pgTypes.numeric,
    );
  }

  private rename(column: PgExpr | undefined, alias: string): PgExpr | undefined {
    return column?.kind === 'PgColumn' ? { ...column, parts: [alias, ...column.parts.slice(1)] } : column;
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
    const prior = within(
      this.ex,
      (expr) =>
        isPseudo(this.ex, expr, 'LEVEL')
          ? b.column(expr.span, parent, madeUp('level'))
          : this.rename(this.columns.replace(expr), parent),
      undefined,
      true,
    );
    return within(
      this.ex,
      (expr) => {
        const { span } = expr;
        if (isPseudo(this.ex, expr, 'LEVEL') || (this.chain && isPseudo(this.ex, expr, 'ROWNUM')))
          return b.binary(span, '+', b.column(span, parent, madeUp('level')), b.num(span, 1));
        if (isPseudo(this.ex, expr, 'ROWNUM'))
          return refuse(unsupportedClause(span, 'ROWNUM in the CONNECT BY of a table'));
        if (expr.kind === 'Unary' && expr.op === 'PRIOR') return lowerExpr(prior, expr.operand);
        if (expr.kind === 'IsTest' && expr.test === 'NULL' && expr.negated && isFreshPrior(this.ex, expr.operand))
          return b.boolean(span, true);
        return this.rename(this.columns.replace(expr), child);
      },
      undefined,
      true,
    );
  }

  /** A column of the hierarchy for PRIOR x, CONNECT_BY_ROOT x or SYS_CONNECT_BY_PATH(x, c). */
  private carry(expr: Expr): string {
    const key = this.keyOf(expr);
    const known = this.carried.get(key);
    if (known) return known.name;
    const made = this.carriedValue(expr);
    let { name } = made;
    const taken = new Set([...this.carried.values()].map((c) => c.name));
    for (let n = 2; taken.has(name); n++) name = `${made.name}_${n}`;
    this.carried.set(key, { ...made, name });
    return name;
  }

  private carriedValue(expr: Expr): Carried {
    const { span } = expr;
    const over = (alias: string, level = this.level(span, alias)): ExprContext =>
      within(
        this.ex,
        (e) => (isPseudo(this.ex, e, 'LEVEL') ? level : this.rename(this.columns.replace(e), alias)),
        undefined,
        true,
      );
    if (expr.kind === 'Unary' && expr.op === 'PRIOR') {
      const type = this.ex.unit.analysis.typeOf(expr.operand);
      const value = lowerExpr(over(this.source), expr.operand);
      const root =
        type.kind === 'unknown' || type.kind === 'null'
          ? b.caseWhen(span, [{ when: b.boolean(span, false), then: value }])
          : b.cast(span, b.null(span), pgTypeOf(this.ex.unit.naming, type, 'value'));
      return {
        name: `prior_${nameHint(expr.operand)}`,
        root,
        step: this.typed(lowerExpr(over(this.tree), expr.operand), type),
      };
    }
    if (expr.kind === 'Unary') {
      const name = `root_${nameHint(expr.operand)}`;
      return {
        name,
        root: this.typed(lowerExpr(over(this.source), expr.operand), this.ex.unit.analysis.typeOf(expr.operand)),
        step: b.column(span, this.tree, name),
      };
    }
    if (expr.kind !== 'Call') return refuse(unsupportedClause(span, 'A hierarchical operator'));
    const [value, separator] = expr.args;
    if (!value || !separator) return refuse(unsupportedClause(span, 'SYS_CONNECT_BY_PATH without separator'));
    const piece = (level: PgExpr): PgExpr => {
      const text = lowerTo(over(this.source, level), value.value, varchar2);
      const shown = this.ex.unit.analysis.mayBeNull(value.value) ? b.coalesce(span, text, b.text(span, '')) : text;
      const by = lowerTo(this.base, separator.value, varchar2);
      return this.staysApart(value.value, by) ? b.binary(span, '||', by, shown) : b.ora(span, 'path_piece', by, shown);
    };
    const name = `path_${nameHint(value.value)}`;
    return {
      name,
      root: b.cast(span, piece(this.level(span, this.source)), pgTypes.text),
      step: b.binary(span, '||', b.column(span, this.tree, name), piece(this.levelBelow(span))),
    };
  }

  /**
   * Can the separator not be part of the value (ORA-30004)? Numbers and dates in their
   * usual text have no such characters.
   */
  private staysApart(value: Expr, separator: PgExpr): boolean {
    const type = this.ex.unit.analysis.typeOf(value);
    return (
      separator.kind === 'PgString' &&
      (type.kind === 'number' || type.kind === 'plsInteger') &&
      !/[-+.,\dE]/.test(separator.value)
    );
  }

  private typed(value: PgExpr, type: OracleType): PgExpr {
    return type.kind === 'unknown' || type.kind === 'null'
      ? value
      : b.cast(value.span, value, pgTypeOf(this.ex.unit.naming, type, 'value'));
  }

  private level(span: Span, alias: string): PgExpr {
    return alias === this.source
      ? b.cast(span, b.num(span, 1), pgTypes.numeric)
      : b.column(span, alias, madeUp('level'));
  }

  /** LEVEL of the rows below those of the hierarchy. */
  private levelBelow(span: Span): PgExpr {
    return b.binary(span, '+', b.column(span, this.tree, madeUp('level')), b.num(span, 1));
  }

  /** The finished hierarchy, in the order of Oracle, and the queries that make it. */
  rows(): { from: readonly PgFromItem[]; where?: PgExpr; order?: PgOrderItem; ctes: readonly PgCte[] } {
    const { span, hierarchy } = this.select;
    if (!hierarchy) return refuse(unsupportedClause(span, 'CONNECT BY'));
    // With several tables, conditions between them join the rows before the hierarchy is built; all others filter
    // afterwards.
    const joining = this.filters.filter(
      (c) => [...sourcesIn(this.ex, c)].filter((s) => this.own.has(s)).length > 1 && !this.readsHierarchy(c),
    );
    const marked = this.filters.filter((c) => hasMark(c));
    const before = [...new Set([...joining, ...marked])];
    const after = this.filters.filter((c) => !before.includes(c));
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
    const joined = lowerMarkedFrom(this.base, this.items, conditions);
    const order = (this.siblings ?? []).map((item) => ordered(item, this.siblingValue(item)));
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
    const row = within(this.ex, (expr) => this.rename(this.columns.replace(expr), this.source), undefined, true);
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
        ...[...this.carried.values()].map((c) => b.item(span, c.root, c.name)),
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
        b.item(span, this.levelBelow(span)),
        b.item(span, b.binary(span, '||', path, nextId)),
        ...(this.loops.kind === 'values' ? [b.item(span, loopPath)] : []),
        ...[...this.carried.values()].map((c) => b.item(span, c.step)),
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
    return within(
      this.ex,
      (expr) => {
        if (isPseudo(this.ex, expr, 'LEVEL')) return b.num(expr.span, 1);
        if (expr.kind === 'Unary' && expr.op === 'PRIOR')
          return b.cast(
            expr.span,
            b.null(expr.span),
            pgTypeOf(this.ex.unit.naming, this.ex.unit.analysis.typeOf(expr.operand), 'value'),
          );
        return this.columns.replace(expr);
      },
      undefined,
      true,
    );
  }

  /** ORDER SIBLINGS BY takes columns, and aliases of the select list that stand for expressions over the row. */
  private siblingValue(item: OrderItem): PgExpr {
    const { value } = item;
    const named =
      value.kind === 'Name' && value.parts.length === 1
        ? this.select.items.find((i) => i.alias?.name === value.parts[0]?.name)
        : undefined;
    const position = value.kind === 'NumberLiteral' ? this.select.items[Number(value.text) - 1] : undefined;
    const whole = (named ?? position)?.value ?? value;
    const sibling = this.afterIndent(whole);
    if (sibling !== whole && isText(this.base.unit.analysis.typeOf(sibling)))
      return byBytes(
        this.base.unit,
        b.coalesce(item.span, lowerExpr(this.base, sibling), b.text(item.span, '')),
        this.base.unit.analysis.typeOf(sibling),
      );
    return byBytes(this.base.unit, lowerExpr(this.base, sibling), this.base.unit.analysis.typeOf(sibling));
  }

  /**
   * `LPAD(' ', 2 * (LEVEL - 1)) || name` → `name`: what is made of LEVEL alone is the same for all siblings, and their
   * order is that of what follows.
   */
  private afterIndent(value: Expr): Expr {
    if (value.kind !== 'Binary' || value.op !== '||' || !usesPseudo(this.ex, 'LEVEL', [value.left])) return value;
    return sourcesIn(this.ex, value.left).size === 0 ? value.right : value;
  }
}

function hasMark(node: Expr): boolean {
  return contains(node, (n) => n.kind === 'OuterJoinMark');
}

function nameHint(expr: Expr): string {
  return expr.kind === 'Name'
    ? (expr.parts.at(-1)?.name ?? 'value').toLowerCase().replace(/[^a-z0-9_]/g, '_')
    : 'value';
}
