import { isDatetime, isNumeric, isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedFunction } from '../../../diagnostics/op2-expressions.js';
import type { Binary, Expr } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import { lowerTo } from '../index.js';
import { typeOf } from '../typing.js';

/*
 * `SYS_OP_MAP_NONNULL(a) = SYS_OP_MAP_NONNULL(b)`: the bytes of the values are compared, and NULL has bytes, too.
 * Undocumented, and written wherever rows are looked for that changed:
 *   sys_op_map_nonnull(t.x) = sys_op_map_nonnull(s.x)  →  t.x is not distinct from s.x
 */

/** Undefined for other comparisons. */
export function comparedAsMapped(ex: ExprContext, { span, op, left, right }: Binary): PgExpr | undefined {
  if (op !== '=' && op !== '<>') return undefined;
  const [a, c] = [mapped(ex, left), mapped(ex, right)];
  if (!a || !c) return undefined;
  const type = commonBytes(typeOf(ex, a), typeOf(ex, c));
  if (!type) return refuse(unsupportedFunction(span, 'SYS_OP_MAP_NONNULL', 'the types of the two values differ'));
  const same = b.same(span, lowerTo(ex, a, type), lowerTo(ex, c, type));
  return op === '=' ? same : b.not(span, same);
}

function mapped(ex: ExprContext, expr: Expr): Expr | undefined {
  if (expr.kind !== 'Call') return undefined;
  const { base, steps } = ex.unit.analysis.resolve(expr);
  return base.kind === 'builtin' && base.name === 'SYS_OP_MAP_NONNULL' && steps.length === 0
    ? base.args[0]?.value
    : undefined;
}

/** The type in which values of two types have the same bytes where they are the same. */
function commonBytes(a: OracleType, c: OracleType): OracleType | undefined {
  if (a.kind === 'null') return c.kind === 'char' ? { kind: 'varchar2' } : c;
  if (c.kind === 'null') return commonBytes(c, a);
  const isPlain = ({ kind }: OracleType): boolean => kind === 'number' || kind === 'plsInteger';
  if (isPlain(a) && isPlain(c)) return { kind: 'number' };
  const isShortText = (t: OracleType): boolean => isText(t) && t.kind !== 'clob';
  if (isShortText(a) && isShortText(c)) return { kind: 'varchar2' };
  if (a.kind === c.kind && (isDatetime(a) || isNumeric(a) || a.kind === 'raw')) return a;
  return undefined;
}
