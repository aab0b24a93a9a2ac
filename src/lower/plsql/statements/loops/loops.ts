import { gotoNotStructured } from '../../../../diagnostics/op3.js';
import { lockingLoopCommits } from '../../../../diagnostics/op3-calls.js';
import { isLoop } from '../../../../ir/kinds.js';
import { literalInteger } from '../../../../ir/literals.js';
import type {
  BasicLoop,
  Continue,
  CursorForLoop,
  Exit,
  Expr,
  ForLoop,
  Goto,
  LabelledStatement,
  WhileLoop,
} from '../../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../../ir/postgres/index.js';
import { b, pgTypes } from '../../../builders.js';
import { type ExprContext, refuse } from '../../../context.js';
import { notePositiveIndex } from '../../../expressions/bounds/positive-index.js';
import { noteTextIndex } from '../../../expressions/bounds/text-index.js';
import { lowerCondition, lowerTo } from '../../../expressions/index.js';
import { mayBeNull } from '../../../expressions/typing.js';
import { foldName } from '../../../naming/naming.js';
import { lowerQuery } from '../../../queries/index.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { exprContext } from '../../body/expr-context.js';
import { cursorContext } from '../../cursors/cursor-context.js';
import { withRecordNames } from '../../cursors/cursor-rows.js';
import { noteFineSeconds } from '../../cursors/fine-seconds.js';
import { lockedAtOnce } from '../../cursors/locked-at-once.js';
import { loopOverNamedCursor } from '../../cursors/named-cursor-loop.js';
import { statementEffects } from '../../effects/effects-of-statements.js';
import { protectParts } from '../../errors/capture.js';
import { capturedLoop } from '../../errors/captured-loop.js';
import { isSafe } from '../../errors/safe.js';
import { conditionOf } from '../conditionals.js';
import { lowerStatement } from '../statement.js';
import { lowerStatements } from '../statements.js';
import { lowerIterations } from './iteration-controls.js';

const labelOf = (s: { readonly label?: { readonly name: string } }): string | undefined =>
  s.label && foldName(s.label.name);

function bodyOf(
  rc: BodyBuilder,
  s: { readonly body: BasicLoop['body']; readonly span: BasicLoop['span'] },
): PlStatement[] {
  const body = lowerStatements(rc, s.body);
  return body.length > 0 ? body : [b.nothing(s.span)];
}

/** The body of a loop, with its label: a GOTO in the body may need one. */
function labelledBody(
  rc: BodyBuilder,
  s: BasicLoop | WhileLoop | ForLoop | CursorForLoop,
): { readonly body: PlStatement[]; readonly label: string | undefined } {
  return rc.jumps.inLoop(labelOf(s), () => bodyOf(rc, s));
}

/** `LOOP … END LOOP` → the same of PL/pgSQL. (PL/SQL Language Reference, "Basic LOOP Statement") */
export function lowerBasicLoop(rc: BodyBuilder, s: BasicLoop): PlStatement[] {
  const { body, label } = labelledBody(rc, s);
  return [b.loop(s.span, body, label)];
}

/**
 * `WHILE … LOOP` → the same, or a loop that leaves where statements have to run before the condition. (PL/SQL Language
 * Reference, "WHILE LOOP Statement")
 */
export function lowerWhileLoop(rc: BodyBuilder, s: WhileLoop): PlStatement[] {
  const { before, condition } = conditionOf(rc, s.condition.span, (hoisted) =>
    lowerCondition(exprContext(rc, hoisted), s.condition),
  );
  const { body, label } = labelledBody(rc, s);
  if (before.length === 0) return [{ kind: 'PlWhile', span: s.span, label, condition, body }];
  const leave = b.exit(s.span, undefined, b.not(s.span, b.isTrue(s.span, condition)));
  return [b.loop(s.span, [...before, leave, ...body], label)];
}

/**
 * Bounds are evaluated once, before the loop, in both systems; Oracle rounds a fractional bound, as the conversion to
 * integer does.
 */
