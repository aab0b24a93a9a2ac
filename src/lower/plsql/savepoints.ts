import { savepointInRoutine } from '../../diagnostics/op3.js';
import type { Block, If, Rollback, Savepoint, Statement } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { lowerCondition } from '../expression.js';
import type { BodyBuilder } from './body-builder.js';
import { conditionOf } from './conditionals.js';
import { statementEffects } from './effects-of-statements.js';
import { exprContext, lowerStatements } from './statements.js';

/*
 * PL/pgSQL has no SAVEPOINT, but a block with an EXCEPTION clause is one. Two structured uses are converted:
 *   SAVEPOINT s; …; EXCEPTION WHEN … THEN ROLLBACK TO s; …      → the block itself, whose handler undoes it anyway
 *   SAVEPOINT s; …; [IF c THEN] ROLLBACK TO s; [END IF;] …      → a sub-block that is left by an error of its own
 */

/** The SQLSTATE that leaves a sub-block to undo it. */
const undoState = 'OSVPT';

const rollsBackTo = (s: Statement | undefined, name: string): s is Rollback =>
  s?.kind === 'Rollback' && s.to?.name === name;

/**
 * The block without its savepoint, where all its handlers begin by rolling back to it: `before` is the statement in front of the block.
 * Undefined where the block is not of that form.
 */
export function withoutSavepoint(block: Block, before?: Statement): Block | undefined {
  if (block.handlers.length === 0) return undefined;
  const [first] = block.body;
  const inside = first?.kind === 'Savepoint' ? first : undefined;
  const outside = before?.kind === 'Savepoint' ? before : undefined;
  const savepoint = inside ?? outside;
  if (!savepoint) return undefined;
  if (!block.handlers.every((h) => rollsBackTo(h.body[0], savepoint.name.name))) return undefined;
  return {
    ...block,
    body: inside ? block.body.slice(1) : block.body,
    handlers: block.handlers.map((h) => ({ ...h, body: h.body.slice(1) })),
  };
}

/** Is the savepoint the first statement of the block itself? */
export function startsWithSavepoint(block: Block): boolean {
  return block.body[0]?.kind === 'Savepoint';
}

/** What follows a SAVEPOINT in its list of statements, with the savepoint. */
export function lowerAfterSavepoint(rc: BodyBuilder, savepoint: Savepoint, rest: readonly Statement[]): PlStatement[] {
  const name = savepoint.name.name;
  const at = rest.findIndex((s) => rollsBackTo(s, name) || conditional(s, name) !== undefined);
  if (at < 0) {
    if (mentions(rest, name)) return refuse(savepointInRoutine(savepoint.span, name));
    // Nothing here returns to it.
    return lowerStatements(rc, rest);
  }
  const region = rest.slice(0, at);
  const rollback = rest[at];
  // A later savepoint of the same name takes its place.
  if (region.some((r) => r.kind === 'Savepoint' && r.name.name === name)) return lowerStatements(rc, rest);
  const tail = rest.slice(at + 1);
  if (
    !rollback ||
    mentions(region, name) ||
    setsAgain(region, name) ||
    region.some((s) => statementEffects(rc.unit.analysis, s as AnyNode).transactionControl)
  ) {
    return refuse(savepointInRoutine(savepoint.span, name));
  }
  const after = tail.length > 0 ? lowerAfterSavepoint(rc, savepoint, tail) : [];
  const { span } = rollback;
  const undo = b.raise(span, undoState, `rollback to ${name}`);
  const ignore = b.handler(span, [{ sqlstate: undoState }], [b.nothing(span)]);
  if (rollback.kind === 'Rollback') {
    return [b.block(savepoint.span, { body: [...lowerStatements(rc, region), undo], handlers: [ignore] }), ...after];
  }
  const parts = conditional(rollback, name);
  if (!parts) return refuse(savepointInRoutine(savepoint.span, name));
  const flag = b.column(span, rc.fresh('rolled_back', pgTypes.boolean));
  const { before, condition } = conditionOf(rc, parts.condition.span, (hoisted) =>
    lowerCondition(exprContext(rc, hoisted), parts.condition),
  );
  const leave = b.ifThen(span, condition, [
    ...lowerStatements(rc, parts.before),
    b.assign(span, flag, b.boolean(span, true)),
    undo,
  ]);
  const then = lowerStatements(rc, parts.after);
  const otherwise = lowerStatements(rc, parts.otherwise);
  const continued: PlStatement[] =
    then.length === 0 && otherwise.length === 0
      ? []
      : [
          b.ifThen(
            span,
            flag,
            then.length > 0 ? then : [b.nothing(span)],
            otherwise.length > 0 ? otherwise : undefined,
          ),
        ];
  return [
    b.assign(span, flag, b.boolean(span, false)),
    b.block(savepoint.span, { body: [...lowerStatements(rc, region), ...before, leave], handlers: [ignore] }),
    ...continued,
    ...after,
  ];
}

/** `IF c THEN …; ROLLBACK TO s; …; [ELSE …] END IF` taken apart. */
function conditional(
  s: Statement | undefined,
  name: string,
):
  | {
      condition: If['branches'][number]['condition'];
      before: readonly Statement[];
      after: readonly Statement[];
      otherwise: readonly Statement[];
    }
  | undefined {
  if (s?.kind !== 'If' || s.branches.length !== 1) return undefined;
  const [branch] = s.branches;
  if (!branch) return undefined;
  const at = branch.body.findIndex((x) => rollsBackTo(x, name));
  if (at < 0 || mentions(s.otherwise ?? [], name)) return undefined;
  return {
    condition: branch.condition,
    before: branch.body.slice(0, at),
    after: branch.body.slice(at + 1),
    otherwise: s.otherwise ?? [],
  };
}

function setsAgain(statements: readonly Statement[], name: string): boolean {
  let found = false;
  for (const s of statements) {
    walk(s as AnyNode, (node) => {
      if (node.kind === 'Savepoint' && (node as Savepoint).name.name === name) found = true;
      return !found;
    });
  }
  return found;
}

function mentions(statements: readonly Statement[], name: string): boolean {
  let found = false;
  for (const s of statements) {
    walk(s as AnyNode, (node) => {
      if (node.kind === 'Rollback' && (node as Rollback).to?.name === name) found = true;
      return !found;
    });
  }
  return found;
}
