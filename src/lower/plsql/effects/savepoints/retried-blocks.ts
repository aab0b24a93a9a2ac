import type { Analysis } from '../../../../analyze/analysis.js';
import { conditionsOf } from '../../../../ir/conditions-of.js';
import { conjunctsOf } from '../../../../ir/conjuncts.js';
import { simpleName } from '../../../../ir/dotted.js';
import type {
  BasicLoop,
  Block,
  ExceptionHandler,
  Expr,
  ForLoop,
  Statement,
  WhileLoop,
} from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { statementEffects } from '../effects-of-statements.js';
import { hasRollbackTo, returnAt } from './savepoints-of-blocks.js';

/*
 * SAVEPOINT s; LOOP BEGIN …; EXIT; EXCEPTION WHEN … THEN ROLLBACK TO s; … END; END LOOP; …
 * A block that is tried until it succeeds. Whoever comes to it again comes from a handler that has returned to the
 * savepoint: nothing has changed since, so that the savepoint may as well be set at the start of the block.
 */

type RoundLoop = BasicLoop | WhileLoop | ForLoop;

/**
 * The block before whose first statement the savepoint may be set, among the statements that follow it; undefined where
 * it makes a difference. `within` is the body around, in which nothing else may return to the savepoint.
 */
export function retriedBlock(
  analysis: Analysis,
  within: OracleNode,
  rest: readonly Statement[],
  name: string,
): Block | undefined {
  const at = rest.findIndex((s) => hasRollbackTo([s], name));
  const loop = rest[at];
  if (loop?.kind !== 'BasicLoop' && loop?.kind !== 'WhileLoop' && loop?.kind !== 'ForLoop') return undefined;
  const places = loop.body.flatMap((s, i) => (hasRollbackTo([s], name) ? [i] : []));
  const [place = -1] = places;
  const block = loop.body[place];
  if (places.length !== 1 || block?.kind !== 'Block' || block.handlers.length === 0) return undefined;
  const returns = nodesOf(within, 'Rollback').filter(({ to }) => to?.name === name);
  const inHandlers = block.handlers.filter((h) => returnAt(h, name) >= 0);
  if (returns.length !== inHandlers.length || hasRollbackTo(block.body, name)) return undefined;
  if (contains(loop, (node) => node.kind === 'Goto' || (node.kind === 'Savepoint' && node.name.name === name)))
    return undefined;
  const others = loop.body.filter((s) => s !== block);
  const keeps = (node: OracleNode): boolean => keepsTables(analysis, node);
  const isKept =
    rest.slice(0, at).every(keeps) &&
    others.every(keeps) &&
    headOf(loop).every(keeps) &&
    block.declarations.every(keeps);
  if (!isKept || !endsLoop(loop, block, loop.body.slice(place + 1))) return undefined;
  return block.handlers.every((h) => triesAgainUnchanged(analysis, loop, h, name)) ? block : undefined;
}

const headOf = (loop: RoundLoop): readonly OracleNode[] =>
  loop.kind === 'WhileLoop' ? [loop.condition] : loop.kind === 'ForLoop' ? loop.controls : [];

function keepsTables(analysis: Analysis, node: OracleNode): boolean {
  const { effect, transactionControl } = statementEffects(analysis, node);
  return !effect && !transactionControl;
}

/** Does the loop end where the block has come to its end? */
function endsLoop(loop: RoundLoop, block: Block, behind: readonly Statement[]): boolean {
  if (goesOn(block.body)) return false;
  const last = block.body.at(-1);
  if (last && leavesLoop(loop, last)) return true;
  const flag = last && setFlag(last);
  if (flag === undefined) return false;
  const asked = behind.findIndex((s) => leavesIf(loop, s, flag));
  const between = asked < 0 ? behind : behind.slice(0, asked);
  if (between.some((s) => names(s, flag) || contains(s, ({ kind }) => kind === 'Continue'))) return false;
  return asked >= 0 || (loop.kind === 'WhileLoop' && conjunctsOf(loop.condition).some((c) => isNot(c, flag)));
}

