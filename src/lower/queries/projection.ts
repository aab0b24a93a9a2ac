import type { RowSource } from '../../analyze/analysis.js';
import type { ColumnInfo } from '../../analyze/model/symbols.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { PgExpr, PgSelectItem } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { hintOf, madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { columnValue } from './row-sources.js';

/**
 * A derived table put between a FROM clause and what reads it. The expressions above are lowered first; each column
 * they name is remembered here and becomes a column of the derived table.
 */
export class Projection {
  private readonly columns = new Map<string, { readonly name: string; readonly value: PgExpr }>();
  private readonly names: Set<string>;

  constructor(
    /** Alias of the derived table. */
    readonly alias: string,
    private readonly sources: ReadonlySet<RowSource>,
    /** Where the columns are lowered. */
    private readonly inner: ExprContext,
    reserved: readonly string[] = [],
    /** How a column that no expression names is read below. */
    private readonly read: (source: RowSource, column: ColumnInfo, span: Span) => PgExpr = (source, column, span) =>
      columnValue(inner, source, column, span),
  ) {
    this.names = new Set(reserved);
  }

  /** Columns of the sources below, as columns of this derived table. */
  readonly replace = (expr: Expr): PgExpr | undefined => {
    const rowid = this.rowid(expr);
    if (rowid) return rowid;
    const found = this.find(expr);
    return found === undefined ? undefined : b.column(expr.span, this.alias, found);
  };

  /** The name of the column for an expression that starts at a column of the sources; undefined for any other. */
  find(expr: Expr): string | undefined {
    if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member') return undefined;
    const { base, steps } = this.inner.unit.analysis.resolve(expr);
    if ((base.kind !== 'column' && base.kind !== 'row') || !this.sources.has(base.source)) return undefined;
    if (base.kind === 'column' && steps.length === 0) return this.ofColumn(base.source, base.column, expr.span);
    return this.add(
      `${JSON.stringify(steps.map((s) => ('name' in s ? s.name : s.kind)))} ${expr.span.start}`,
      madeUp('value'),
      lowerExpr(this.inner, expr),
    );
  }

  /** ROWID of a row of the sources: made above of the place that the derived table hands up. */
  private rowid(expr: Expr): PgExpr | undefined {
    if (expr.kind !== 'Name') return undefined;
    const { base } = this.inner.unit.analysis.resolve(expr);
    if (base.kind !== 'pseudo' || base.name !== 'ROWID' || !base.source || !this.sources.has(base.source))
      return undefined;
    const below = lowerExpr(this.inner, expr);
    if (below.kind !== 'PgCall') return undefined;
    const position = [...this.sources].indexOf(base.source);
    const hints = below.args.length > 1 ? ['row_table', 'row_address'] : ['row_address'];
    const args = below.args.map((part, i) => {
      const hint = hints[i] ?? 'row_address';
      return b.column(expr.span, this.alias, this.add(`${position} ${hint} of ROWID`, madeUp(hint), part));
    });
    return { ...below, args };
  }

  ofColumn(source: RowSource, column: ColumnInfo, span: Span): string {
    const position = [...this.sources].indexOf(source);
    return this.add(`${position} ${column.name}`, foldName(column.name), this.read(source, column, span));
  }

  add(key: string, hint: string, value: PgExpr): string {
    const known = this.columns.get(key);
    if (known) return known.name;
    let name = hint;
    for (let n = 2; this.names.has(name); n++) name = madeUp(`${hintOf(hint)}_${n}`);
    this.names.add(name);
    this.columns.set(key, { name, value });
    return name;
  }

  items(): PgSelectItem[] {
    return [...this.columns.values()].map(({ name, value }) => named(value, name));
  }

  columnNames(): string[] {
    return [...this.columns.values()].map((c) => c.name);
  }
}

/** A select item with the name, written only where it is not the column's own. */
export function named(value: PgExpr, name: string): PgSelectItem {
  const own = value.kind === 'PgColumn' ? value.parts.at(-1) : undefined;
  return own === name ? b.item(value.span, value) : b.item(value.span, value, name);
}
