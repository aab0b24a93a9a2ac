import type { OracleType } from '../../analyze/types.js';
import { differentResult } from '../../diagnostics/op2-expressions.js';
import type { Span } from '../../ir/span.js';
import { comparingMethod } from '../comparisons.js';
import type { ExprContext } from '../context.js';

/** Objects with a MAP or ORDER method are equal by it in Oracle; PostgreSQL compares all attributes. (Object-Relational Developer's Guide) */
export function reportMapped(ex: ExprContext, what: string, type: OracleType | undefined, span: Span): void {
  if (type?.kind === 'object' && (comparingMethod(type.object, 'MAP') ?? comparingMethod(type.object, 'ORDER')))
    ex.unit.report(
      differentResult(
        span,
        `${what} of ${type.object.name}`,
        'its MAP or ORDER method does not decide which objects are equal',
      ),
    );
}
