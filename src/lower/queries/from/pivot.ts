import { commonType, isNumeric } from '../../../analyze/model/operators.js';
import type { ColumnInfo } from '../../../analyze/model/symbols.js';
import { type OracleType, unknown } from '../../../analyze/model/types.js';
import { columnsUsed, pivotColumnName } from '../../../analyze/resolve/queries/pivot-columns.js';
import { columnsUnknown, unsupportedClause } from '../../../diagnostics/op2.js';
import { lastName } from '../../../ir/dotted.js';
import type { Pivot, Unpivot } from '../../../ir/oracle/index.js';
import type { PgExpr, PgFromItem } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { compare } from '../../expressions/conditions/comparisons.js';
import { convert } from '../../expressions/conversions/convert.js';
import { lowerExpr, lowerTo } from '../../expressions/index.js';
import { isIntegerTyped } from '../../expressions/integer-typed.js';
import { madeUp } from '../../naming/made-names.js';
import { foldName } from '../../naming/naming.js';
import { pgTypeOf } from '../../types.js';
import { named } from '../projection.js';
import { within } from '../scope.js';
import { sameKind } from '../select-list/select-list.js';
import type { LeafItem } from './leaves.js';
import { columnOf, filtered, type Input } from './pivot-input.js';
import { pivotXml } from './pivot-xml.js';

/**
 * PIVOT: the aggregates with FILTER, grouped by all columns that the clause does not name. UNPIVOT: one row for each
 * listed column by `cross join lateral (values …)`. (SQL Language Reference, pivot_clause, unpivot_clause)
 */
export function lowerPivots(
  ex: ExprContext,
  item: LeafItem,
  lowerLeaf: (ex: ExprContext, item: LeafItem) => PgFromItem,
): PgFromItem {
  const source = ex.unit.analysis.sourceOf(item)?.beforePivots;
  if (!source || source.open) return refuse(columnsUnknown(item.span, 'the table of PIVOT or UNPIVOT'));
  const own = item.alias
    ? foldName(item.alias.name)
    : item.kind === 'TableRef'
      ? foldName(lastName(item.name))
      : madeUp('q');
  const leaf = lowerLeaf(ex, item);
  const columns = source.columns.filter((c) => !c.hidden);
  let input: Input = { from: withAlias(leaf, own), alias: own, columns, source };
  for (const [i, clause] of (item.pivots ?? []).entries()) {
    const last = i === (item.pivots?.length ?? 0) - 1;
    const alias = clause.alias ? foldName(clause.alias.name) : last ? outputAlias(ex, item, own) : own;
    input = clause.kind === 'Pivot' ? pivot(ex, clause, input, alias) : unpivot(ex, clause, input, alias);
  }
  return input.from;
}

function outputAlias(ex: ExprContext, item: LeafItem, own: string): string {
  const source = ex.unit.analysis.sourceOf(item);
  const given = source && ex.substitutions?.aliasOf?.(source);
  return given !== undefined && given !== '' ? given : own;
}

function withAlias(item: PgFromItem, alias: string): PgFromItem {
  if (item.kind === 'PgTable') return item.name.at(-1) === alias ? { ...item, alias: undefined } : { ...item, alias };
  if (item.kind === 'PgDerivedTable' || item.kind === 'PgFromFunction') return { ...item, alias };
  return item;
}

function pivot(ex: ExprContext, clause: Pivot, input: Input, alias: string): Input {
  const { span } = clause;
  if (clause.xml || !Array.isArray(clause.in)) return pivotXml(ex, clause, input, alias);
  const values = clause.in;
  const inner = within(ex, () => undefined);
  const used = columnsUsed(clause);
  const kept = input.columns.filter((c) => !used.has(c.name));
  const read = (name: string): PgExpr => columnOf(input, name, span);
  const made: { readonly name: string; readonly value: PgExpr; readonly type: ColumnInfo['type'] }[] = [];
  for (const v of values) {
    const conditions = clause.columns.map((column, i) => {
      const expr = v.values[i];
      if (!expr) return refuse(unsupportedClause(span, 'PIVOT IN with too few values'));
      const type = input.columns.find((c) => c.name === column.name)?.type ?? { kind: 'unknown' as const };
      return compare(
        inner,
        expr.span,
        '=',
        { value: read(column.name), type, nullable: true },
        { value: lowerExpr(inner, expr), type: ex.unit.analysis.typeOf(expr), nullable: true },
      );
    });
    const filter = b.and(span, ...conditions);
    for (const a of clause.aggregates) {
      const value = filtered(lowerExpr(inner, a.call), filter);
      if (!value) return refuse(unsupportedClause(a.call.span, 'This aggregate of PIVOT'));
      const type = ex.unit.analysis.typeOf(a.call);
      made.push({
        name: pivotColumnName(v, a.alias?.name),
        value: type.kind === 'number' && isIntegerTyped(value) ? b.cast(span, value, pgTypes.numeric) : value,
        type,
      });
    }
  }
  const groups = kept.map((c) => read(c.name));
  const query = b.select(span, {
    items: [
      ...groups.map((g, i) => named(g, foldName(kept[i]?.name ?? ''))),
      ...made.map((m) => b.item(span, m.value, foldName(m.name))),
    ],
    from: [input.from],
    ...(groups.length > 0 ? { groupBy: groups.map((value) => ({ kind: 'expr' as const, value })) } : {}),
  });
  return {
    from: b.derived(span, query, alias),
    alias,
    columns: [...kept, ...made.map((m) => ({ name: m.name, type: m.type, nullable: true }))],
  };
}

