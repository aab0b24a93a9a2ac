import type { ColumnInfo } from '../../../../analyze/model/symbols.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { lastName } from '../../../../ir/dotted.js';
import { comparisonOperators } from '../../../../ir/kinds.js';
import type { Expr, QualifiedName, ScriptUnit } from '../../../../ir/oracle/index.js';
import { nodesOf, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { relationNamed } from '../../../ddl/names.js';

/*
 * Where values that are put into the text of a statement may stand, so that any of them means the same.
 */

/**
 * The operands that each condition of the statement compares with each other. A text in a list may be several, with the
 * quotes between them; LIKE has a pattern, which is text.
 */
export function operandsOfConditions(bound: ScriptUnit, words: 'numbers' | 'texts'): readonly (readonly Expr[])[] {
  const found: (readonly Expr[])[] = [];
  walk(bound, (node) => {
    if (node.kind === 'Binary' && comparisonOperators.has(node.op)) found.push([node.left, node.right]);
    if (node.kind === 'Between') found.push([node.operand, node.low, node.high]);
    if (node.kind === 'InList' && words === 'numbers') found.push([node.operand, ...node.items]);
    if (node.kind === 'Like' && !node.escape && words === 'texts') found.push([node.operand, node.pattern]);
  });
  return found;
}

/** What is computed of columns alone, at least one: no ROWNUM, which becomes another clause. */
export function isComputedOfColumns({ analysis }: UnitContext, expr: Expr): boolean {
  const calls = nodesOf(expr, 'Call');
  const callees = new Set<Expr>(calls.map((call) => call.callee));
  const names = nodesOf(expr, 'Name').filter((name) => !callees.has(name));
  return (
    names.length > 0 &&
    calls.every((call) => analysis.resolve(call).base.kind === 'builtin') &&
    names.every((name) => analysis.resolve(name).base.kind === 'column')
  );
}

/**
 * Tables of the inputs, and DUAL; a temporary one has to be made ready before, which is done for what is known of a
 * routine.
 */
export function knowsTables({ analysis }: UnitContext, bound: ScriptUnit): boolean {
  return nodesOf(bound, 'TableRef').every((node) => {
    const relation = analysis.sourceOf(node)?.relation;
    return relation !== undefined && relation.relation === 'table' && !relation.temporary && !relation.external;
  });
}

/** What INSERT … VALUES and UPDATE … SET put into columns of these types. */
export function valuesForColumns(
  unit: UnitContext,
  bound: ScriptUnit,
  kinds: readonly OracleType['kind'][],
): readonly Expr[] {
  const found: Expr[] = [];
  const isTaken = (column: ColumnInfo | undefined): boolean => column !== undefined && kinds.includes(column.type.kind);
  walk(bound, (node) => {
    if (node.kind !== 'Update' && node.kind !== 'Insert') return;
    const columns = node.target.kind === 'TableRef' ? (relationNamed(unit, node.target.name)?.columns ?? []) : [];
    const named = (column: QualifiedName | undefined): ColumnInfo | undefined =>
      column && columns.find((c) => c.name === lastName(column));
    if (node.kind === 'Update') {
      for (const item of node.set) if (item.kind === 'SetColumn' && isTaken(named(item.column))) found.push(item.value);
      return;
    }
    if (node.source.kind !== 'ValuesSource') return;
    const inOrder = columns.some((c) => c.hidden || c.virtual || c.moved || c.gone) ? [] : columns;
    for (const row of node.source.rows)
      for (const [i, value] of row.entries())
        if (isTaken(node.columns ? named(node.columns[i]) : inOrder[i])) found.push(value);
  });
  return found;
}
