import type { PackageSymbol, RoutineSymbol, TriggerSymbol } from '../../analyze/model/symbols.js';
import type { Argument } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';

/**
 * `UTL_CALL_STACK.CONCATENATE_SUBPROGRAM(UTL_CALL_STACK.SUBPROGRAM(1))`: the name of the routine that asks, with those
 * of its package and of the routines around it; undefined for another routine, which is looked for at run time. (PL/SQL
 * Packages and Types Reference, "UTL_CALL_STACK")
 */
export function runningSubprogram(ex: ExprContext, args: readonly Argument[], span: Span): PgExpr | undefined {
  const [argument, more] = args;
  const inner = argument?.value;
  const { analysis } = ex.unit;
  const base = inner?.kind === 'Call' ? analysis.resolve(inner).base : undefined;
  const isOwn =
    base?.kind === 'supplied' &&
    base.package === 'UTL_CALL_STACK' &&
    base.member === 'SUBPROGRAM' &&
    base.args[0]?.value.kind === 'NumberLiteral' &&
    Number(base.args[0].value.text) === 1;
  if (!isOwn || more || ex.sql) return undefined;
  return b.text(span, pathOf(ex.routine?.symbol).join('.'));
}

function pathOf(symbol: RoutineSymbol | PackageSymbol | TriggerSymbol | undefined): readonly string[] {
  if (!symbol) return ['__anonymous_block'];
  if (symbol.kind === 'package') return [symbol.name, '__pkg_init'];
  if (symbol.kind === 'trigger') return [symbol.name];
  const { container } = symbol;
  if (!container) return symbol.nested ? ['__anonymous_block', symbol.name] : [symbol.name];
  return container.kind === 'routine' || container.kind === 'trigger'
    ? [...pathOf(container), symbol.name]
    : [container.name, symbol.name];
}