/** By entry of IN, the row that it makes: its names, and the values of its columns. */
function unpivotedRows(
  ex: ExprContext,
  { span, in: entries, names }: Unpivot,
  input: Input,
  types: { readonly names: readonly OracleType[]; readonly values: readonly OracleType[] },
): PgExpr[][] {
  return entries.map((entry, r) => [
    ...names.map((_, i) => {
      const literal = entry.as?.[i];
      const type = types.names[i] ?? { kind: 'varchar2' };
      const value = literal ? lowerTo(ex, literal, type) : b.text(span, entry.columns.map((c) => c.name).join('_'));
      return r === 0 &&
        (literal === undefined || type.kind === 'number' || type.kind === 'char' || type.kind === 'varchar2')
        ? b.cast(span, value, pgTypeOf(ex.unit.naming, type, 'value'))
        : value;
    }),
    ...entry.columns.map((c, i) => {
      const from = input.columns.find((column) => column.name === c.name)?.type ?? { kind: 'unknown' };
      const to = types.values[i] ?? from;
      const value = columnOf(input, c.name, span);
      return sameKind(from, to) ? value : convert(ex, value, { from, to, span });
    }),
  ]);
}

function unpivot(ex: ExprContext, clause: Unpivot, input: Input, alias: string): Input {
  const { span } = clause;
  const used = new Set(clause.in.flatMap((i) => i.columns.map((c) => c.name)));
  const kept = input.columns.filter((c) => !used.has(c.name));
  const typeOf = (name: string): ColumnInfo['type'] =>
    input.columns.find((c) => c.name === name)?.type ?? { kind: 'unknown' };
  const final = clause.values.map((_, i) => {
    const types = clause.in.map((entry) => typeOf(entry.columns[i]?.name ?? ''));
    return types.every(isNumeric) ? commonType(types) : (types[0] ?? unknown);
  });
  const nameTypes = clause.names.map((_, i) => {
    const literal = clause.in[0]?.as?.[i];
    return literal ? ex.unit.analysis.typeOf(literal) : ({ kind: 'varchar2' } as const);
  });
  const rows = unpivotedRows(
    within(ex, () => undefined),
    clause,
    input,
    { names: nameTypes, values: final },
  );
  const names = [...clause.names, ...clause.values].map((n) => foldName(n.name));
  const unpivoted = madeUp('unpivoted');
  const values = {
    ...b.derived(span, { kind: 'PgSelect', span, body: { kind: 'PgValues', span, rows } }, unpivoted, names),
    lateral: true,
  };
  const present = clause.values.map((v) => b.isNotNull(span, b.column(span, unpivoted, foldName(v.name))));
  const query = b.select(span, {
    items: [
      ...kept.map((c) => named(columnOf(input, c.name, span), foldName(c.name))),
      ...names.map((n) => b.item(span, b.column(span, unpivoted, n))),
    ],
    from: [b.join(span, 'cross', input.from, values)],
    ...(clause.includeNulls ? {} : { where: b.or(span, ...present) }),
  });
  return {
    from: b.derived(span, query, alias),
    alias,
    columns: [
      ...kept,
      ...clause.names.map((n, i) => ({
        name: n.name,
        type: nameTypes[i] ?? ({ kind: 'varchar2' } as const),
        nullable: false,
      })),
      ...clause.values.map((v, i) => ({
        name: v.name,
        type: final[i] ?? ({ kind: 'unknown' } as const),
        nullable: true,
      })),
    ],
  };
}