export function lowerForLoop(rc: BodyBuilder, s: ForLoop): PlStatement[] {
  return rc.variables.inScope(() => forLoop(rc, s));
}

function forLoop(rc: BodyBuilder, s: ForLoop): PlStatement[] {
  const control = plainRange(s);
  const symbol = rc.unit.analysis.declaredBy(s);
  if (!control || symbol?.kind !== 'variable' || symbol.type.kind !== 'plsInteger')
    return lowerIterations(rc, s, (inner) => labelledBody(inner, s));
  if (!control.by && (literalInteger(control.low) ?? 0) >= 1) notePositiveIndex(symbol);
  noteTextIndex(rc.unit, s, symbol);
  const before: PlStatement[] = [];
  const { low, high, by } = rangeBounds(rc, control, before);
  const guarded = rc.mode.kind === 'capture' ? protectParts(rc, s.span, before) : before;
  const index = rc.name(symbol);
  const { reverse } = control;
  const [first, last] = reverse ? [high, low] : [low, high];
  const { body, label } = labelledBody(rc, s);
  return [...guarded, { kind: 'PlForRange', span: s.span, label, index, reverse, low: first, high: last, by, body }];
}

type SteppedControl = Extract<ForLoop['controls'][number], { readonly kind: 'SteppedControl' }>;

/** The control of a loop over one range, without WHILE, WHEN and MUTABLE. */
function plainRange({ controls, mutable }: ForLoop): SteppedControl | undefined {
  const [control] = controls;
  if (controls.length !== 1 || control?.kind !== 'SteppedControl' || mutable) return undefined;
  return control.whileCondition || control.when ? undefined : control;
}

/**
 * The bounds of a range, evaluated in Oracle's order: the low one, the high one, the step. `before` gets the statements
 * that this takes.
 */
function rangeBounds(
  rc: BodyBuilder,
  { low, high, by, reverse }: SteppedControl,
  before: PlStatement[],
): { readonly low: PgExpr; readonly high: PgExpr; readonly by: PgExpr | undefined } {
  const ex = exprContext(rc, before);
  const bound = (e: Expr, hint: string): PgExpr => loopBound(rc, ex, e, hint, before);
  const lowBound = bound(low, 'low');
  const ahead = before.length;
  const highBound = bound(high, 'high');
  // PL/pgSQL evaluates the bound first at which the loop begins, and statements of the high bound would come before
  // both: the low one is kept in a variable then.
  const isLate = before.length > ahead ? lowBound.kind !== 'PgNumber' : reverse && !isSafe(highBound);
  if (!isLate || isSafe(lowBound)) return { low: lowBound, high: highBound, by: by && bound(by, 'step') };
  const kept = b.column(low.span, rc.fresh('low', pgTypes.integer));
  before.splice(ahead, 0, b.assign(low.span, kept, lowBound));
  return { low: kept, high: highBound, by: by && bound(by, 'step') };
}

/** A bound of a loop. Under capture what can fail (NULL is no bound) is evaluated by statements before the loop. */
export function loopBound(rc: BodyBuilder, ex: ExprContext, e: Expr, hint: string, before: PlStatement[]): PgExpr {
  const value = lowerTo(ex, e, { kind: 'plsInteger' });
  const nullable = mayBeNull(ex, e);
  if (rc.mode.kind === 'plain' || (isSafe(value) && !nullable)) return value;
  const variable = b.column(e.span, rc.fresh(hint, pgTypes.integer));
  const given = nullable ? b.ora(e.span, 'fit_not_null', b.cast(e.span, value, pgTypes.integer)) : value;
  before.push(b.assign(e.span, variable, given));
  return variable;
}

/** `FOR r IN cursor` or `IN (query)`; `IN n` of a number is a loop of one round. */
export function lowerCursorForLoop(rc: BodyBuilder, s: CursorForLoop): PlStatement[] {
  const once = rc.unit.analysis.valueLoop(s);
  return once ? lowerForLoop(rc, once) : rc.variables.inScope(() => cursorForLoop(rc, s));
}

