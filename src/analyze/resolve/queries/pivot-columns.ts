import { lastName } from '../../../ir/dotted.js';
import type { Expr, Name, Pivot, PivotClause, Query, Unpivot } from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';
import type { RowSource } from '../../analysis.js';
import type { AnalyzeContext } from '../../context.js';
import { filledByEither } from '../../declare/filled-texts.js';
import { commonType } from '../../model/operators.js';
import { childScope, type Scope } from '../../model/scope.js';
import type { ColumnInfo } from '../../model/symbols.js';
import { unknown } from '../../model/types.js';
import { columnOf } from '../../names/column-lookup.js';
import { resolveExpr } from '../expressions/expressions.js';
import { resolveQuery } from './queries.js';

/** The columns of a row source after its PIVOT and UNPIVOT clauses. */
export function withPivots(
  cx: AnalyzeContext,
  source: RowSource,
  pivots: readonly PivotClause[],
  scope: Scope,
): RowSource {
  if (pivots.length === 0) return source;
  let current = source;
  for (const pivot of pivots) {
    const columns =
      pivot.kind === 'Pivot' ? columnsOfPivot(cx, current, pivot, scope) : columnsOfUnpivot(cx, current, pivot, scope);
    const alias = pivot.alias?.name ?? current.alias;
    current = { kind: 'derived', alias, columns, open: current.open, optional: current.optional };
  }
  return { ...current, beforePivots: source };
}

function columnsOfPivot(cx: AnalyzeContext, source: RowSource, pivot: Pivot, scope: Scope): readonly ColumnInfo[] {
  const inner = childScope(scope, { rows: [source] });
  const used = columnsUsed(pivot);
  for (const a of pivot.aggregates) resolveExpr(cx, a.call, inner);
  const columns: ColumnInfo[] = source.columns.filter((c) => !used.has(c.name)).map((c) => ({ ...c }));
  // `deptno_xml`: the one column of PIVOT XML.
  if (pivot.xml)
    columns.push({ name: `${pivot.columns.map((c) => c.name).join('_')}_XML`, type: { kind: 'xml' }, nullable: true });
  else if (Array.isArray(pivot.in)) {
    for (const v of pivot.in) {
      for (const e of v.values) resolveExpr(cx, e, inner);
      for (const a of pivot.aggregates)
        columns.push({
          name: pivotColumnName(v, a.alias?.name),
          type: cx.facts.types.get(a.call) ?? unknown,
          nullable: true,
        });
    }
  }
  if (!Array.isArray(pivot.in) && pivot.in !== 'ANY') resolveQuery(cx, pivot.in as Query, scope);
  return columns;
}

function columnsOfUnpivot(
  cx: AnalyzeContext,
  source: RowSource,
  unpivot: Unpivot,
  scope: Scope,
): readonly ColumnInfo[] {
  const inner = childScope(scope, { rows: [source] });
  const used = new Set(unpivot.in.flatMap((i) => i.columns.map((c) => c.name)));
  for (const i of unpivot.in) for (const e of i.as ?? []) resolveExpr(cx, e, inner);
  return [
    ...source.columns.filter((c) => !used.has(c.name)),
    ...unpivot.names.map((n, i) => labelColumn(cx, unpivot, n.name, i)),
    // EXCLUDE NULLS leaves out the rows in which all the values are NULL.
    ...unpivot.values.map((v, i) => ({
      ...eitherOf(
        v.name,
        unpivot.in.map(
          ({ columns }) => columnOf(source, columns[i]?.name ?? '') ?? { name: v.name, type: unknown, nullable: true },
        ),
      ),
      nullable: unpivot.includeNulls || unpivot.values.length > 1,
    })),
  ];
}

/** The column of FOR: what the groups are called, by literals or else by the names of their columns. */
function labelColumn(cx: AnalyzeContext, unpivot: Unpivot, name: string, at: number): ColumnInfo {
  return eitherOf(
    name,
    unpivot.in.map(({ as, columns }) => {
      const literal = as?.[at];
      if (literal) return { name, type: cx.facts.types.get(literal) ?? unknown, nullable: false };
      const filled = columns.map((c) => c.name).join('_').length;
      return { name, type: { kind: 'varchar2' }, nullable: false, filled };
    }),
  );
}

/** The column that takes what each of the columns has. */
function eitherOf(name: string, columns: readonly ColumnInfo[]): ColumnInfo {
  const [first, ...others] = columns;
  return others.reduce(
    (left, right) => {
      const filled = filledByEither(left, right);
      const type = commonType([left.type, right.type]);
      return { name, type, nullable: false, ...(filled !== undefined && { filled }) };
    },
    {
      name,
      type: first?.type ?? unknown,
      nullable: false,
      ...(first?.filled !== undefined && { filled: first.filled }),
    },
  );
}

/** The name of a function is none of a column. */
const isCallee = (call: Expr, name: Name): boolean => nodesOf(call, 'Call').some(({ callee }) => callee === name);

/** The columns that PIVOT uses up: those after FOR and those in the aggregates. */
export function columnsUsed(pivot: Pivot): ReadonlySet<string> {
  const used = new Set<string>(pivot.columns.map((c) => c.name));
  for (const a of pivot.aggregates)
    for (const name of nodesOf(a.call, 'Name')) if (!isCallee(a.call, name)) used.add(lastName(name));
  return used;
}

/** The column that PIVOT makes of one value and one aggregate. (SQL Language Reference, pivot_in_clause) */
export function pivotColumnName(
  value: { readonly values: readonly Expr[]; readonly alias?: { readonly name: string } },
  aggregateAlias: string | undefined,
): string {
  const name = value.alias?.name ?? value.values.map(literalName).join('_');
  return aggregateAlias ? `${name}_${aggregateAlias}` : name;
}

function literalName(e: Expr): string {
  if (e.kind === 'StringLiteral') return `'${e.value}'`;
  if (e.kind === 'NumberLiteral') return e.text;
  if (e.kind === 'Unary' && e.operand.kind === 'NumberLiteral') return `${e.op}${e.operand.text}`;
  if (e.kind === 'DatetimeLiteral') return `${e.type} '${e.text}'`;
  return 'NULL';
}
