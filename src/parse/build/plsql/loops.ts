import type {
  CursorForLoop,
  DmlStatement,
  ElementOfLoop,
  Expr,
  ForAll,
  ForLoop,
  Identifier,
  IteratedElements,
  IterationControl,
  Statement,
} from '../../../ir/oracle/index.js';
import {
  type ArgumentContext,
  type ExecuteImmediateContext,
  ExpressionContext,
  type ForallStatementContext,
  type IterationControlContext,
  type LoopHeadContext,
  type LoopStatementContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import { closeList } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildDml, type DmlContext } from '../dml.js';
import { buildExpr, buildReference } from '../expressions/expressions.js';
import { buildIdentifier } from '../names.js';
import { firstOf, lastOf, required } from '../required.js';
import { hasToken, lastTokenOf, ruleOf, tokenTypeOf } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildExecuteImmediate, namedCursor } from './cursors.js';
import { declaredCursor } from './declared-cursors.js';
import { forLoopHead } from './iteration-controls.js';
import { loopOfRows } from './row-controls.js';
import { iterationName } from './row-loops.js';
import { buildStatements, unsupportedStatement } from './statements.js';

/**
 * All loops; the head tells which. (PL/SQL Language Reference, "Basic LOOP Statement", "FOR LOOP
 * Statement", "WHILE LOOP Statement")
 */
export function buildLoop(cx: BuildContext, ctx: LoopStatementContext, label: Identifier | undefined): Statement {
  const head = ctx.loopHead();
  const span = cx.span(ctx);
  const named = label === undefined ? {} : { label };
  if (head === null) return { kind: 'BasicLoop', span, ...named, body: buildLoopBody(cx, ctx) };
  if (hasToken(head, P.WHILE)) {
    const condition = buildExpr(cx, required(head.expression()));
    return { kind: 'WhileLoop', span, ...named, condition, body: buildLoopBody(cx, ctx) };
  }
  const rows = loopOfRows(cx, head, { span, label }, () => buildLoopBody(cx, ctx));
  if (rows) return rows;
  const control = buildForHead(cx, head);
  if (control === undefined) return unsupportedStatement(cx, ctx, 'FOR over EXECUTE IMMEDIATE');
  return { ...control, span, ...named, body: buildLoopBody(cx, ctx) };
}

/** `FOR i IN 1 .. 3 INDEX i * 10 => i` in a qualified expression. */
export function buildIteratedElements(cx: BuildContext, ctx: ArgumentContext): IteratedElements | undefined {
  const actual = required(ctx.argumentValue());
  const value = actual.expression();
  if (value === null) return undefined;
  const span = cx.span(ctx);
  const body = (): ElementOfLoop[] => {
    const index = hasToken(ctx, P.INDEX) ? buildExpr(cx, required(ctx.expression(0))) : undefined;
    const sequence = hasToken(ctx, P.SEQUENCE);
    return [
      { kind: 'ElementOfLoop', span: cx.span(actual), ...(index && { index }), sequence, value: buildExpr(cx, value) },
    ];
  };
  const rows = loopOfRows(cx, ctx, { span, label: undefined }, body);
  if (rows) return { kind: 'IteratedElements', span, loop: rows };
  const control = buildForHead(cx, ctx);
  return control && { kind: 'IteratedElements', span, loop: { ...control, span, body: body() } };
}

function buildLoopBody(cx: BuildContext, ctx: LoopStatementContext): Statement[] {
  const list = ctx.statementList();
  const body = buildStatements(cx, list);
  closeList(cx, body, lastTokenOf(ctx).start);
  return body;
}

/** `1 .. 3 | 7 => 0` in a qualified expression: the keys are those of a loop. */
export function buildChosenRanges(cx: BuildContext, ctx: ArgumentContext): IteratedElements | undefined {
  const given = ctx.argumentValue()?.expression();
  if (!given) return undefined;
  const span = cx.span(ctx);
  const controls: IterationControl[] = [];
  for (let i = 0; i < ctx.children.length && tokenTypeOf(ctx.children[i]) !== P.ARROW; i++) {
    const child = ctx.children[i];
    if (!(child instanceof ExpressionContext)) continue;
    const low = buildExpr(cx, child);
    const high = ctx.children[i + 2];
    if (tokenTypeOf(ctx.children[i + 1]) === P.RANGE_SIGN && high instanceof ExpressionContext) {
      controls.push({ kind: 'SteppedControl', span, reverse: false, low, high: buildExpr(cx, high) });
      i += 2;
    } else controls.push({ kind: 'ExpressionControl', span, repeat: false, value: low });
  }
  const element: ElementOfLoop = { kind: 'ElementOfLoop', span, sequence: false, value: buildExpr(cx, given) };
  const index = iterationName('KEY', span);
  return { kind: 'IteratedElements', span, loop: { kind: 'ForLoop', span, index, controls, body: [element] } };
}

