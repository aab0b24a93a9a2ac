import { isInterval } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { unsupportedClause } from '../../../diagnostics/op2.js';
import type { Span } from '../../../ir/span.js';
import { refuse } from '../../context.js';

/**
 * YEAR TO MONTH and DAY TO SECOND do not go together in Oracle; PostgreSQL has one type for both, which counts a month
 * as 30 days. (SQL Language Reference, "Datetime/Interval Arithmetic", "Data Type Comparison Rules"; Database Error
 * Messages, ORA-00932, ORA-30081)
 */
export function refuseIntervalsOfTwoKinds(left: OracleType, right: OracleType, span: Span, what: string): void {
  if (isInterval(left) && isInterval(right) && left.kind !== right.kind)
    refuse(unsupportedClause(span, `${what} of intervals of two kinds, which Oracle does not take`));
}
