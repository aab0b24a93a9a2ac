import { differentResult } from '../../../diagnostics/op2-expressions.js';
import { backtraceDiffers, stackOfLastError } from '../../../diagnostics/op4.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { handledError } from '../../plsql/errors/error-info.js';
import { maySeeStackedErrors } from '../../plsql/errors/stacked-errors.js';
import { reportDifference } from '../differences.js';
import { fullName, leftOut, type PackageConversion, routineOf, type SuppliedCall } from './conversion.js';

const ownHash = "the hash values are PostgreSQL's, not Oracle's";

/** (PL/SQL Packages and Types Reference, "DBMS_UTILITY", "UTL_COLL") */
export const utilityConversions: readonly PackageConversion[] = [
  {
    name: 'DBMS_UTILITY',
    members: {
      ...leftOut('ANALYZE_SCHEMA ANALYZE_DATABASE ANALYZE_PART_OBJECT COMPILE_SCHEMA INVALIDATE VALIDATE'),
      EXPAND_SQL_TEXT: { advice: 'pg_get_viewdef shows what a view stands for' },
      FORMAT_CALL_STACK: { report: (unit, base, span) => unit.report(backtraceDiffers(span, fullName(base))) },
      FORMAT_ERROR_BACKTRACE: { differs: "it gives PostgreSQL's lines, not Oracle's", expression: errorBacktrace },
      FORMAT_ERROR_STACK: { expression: errorStack },
      GET_DEPENDENCY: { advice: 'the view USER_DEPENDENCIES has what objects need' },
      GET_HASH_VALUE: {
        differs: ownHash,
        report: (unit, base, span) => unit.report(differentResult(span, fullName(base), ownHash)),
      },
      GET_PARAMETER_VALUE: { advice: "PostgreSQL's parameters are others: SHOW and current_setting read them" },
      GET_SQL_HASH: { advice: 'Oracle has hash values of statements of its own' },
    },
  },
  {
    name: 'UTL_COLL',
    members: {
      IS_LOCATOR: {
        differs:
          'a collection is a value here: the answer is FALSE, also for a nested table that is stored RETURN AS LOCATOR',
        expression: (ex, base, span) => {
          reportDifference(ex.unit, base, span);
          return b.boolean(span, false);
        },
      },
    },
  },
];

function errorBacktrace(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr {
  const error = handledError(ex, span);
  if (!error) return noText(span);
  ex.unit.report(backtraceDiffers(span, fullName(base)));
  return b.ora(span, routineOf(base), error);
}

function errorStack(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr {
  const error = handledError(ex, span);
  if (!error) return noText(span);
  if (ex.routine && maySeeStackedErrors(ex.routine)) ex.unit.report(stackOfLastError(span, 'FORMAT_ERROR_STACK'));
  return b.ora(span, routineOf(base), error);
}

/** Where no error is handled. */
const noText = (span: Span): PgExpr => b.cast(span, b.null(span), { name: ['text'] });
