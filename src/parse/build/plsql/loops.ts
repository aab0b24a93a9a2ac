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
  TypeRef,
} from '../../../ir/oracle/index.js';
import { cover, type Span } from '../../../ir/span.js';
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
import { dynamicLoop, openCursorLoop } from './dynamic-loops.js';
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
  const control = buildForHead(cx, head);
  const body = buildLoopBody(cx, ctx);
  const open = overCursorVariable(cx, head, { span, label, body });
  if (open !== undefined) return open;
  if (control !== undefined) return { ...control, span, ...named, body };
  return overDynamicSql(cx, head, { span, label, body }) ?? unsupportedStatement(cx, ctx, 'FOR over EXECUTE IMMEDIATE');
}

/** What a loop has beside its head. */
interface LoopParts {
  readonly span: Span;
  readonly label: Identifier | undefined;
  readonly body: readonly Statement[];
}

/** One text, whose rows have a type. */
function overDynamicSql(
  cx: BuildContext,
  head: LoopHeadContext,
  { span, label, body }: LoopParts,
): Statement | undefined {
  const [[iterand, more], [control, further]] = [head.iterand(), head.iterationControl()];
  const type = iterand?.dataType();
  const text = control?.executeImmediate();
  if (!iterand || !type || !text || more !== undefined || further !== undefined) return undefined;
  if (
    hasToken(required(control), P.REVERSE) ||
    hasToken(required(control), P.WHEN) ||
    hasToken(required(control), P.WHILE)
  )
    return undefined;
  const row = buildIdentifier(cx, iterand.identifier());
  const loop = { span, ...(label && { label }), iterand: row, type: buildTypeRef(cx, type), body };
  return dynamicLoop(loop, buildExecuteImmediate(cx, text));
}

/**
 * `FOR r rec_t IN c`, `FOR r rec_t IN VALUES OF c`, of a cursor variable in sight that the unit declares; one whose
 * type has RETURN tells the type of its rows.
 */
function overCursorVariable(
  cx: BuildContext,
  head: LoopHeadContext,
  { span, label, body }: LoopParts,
): Statement | undefined {
  const [[iterand, more], [control, further]] = [head.iterand(), head.iterationControl()];
  if (!iterand || !control || more !== undefined || further !== undefined) return undefined;
  const plain = isPlainExpression(control);
  if (!plain && !(hasToken(control, P.VALUES) && control.children.length === 3)) return undefined;
  const value = control.expression(0);
  const source = value && buildExpr(cx, value);
  if (source?.kind !== 'Name' || source.parts.length !== 1) return undefined;
  const cursor = firstOf(source.parts);
  const kind = declaredCursor(cx, head, cursor.name);
  const given = iterand.dataType();
  if (kind === undefined || kind === 'explicit' || (given === null && kind === 'weak')) return undefined;
  const type: TypeRef =
    given === null
      ? {
          kind: 'AnchoredTypeRef',
          span,
          name: { kind: 'QualifiedName', span, parts: [cursor] },
          anchor: 'ROWTYPE',
        }
      : buildTypeRef(cx, given);
  const row = buildIdentifier(cx, iterand.identifier());
  return openCursorLoop({ span, ...(label && { label }), iterand: row, type, body }, cursor);
}

