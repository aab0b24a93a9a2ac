import type { Analysis } from '../../../../analyze/analysis.js';
import type { Block, ExceptionHandler, Expr, Statement } from '../../../../ir/oracle/index.js';
import { treeText } from '../../../../ir/tree-text.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { isPlainTest } from '../failures/never-raises.js';
import { conditionallyReturning, neverChanges } from './conditional-returns.js';
import { hasRollbackTo, rollsBackTo, type SavepointOfBlock } from './savepoints-of-blocks.js';

/*
 * IF p_commit = 'Y' THEN SAVEPOINT s; END IF; … EXCEPTION WHEN … THEN IF p_commit = 'Y' THEN ROLLBACK TO s; END IF; …
 * The block is that of an unconditional savepoint, to which its handlers return under the condition. That holds where
 * the condition is the same at both places, and stays so. Where SAVEPOINT itself stands under none, each handler may have
 * its own (conditional-returns.ts).
 */

/** A block as if its savepoint were set, and returned to, in any case. */
export interface ConditionalSavepoint {
  readonly block: Block;
  readonly savepoint: SavepointOfBlock;
}

/** The block without the conditions of its savepoint; undefined where it has none of that form. */
export function conditionalSavepoint(analysis: Analysis, block: Block): ConditionalSavepoint | undefined {
  if (block.handlers.length === 0) return undefined;
  for (const [at, s] of block.body.entries()) {
    if (s.kind === 'Savepoint') {
      const returning = conditionallyReturning(analysis, block, s.name.name);
      if (returning) {
        const { handlers, returns } = returning;
        return { block: { ...block, handlers }, savepoint: { name: s.name.name, at, when: { returns } } };
      }
    }
    const set = only(s);
    if (set?.statement.kind !== 'Savepoint' || !isSettled(analysis, set.condition)) continue;
    const { name } = set.statement.name;
    const returns = new Map<ExceptionHandler, Expr>();
    const handlers = block.handlers.map((h) => withoutCondition(h, name, set.condition, returns));
    const isSetAgain = nodesOf(block, 'Savepoint').some((x) => x !== set.statement && x.name.name === name);
    const others = [...block.body, ...handlers.flatMap((h) => h.body.filter((x) => !rollsBackTo(x, name)))];
    if (returns.size === 0 || isSetAgain || hasRollbackTo(others, name)) continue;
    // Every return to the savepoint stands under its condition.
    if (handlers.some((h) => !returns.has(h) && hasRollbackTo(h.body, name))) continue;
    if (contains(block, (node) => node.kind === 'Goto')) continue;
    const body = block.body.map((x, i) => (i === at ? set.statement : x));
    return {
      block: { ...block, body, handlers },
      savepoint: { name, at, when: { condition: set.condition, returns } },
    };
  }
  return undefined;
}

/** IF with one statement and nothing else. */
function only(s: Statement | undefined): { readonly condition: Expr; readonly statement: Statement } | undefined {
  if (s?.kind !== 'If' || s.branches.length !== 1 || s.otherwise) return undefined;
  const [branch] = s.branches;
  const [statement, ...more] = branch?.body ?? [];
  return branch && statement && more.length === 0 ? { condition: branch.condition, statement } : undefined;
}

/** The handler with ROLLBACK TO in the place of the IF around it, which is noted among `returns`. */
function withoutCondition(
  handler: ExceptionHandler,
  name: string,
  condition: Expr,
  returns: Map<ExceptionHandler, Expr>,
): ExceptionHandler {
  const at = handler.body.findIndex((s) => rollsBackTo(only(s)?.statement, name));
  const back = only(handler.body[at]);
  if (!back || treeText(back.condition) !== treeText(condition)) return handler;
  const bare = { ...handler, body: handler.body.map((s, i) => (i === at ? back.statement : s)) };
  returns.set(bare, back.condition);
  return bare;
}

/** Neither raises nor changes: of IN parameters, constants and literals. */
function isSettled(analysis: Analysis, condition: Expr): boolean {
  if (!isPlainTest(analysis, condition)) return false;
  const called = new Set<Expr>(nodesOf(condition, 'Call').map((call) => call.callee));
  return nodesOf(condition, 'Name').every((name) => called.has(name) || neverChanges(analysis, name));
}
