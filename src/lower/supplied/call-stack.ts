import type { PackageSymbol, RoutineSymbol, TriggerSymbol } from '../../analyze/symbols.js';
import { suppliedMemberMissing } from '../../diagnostics/op4.js';
import type { Argument } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { suppliedAdvice } from './advice.js';

/**
 * `UTL_CALL_STACK.CONCATENATE_SUBPROGRAM(UTL_CALL_STACK.SUBPROGRAM(1))`: the name of the routine that asks, with those of its package and of the routines
 * around it. Who called it is not known. (PL/SQL Packages and Types Reference, "UTL_CALL_STACK")
 */
export function runningSubprogram(ex: ExprContext, args: readonly Argument[], span: Span): PgExpr {
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
  if (!isOwn || more || ex.sql)
    return refuse(
      suppliedMemberMissing(
        span,
        'UTL_CALL_STACK.CONCATENATE_SUBPROGRAM of another subprogram than the running one',
        suppliedAdvice('UTL_CALL_STACK', 'SUBPROGRAM'),
      ),
    );
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
