import { commonType } from '../../../analyze/model/operators.js';
import type { CaseStatement, Expr, If, Statement } from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PgExpr, PlIf, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { compare, type LoweredValue } from '../../expressions/conditions/comparisons.js';
import { isConstantNull } from '../../expressions/evaluation/left-out-calls.js';
import { lowerCondition, lowerExpr } from '../../expressions/index.js';
import { standsAsText, typeOf } from '../../expressions/typing.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { protectParts, raiseFailure } from '../errors/capture.js';
import { isSafe } from '../errors/safe.js';
import { lowerStatements } from './statements.js';

interface Branch {
  readonly condition: (before: PlStatement[]) => PgExpr;
  readonly body: () => PlStatement[];
  readonly comments?: readonly string[];
  readonly span: Span;
}

/** A condition with what must run before it; in capture mode one that can raise is evaluated under protection first. */
export function conditionOf(
  rc: BodyBuilder,
  span: Span,
  make: (before: PlStatement[]) => PgExpr,
): { readonly before: PlStatement[]; readonly condition: PgExpr } {
  const before: PlStatement[] = [];
  const condition = make(before);
  if (rc.mode.kind === 'plain' || (before.length === 0 && isSafe(condition))) return { before, condition };
  const name = rc.temporary('condition', pgTypes.boolean);
  const guarded = protectParts(rc, span, [...before, b.assign(span, b.column(span, name), condition)]);
  return { before: guarded, condition: b.column(span, name) };
}

/** IF … ELSIF … ELSE: flat where nothing must run before a later condition, else nested in the ELSE branches. */
export function lowerIf(rc: BodyBuilder, s: If): PlStatement[] {
  return lowerIfWith(rc, s, (body) => lowerBody(rc, s.span, body));
}

/** IF … ELSIF … ELSE with these bodies in place of the statements of its branches; that of ELSE comes last. */
export function lowerIfWith(
  rc: BodyBuilder,
  s: If,
  bodyOf: (body: readonly Statement[], index: number) => PlStatement[],
): PlStatement[] {
  const branches: Branch[] = s.branches.map((x, i) => ({
    condition: (before) => lowerCondition(exprContext(rc, before), x.condition),
    body: () => bodyOf(x.body, i),
    comments: x.comments,
    span: x.span,
  }));
  return lowerBranches(rc, s.span, branches, s.otherwise && bodyOf(s.otherwise, s.branches.length));
}

function lowerBody(rc: BodyBuilder, span: Span, body: readonly Statement[]): PlStatement[] {
  const lowered = lowerStatements(rc, body);
  return lowered.length > 0 ? lowered : [b.nothing(span)];
}

function lowerBranches(
  rc: BodyBuilder,
  span: Span,
  branches: readonly Branch[],
  otherwise: readonly PlStatement[] | undefined,
): PlStatement[] {
  const [first, ...rest] = branches;
  if (!first) return otherwise ? [...otherwise] : [];
  const { before, condition } = conditionOf(rc, first.span, first.condition);
  const head = { condition, body: first.body(), comments: first.comments };
  const below = lowerBranches(rc, span, rest, otherwise);
  const [only] = below;
  // An inner IF that is all there is in ELSE is an ELSIF.
  if (rest.length > 0 && below.length === 1 && only?.kind === 'PlIf' && !only.comments?.length) {
    const merged: PlIf = { kind: 'PlIf', span, branches: [head, ...only.branches], otherwise: only.otherwise };
    return [...before, merged];
  }
  const tail = below.length > 0 ? below : undefined;
  return [...before, { kind: 'PlIf', span, branches: [head], otherwise: tail }];
}

/**
 * CASE as a statement: an IF chain that raises ORA-06592 where nothing fits and ELSE is absent. (PL/SQL Language
 * Reference, "CASE Statement")
 */
export function lowerCaseStatement(rc: BodyBuilder, s: CaseStatement): PlStatement[] {
  const before: PlStatement[] = [];
  const selector = s.operand && selectorOf(rc, s.span, s.operand, before);
  const guarded = before.length > 0 && rc.mode.kind === 'capture' ? protectParts(rc, s.span, before) : before;
  const branches: Branch[] = s.branches.map((x) => ({
    condition: (hoisted) => {
      const ex = exprContext(rc, hoisted);
      const test = (when: Expr): PgExpr =>
        selector ? compare(ex, when.span, '=', selector, compared(ex, when)) : lowerCondition(ex, when);
      return b.or(x.span, ...x.when.map(test));
    },
    body: () => lowerBody(rc, x.span, x.body),
    comments: x.comments,
    span: x.span,
  }));
  const otherwise = s.otherwise ? lowerBody(rc, s.span, s.otherwise) : raiseFailure(rc, s.span, oracleFailure(6592));
  return [...guarded, ...lowerBranches(rc, s.span, branches, otherwise)];
}

/** The selector, which is evaluated once: what may fail or do something is kept in a variable `before` the statement. */
function selectorOf(rc: BodyBuilder, span: Span, operand: Expr, before: PlStatement[]): LoweredValue {
  const type = rc.unit.analysis.typeOf(operand);
  const value = lowerExpr(exprContext(rc, before), operand);
  const selector = { type, nullable: true, standsAsText: standsAsText(exprContext(rc, []), operand) };
  if (isSafe(value) || isConstantNull(value)) return { ...selector, value };
  const kept = b.column(span, rc.temporary('selector', pgTypeOf(rc.unit.naming, commonType([type]), 'value')));
  before.push(b.assign(span, kept, value));
  return { ...selector, value: kept };
}

const compared = (ex: ExprContext, when: Expr): LoweredValue => ({
  value: lowerExpr(ex, when),
  type: typeOf(ex, when),
  nullable: ex.unit.analysis.mayBeNull(when),
  standsAsText: standsAsText(ex, when),
});
