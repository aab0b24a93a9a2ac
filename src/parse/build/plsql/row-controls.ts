import { mapTree } from '../../../ir/map-tree.js';
import type {
  CursorForLoop,
  ExecuteImmediate,
  Expr,
  Identifier,
  Query,
  Statement,
  TypeRef,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { Span } from '../../../ir/span.js';
import {
  type ArgumentContext,
  type IterandContext,
  type IterationControlContext,
  type LoopHeadContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildIdentifier } from '../names.js';
import { required } from '../required.js';
import { hasToken } from '../tree.js';
import { buildTypeRef } from '../types.js';
import { buildExecuteImmediate, namedCursor } from './cursors.js';
import { declaredCursor } from './declared-cursors.js';
import { controlParts, forLoopHead } from './iteration-controls.js';
import {
  cursorDeclaration,
  dynamicLoop,
  iterationName,
  openCursorLoop,
  type RowsLoop,
  typedCursorLoop,
  typedQueryLoop,
} from './row-loops.js';

/** What a control takes its rows from. */
type RowSource =
  | { readonly kind: 'query'; readonly query: Query }
  | { readonly kind: 'cursor'; readonly source: Extract<CursorForLoop['source'], { kind: 'NamedCursor' }> }
  | { readonly kind: 'variable'; readonly cursor: Identifier; readonly strong: boolean }
  | { readonly kind: 'dynamic'; readonly source: ExecuteImmediate };

/** What a loop has beside its head. */
interface LoopParts {
  readonly span: Span;
  readonly label: Identifier | undefined;
  readonly body: readonly Statement[];
}

/**
 * The rows that a control of 21c gives: of a query, of a cursor or cursor variable that the unit declares, of dynamic
 * SQL. Undefined where it is none of these, as of a name that may be a number's. (PL/SQL Language Reference 21c,
 * "Cursor Iteration Controls")
 */
function rowSource(
  cx: BuildContext,
  head: LoopHeadContext | ArgumentContext,
  control: IterationControlContext,
): RowSource | undefined {
  if ([P.REVERSE, P.INDICES, P.PAIRS, P.RANGE_SIGN, P.REPEAT].some((token) => hasToken(control, token)))
    return undefined;
  const text = control.executeImmediate();
  if (text) return { kind: 'dynamic', source: buildExecuteImmediate(cx, text) };
  const value = control.expression(0);
  const source = value && buildExpr(cx, value);
  if (source?.kind === 'Subquery') return { kind: 'query', query: source.query };
  const named = source && namedCursor(source);
  const [name, more] = named?.cursor.parts ?? [];
  if (!named || !name) return undefined;
  if (more) return hasRecordType(cx, head) && !hasToken(control, P.VALUES) ? ofCursor(source.span, named) : undefined;
  const kind = declaredCursor(cx, head, name.name);
  // Of a name from elsewhere a record tells that it is a cursor.
  if (kind === undefined && !(isPlainRows(control) && hasRecordType(cx, head) && !hasToken(control, P.VALUES)))
    return undefined;
  if (kind === undefined || kind === 'explicit') return ofCursor(source.span, named);
  return named.args.length > 0 ? undefined : { kind: 'variable', cursor: name, strong: kind === 'strong' };
}

const ofCursor = (span: Span, named: NonNullable<ReturnType<typeof namedCursor>>): RowSource => ({
  kind: 'cursor',
  source: { kind: 'NamedCursor', span, ...named },
});

/** May the type that is given be a record's? */
function hasRecordType(cx: BuildContext, head: LoopHeadContext | ArgumentContext): boolean {
  const given = head.iterand()[0]?.dataType();
  return given ? buildTypeRef(cx, given).kind !== 'BuiltinTypeRef' : false;
}

/** The type of the iterand: the one that it is given, else that of the rows of a cursor. */
function iterandType(cx: BuildContext, iterand: IterandContext, source: RowSource, span: Span): TypeRef | undefined {
  const given = iterand.dataType();
  if (given) return buildTypeRef(cx, given);
  if (source.kind === 'cursor') return rowOf(source.source.cursor.parts, span);
  return source.kind === 'variable' && source.strong ? rowOf([source.cursor], span) : undefined;
}

/** `c%ROWTYPE`. */
const rowOf = (parts: readonly Identifier[], span: Span): TypeRef => ({
  kind: 'AnchoredTypeRef',
  span,
  name: { kind: 'QualifiedName', span, parts },
  anchor: 'ROWTYPE',
});

/** One control with its rows, and the type of the iterand where it has one. */
interface Rows {
  readonly control: IterationControlContext;
  readonly source: RowSource;
  readonly type: TypeRef | undefined;
}

/**
 * The loop over the rows of one control. Undefined where its iterand has no type that is known, or one that the rows
 * of an explicit cursor are not assigned to as a whole.
 */
function loopOverRows(
  cx: BuildContext,
  iterand: IterandContext,
  { control, source, type }: Rows,
  parts: LoopParts,
): Statement | undefined {
  const row = buildIdentifier(cx, iterand.identifier());
  const { span, label } = parts;
  const body = underConditions(cx, control, parts.body);
  if (type === undefined) {
    if (source.kind !== 'query' && source.kind !== 'cursor') return undefined;
    const rows = source.kind === 'query' ? source.query : source.source;
    return { kind: 'CursorForLoop', span, ...(label && { label }), record: row, source: rows, body };
  }
  const loop: RowsLoop = { span, ...(label && { label }), iterand: row, type, body };
  switch (source.kind) {
    case 'query':
      return typedQueryLoop(loop, source.query);
    case 'cursor':
      return type.kind === 'BuiltinTypeRef' ? undefined : typedCursorLoop(loop, source.source);
    case 'variable':
      return openCursorLoop(loop, source.cursor);
    case 'dynamic':
      return dynamicLoop(loop, source.source);
  }
}

/** WHEN leaves out rows, WHILE ends the control. */
function underConditions(
  cx: BuildContext,
  control: IterationControlContext,
  body: readonly Statement[],
): readonly Statement[] {
  const conditions = controlParts(control);
  const built = (ctx: typeof conditions.when): Expr | undefined => ctx && buildExpr(cx, ctx);
  const [goesOn, takes] = [built(conditions.while), built(conditions.when)];
  const taken = takes ? [onlyIf(takes, body)] : body;
  return goesOn ? [onlyIf(goesOn, taken, [{ kind: 'Exit', span: goesOn.span }])] : taken;
}

const onlyIf = (condition: Expr, body: readonly Statement[], otherwise?: readonly Statement[]): Statement => ({
  kind: 'If',
  span: condition.span,
  branches: [{ kind: 'IfBranch', span: condition.span, condition, body }],
  ...(otherwise && { otherwise }),
});

/**
 * A loop over rows, unless a cursor FOR loop says it all: rows in an iterand of a type that is given, rows under
 * conditions, and several controls one after the other. (PL/SQL Language Reference 21c, "FOR LOOP Statement")
 */
export function loopOfRows(
  cx: BuildContext,
  head: LoopHeadContext | ArgumentContext,
  loop: Omit<LoopParts, 'body'>,
  bodyOf: () => Statement[],
): Statement | undefined {
  const [iterand, second] = head.iterand();
  const controls = head.iterationControl();
  const [only, more] = controls;
  if (!iterand || !only) return undefined;
  if (more) return severalControls(cx, head, loop, bodyOf);
  if (isCursorForLoop(iterand, only)) return undefined;
  const source = second === undefined ? rowSource(cx, head, only) : undefined;
  if (!source) return undefined;
  const type = givenType(cx, iterand, source, loop.span);
  const isPlain = type === undefined && isPlainRows(only) && source.kind !== 'dynamic';
  return isPlain ? undefined : loopOverRows(cx, iterand, { control: only, source, type }, { ...loop, body: bodyOf() });
}

/** `FOR r IN (SELECT …)` and no more, which most loops are: the query need not be built to see it. */
const isCursorForLoop = (iterand: IterandContext, control: IterationControlContext): boolean =>
  control.children.length === 1 && iterand.dataType() === null && control.expression(0)?.start?.type === P.LPAREN;

/** Of a cursor variable it is the type of its rows, where no other is given. */
function givenType(cx: BuildContext, iterand: IterandContext, source: RowSource, span: Span): TypeRef | undefined {
  return iterand.dataType() || source.kind === 'variable' ? iterandType(cx, iterand, source, span) : undefined;
}

/** Neither WHEN nor WHILE. */
const isPlainRows = (control: IterationControlContext): boolean => {
  const { when, while: goesOn } = controlParts(control);
  return when === undefined && goesOn === undefined;
};

/**
 * Each control has a loop of its own with a copy of the body, but for numbers and expressions side by side, which one
 * loop takes: `for r rec_t in c, (select …)` is `<<l>> loop for r … in c loop … end loop; for r … in (select …) loop …
 * end loop; exit l; end loop`. EXIT of the loop leaves them all.
 */
function severalControls(
  cx: BuildContext,
  head: LoopHeadContext | ArgumentContext,
  { span, label }: Omit<LoopParts, 'body'>,
  bodyOf: () => Statement[],
): Statement | undefined {
  const [iterand, second] = head.iterand();
  const controls = head.iterationControl();
  const sources = controls.map((control) => rowSource(cx, head, control));
  const groups: IterationControlContext[][] = [];
  controls.forEach((control, i) => {
    const alone = sources[i] !== undefined || controlParts(control).over !== undefined;
    const last = groups.at(-1);
    const before = last?.[0];
    const joins = before && !alone && sources[i - 1] === undefined && controlParts(before).over === undefined;
    if (joins) last.push(control);
    else groups.push([control]);
  });
  if (groups.length < 2 || !iterand) return undefined;
  const whole = iterationName('LOOP', span);
  const given = iterand.dataType();
  // The query that gives an iterand its type gets a name.
  const [first] = sources;
  const declared = !given && first?.kind === 'query' ? cursorDeclaration('FIRST', first.query, span) : undefined;
  if (declared)
    sources[0] = ofCursor(span, { cursor: { kind: 'QualifiedName', span, parts: [declared.name] }, args: [] });
  const type = sources[0] && iterandType(cx, iterand, sources[0], span);
  // Only numbers are of one type whatever comes behind them.
  if (!given && !sources[0] && controlParts(required(controls[0])).over !== undefined) return undefined;
  const loops = groups.map((group): Statement | undefined => {
    const [control] = group;
    const source = control && sources[controls.indexOf(control)];
    const body = leaving(bodyOf(), label, whole);
    const parts = { span, label, body };
    if (control && source) {
      // Rows of an iterand without a type have the one of the first control.
      const rows = type ?? (given ? iterandType(cx, iterand, source, span) : undefined);
      return second || rows === undefined
        ? undefined
        : loopOverRows(cx, iterand, { control, source, type: rows }, parts);
    }
    // What is repeated goes on from the iterand of the control before.
    if (control && group !== groups[0] && hasToken(control, P.REPEAT)) return undefined;
    if (!given && sources[0]) return undefined;
    const indexType = given ? undefined : plsInteger(span);
    return { ...(indexType && { indexType }), ...forLoopHead(cx, head, group), span, ...(label && { label }), body };
  });
  if (loops.some((loop) => loop === undefined)) return undefined;
  const body = [...loops.flatMap((loop) => loop ?? []), { kind: 'Exit', span, label: whole } as const];
  const all: Statement = { kind: 'BasicLoop', span, label: whole, body };
  return declared ? { kind: 'Block', span, labels: [], declarations: [declared], body: [all], handlers: [] } : all;
}

const plsInteger = (span: Span): TypeRef => ({ kind: 'BuiltinTypeRef', span, name: 'PLS_INTEGER' });

/** The body with every EXIT of its own loop, by label or without, made one of the loop around all. */
function leaving(body: readonly Statement[], label: Identifier | undefined, whole: Identifier): Statement[] {
  return body.map(
    (statement) =>
      mapTree(statement as OracleNode, (node) => {
        if (node.kind === 'Exit')
          return node.label === undefined || node.label.name === label?.name ? { ...node, label: whole } : undefined;
        if (node.kind === 'RoutineDefinition') return node;
        return isLoop(node) ? leavingByLabel(node, label, whole) : undefined;
      }) as Statement,
  );
}

/** In loops within the body EXIT without a label is theirs. */
const leavingByLabel = (loop: OracleNode, label: Identifier | undefined, whole: Identifier): OracleNode =>
  mapTree(loop, (node) =>
    node.kind === 'Exit' && node.label !== undefined && node.label.name === label?.name
      ? { ...node, label: whole }
      : undefined,
  );

const isLoop = ({ kind }: OracleNode): boolean =>
  kind === 'BasicLoop' || kind === 'WhileLoop' || kind === 'ForLoop' || kind === 'CursorForLoop';
