import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { lowerExpr } from '../../expressions/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { inUnit } from '../body/derived-context.js';
import { exprContext } from '../body/expr-context.js';

/** What is made of one of some texts, by which of them the run has. */
export interface ChosenAmong<Made> {
  /** What comes before the comparisons. */
  readonly before: readonly PlStatement[];
  readonly branches: readonly { readonly condition: PgExpr; readonly made: Made }[];
}

/**
 * A text that is one of some that are known: what `make` makes of each, chosen by the value that the run has. Undefined
 * where there are none, or one is not understood: then nothing of the text has been worked out or reported.
 */
export function chosenAmong<Made>(
  rc: BodyBuilder,
  text: Expr,
  texts: readonly string[] | undefined,
  make: (inner: BodyBuilder, known: string) => Made | undefined,
): ChosenAmong<Made> | undefined {
  if (!texts || texts.length === 0) return undefined;
  const reported: Diagnostic[] = [];
  const inner = inUnit(rc, { ...rc.unit, report: (d) => reported.push(d) });
  const all: { known: string; made: Made }[] = [];
  for (const known of texts) {
    const made = make(inner, known);
    if (made === undefined) return undefined;
    all.push({ known, made });
  }
  for (const d of reported) rc.unit.report(d);
  const before: PlStatement[] = [];
  const value = compared(rc, text, before);
  const branches = all.map(({ known, made }) => ({
    condition: b.eq(text.span, value, b.text(text.span, known)),
    made,
  }));
  return { before, branches };
}

/**
 * The statements of the text that the run has. CASE without ELSE fails where that is none of them: what follows the
 * texts was mistaken then.
 */
export function chosenStatements(
  span: Span,
  { before, branches }: ChosenAmong<readonly PlStatement[]>,
): readonly PlStatement[] {
  const cases = branches.map(({ condition, made }) => ({ when: [condition], body: made }));
  return [...before, { kind: 'PlCase', span, branches: cases }];
}

/** What is compared with one text after the other: a variable itself, anything else is worked out once. */
function compared(rc: BodyBuilder, text: Expr, before: PlStatement[]): PgExpr {
  const value = lowerExpr(exprContext(rc, before), text);
  const { base } = text.kind === 'Name' ? rc.unit.analysis.resolve(text) : {};
  if (base?.kind === 'variable') return value;
  const held = b.column(text.span, rc.fresh('text', pgTypes.text));
  before.push(b.assign(text.span, held, value));
  return held;
}
