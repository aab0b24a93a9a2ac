import type { Expr, ForAll, Name } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, nodesOf } from '../../ir/walk.js';

/**
 * The FORALL statements over all elements of a collection that has some, because a test before says so:
 *   EXIT WHEN l.COUNT = 0; FORALL i IN 1 .. l.COUNT …     IF l.COUNT > 0 THEN FORALL i IN l.FIRST .. l.LAST …
 * Between the test and FORALL nothing names the collection, but for what reads its elements in another FORALL, and
 * nothing is called that may know it by its name.
 * @param mayEmpty whether the node calls a routine that may
 */
export function forAllOverSome(root: OracleNode, mayEmpty: (node: OracleNode) => boolean): ReadonlySet<OracleNode> {
  const found = new Set<OracleNode>();
  look(root, new Set(), { found, mayEmpty });
  return found;
}

interface Search {
  readonly found: Set<OracleNode>;
  readonly mayEmpty: (node: OracleNode) => boolean;
}

/** `filled`: the collections, by name, that have elements where the node begins. */
function look(node: OracleNode, filled: ReadonlySet<string>, search: Search): void {
  for (const value of Object.values(node) as readonly unknown[]) {
    if (Array.isArray(value)) lookAtList(value as readonly OracleNode[], filled, search);
    else if (isNode(value)) look(value, new Set(), search);
  }
}

const isNode = (value: unknown): value is OracleNode => typeof value === 'object' && value !== null && 'kind' in value;

function lookAtList(list: readonly OracleNode[], before: ReadonlySet<string>, search: Search): void {
  const filled = new Set(before);
  for (const item of list.filter(isNode)) {
    if (item.kind === 'ForAll' && filled.has(allElementsOf(item) ?? '')) search.found.add(item);
    if (item.kind === 'If') {
      for (const branch of item.branches) lookAtList(branch.body, withTested(filled, branch.condition), search);
      if (item.otherwise) lookAtList(item.otherwise, filled, search);
    } else look(item, item.kind === 'Block' ? filled : new Set(), search);
    if (filled.size > 0 && contains(item, search.mayEmpty)) filled.clear();
    for (const name of filled) if (changes(item, name)) filled.delete(name);
    const tested = leavesWhenEmpty(item);
    if (tested !== undefined) filled.add(tested);
  }
}

/** The collection over whose first to last element the statement runs. */
function allElementsOf({ bounds }: ForAll): string | undefined {
  if (bounds.kind !== 'Range') return undefined;
  const high = methodOf(bounds.high);
  const low = methodOf(bounds.low);
  const isAll = high?.method === 'COUNT' || high?.method === 'LAST';
  const isFromFirst = low ? low.method === 'FIRST' && low.of === high?.of : literal(bounds.low) === '1';
  return isAll && isFromFirst ? high.of : undefined;
}

/** The collection for which, where it is empty, the statement leaves the list in which it stands. */
function leavesWhenEmpty(statement: OracleNode): string | undefined {
  if (statement.kind === 'Exit' || statement.kind === 'Continue')
    return statement.when && emptinessAsked(statement.when);
  if (statement.kind !== 'If' || statement.branches.length !== 1 || statement.otherwise) return undefined;
  const [branch] = statement.branches;
  const last = branch?.body.at(-1);
  const leaves =
    last?.kind === 'Return' ||
    last?.kind === 'Raise' ||
    ((last?.kind === 'Exit' || last?.kind === 'Continue') && !last.when);
  return branch && leaves ? emptinessAsked(branch.condition) : undefined;
}

/** `l.COUNT = 0` */
function emptinessAsked(condition: Expr): string | undefined {
  if (condition.kind !== 'Binary' || condition.op !== '=' || literal(condition.right) !== '0') return undefined;
  const left = methodOf(condition.left);
  return left?.method === 'COUNT' ? left.of : undefined;
}

/** `l.COUNT > 0`, also beside AND. */
function withTested(filled: ReadonlySet<string>, condition: Expr): ReadonlySet<string> {
  if (condition.kind === 'Logical' && condition.op === 'AND') return condition.operands.reduce(withTested, filled);
  if (condition.kind !== 'Binary') return filled;
  const left = methodOf(condition.left);
  const isTest = left?.method === 'COUNT' && condition.op === '>' && literal(condition.right) === '0';
  return isTest ? new Set([...filled, left.of]) : filled;
}

/** Does the statement name the collection as a whole, or do more than read elements of it in FORALL? */
function changes(statement: OracleNode, collection: string): boolean {
  return nodesOf(statement, 'Name').some((name) => {
    const text = textOf(name);
    return statement.kind === 'ForAll'
      ? text === collection && !isIndexed(statement, name)
      : text === collection || text.startsWith(`${collection}.`);
  });
}

const isIndexed = (statement: OracleNode, name: Name): boolean =>
  nodesOf(statement, 'Call').some(({ callee }) => callee === name);

function methodOf(expression: Expr): { readonly of: string; readonly method: string } | undefined {
  if (expression.kind !== 'Name' || expression.parts.length < 2) return undefined;
  const text = textOf(expression);
  const dot = text.lastIndexOf('.');
  return { of: text.slice(0, dot), method: text.slice(dot + 1) };
}

const textOf = ({ parts }: Name): string => parts.map(({ name }) => name).join('.');
const literal = (expression: Expr): string | undefined =>
  expression.kind === 'NumberLiteral' ? expression.text : undefined;
