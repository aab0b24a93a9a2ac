import { backtraceDiffers, stackOfLastError } from '../../../diagnostics/op4.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';
import { handledError } from '../../plsql/errors/error-info.js';
import { maySeeKeptErrors } from '../../plsql/errors/kept-errors.js';
import { maySeeStackedErrors } from '../../plsql/errors/stacked-errors.js';
import { runningSubprogram } from '../call-stack.js';
import { each, fullName, type PackageConversion, routineOf, type SuppliedCall } from './conversion.js';

const levels = 'SQL between two routines takes no level of the stack; LEXICAL_DEPTH begins with 0';

/** (PL/SQL Packages and Types Reference, "UTL_CALL_STACK") */
export const callStackConversions: readonly PackageConversion[] = [
  {
    name: 'UTL_CALL_STACK',
    members: {
      ...each('DYNAMIC_DEPTH LEXICAL_DEPTH SUBPROGRAM OWNER', { differs: levels }),
      ...each('ERROR_DEPTH ERROR_NUMBER ERROR_MSG', { expression: errors }),
      ...each('BACKTRACE_DEPTH BACKTRACE_LINE BACKTRACE_UNIT', { expression: backtrace }),
      CONCATENATE_SUBPROGRAM: { expression: (ex, { args }, span) => runningSubprogram(ex, args, span) },
      UNIT_LINE: { report: (unit, base, span) => unit.report(backtraceDiffers(span, fullName(base))) },
      ...each('ACTUAL_EDITION CURRENT_EDITION UNIT_TYPE', {
        advice: 'PostgreSQL tells the stack as one text, with lines of its own: GET DIAGNOSTICS … = PG_CONTEXT',
      }),
    },
  },
];

/**
 * ERROR_DEPTH, ERROR_NUMBER(n), ERROR_MSG(n): Oracle's stack has the errors below the last one, the first, too, and
 * counts the lines ORA-06512 between them.
 */
function errors(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr {
  const depth = base.args[0]?.value;
  const isLast = depth?.kind === 'NumberLiteral' && depth.text === '1';
  if (!isLast && ex.routine) {
    if (maySeeStackedErrors(ex.routine)) ex.unit.report(stackOfLastError(span, fullName(base)));
    else if (maySeeKeptErrors(ex.routine)) ex.unit.report(backtraceDiffers(span, fullName(base)));
  }
  return ofHandledError(ex, base, span);
}

/** Of the error that is being handled. */
function ofHandledError(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr {
  const error = handledError(ex, span) ?? b.cast(span, b.null(span), { name: ['ora', 'err'] });
  return b.ora(span, routineOf(base), error, ...base.args.map((a) => lowerTo(ex, a.value, { kind: 'plsInteger' })));
}

function backtrace(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr {
  ex.unit.report(backtraceDiffers(span, fullName(base)));
  return ofHandledError(ex, base, span);
}
