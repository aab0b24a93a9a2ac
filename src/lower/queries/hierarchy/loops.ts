import type { RowSource } from '../../../analyze/analysis.js';
import { conjunctsOf } from '../../../ir/conjuncts.js';
import type { Expr, Select } from '../../../ir/oracle/index.js';
import { walk } from '../../../ir/walk.js';
import type { ExprContext } from '../../context.js';
import { uniqueColumns } from '../../dml/views/changed-view.js';
import { usesPseudo } from '../block-nodes.js';

/**
 * How a row below itself is known. `row`: a row is itself alone; `values`: it is whatever has the same values of the
 * PRIOR expressions; `none`: nobody looks.
 */
export type Loops = { readonly kind: 'none' | 'row' } | { readonly kind: 'values'; readonly operands: readonly Expr[] };

/**
 * Oracle looks for loops where PRIOR says how rows follow from each other, and a row is one where what PRIOR reads of
 * it is what PRIOR has read of a row above: of the rows (1, 0) and (1, 1) of (id, father), `connect by nocycle prior
 * id = father` puts neither below the other. Hence a PRIOR function that never gives the same value twice, `prior
 * sys_guid() is not null`, is the usual way to switch that off.
 * (SQL Language Reference, "Hierarchical Queries", NOCYCLE; what is printed by SQL*Plus for rows of equal keys)
 */
export function loopsOf(ex: ExprContext, select: Select, sources: readonly RowSource[], oneRow: boolean): Loops {
  const operands: Expr[] = [];
  let fresh = false;
  for (const c of conjunctsOf(select.hierarchy?.connectBy)) {
    walk(c, (expr) => {
      if (expr.kind === 'Unary' && expr.op === 'PRIOR') {
        operands.push(expr.operand);
        if (isFreshPrior(ex, expr) || usesPseudo(ex, 'LEVEL', [expr.operand])) fresh = true;
      }
      return true;
    });
  }
  if (operands.length === 0 || fresh) return { kind: 'none' };
  return oneRow || namesOneRow(ex, sources, operands) ? { kind: 'row' } : { kind: 'values', operands };
}

/** Are no two rows equal in what the expressions read: are all columns of a key among them? */
function namesOneRow(ex: ExprContext, sources: readonly RowSource[], operands: readonly Expr[]): boolean {
  const [source] = sources;
  if (!source || sources.length > 1) return false;
  const read = new Set<string>();
  for (const operand of operands) {
    if (operand.kind !== 'Name') continue;
    const { base, steps } = ex.unit.analysis.resolve(operand);
    if (base.kind === 'column' && base.source === source && steps.length === 0) read.add(base.column.name);
  }
  const given = (column: string): boolean =>
    read.has(column) && source.columns.some((c) => c.name === column && !c.nullable);
  return source.relation?.relation === 'table' && uniqueColumns(source.relation).some((key) => key.every(given));
}

/** PRIOR of a function that gives another value for each row. */
export function isFreshPrior(ex: ExprContext, expr: Expr): boolean {
  if (expr.kind !== 'Unary' || expr.op !== 'PRIOR' || (expr.operand.kind !== 'Name' && expr.operand.kind !== 'Call'))
    return false;
  const { base } = ex.unit.analysis.resolve(expr.operand);
  return (
    (base.kind === 'builtin' && base.name === 'SYS_GUID') ||
    (base.kind === 'supplied' && base.package === 'DBMS_RANDOM')
  );
}
