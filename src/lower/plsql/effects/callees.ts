import type { Analysis } from '../../../analyze/analysis.js';
import { calledRoutines } from '../../../analyze/callees.js';
import type { RoutineSymbol } from '../../../analyze/symbols.js';
import type { Argument, Expr, QualifiedName } from '../../../ir/oracle/index.js';
import type { AnyNode } from '../../../ir/walk.js';

/** The routines that an expression calls itself: functions, procedures, constructors, methods. */
export function calleesOf(analysis: Analysis, expr: Expr): readonly RoutineSymbol[] {
  if (expr.kind !== 'Name' && expr.kind !== 'Call' && expr.kind !== 'Member' && expr.kind !== 'New') return [];
  return calledRoutines(analysis.resolve(expr)).map(({ callee }) => callee);
}

/** The defaults that a call, an OPEN or a loop over a cursor works out. */
export function defaultsUsed(analysis: Analysis, node: AnyNode): readonly Expr[] {
  switch (node.kind) {
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New':
      return calledRoutines(analysis.resolve(node as Extract<Expr, { kind: 'Name' }>)).flatMap(({ args }) =>
        args.flatMap(({ actual, parameter }) => (!actual && parameter.initial ? [parameter.initial] : [])),
      );
    case 'OpenCursor':
    case 'NamedCursor': {
      const { cursor, args } = node as unknown as { cursor: QualifiedName; args: readonly Argument[] };
      const symbol = analysis.symbolOf(cursor);
      if (symbol?.kind !== 'cursor') return [];
      return symbol.parameters.flatMap(({ variable, initial }, i) =>
        initial && i >= args.length && !args.some((a) => a.name?.name === variable.name) ? [initial] : [],
      );
    }
    default:
      return [];
  }
}