function cursorForLoop(rc: BodyBuilder, s: CursorForLoop): PlStatement[] {
  const symbol = rc.unit.analysis.declaredBy(s);
  const record = symbol?.kind === 'variable' ? rc.name(symbol) : foldName(s.record.name);
  if (s.source.kind === 'NamedCursor') return loopOverNamedCursor(rc, s, s.source, record, (inner) => bodyOf(inner, s));
  if (s.source.forUpdate && commitsIn(rc, s)) rc.unit.report(lockingLoopCommits(s.span));
  const before: PlStatement[] = [];
  const rows = withRecordNames(rc, s, lowerQuery(cursorContext(rc, before), s.source));
  const lowered = noteFineSeconds(rc, rows);
  const query = lockedAtOnce(rc, s.source, lowered, s.body, { record: rc.unit.analysis.declaredBy(s) });
  const declarations = [b.variable(s.span, record, pgTypes.record)];
  const { body, label } = labelledBody(rc, s);
  // What is asked of elements and packages before the query may fail.
  const ready = rc.mode.kind === 'capture' && before.length > 0 ? protectParts(rc, s.span, before) : before;
  const fields = symbol?.kind === 'variable' && symbol.type.kind === 'record' ? symbol.type.fields : [];
  const captured = capturedLoop(
    rc,
    { span: s.span, label, record, query, source: s.source, fields, statements: s.body, commits: commitsIn(rc, s) },
    body,
  );
  if (captured) return [...ready, b.block(s.span, { declarations, body: captured })];
  const loop: PlStatement = {
    kind: 'PlForQuery',
    span: s.span,
    label,
    targets: [b.column(s.span, record)],
    query,
    body,
  };
  return [...ready, b.block(s.span, { declarations, body: [loop] })];
}

/** Does something in the loop end the transaction? */
export function commitsIn(rc: BodyBuilder, s: CursorForLoop): boolean {
  return s.body.some((statement) => statementEffects(rc.unit.analysis, statement).transactionControl);
}

/** EXIT and CONTINUE. (PL/SQL Language Reference, "EXIT Statement", "CONTINUE Statement") */
export function lowerExit(rc: BodyBuilder, s: Exit | Continue): PlStatement[] {
  const given = labelOf(s);
  const named = given === undefined ? undefined : rc.jumps.ownLabel(given);
  const label = named ?? rc.jumps.loopLabel();
  const what = s.kind === 'Exit' ? b.exit : b.continue;
  const leave = rc.jumps.leavingToLoop(named);
  if (!s.when) return [...leave, what(s.span, label)];
  const when = s.when;
  const { before, condition } = conditionOf(rc, when.span, (hoisted) => lowerCondition(exprContext(rc, hoisted), when));
  if (leave.length > 0) return [...before, b.ifThen(s.span, condition, [...leave, what(s.span, label)])];
  return [...before, what(s.span, label, condition)];
}

/** A label before a statement: before a loop it is one more that EXIT and CONTINUE may name. */
export function lowerLabelled(rc: BodyBuilder, s: LabelledStatement): PlStatement[] {
  let inner = s.statement;
  while (inner.kind === 'LabelledStatement') inner = inner.statement;
  const own = isLoop(inner) ? labelOf(inner) : undefined;
  const make = (): PlStatement[] => lowerStatement(rc, s.statement);
  return own === undefined ? make() : rc.jumps.alsoNamed(foldName(s.label.name), own, make);
}

/** GOTO. (PL/SQL Language Reference, "GOTO Statement") */
export function lowerGoto(rc: BodyBuilder, s: Goto): PlStatement[] {
  const leave = rc.jumps.gotoStatements(s.label.name);
  return leave ? leave.map((x) => ({ ...x, span: s.span })) : refuse(gotoNotStructured(s.span, s.label.name));
}
