import type { Analysis } from '../../../analyze/analysis.js';
import type { RowSource } from '../../../analyze/model/row-source.js';
import type { ColumnInfo, RelationSymbol } from '../../../analyze/model/symbols.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { foldName, quotedInText } from '../../naming/naming.js';

/**
 * The column that a value is on its way into, for the error of one that is too long: `'hr.emp.name'`, which the runtime
 * writes as Oracle does. An attribute or element that a constructor is given has an error of its own, ORA-22814.
 */
export function columnLabel(ex: ExprContext, span: Span): PgExpr {
  const { analysis } = ex.unit;
  if (ex.ofConstructor) return b.text(span, 'type');
  const column = ex.column && (tableOf(analysis, ex.column) ? ex.column : behindView(analysis, ex.column));
  const relation = column && tableOf(analysis, column);
  const parts = column && relation ? [...ex.unit.naming.of(relation), foldName(column.name)] : [];
  return b.text(span, parts.length === 3 ? parts.map(quotedInText).join('.') : 'column');
}

const renamed = new WeakMap<ColumnInfo, ColumnInfo>();

/** The column under the name that a view gives it. */
export function underName(column: ColumnInfo, name: string): ColumnInfo {
  const other = { ...column, name };
  renamed.set(other, renamed.get(column) ?? column);
  return other;
}

/** The column of the table that a column of a view stands for. */
function behindView(analysis: Analysis, column: ColumnInfo): ColumnInfo | undefined {
  const original = renamed.get(column);
  if (original) return tableOf(analysis, original) ? original : behindView(analysis, original);
  const view = analysis.catalog.relations.find((r) => r.relation === 'view' && r.columns.includes(column));
  const body = view?.definition?.kind === 'CreateView' ? view.definition.query.body : undefined;
  if (!view || body?.kind !== 'Select') return undefined;
  const given = body.items.flatMap(({ value }): readonly (ColumnInfo | undefined)[] => {
    if (value.kind === 'Star') return analysis.expandStar(value, body).map((c) => ofToday(c.source, c.column));
    const base = value.kind === 'Name' ? analysis.resolve(value).base : undefined;
    return [base?.kind === 'column' ? ofToday(base.source, base.column) : undefined];
  });
  const own = given.length === view.columns.length ? given[view.columns.indexOf(column)] : undefined;
  return own && (tableOf(analysis, own) ? own : behindView(analysis, own));
}

/** A text may have altered the table since the view was read. */
const ofToday = ({ relation }: RowSource, column: ColumnInfo): ColumnInfo =>
  relation?.columns.find((c) => c.name === column.name) ?? column;

interface Tables {
  /** The columns of each relation when the map was made: ALTER TABLE gives a relation others. */
  readonly columns: readonly (readonly ColumnInfo[])[];
  /** How many texts had changed some of them by then. */
  readonly changes: number;
  readonly of: Map<ColumnInfo, RelationSymbol>;
  readonly ofNone: Set<ColumnInfo>;
}

const known = new WeakMap<Analysis, Tables>();

function tableOf(analysis: Analysis, column: ColumnInfo): RelationSymbol | undefined {
  const tables = known.get(analysis);
  const found = tables?.of.get(column);
  if (tables && (found || tables.ofNone.has(column))) return found;
  const { relations } = analysis.catalog;
  const changes = analysis.columnChanges();
  const isCurrent =
    tables?.changes === changes &&
    tables.columns.length === relations.length &&
    relations.every((r, i) => r.columns === tables.columns[i]);
  const current = isCurrent ? tables : tablesOf(relations, changes, tables?.of);
  known.set(analysis, current);
  const table = current.of.get(column);
  if (!table) current.ofNone.add(column);
  return table;
}

/** @param before what is resolved already may have the columns of before */
function tablesOf(relations: readonly RelationSymbol[], changes: number, before?: Tables['of']): Tables {
  const of = new Map(before);
  for (const relation of relations) {
    if (relation.relation !== 'table') continue;
    // A statement in front of ALTER TABLE has the columns of its time.
    for (const { columns } of relation.history ?? []) for (const former of columns) of.set(former, relation);
    for (const own of relation.columns) of.set(own, relation);
  }
  return { columns: relations.map((r) => r.columns), changes, of, ofNone: new Set() };
}
