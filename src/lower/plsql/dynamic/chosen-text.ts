import { isWholeText, type TextForm } from '../../../analyze/model/known-text.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import { dynamicSqlAsWritten } from '../../../diagnostics/op3-dynamic.js';
import { stringLiteral } from '../../../ir/made-nodes.js';
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

/** The forms that the text of dynamic SQL may have, where they are several. */
export function severalForms(rc: BodyBuilder, text: Expr): readonly TextForm[] | undefined {
  const forms = rc.unit.analysis.textForms(text);
  return forms && forms.length > 1 ? forms : undefined;
}

/**
 * A text that has one of some forms: what `make` makes of each, chosen by which of them gives the text of the run.
 * Undefined where there are none, where nothing can be made of one, or where one with values in it would be executed as
 * it is written: then nothing of the text has been worked out or reported.
 */
export function chosenAmong<Made>(
  rc: BodyBuilder,
  text: Expr,
  forms: readonly TextForm[] | undefined,
  make: (inner: BodyBuilder, form: Expr) => Made | undefined,
): ChosenAmong<Made> | undefined {
  if (!forms || forms.length === 0) return undefined;
  const reported: Diagnostic[] = [];
  const all: { form: Expr; made: Made }[] = [];
  for (const pieces of forms) {
    const own: Diagnostic[] = [];
    const form = concatenation(text.span, pieces);
    const made = make(inUnit(rc, { ...rc.unit, report: (d) => own.push(d) }), form);
    const isAsWritten = !isWholeText(pieces) && own.some((d) => d.code === dynamicSqlAsWritten.code);
    if (made === undefined || isAsWritten) return undefined;
    reported.push(...own);
    all.push({ form, made });
  }
  for (const d of reported) rc.unit.report(d);
  const before: PlStatement[] = [];
  const value = compared(rc, text, before);
  const branches = all.map(({ form, made }) => ({
    condition: b.eq(text.span, value, lowerExpr(exprContext(rc, before), form)),
    made,
  }));
  return { before, branches };
}

/** The pieces put together. */
export function concatenation(span: Span, form: TextForm): Expr {
  const pieces = form.map((piece): Expr => (typeof piece === 'string' ? stringLiteral(span, piece) : piece));
  const [first = stringLiteral(span, ''), ...more] = pieces;
  return more.reduce((left, right): Expr => ({ kind: 'Binary', span, op: '||', left, right }), first);
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
