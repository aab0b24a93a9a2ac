import type { Analysis } from '../../../../analyze/analysis.js';
import type { Block, ExceptionHandler, Expr, If, Name, Statement } from '../../../../ir/oracle/index.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { calleesWithin } from '../callees.js';
import { isPlainTest } from '../failures/never-raises.js';
import { hasRollbackTo, returnAt, rollsBackTo } from './savepoints-of-blocks.js';

/*
 * SAVEPOINT s; … EXCEPTION WHEN OTHERS THEN …; IF p_undo THEN …; ROLLBACK TO s; … ELSE … END IF; …
 * The IF is taken apart around its return, which then stands at the top of the handler under the IF's condition:
 * …; IF p_undo THEN … END IF; ROLLBACK TO s (where p_undo); IF p_undo THEN … ELSE … END IF; …
 * The condition is asked at each of these places, so that it must not change in between.
 */

/** Handlers with their returns to the savepoint at the top, and the conditions of those that have one. */
interface ConditionalReturns {
  readonly handlers: readonly ExceptionHandler[];
  readonly returns: ReadonlyMap<ExceptionHandler, Expr>;
}

/** The handlers of a block taken apart; undefined where none returns to the savepoint under a condition. */
export function conditionallyReturning(analysis: Analysis, block: Block, name: string): ConditionalReturns | undefined {
  if (hasRollbackTo(block.body, name) || contains(block, (node) => node.kind === 'Goto')) return undefined;
  if (nodesOf(block, 'Savepoint').filter((s) => s.name.name === name).length > 1) return undefined;
  const returns = new Map<ExceptionHandler, Expr>();
  const handlers = block.handlers.map((handler) => {
    const apart = takenApart(analysis, handler, name);
    if (apart) returns.set(apart.handler, apart.condition);
    return apart?.handler ?? handler;
  });
  const once = handlers.every((h) => {
    const at = returnAt(h, name);
    return !hasRollbackTo(
      h.body.filter((_, i) => i !== at),
      name,
    );
  });
  return returns.size > 0 && once ? { handlers, returns } : undefined;
}

function takenApart(
  analysis: Analysis,
  handler: ExceptionHandler,
  name: string,
): { readonly handler: ExceptionHandler; readonly condition: Expr } | undefined {
  const { body } = handler;
  const at = body.findIndex((s) => s.kind === 'If' && hasRollbackTo([s], name));
  const choice = body[at];
  if (choice?.kind !== 'If' || choice.branches.length !== 1) return undefined;
  const [branch] = choice.branches;
  const otherwise = choice.otherwise ?? [];
  if (!branch || !isPlainTest(analysis, branch.condition)) return undefined;
  const isElse = !hasRollbackTo(branch.body, name);
  const list = isElse ? otherwise : branch.body;
  const place = list.findIndex((s) => rollsBackTo(s, name));
  const rollback = list[place];
  if (!rollback) return undefined;
  const first = list.slice(0, place);
  if (!staysThrough(analysis, branch.condition, [...body.slice(0, at), ...first])) return undefined;
  const rest = list.slice(place + 1);
  const parts = (then: readonly Statement[], other: readonly Statement[]): readonly Statement[] => {
    if (then.length === 0 && other.length === 0) return [];
    const made: If = { ...choice, branches: [{ ...branch, body: then }], otherwise: other };
    return [other.length > 0 ? made : { ...made, otherwise: undefined }];
  };
  const before = isElse ? parts([], first) : parts(first, []);
  const behind = isElse ? parts(branch.body, rest) : parts(rest, otherwise);
  const apart = {
    ...handler,
    body: [...body.slice(0, at), ...before, rollback, ...behind, ...body.slice(at + 1)],
  };
  return { handler: apart, condition: isElse ? isNotTrue(branch.condition) : branch.condition };
}

/** ELSE is chosen where the condition is false or NULL. */
function isNotTrue(condition: Expr): Expr {
  const { span } = condition;
  return {
    kind: 'Logical',
    span,
    op: 'OR',
    operands: [
      { kind: 'Unary', span, op: 'NOT', operand: condition },
      { kind: 'IsTest', span, negated: false, test: 'NULL', operand: condition },
    ],
  };
}

/** Do the statements leave alone what the condition asks for? */
function staysThrough(analysis: Analysis, condition: Expr, statements: readonly Statement[]): boolean {
  const called = new Set<Expr>(nodesOf(condition, 'Call').map((call) => call.callee));
  const asked = nodesOf(condition, 'Name').filter((name) => !called.has(name) && !neverChanges(analysis, name));
  const callsNested = statements.some((s) => calleesWithin(analysis, s).some((callee) => callee.nested));
  return asked.every((name) => {
    const { base } = analysis.resolve(name);
    if (base.kind !== 'variable') return true;
    return !callsNested && !statements.some((s) => contains(s, (node) => isNameOf(analysis, node, base.variable)));
  });
}

const isNameOf = (analysis: Analysis, node: { readonly kind: string }, variable: unknown): boolean => {
  if (node.kind !== 'Name') return false;
  const { base } = analysis.resolve(node as Name);
  return base.kind === 'variable' && base.variable === variable;
};

/** A constant or an IN parameter. */
export function neverChanges(analysis: Analysis, name: Name): boolean {
  const { base } = analysis.resolve(name);
  if (base.kind !== 'variable') return false;
  const { variable } = base;
  const { constant, storage, container } = variable;
  if (constant) return true;
  return (
    storage === 'parameter' &&
    container?.kind === 'routine' &&
    container.parameters.some((p) => p.variable === variable && p.mode === 'IN')
  );
}