type ForHead = Omit<CursorForLoop, 'span' | 'body'> | Omit<ForLoop, 'span' | 'body'>;

/** Undefined where dynamic SQL is looped over. */
function buildForHead(cx: BuildContext, head: LoopHeadContext | ArgumentContext): ForHead | undefined {
  const [first, second] = head.iterand();
  const index = buildIdentifier(cx, required(first).identifier());
  const controls = head.iterationControl();
  const type = required(first).dataType();
  const mutable = hasToken(required(first), P.MUTABLE) ? { mutable: true as const } : {};
  if (controls.some((control) => control.executeImmediate() !== null)) return undefined;
  if (controls.length === 1 && second === undefined && isPlainExpression(firstOf(controls))) {
    const source = buildExpr(cx, required(firstOf(controls).expression(0)));
    const cursor = cursorSource(source);
    const indexType = type && buildTypeRef(cx, type);
    // The rows of a cursor are no number or text.
    if (cursor !== undefined && indexType?.kind !== 'BuiltinTypeRef')
      return { kind: 'CursorForLoop', record: index, source: cursor };
    const control: IterationControl = { kind: 'ExpressionControl', span: source.span, repeat: false, value: source };
    return {
      kind: 'ForLoop',
      index,
      ...(indexType && { indexType }),
      ...mutable,
      controls: [control],
    };
  }
  const [only] = controls;
  if (controls.length === 1 && second === undefined && type === null && hasToken(required(only), P.VALUES)) {
    const source = valuesOfCursor(cx, required(only));
    if (source !== undefined) return { kind: 'CursorForLoop', record: index, source };
  }
  return forLoopHead(cx, head, controls);
}

/**
 * `VALUES OF (SELECT …)`, and `VALUES OF c` where the unit declares a cursor of the name, are what stands there alone:
 * a name may be that of a collection as well. (PL/SQL Language Reference 21c, "Cursor Iteration Controls")
 */
function valuesOfCursor(cx: BuildContext, ctx: IterationControlContext): CursorForLoop['source'] | undefined {
  const value = ctx.expression(0);
  if (value === null || hasToken(ctx, P.REVERSE) || hasToken(ctx, P.WHEN)) return undefined;
  const source = cursorSource(buildExpr(cx, value));
  if (source?.kind !== 'NamedCursor') return source;
  const [name, ...more] = source.cursor.parts;
  return more.length === 0 && name && declaredCursor(cx, ctx, name.name) === 'explicit' ? source : undefined;
}

/** Neither bounds nor one of the iteration controls of 21c that a word announces. */
function isPlainExpression(ctx: IterationControlContext): boolean {
  return ctx.children.length === 1;
}

function cursorSource(source: Expr): CursorForLoop['source'] | undefined {
  if (source.kind === 'Subquery') return source.query;
  const named = namedCursor(source);
  return named && { kind: 'NamedCursor', span: source.span, ...named };
}

/** (PL/SQL Language Reference, "FORALL Statement") */
export function buildForAll(cx: BuildContext, ctx: ForallStatementContext): ForAll {
  const index = buildIdentifier(cx, ctx.identifier());
  const bounds = buildForAllBounds(cx, ctx);
  return {
    kind: 'ForAll',
    span: cx.span(ctx),
    index,
    bounds,
    saveExceptions: hasToken(ctx, P.SAVE),
    statement: buildForAllStatement(cx, ctx),
  };
}

function buildForAllBounds(cx: BuildContext, ctx: ForallStatementContext): ForAll['bounds'] {
  const span = cx.span(ctx);
  const reference = ctx.reference();
  if (reference === null) {
    const [low, high] = [buildExpr(cx, required(ctx.expression(0))), buildExpr(cx, required(ctx.expression(1)))];
    return { kind: 'Range', span, low, high };
  }
  const collection = buildReference(cx, reference);
  if (hasToken(ctx, P.VALUES)) return { kind: 'ValuesOf', span, collection };
  const between = ctx.expression(0);
  if (between === null) return { kind: 'IndicesOf', span, collection };
  // The grammar has `low AND high` as one expression.
  const range = buildExpr(cx, between);
  const [low, high] = range.kind === 'Logical' ? range.operands : [range];
  return { kind: 'IndicesOf', span, collection, ...(low && { low }), ...(high && { high }) };
}

function buildForAllStatement(cx: BuildContext, ctx: ForallStatementContext): DmlStatement | ForAll['statement'] {
  const statement = lastChild(ctx);
  return ruleOf(statement) === P.RULE_executeImmediate
    ? buildExecuteImmediate(cx, statement as ExecuteImmediateContext)
    : buildDml(cx, statement as DmlContext);
}

function lastChild(ctx: ForallStatementContext): ForallStatementContext['children'][number] {
  return lastOf(ctx.children);
}
