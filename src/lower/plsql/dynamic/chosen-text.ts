import type { TextForm } from '../../../analyze/model/known-text.js';
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
  return chosen(rc, text, texts, make, (known) => b.text(text.span, known));
}

/**
 * A text that has one of some forms: what `make` makes of each, chosen by which of them gives the text of the run.
 * Undefined where the text of one would be executed as it is written.
 */
export function chosenAmongForms<Made>(
  rc: BodyBuilder,
  text: Expr,
  make: (inner: BodyBuilder, form: Expr) => Made,
): ChosenAmong<Made> | undefined {
  const forms = rc.unit.analysis.textForms(text);
  if (forms === undefined || forms.length < 2) return undefined;
  const together = forms.map((form) => concatenation(text.span, form));
  const exactly = (inner: BodyBuilder, form: Expr): Made | undefined => {
    let isExact = true;
    const report = (d: Diagnostic): void => {
      isExact &&= d.code !== dynamicSqlAsWritten.code;
      inner.unit.report(d);
    };
    const made = make(inUnit(inner, { ...inner.unit, report }), form);
    return isExact ? made : undefined;
  };
  return chosen(rc, text, together, exactly, (form, before) => lowerExpr(exprContext(rc, before), form));
}

/** The pieces put together. */
function concatenation(span: Span, form: TextForm): Expr {
  const pieces = form.map((piece): Expr => (typeof piece === 'string' ? stringLiteral(span, piece) : piece));
  return pieces.reduce((left, right): Expr => ({ kind: 'Binary', span, op: '||', left, right }));
}

function chosen<One, Made>(
  rc: BodyBuilder,
  text: Expr,
  ones: readonly One[] | undefined,
  make: (inner: BodyBuilder, one: One) => Made | undefined,
  textOf: (one: One, before: PlStatement[]) => PgExpr,
): ChosenAmong<Made> | undefined {
  if (!ones || ones.length === 0) return undefined;
  const reported: Diagnostic[] = [];
  const inner = inUnit(rc, { ...rc.unit, report: (d) => reported.push(d) });
  const all: { one: One; made: Made }[] = [];
  for (const one of ones) {
    const made = make(inner, one);
    if (made === undefined) return undefined;
    all.push({ one, made });
  }
  for (const d of reported) rc.unit.report(d);
  const before: PlStatement[] = [];
  const value = compared(rc, text, before);
  const branches = all.map(({ one, made }) => ({ condition: b.eq(text.span, value, textOf(one, before)), made }));
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
