import { isLoop } from '../../ir/kinds.js';
import type { Block, Continue, CursorAttribute, Exit, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { isWithin, type Span } from '../../ir/span.js';
import { contains, forEachChild, isRoutine, nodesOf, walk } from '../../ir/walk.js';
import type { AnalyzeContext } from '../context.js';
import { calledRoutines } from '../model/callees.js';
import type { RoutineSymbol } from '../model/symbols.js';
import { forAllOverSome } from './filled-collections.js';

/**
 * Statements that SQL%ROWCOUNT and the other implicit cursor attributes speak of when they were the last to run.
 * (PL/SQL Language Reference, "Implicit Cursor Attribute")
 */
export const setsSqlAttributes: ReadonlySet<string> = new Set([
  'DmlInBlock',
  'SelectInto',
  'ForAll',
  'ExecuteImmediate',
  'Commit',
  'Rollback',
]);

/** Attributes of the implicit cursor that speak of the same statement. */
export interface AttributeFamily {
  isAsked(node: OracleNode): boolean;
  /** The kinds of statements that they speak of. */
  readonly setBy: ReadonlySet<string>;
}

/** SQL%ROWCOUNT, SQL%FOUND and SQL%NOTFOUND. */
export const countAttributes: AttributeFamily = {
  isAsked: (node) => isImplicit(node) && node.attribute !== 'ISOPEN' && !isBulk(node),
  setBy: setsSqlAttributes,
};

/** SQL%BULK_ROWCOUNT and SQL%BULK_EXCEPTIONS, of the FORALL statement that ran last. */
export const bulkAttributes: AttributeFamily = {
  isAsked: (node) => isImplicit(node) && isBulk(node),
  setBy: new Set(['ForAll']),
};

const isImplicit = (node: OracleNode): node is CursorAttribute =>
  node.kind === 'CursorAttribute' && node.cursor === 'SQL';
const isBulk = ({ attribute }: CursorAttribute): boolean => attribute.startsWith('BULK');

/** A statement of SQL that has run wherever a statement of a list has: itself, or the last one within it. */
interface OwnStatement {
  readonly start: number;
  readonly end: number;
  /** Where the statement of the list ends. */
  readonly from: number;
  /** The list. */
  readonly since: number;
  readonly until: number;
  /** No statement of the list before it leaves the list. */
  readonly reached: boolean;
}

/**
 * Does a body ask attributes of a statement that is not its own: of its caller's, or of one in a routine that it has
 * called since its own last one? `runs` tells whether a routine runs such statements. Bodies of nested routines are not
 * looked at.
 */
export function asksOthers(
  cx: AnalyzeContext,
  body: OracleNode,
  { isAsked, setBy }: AttributeFamily,
  runs: (routine: RoutineSymbol) => boolean,
): boolean {
  // Few bodies ask at all.
  if (!asksAny(body, isAsked)) return false;
  const places = placesIn(cx, body, { isAsked, setBy }, runs);
  const { attributes, calls } = places;
  const isRoutine = body.kind === 'RoutineDefinition';
  // GOTO passes statements by, and comes back to others.
  if (contains(body, isGoto, (node) => node !== body && isNested(node)))
    return attributes.length > 0 && (isRoutine || calls.length > 0);
  return attributes.some((a) => {
    const last = Math.max(-1, ...places.own.filter((o) => o.from <= a.start && a.start < o.until).map((o) => o.end));
    // A statement under a condition may not have run; in a handler it is one of those before that failed.
    const inHandler = (): boolean => places.handlers.some((handler) => isWithin(a, handler));
    if (isRoutine && (a.start < places.first || (last < 0 && !inHandler()))) return true;
    return calls.some((c) => c.start >= last && c.end <= a.start) || isSetInTurnBefore(a, last, places);
  });
}

/** What a body has, its nested routines left out, that decides which statement an attribute is of. */
interface AttributePlaces {
  /** Where attributes are asked. */
  readonly attributes: readonly Span[];
  /** Calls of routines that run such statements. */
  readonly calls: readonly Span[];
  readonly loops: readonly Span[];
  /**
   * Handlers of blocks in which nothing fails before a statement of the body's own has begun: FORALL is what those that
   * ask for its errors have an exception of.
   */
  readonly handlers: readonly Span[];
  readonly own: readonly OwnStatement[];
  /** Where the first statement is that surely runs. */
  readonly first: number;
}

function placesIn(
  cx: AnalyzeContext,
  body: OracleNode,
  { isAsked, setBy }: AttributeFamily,
  runs: (routine: RoutineSymbol) => boolean,
): AttributePlaces {
  const attributes: Span[] = [];
  const calls: Span[] = [];
  const loops: Span[] = [];
  const handlers: Span[] = [];
  const own: OwnStatement[] = [];
  const does: AlwaysRuns = {
    kinds: setBy,
    forAllOverSome: forAllOverSome(body, (node) => mayKnowCollections(cx, node)),
  };
  let first = Number.POSITIVE_INFINITY;
  const look = (node: OracleNode, isInSql: boolean): void => {
    if (node !== body && node.kind === 'RoutineDefinition') return;
    // What a block does that is a text, comes before the attributes are those of the statement that runs it.
    const isBlock = node.kind === 'ExecuteImmediate' && node.block !== undefined;
    const isSql = setBy.has(node.kind) && !isBlock;
    if (isBlock) first = Math.min(first, node.span.end);
    if (isSql && alwaysRuns(node, does)) first = Math.min(first, node.span.start);
    if (isAsked(node)) attributes.push(node.span);
    if (!isInSql && !isSql && routinesOf(cx, node).some(runs)) calls.push(node.span);
    if (isLoop(node)) loops.push(node.span);
    if (node.kind === 'Block' && (setBy === bulkAttributes.setBy || beginsWithOwn(node, does)))
      handlers.push(...node.handlers.map((h) => h.span));
    for (const value of Object.values(node)) {
      if (!Array.isArray(value) || value.length === 0) continue;
      own.push(...ownStatements(value, does));
    }
    forEachChild(node, (child) => look(child, isInSql || isSql || node.kind === 'Query'));
  };
  look(body, false);
  return { attributes, calls, loops, handlers, own, first };
}

/** May a call behind the attribute, in the turn of a loop before, have been the last to run such a statement? */
function isSetInTurnBefore(attribute: Span, last: number, { calls, loops, own }: AttributePlaces): boolean {
  const isBehind = (o: OwnStatement, c: Span, loop: Span): boolean =>
    o.reached && o.since <= c.start && c.end <= o.start && o.until <= loop.end;
  return loops.some(
    (loop) =>
      isWithin(attribute, loop) &&
      last <= loop.start &&
      calls.some((c) => isWithin(c, loop) && c.end > attribute.start && !own.some((o) => isBehind(o, c, loop))),
  );
}

/** Does the node call a nested routine, or one that changes the state of a package? */
const mayKnowCollections = (cx: AnalyzeContext, node: OracleNode): boolean =>
  routinesOf(cx, node).some(({ nested, container }) => nested || container?.kind === 'package');

function ownStatements(list: readonly OracleNode[], does: AlwaysRuns): readonly OwnStatement[] {
  let reached = true;
  return list.flatMap((item) => {
    const last = lastThatRuns(item, does);
    const isReached = reached;
    reached &&= !item?.kind || !leaves(item);
    if (!last) return [];
    const { start, end } = last;
    const around = { since: list[0]!.span.start, until: list.at(-1)!.span.end };
    return [{ start, end, from: item.span.end, ...around, reached: isReached }];
  });
}

const isGoto = ({ kind }: OracleNode): boolean => kind === 'Goto';
const isNested = ({ kind }: OracleNode): boolean => kind === 'RoutineDefinition';

/** May control go on elsewhere than behind the statement, if it goes on? */
const leaves = (statement: OracleNode): boolean =>
  contains(statement, (node) => isGoto(node) || (isJump(node) && node.label !== undefined), isNested) ||
  contains(
    statement,
    (node) => isJump(node) && !node.label,
    (node) => isNested(node) || isLoop(node),
  );

const isJump = (node: OracleNode): node is Exit | Continue => node.kind === 'Exit' || node.kind === 'Continue';

const beginsWithOwn = ({ body }: Block, does: AlwaysRuns): boolean =>
  alwaysRuns(
    body.find((s) => !isHarmless(s)),
    does,
  );

/** Cannot fail. */
const isHarmless = (s: Statement): boolean =>
  s.kind === 'NullStatement' ||
  (s.kind === 'Assignment' && (s.value.kind === 'NumberLiteral' || s.value.kind === 'NullLiteral'));

/** What runs in every case: a statement of these kinds, but FORALL only with bounds that are not empty. */
interface AlwaysRuns {
  readonly kinds: ReadonlySet<string>;
  readonly forAllOverSome: ReadonlySet<OracleNode>;
}

const alwaysRuns = (node: OracleNode | undefined, wanted: AlwaysRuns): boolean =>
  lastThatRuns(node, wanted) !== undefined;

/** The last statement of the kinds that are wanted that a statement runs in every case; itself, if it is one. */
function lastThatRuns(node: OracleNode | undefined, wanted: AlwaysRuns): Span | undefined {
  if (!node?.kind) return undefined;
  const last = (inner: OracleNode | undefined): Span | undefined => lastThatRuns(inner, wanted);
  const lastOf = (list: readonly OracleNode[]): Span | undefined => {
    const left = list.findIndex(leaves);
    return (left < 0 ? list : list.slice(0, left)).map(last).findLast((found) => found);
  };
  // A FORALL over no range leaves the counts of the statement before.
  if (node.kind === 'ForAll' && wanted.kinds === setsSqlAttributes)
    return node.bounds.kind !== 'Range' || wanted.forAllOverSome.has(node) ? node.span : undefined;
  if (node.kind === 'ExecuteImmediate' && node.block) return last(node.block);
  if (wanted.kinds.has(node.kind)) return node.span;
  if (node.kind === 'LabelledStatement') return last(node.statement);
  // One that fails has begun.
  if (node.kind === 'Block') return node.handlers.length === 0 ? lastOf(node.body) : last(node.body[0]);
  if (node.kind === 'BasicLoop') return last(node.body[0]);
  const isChoice = (node.kind === 'If' && node.otherwise !== undefined) || node.kind === 'CaseStatement';
  if (!isChoice) return undefined;
  // A CASE that has no branch for a value fails.
  const lists: readonly (readonly OracleNode[])[] = node.branches.map((x) => x.body);
  const ends = (node.otherwise ? [...lists, node.otherwise] : lists).map(lastOf);
  // What any branch does behind its last one comes after the first of them.
  return ends.every((end) => end !== undefined) ? ends[0] : undefined;
}

const asksAny = (body: OracleNode, isAsked: AttributeFamily['isAsked']): boolean =>
  nodesOf(body, 'CursorAttribute').some(isAsked) && contains(body, isAsked, (node) => isRoutine(node) && node !== body);

/** The routines that an expression as a whole calls. */
function routinesOf(cx: AnalyzeContext, node: OracleNode): readonly RoutineSymbol[] {
  const resolution = cx.facts.resolutions.get(node);
  return resolution ? calledRoutines(resolution).map(({ callee }) => callee) : [];
}

/** The routines that a statement calls, not those that the routines nested in it call. */
export function routinesCalled(cx: AnalyzeContext, statement: OracleNode): readonly RoutineSymbol[] {
  const found: RoutineSymbol[] = [];
  walk(statement, (node) => {
    if (node.kind === 'RoutineDefinition') return false;
    found.push(...routinesOf(cx, node));
    return true;
  });
  return found;
}
