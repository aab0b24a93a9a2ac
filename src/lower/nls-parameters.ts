import { differentResult } from '../diagnostics/op2-expressions.js';
import { linguisticRules } from '../diagnostics/op5.js';
import type { Span } from '../ir/span.js';
import type { UnitContext } from './context.js';

/**
 * Reports a parameter that the runtime keeps but does not follow in all that it decides; what: what sets it, as
 * written. A value that is known at run time only may be any. (Globalization Support Guide, "NLS Parameters")
 */
export function reportNls(unit: UnitContext, span: Span, what: string, name: string, value: string | undefined): void {
  const isOther = (plain: RegExp): boolean => value === undefined || !plain.test(value);
  if ((name === 'NLS_SORT' || name === 'NLS_COMP') && isOther(/^BINARY$/i))
    unit.report(
      linguisticRules(
        span,
        what,
        value ?? 'a value known at run time',
        isOther(/^(?:BINARY_[AC]I|LINGUISTIC|ANSI)$/i) ? undefined : 'conditions and ORDER BY',
      ),
    );
  if (name === 'NLS_CALENDAR' && isOther(/^GREGORIAN$/i))
    unit.report(differentResult(span, what, 'dates go on in the Gregorian calendar'));
  if (name === 'NLS_LANGUAGE' && isOther(/^AMERICAN$/i))
    unit.report(differentResult(span, what, 'dates follow it, but not the order of text and the messages of errors'));
  if (name === 'NLS_TERRITORY' && isOther(/^(?:AMERICA|GERMANY)$/i))
    unit.report(differentResult(span, what, 'the parameters that follow from it in Oracle are not changed'));
}