/** `FOR i IN 1 .. 3 INDEX i * 10 => i` in a qualified expression. */
export function buildIteratedElements(cx: BuildContext, ctx: ArgumentContext): IteratedElements | undefined {
  const control = buildForHead(cx, ctx);
  if (control === undefined) return undefined;
  const span = cx.span(ctx);
  const actual = required(ctx.argumentValue());
  const value = actual.expression();
  if (value === null) return undefined;
  const index = hasToken(ctx, P.INDEX) ? buildExpr(cx, required(ctx.expression(0))) : undefined;
  const element: ElementOfLoop = {
    kind: 'ElementOfLoop',
    span: cx.span(actual),
    ...(index && { index }),
    sequence: hasToken(ctx, P.SEQUENCE),
    value: buildExpr(cx, value),
  };
  return { kind: 'IteratedElements', span, loop: { ...control, span, body: [element] } };
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
  // No name that anybody would choose.
  const index: Identifier = { kind: 'Identifier', span, name: 'ITERATION$KEY', quoted: false };
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
    if (cursor !== undefined) return { kind: 'CursorForLoop', record: index, source: cursor };
    const control: IterationControl = { kind: 'ExpressionControl', span: source.span, repeat: false, value: source };
    return {
      kind: 'ForLoop',
      index,
      ...(type && { indexType: buildTypeRef(cx, type) }),
      ...mutable,
      controls: [control],
    };
  }
  const [only] = controls;
  if (controls.length === 1 && second === undefined && type === null && hasToken(required(only), P.VALUES)) {
    const source = valuesOfCursor(cx, required(only));
    if (source !== undefined) return { kind: 'CursorForLoop', record: index, source };
  }
  const valueIndex = second === undefined ? undefined : buildIdentifier(cx, second.identifier());
  return {
    kind: 'ForLoop',
    index,
    ...(type && { indexType: buildTypeRef(cx, type) }),
    ...mutable,
    controls: controls.map((control) => buildControl(cx, control, valueIndex)),
  };
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

/** `1..n`, `REVERSE a..b BY 2 WHEN …`, `VALUES OF c`. (PL/SQL Language Reference, "Iterator") */
function buildControl(
  cx: BuildContext,
  ctx: IterationControlContext,
  valueIndex: Identifier | undefined,
): IterationControl {
  const parts = controlParts(ctx);
  const built = (part: ExpressionContext | undefined): Expr | undefined => part && buildExpr(cx, part);
  const [first, high, by] = [required(built(parts.first)), built(parts.high), built(parts.by)];
  const [whileCondition, when] = [built(parts.while), built(parts.when)];
  const span = cx.span(ctx);
  const reverse = hasToken(ctx, P.REVERSE);
  if (parts.over !== undefined) {
    return {
      kind: 'CollectionControl',
      span: valueIndex === undefined ? span : cover(valueIndex.span, span),
      over: parts.over,
      reverse,
      value: first,
      ...(valueIndex && { valueIndex }),
      ...(when && { when }),
    };
  }
  const conditions = { ...(whileCondition && { whileCondition }), ...(when && { when }) };
  if (high === undefined) {
    return { kind: 'ExpressionControl', span, repeat: hasToken(ctx, P.REPEAT), value: first, ...conditions };
  }
  return { kind: 'SteppedControl', span, reverse, low: first, high, ...(by && { by }), ...conditions };
}

interface ControlParts {
  readonly over?: 'VALUES' | 'INDICES' | 'PAIRS';
  readonly first?: ExpressionContext;
  readonly high?: ExpressionContext;
  readonly by?: ExpressionContext;
  readonly while?: ExpressionContext;
  readonly when?: ExpressionContext;
}

function controlParts(ctx: IterationControlContext): ControlParts {
  const parts: { -readonly [K in keyof ControlParts]: ControlParts[K] } = {};
  let place: 'first' | 'high' | 'by' | 'while' | 'when' = 'first';
  for (const child of ctx.children) {
    if (ruleOf(child) === P.RULE_expression) {
      parts[place] = child as ExpressionContext;
      continue;
    }
    switch (tokenTypeOf(child)) {
      case P.VALUES:
        parts.over = 'VALUES';
        break;
      case P.INDICES:
        parts.over = 'INDICES';
        break;
      case P.PAIRS:
        parts.over = 'PAIRS';
        break;
      case P.RANGE_SIGN:
        place = 'high';
        break;
      case P.BY:
        place = 'by';
        break;
      case P.WHILE:
        place = 'while';
        break;
      case P.WHEN:
        place = 'when';
        break;
      default:
        break;
    }
  }
  return parts;
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
