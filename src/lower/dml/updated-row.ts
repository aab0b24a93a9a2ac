import type { ColumnInfo } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import type { Call, Expr, Member, Name, SetItem } from '../../ir/oracle/index.js';
import type { PgExpr, PgSetItem } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { fitTo } from '../expressions/conversions/fit.js';
import { isOnceOnly } from '../expressions/evaluation/once-in-sql.js';
import { lowerTo } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import { readChar } from '../queries/row-sources.js';
import { within } from '../queries/scope.js';
import { pgTypeOf } from '../types.js';
import { columnPath, type DmlTable } from './target.js';

export const columnNamed = (table: DmlTable, name: string): ColumnInfo | undefined =>
  table.columns.find((c) => foldName(c.name) === name);

/** What is read of a column that was set to this: digits beyond its scale are gone, a CHAR has its blanks. */
function asStored(
  ex: ExprContext,
  value: PgExpr,
  from: OracleType | undefined,
  column: ColumnInfo | undefined,
): PgExpr {
  if (!column || value.kind === 'PgNull') return value;
  const { type } = column;
  if (type.kind === 'char') return readChar(value, type, value.span);
  return isRounded(value, from, type) ? b.cast(value.span, value, pgTypeOf(ex.unit.naming, type, 'variable')) : value;
}

function isRounded(value: PgExpr, from: OracleType | undefined, to: OracleType): boolean {
  if (to.kind === 'timestamp')
    return to.precision !== undefined && to.precision < 6 && !(from?.kind === 'date' && to.zone === 'none');
  if (to.kind !== 'number' || to.precision === undefined || (value.kind === 'PgNumber' && /^\d+$/.test(value.text)))
    return false;
  const same = from?.kind === 'number' && from.precision !== undefined;
  return !(same && from.precision <= to.precision && from.scale === to.scale);
}

/**
 * The context of conditions on the row as it is after the SET clause, and the values that they have not read and that
 * may not fit into their columns.
 */
export function updated(
  ex: ExprContext,
  set: readonly PgSetItem[],
  sources: readonly SetItem[],
  table: DmlTable,
): { readonly context: ExprContext; readonly unread: () => readonly PgExpr[] } {
  const types = new Map<string, OracleType>();
  /** Columns whose values are others each time: the one that is asked for would not be the one that is stored. */
  const drawn = new Set<string>();
  for (const item of sources)
    if (item.kind === 'SetColumn') {
      const [column = ''] = columnPath(table, item.column);
      types.set(column, ex.unit.analysis.typeOf(item.value));
      if (isOnceOnly(ex, item.value)) drawn.add(column);
    }
  const values = new Map<string, PgExpr>();
  const given = new Map<string, PgExpr>();
  // What several columns are set to at once, or an attribute of one, stands nowhere by itself.
  const others = new Set<string>();
  for (const item of set) {
    if (item.kind === 'column' && !item.path) {
      given.set(item.column, item.value);
      values.set(item.column, asStored(ex, item.value, types.get(item.column), columnNamed(table, item.column)));
    } else for (const column of item.kind === 'column' ? [item.column] : item.columns) others.add(column);
  }
  const read = new Set<string>();
  const current = (column: ColumnInfo, isWhole: boolean, span: Span): PgExpr | undefined => {
    const name = foldName(column.name);
    const isDefault = values.get(name)?.kind === 'PgDefault';
    if (isDefault || drawn.has(name) || others.has(name) || (!isWhole && values.has(name))) {
      const how = isDefault
        ? 'leaves to a default'
        : drawn.has(name)
          ? 'gives another value each time'
          : 'assigns in part or with others';
      refuse(unsupportedClause(span, `DELETE WHERE of a MERGE on ${column.name}, which SET ${how}`));
    }
    read.add(name);
    return isWhole ? values.get(name) : undefined;
  };
  const context = within(ex, (expr) => {
    if (expr.kind !== 'Name' && expr.kind !== 'Member' && expr.kind !== 'Call') return undefined;
    const { base, steps } = ex.unit.analysis.resolve(expr);
    if (base.kind !== 'column' || base.source !== table.source) return undefined;
    return base.column.virtual
      ? recomputed(ex, table, base.column, [...given.keys(), ...others], current)
      : current(base.column, steps.length === 0, expr.span);
  });
  const unread = (): readonly PgExpr[] =>
    [...values].flatMap(([name, value]) => {
      const checked = [value, given.get(name) ?? value].find(mayNotFit);
      return read.has(name) || !checked ? [] : [checked];
    });
  return { context, unread };
}

/** Is the value converted to a length or precision that it may exceed, or known to exceed it? */
const mayNotFit = (value: PgExpr): boolean =>
  (value.kind === 'PgCast' && value.type.modifiers !== undefined && value.type.name.at(-1) === 'numeric') ||
  (value.kind === 'PgCall' && /^ora\.(fit(_\w+)?|misfit_now|raise)$/.test(value.name.join('.')));

/** A virtual column of the row as updated; undefined where it is made of columns that SET leaves alone. */
function recomputed(
  ex: ExprContext,
  table: DmlTable,
  column: ColumnInfo,
  changed: readonly string[],
  current: (column: ColumnInfo, isWhole: boolean, span: Span) => PgExpr | undefined,
): PgExpr | undefined {
  const { analysis } = ex.unit;
  const expr = virtualExpression(table, column);
  if (!expr) return undefined;
  const columnOf = (node: Name | Member | Call): ColumnInfo | undefined => {
    const { base } = analysis.resolve(node);
    return base.kind === 'column' ? base.column : undefined;
  };
  let isChanged = false;
  walk(expr, (node) => {
    if (node.kind !== 'Name' && node.kind !== 'Member' && node.kind !== 'Call') return;
    const read = columnOf(node);
    isChanged ||= read !== undefined && changed.includes(foldName(read.name));
  });
  if (!isChanged) return undefined;
  const after = within(ex, (e) => {
    if (e.kind !== 'Name' && e.kind !== 'Member' && e.kind !== 'Call') return undefined;
    const { steps } = analysis.resolve(e);
    const read = columnOf(e);
    if (!read) return undefined;
    if (steps.length > 0) refuse(unsupportedClause(e.span, `DELETE WHERE of a MERGE on ${column.name}`));
    return current(read, true, e.span) ?? columnRead(table, read, e.span);
  });
  const from = analysis.typeOf(expr);
  const { type: to } = column;
  return asStored(ex, fitTo(after, lowerTo(after, expr, to), { from, to, span: expr.span }), from, column);
}

function columnRead({ alias }: DmlTable, { name, type }: ColumnInfo, span: Span): PgExpr {
  const read = b.column(span, alias, foldName(name));
  return type.kind === 'char' ? readChar(read, type, span) : read;
}

/** What CREATE or ALTER TABLE makes the virtual column of. */
function virtualExpression({ relation }: DmlTable, { name }: ColumnInfo): Expr | undefined {
  const { definition, alters = [] } = relation ?? {};
  const added = alters.flatMap((a) => a.actions.flatMap((x) => (x.kind === 'AddColumns' ? x.columns : [])));
  const created = definition?.kind === 'CreateTable' ? definition.columns : [];
  return [...created, ...added].findLast((c) => c.name.name === name)?.virtual;
}
