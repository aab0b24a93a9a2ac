import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { lowerExpr } from '../../expressions/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';

/**
 * A text as what it is compared with one known text after the other: a variable itself, anything else is worked out once.
 * @param before receives what comes before the comparisons
 */
export function chosenText(rc: BodyBuilder, text: Expr, before: PlStatement[]): PgExpr {
  const value = lowerExpr(exprContext(rc, before), text);
  const { base } = text.kind === 'Name' ? rc.unit.analysis.resolve(text) : {};
  if (base?.kind === 'variable') return value;
  const held = b.column(text.span, rc.fresh('text', pgTypes.text));
  before.push(b.assign(text.span, held, value));
  return held;
}
