import type { RowSource } from '../../../analyze/analysis.js';
import { isText } from '../../../analyze/model/operators.js';
import { type ColumnInfo, isElsewhere } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { columnsUnknown } from '../../../diagnostics/op2.js';
import { unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import { lastName } from '../../../ir/dotted.js';
import type { Expr, Select, SelectItem, Star } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelectItem } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, isCall, pgTypes } from '../../builders.js';
import { byBytes } from '../../collation.js';
import { type ExprContext, refuse } from '../../context.js';
import { bareChar } from '../../expressions/conversions/char-column.js';
import { convert } from '../../expressions/conversions/convert.js';
import { fitTo } from '../../expressions/conversions/fit.js';
import { ofEachRow } from '../../expressions/evaluation/reached.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';
import { isIntegerTyped } from '../../expressions/integer-typed.js';
import { foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import { named } from '../projection.js';
import { aliasOf, columnName, needsPadding } from '../row-sources.js';

/** What becomes of the columns of a query. */
export interface ColumnUse {
  /**
   * The types the columns are converted to: of the other branches of a set operation, of INTO
   * targets, of the columns of an INSERT.
   */
  readonly types?: readonly (OracleType | undefined)[];
  /**
   * They are assigned: checks and truncations of an assignment come with the conversion, and
   * PostgreSQL casts what is left.
   */
  readonly assigned?: boolean;
  /** The columns they are assigned to, where they are those of a table. */
  readonly columns?: readonly (ColumnInfo | undefined)[];
  /**
   * Nothing around the query tells PostgreSQL the type of a NULL in it: in a set operation, in SET of several columns.
   */
  readonly ownTypes?: boolean;
  /** A branch of a recursive query, whose columns must have exactly these types. */
  readonly exact?: boolean;
  /** Rows are ordered by columns of the result: text among them says how. */
  readonly ordered?: boolean;
  /** Columns of a view that can be changed: char(n) stays what it is. */
  readonly stored?: boolean;
  /** Nobody reads the values (EXISTS). */
  readonly unread?: boolean;
}

/** What `*` and `t.*` become. */
export interface StarContext {
  /** The rows are not those of the FROM clause as it stands: `*` would give other columns. */
  readonly expand: boolean;
  /** `*` without qualifier would: its rows are in another order, or DUAL is left out. */
  readonly expandBare: boolean;
  /** Lowers one column that a star stands for. */
  readonly column: (source: RowSource, column: ColumnInfo, span: Span) => PgExpr;
}

/** The items of a select list; a star is written out where it would give other columns than in Oracle. */
export function lowerSelectList(ex: ExprContext, select: Select, use: ColumnUse, stars: StarContext): PgSelectItem[] {
  const items: PgSelectItem[] = [];
  const each = ofEachRow(ex, select);
  // The place of the next item among the columns: a `*` that stays one item is as many of them as it stands for.
  let at = 0;
  for (const item of select.items) {
    if (item.value.kind === 'Star') {
      items.push(...lowerStar(ex, item.value, { select, use, stars, index: at }));
      at += starWidth(ex, item.value, select) ?? remainingWidth(ex, select, use.types?.length);
    } else {
      items.push(typedNull(ex, select, use, at, lowerItem(each, item, use, at)));
      at += 1;
    }
  }
  return items;
}

/** How many columns a star stands for, where they are known. */
function starWidth(ex: ExprContext, star: Star, select: Select): number | undefined {
  const unknown = starSources(ex, star, select).some((s) => s.open && !s.relation?.supplied);
  return unknown ? undefined : ex.unit.analysis.expandStar(star, select).length;
}

/**
 * What the other items leave to the only star whose columns are not known. Without end where that is not known: nothing
 * behind it is then taken for a column that it may not be.
 */
function remainingWidth(ex: ExprContext, select: Select, all: number | undefined): number {
  const widths = select.items.map(({ value }) => (value.kind === 'Star' ? starWidth(ex, value, select) : 1));
  if (all === undefined || widths.filter((w) => w === undefined).length > 1) return Number.POSITIVE_INFINITY;
  return all - widths.reduce<number>((sum, w) => sum + (w ?? 0), 0);
}

/** DISTINCT compares before anything says what type NULL has: to PostgreSQL it is text then. */
function typedNull(ex: ExprContext, select: Select, use: ColumnUse, at: number, item: PgSelectItem): PgSelectItem {
  const wanted = use.types?.[at];
  const distinct = select.quantifier === 'DISTINCT' || select.quantifier === 'UNIQUE';
  if (
    !(distinct || use.ownTypes) ||
    item.value.kind !== 'PgNull' ||
    !wanted ||
    wanted.kind === 'unknown' ||
    wanted.kind === 'null'
  )
    return item;
  return { ...item, value: b.cast(item.span, item.value, pgTypeOf(ex.unit.naming, wanted, 'value')) };
}

function lowerItem(ex: ExprContext, item: SelectItem, use: ColumnUse, index: number): PgSelectItem {
  const { analysis } = ex.unit;
  // PostgreSQL would make a row of it.
  if (item.value.kind === 'Row' && item.value.items.length > 1)
    refuse(unsupportedExpression(item.span, 'A list of expressions as a column, which Oracle refuses with ORA-00907,'));
  const wanted = use.types?.[index];
  const type = analysis.typeOf(item.value);
  const value = converted(ex, use, {
    wanted,
    type,
    span: item.span,
    make: () => (wanted && !sameKind(type, wanted) ? lowerTo(ex, item.value, wanted) : lowerExpr(ex, item.value)),
    already: true,
    column: use.columns?.[index],
  });
  if (use.unread)
    return b.item(
      item.span,
      item.value.kind === 'NumberLiteral' || item.value.kind === 'StringLiteral' || item.value.kind === 'NullLiteral'
        ? lowerExpr(ex, item.value)
        : value,
    );
  const name = item.alias ? foldName(item.alias.name) : impliedName(item.value);
  return { ...(name === undefined ? b.item(item.span, value) : named(value, name)), span: item.span };
}

function converted(
  ex: ExprContext,
  use: ColumnUse,
  {
    wanted,
    type,
    span,
    make,
    already,
    column,
  }: {
    readonly wanted: OracleType | undefined;
    readonly type: OracleType;
    readonly span: Span;
    readonly make: () => PgExpr;
    readonly already: boolean;
    readonly column: ColumnInfo | undefined;
  },
): PgExpr {
  const made = make();
  let value = use.stored && type.kind === 'char' ? storedChar(made, type, span) : made;
  if (use.ordered && !use.assigned) value = byBytes(ex.unit, value, type);
  if (wanted && !already && !sameKind(type, wanted)) value = convert(ex, value, { from: type, to: wanted, span });
  if (wanted && use.assigned) return fitTo(column ? { ...ex, column } : ex, value, { from: type, to: wanted, span });
  const result = wanted ?? type;
  if (use.exact && result.kind !== 'unknown' && result.kind !== 'null')
    return b.cast(span, value, pgTypeOf(ex.unit.naming, result, 'value'));
  if (use.unread || use.assigned) return value;
  if (value.kind === 'PgNull' && wanted && wanted.kind !== 'unknown' && wanted.kind !== 'null')
    return b.cast(span, value, pgTypeOf(ex.unit.naming, wanted, 'value'));
  // An integer of PostgreSQL would divide as one wherever the column is read.
  if (result.kind === 'number' && isIntegerTyped(value)) return b.cast(span, value, pgTypes.numeric);
  return value;
}

/** A CHAR column of a view that can be changed is one in PostgreSQL too: whoever reads it takes it for that. */
function storedChar(made: PgExpr, { length }: OracleType & { kind: 'varchar2' | 'char' }, span: Span): PgExpr {
  const column = bareChar(made);
  if (column || length === undefined || isFull(made, length)) return column ?? made;
  const padded = isCall(made, 'rpad') && made.args.length === 2;
  const [value = made] = padded ? made.args : [];
  return b.cast(span, value, pgTypes.char(length));
}

/** Literals that no blanks belong to. */
function isFull(value: PgExpr, length: number): boolean {
  switch (value.kind) {
    case 'PgNull':
      return true;
    case 'PgString':
      return value.value.length === length && !value.value.endsWith(' ');
    case 'PgCase':
      return [...value.branches.map((x) => x.then), ...(value.otherwise ? [value.otherwise] : [])].every((x) =>
        isFull(x, length),
      );
    default:
      return false;
  }
}

/**
 * The name of a column without alias; others are called after their text in Oracle, which hardly anything can refer to.
 */
function impliedName(value: Expr): string | undefined {
  if (value.kind === 'Name') return foldName(lastName(value));
  if (value.kind === 'Member') return foldName(value.name.name);
  if (value.kind === 'CorrelationName') return foldName(value.column.name);
  if (value.kind === 'OuterJoinMark') return impliedName(value.operand);
  return undefined;
}

/** Kinds of one PostgreSQL type: no conversion between them. */
export function sameKind(a: OracleType, c: OracleType): boolean {
  if (a.kind === 'unknown' || c.kind === 'unknown') return true;
  if (a.kind === 'timestamp' && c.kind === 'timestamp') return (a.zone === 'none') === (c.zone === 'none');
  return a.kind === c.kind || (isText(a) && isText(c));
}

function lowerStar(
  ex: ExprContext,
  star: Star,
  {
    select,
    use,
    stars,
    index,
  }: {
    readonly select: Select;
    readonly use: ColumnUse;
    readonly stars: StarContext;
    readonly index: number;
  },
): PgSelectItem[] {
  const { analysis } = ex.unit;
  const columns = analysis.expandStar(star, select);
  const sources = starSources(ex, star, select);
  const open = sources.some((s) => s.open && (s.columns.length === 0 || !s.relation?.supplied));
  const differs = columns.some(({ source, column }, i) => isConverted(source, column, use, use.types?.[index + i]));
  const expand = mustExpand(ex, star, sources, { use, stars });
  if (use.unread) return [starItem(ex, star, sources)];
  if (open && (expand || differs))
    return expand ? refuseUnknown(ex, star, select, sources) : [starItem(ex, star, sources)];
  // What is assigned may have to be held to the length of the column.
  if (expand || differs || (use.assigned && use.types && !open)) {
    const values = columns.map(({ source, column }, i) => {
      const read = stars.column(source, column, star.span);
      const wanted = use.types?.[index + i];
      const value = converted(ex, use, {
        wanted,
        type: column.type,
        span: star.span,
        make: () => read,
        already: false,
        column: use.columns?.[index + i],
      });
      return { read, value, name: columnName(source, column) };
    });
    if (expand || differs || values.some(({ read, value }) => value !== read))
      return values.map(({ value, name }) => named(value, name));
  }
  return [starItem(ex, star, sources)];
}

/** Does the list want something else than the column as PostgreSQL reads it? */
function isConverted(source: RowSource, column: ColumnInfo, use: ColumnUse, wanted: OracleType | undefined): boolean {
  if (standsOtherwise(source, column, use)) return true;
  if (wanted === undefined) return false;
  return (
    use.exact === true || !sameKind(column.type, wanted) || (use.assigned === true && truncates(column.type, wanted))
  );
}

/** Would `*` give other columns than in Oracle, or texts that sort otherwise? */
function mustExpand(
  ex: ExprContext,
  star: Star,
  sources: readonly RowSource[],
  { use, stars }: { readonly use: ColumnUse; readonly stars: StarContext },
): boolean {
  if (stars.expand || (stars.expandBare && !star.qualifier)) return true;
  if (sources.some((s) => outgrown(s) || s.columns.some(isElsewhere))) return true;
  return use.ordered === true && ex.unit.options.collation === 'explicit';
}

/** A CHAR column that is read with its blanks where the list wants it as it is stored, or the other way round. */
function standsOtherwise(source: RowSource, column: ColumnInfo, use: ColumnUse): boolean {
  const { type } = column;
  return type.kind === 'char' && type.length !== undefined && needsPadding(source, column) !== (use.stored === true);
}

/**
 * Has the table got columns since (`ALTER TABLE … ADD`)? In a project the query comes after that, and `*` would have
 * them too. Where some are gone as well, the names would be of columns that are not there.
 */
function outgrown({ relation, columns }: RowSource): boolean {
  if (relation?.relation !== 'table') return false;
  const now = relation.columns.filter((c) => !c.hidden);
  const has = (list: readonly ColumnInfo[], c: ColumnInfo): boolean => list.some((x) => x.name === c.name);
  return now.some((c) => !has(columns, c)) && columns.every((c) => c.hidden || has(now, c));
}

/** An assignment that cuts fractional seconds, which PostgreSQL would round. */
function truncates(from: OracleType, to: OracleType): boolean {
  if (to.kind === 'number' && to.digits !== undefined) return from.kind !== 'number' || from.digits !== to.digits;
  return from.kind === 'timestamp' && to.kind === 'date';
}

function starItem(ex: ExprContext, star: Star, sources: readonly RowSource[]): PgSelectItem {
  const [source] = sources;
  const alias = star.qualifier && source ? aliasOf(ex, source) : undefined;
  return b.item(star.span, star.qualifier && alias !== undefined ? b.star(star.span, alias) : b.star(star.span));
}

function starSources(ex: ExprContext, star: Star, select: Select): RowSource[] {
  const all: RowSource[] = [];
  const visit = (items: Select['from']): void => {
    for (const item of items) {
      if (item.kind === 'Join') visit([item.left, item.right]);
      else {
        const source = ex.unit.analysis.sourceOf(item);
        if (source) all.push(source);
      }
    }
  };
  visit(select.from);
  const name = star.qualifier?.parts[star.qualifier.parts.length - 1]?.name;
  return name === undefined ? all : all.filter((s) => s.alias === name);
}

/** What is not known of TABLE(…) is the reason that its columns are not. */
function refuseUnknown(ex: ExprContext, star: Star, select: Select, sources: readonly RowSource[]): never {
  for (const item of select.from)
    if (item.kind === 'TableFunction' && ex.unit.analysis.typeOf(item.value).kind === 'unknown')
      lowerExpr(ex, item.value);
  return refuse(columnsUnknown(star.span, sources.map((s) => s.alias || 'a table without alias').join(', ')));
}
