import type { RowSource } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { dmlTarget } from '../../../diagnostics/op2.js';
import { conjunctsOf } from '../../../ir/conjuncts.js';
import type { CurrentOf, Delete, DerivedTable, Expr, Update } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PgFromItem, PgSelect, PgTable } from '../../../ir/postgres/index.js';
import { noSpan } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { isPseudo, usesPseudo } from '../../queries/block-nodes.js';
import { lowerQuery } from '../../queries/index.js';
import { type RownumLimit, rowNumber, rownumLimit, smaller } from '../../queries/limits/rownum.js';
import { aliasOf } from '../../queries/row-sources.js';
import { within } from '../../queries/scope.js';
import { isAtPlace, placeItems, rowidAtPlace } from '../row-places.js';
import type { ChangedView } from './changed-view.js';

/** The table of a view whose rows are changed, and the name that the statement gives it. */
export interface ChangedTable {
  readonly source: RowSource;
  readonly table: PgTable;
  readonly alias: string;
}

/** The rows of a view that UPDATE or DELETE changes, beside the table in which they are found by their address. */
interface ViewRows {
  /** Where names mean columns of the view. */
  readonly inner: ExprContext;
  /** For SET: ROWNUM is the number that the rows have. */
  readonly setting: ExprContext;
  /** What the rows are called in the statement. */
  readonly alias: string;
  readonly from: PgFromItem;
  /** That a row is the table's, and what is left of the statement's condition; made last. */
  readonly where: () => PgExpr;
}

/** The rows of a view for FROM or USING; with ROWNUM those that it leaves, numbered. @throws Refusal */
export function viewRows(ex: ExprContext, s: Update | Delete, through: ChangedView, changed: ChangedTable): ViewRows {
  const { view, rows } = through;
  const { relation } = changed.source;
  const alias = view.alias ? foldName(view.alias.name) : madeUp('view_rows');
  const inner = within(
    ex,
    (expr) => (isRowid(ex, expr, rows) ? rowidAtPlace(expr.span, alias, relation) : undefined),
    rows ? new Map([[rows, alias]]) : undefined,
  );
  const all = b.derived(s.span, addressedRows(ex, view, changed.source), alias, derivedNames(through, relation));
  const { from, condition, setting } = chosenRows(inner, s, all, alias);
  const where = (): PgExpr => {
    const same = isAtPlace(s.span, changed.alias, alias, relation);
    if (!condition) return same;
    if (condition.kind === 'CurrentOf') return refuse(dmlTarget(s.span, 'an inline view with WHERE CURRENT OF'));
    return b.and(s.span, same, lowerCondition(inner, condition));
  };
  return { inner, setting, alias, from, where };
}

/** The ROWID of the view's rows: that of the table's. */
function isRowid(ex: ExprContext, expr: Expr, rows: RowSource | undefined): boolean {
  if (rows === undefined || !isPseudo(ex, expr, 'ROWID') || expr.kind !== 'Name') return false;
  const { base } = ex.unit.analysis.resolve(expr);
  return base.kind === 'pseudo' && base.source === rows;
}

/** The view's rows with the physical address of the row of the table in each. */
function addressedRows(ex: ExprContext, view: DerivedTable, source: RowSource): PgSelect {
  const made = lowerQuery(ex, { ...view.query });
  const { body } = made;
  if (body.kind !== 'PgSelectCore') return refuse(dmlTarget(view.span, 'an inline view that is no plain join'));
  const place = placeItems(view.span, aliasOf(ex, source) ?? '', source.relation);
  return { ...made, body: { ...body, items: [...body.items, ...place] } };
}

const derivedNames = ({ names }: ChangedView, relation: RelationSymbol | undefined): readonly string[] | undefined =>
  names && [...names.map(foldName), ...placeItems(noSpan, '', relation).map((item) => item.alias ?? '')];

interface ChosenRows {
  readonly from: PgFromItem;
  /** What is left of the statement's condition. */
  readonly condition: Expr | CurrentOf | undefined;
  readonly setting: ExprContext;
}

/** Of all rows of the view those that conditions on ROWNUM leave, numbered where SET asks for it. */
function chosenRows(ex: ExprContext, s: Update | Delete, all: PgFromItem, alias: string): ChosenRows {
  const { span, where } = s;
  const isCounted = (node: OracleNode | undefined): boolean => usesPseudo(ex, 'ROWNUM', [node]);
  const numbers = s.kind === 'Update' && s.set.some(isCounted);
  const counted = where && where.kind !== 'CurrentOf' ? conjunctsOf(where).filter(isCounted) : [];
  if (!numbers && counted.length === 0) return { from: all, condition: where, setting: ex };
  if (where?.kind === 'CurrentOf') return refuse(dmlTarget(span, 'an inline view with WHERE CURRENT OF'));
  const rest = conjunctsOf(where).filter((c) => !counted.includes(c));
  const limit = counted
    .map((c) => rownumLimit(ex, c, new Set()))
    .reduce<RownumLimit>((x, y) => smaller(span, x, y), { kind: 'all' });
  const number = madeUp('row_number');
  const made = b.select(span, {
    items: [b.item(span, b.star(span, alias)), ...(numbers ? [b.item(span, rowNumber(span), number)] : [])],
    from: [all],
    ...(rest.length > 0 ? { where: b.and(span, ...rest.map((c) => lowerCondition(ex, c))) } : {}),
    ...(limit.kind === 'all' ? {} : { limit: limit.count }),
  });
  const setting = within(ex, (expr) => (isPseudo(ex, expr, 'ROWNUM') ? b.column(expr.span, alias, number) : undefined));
  return { from: b.derived(span, made, alias), condition: undefined, setting };
}
