import type { CursorAttribute, Expr } from '../ir/oracle/index.js';
import { type AnyNode, walk } from '../ir/walk.js';
import type { AnalyzeContext } from './context.js';
import type { RoutineSymbol } from './symbols.js';

const structured = new Set([
  'Block',
  'If',
  'CaseStatement',
  'BasicLoop',
  'WhileLoop',
  'ForLoop',
  'CursorForLoop',
  'LabelledStatement',
]);

/** Statements that SQL%ROWCOUNT and its kin speak of when they were the last to run. (PL/SQL Language Reference, "Implicit Cursor Attribute") */
export const setsSqlAttributes: ReadonlySet<string> = new Set([
  'DmlInBlock',
  'SelectInto',
  'ForAll',
  'ExecuteImmediate',
  'Commit',
  'Rollback',
]);

/**
 * Does a body ask SQL%ROWCOUNT, SQL%FOUND or SQL%NOTFOUND of a statement that is not its own: of its caller's, or of one in a routine that it has
 * called since its own last one? Bodies of nested routines are not looked at.
 */
export function asksOthers(cx: AnalyzeContext, body: AnyNode, runsSql: (routine: RoutineSymbol) => boolean): boolean {
  const attributes: CursorAttribute[] = [];
  const ownNodes = (visit: (node: AnyNode) => void): void =>
    walk(body, (node) => {
      if (node !== body && node.kind === 'RoutineDefinition') return false;
      visit(node);
      return true;
    });
  ownNodes((node) => {
    if (isSqlAttribute(node)) attributes.push(node as unknown as CursorAttribute);
  });
  // Few bodies ask at all.
  if (attributes.length === 0) return false;
  let first: number | undefined;
  const lists: (readonly AnyNode[])[] = [];
  ownNodes((node) => {
    if (setsSqlAttributes.has(node.kind)) first = Math.min(first ?? Number.POSITIVE_INFINITY, startOf(node));
    for (const value of Object.values(node)) if (Array.isArray(value)) lists.push(value as readonly AnyNode[]);
  });
  const isRoutine = body.kind === 'RoutineDefinition';
  if (isRoutine && attributes.some((a) => first === undefined || a.span.start < first)) return true;
  return lists.some((list) => list.some((node, i) => standsAfterCall(cx, list, i, node, runsSql)));
}

function standsAfterCall(
  cx: AnalyzeContext,
  list: readonly AnyNode[],
  i: number,
  node: AnyNode,
  runsSql: (routine: RoutineSymbol) => boolean,
): boolean {
  if (!node?.kind || !asksItself(node)) return false;
  for (let at = i - 1; at >= 0; at--) {
    const earlier = list[at] as AnyNode;
    if (setsSqlAttributes.has(earlier.kind) || structured.has(earlier.kind)) return false;
    if (routinesCalled(cx, earlier).some(runsSql)) return true;
  }
  return false;
}

const startOf = (node: AnyNode): number => (node as unknown as { span: { start: number } }).span.start;

function isSqlAttribute(node: AnyNode): boolean {
  const { cursor, attribute } = node as unknown as CursorAttribute;
  return node.kind === 'CursorAttribute' && cursor === 'SQL' && attribute !== 'ISOPEN' && !attribute.startsWith('BULK');
}

/** An attribute in a statement itself, or in the conditions of an IF, not in the statements inside it. */
function asksItself(statement: AnyNode): boolean {
  const conditions =
    statement.kind === 'If'
      ? (statement as unknown as { branches: readonly { condition: AnyNode }[] }).branches.map((x) => x.condition)
      : undefined;
  if (!conditions && structured.has(statement.kind)) return false;
  return (conditions ?? [statement]).some((start) => {
    let found = false;
    walk(start, (node) => {
      found ||= isSqlAttribute(node);
      return !found && node.kind !== 'RoutineDefinition';
    });
    return found;
  });
}

/** The routines that a statement calls, not those that the routines nested in it call. */
export function routinesCalled(cx: AnalyzeContext, statement: AnyNode): readonly RoutineSymbol[] {
  const found: RoutineSymbol[] = [];
  walk(statement, (node) => {
    if (node.kind === 'RoutineDefinition') return false;
    const resolution = cx.facts.resolutions.get(node as unknown as Expr);
    if (resolution?.base.kind === 'routine') found.push(resolution.base.routine);
    for (const step of resolution?.steps ?? []) if (step.kind === 'objectMethod') found.push(step.routine);
    return true;
  });
  return found;
}