/** Does CONTINUE leave the block for the next round? One of a loop within the block, without a label, does not. */
function goesOn(statements: readonly Statement[]): boolean {
  return statements.some((s) => {
    switch (s.kind) {
      case 'BasicLoop':
      case 'WhileLoop':
      case 'ForLoop':
      case 'CursorForLoop':
        return contains(s, (node) => node.kind === 'Continue' && node.label !== undefined);
      case 'If':
      case 'CaseStatement':
        return [...s.branches.map((x) => x.body), s.otherwise ?? []].some(goesOn);
      case 'Block':
        return goesOn(s.body) || s.handlers.some((h) => goesOn(h.body));
      default:
        return s.kind === 'Continue';
    }
  });
}

const leavesLoop = (loop: RoundLoop, s: Statement): boolean =>
  s.kind === 'Raise' || s.kind === 'Return' || (s.kind === 'Exit' && s.when === undefined && isOf(loop, s.label?.name));

const isOf = (loop: RoundLoop, label: string | undefined): boolean => label === undefined || loop.label?.name === label;

/** `flag := TRUE`. */
const setFlag = (s: Statement): string | undefined =>
  s.kind === 'Assignment' && s.value.kind === 'BooleanLiteral' && s.value.value ? nameOf(s.target) : undefined;

/** `EXIT WHEN flag`, `IF flag THEN EXIT; END IF`. */
function leavesIf(loop: RoundLoop, s: Statement, flag: string): boolean {
  if (s.kind === 'Exit') return s.when !== undefined && isOf(loop, s.label?.name) && is(s.when, flag);
  if (s.kind !== 'If') return false;
  const [branch] = s.branches;
  const last = branch?.body.at(-1);
  return branch !== undefined && is(branch.condition, flag) && last !== undefined && leavesLoop(loop, last);
}

/** Is the condition true where the flag is? */
const is = (condition: Expr, flag: string): boolean =>
  nameOf(condition) === flag ||
  (condition.kind === 'Logical' && condition.op === 'OR' && condition.operands.some((o) => is(o, flag))) ||
  (condition.kind === 'Binary' &&
    condition.op === '=' &&
    nameOf(condition.left) === flag &&
    condition.right.kind === 'BooleanLiteral' &&
    condition.right.value);

/** Is it false then? */
const isNot = (condition: Expr, flag: string): boolean =>
  (condition.kind === 'Unary' && condition.op === 'NOT' && is(condition.operand, flag)) ||
  (condition.kind === 'Binary' &&
    condition.op === '=' &&
    nameOf(condition.left) === flag &&
    condition.right.kind === 'BooleanLiteral' &&
    !condition.right.value);

const nameOf = (expr: Expr): string | undefined => (expr.kind === 'Name' ? simpleName(expr) : undefined);

const names = (s: Statement, name: string): boolean =>
  contains(s, (node) => node.kind === 'Name' && simpleName(node) === name);

/** Does the handler go round again only after its return to the savepoint, and with nothing changed since? */
function triesAgainUnchanged(analysis: Analysis, loop: RoundLoop, handler: ExceptionHandler, name: string): boolean {
  const at = returnAt(handler, name);
  if (at < 0) return leavesAlways(loop, handler.body);
  return roundKeepsTables(analysis, loop, handler.body.slice(at + 1));
}

const leavesAlways = (loop: RoundLoop, body: readonly Statement[]): boolean => {
  const last = body.at(-1);
  return last !== undefined && leavesLoop(loop, last) && !goesOn(body);
};

/** Do the statements change tables only where they leave the loop? */
function roundKeepsTables(analysis: Analysis, loop: RoundLoop, body: readonly Statement[]): boolean {
  if (leavesAlways(loop, body)) return true;
  return body.every((s) => {
    if (keepsTables(analysis, s)) return true;
    if (s.kind !== 'If' && s.kind !== 'CaseStatement') return false;
    const bodies = [...s.branches.map((x) => x.body), s.otherwise ?? []];
    return (
      conditionsOf(s).every((c) => keepsTables(analysis, c)) &&
      bodies.every((list) => roundKeepsTables(analysis, loop, list))
    );
  });
}
