import { savepointInRoutine } from '../../../diagnostics/op3.js';
import type { Block, Expr, If, Savepoint, Statement } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { exprContext } from '../body/expr-context.js';
import { isDeadSavepoint } from '../effects/savepoints/dead-savepoints.js';
import { retriedBlock } from '../effects/savepoints/retried-blocks.js';
import { departuresOf } from '../effects/savepoints/savepoint-departures.js';
import { endsTransaction, hasRollbackTo, returnsTo, rollsBackTo } from '../effects/savepoints/savepoints-of-blocks.js';
import { commentsOf } from '../statements/comments.js';
import { conditionOf, lowerIfWith } from '../statements/conditionals.js';
import { lowerStatements } from '../statements/statements.js';
import { noteSavepoint } from './noted-savepoints.js';
import { lowerDeparting } from './savepoint-departures.js';
import { afterUndo, lowerReturningBlock, undoState } from './savepoint-handlers.js';
import { checkSavepoint, markSavepoint, watchSavepoint } from './savepoint-marks.js';
import { lowerWithin } from './savepoints-within.js';
import { notUnderTrigger } from './under-trigger.js';

/*
 * PL/pgSQL has no SAVEPOINT, but a block with an EXCEPTION clause is one. Structured uses are converted:
 * SAVEPOINT s; …; EXCEPTION WHEN … THEN ROLLBACK TO s; …      → the block itself, whose handler undoes it anyway
 * (savepointOf, withoutSavepoint)
 * the same with other statements in front of the savepoint, handlers that leave the work alone, or COMMIT after it →
 * savepoint-handlers.ts
 * SAVEPOINT s; …; SAVEPOINT t; …; handlers that return to the one or the other → several-savepoints.ts
 * IF c THEN SAVEPOINT s; END IF; …; EXCEPTION WHEN … THEN IF c THEN ROLLBACK TO s; END IF; …  → conditional-savepoints.ts
 * SAVEPOINT s; …; EXCEPTION WHEN … THEN …; IF c THEN ROLLBACK TO s; … ELSE … END IF; …  → conditional-returns.ts
 * SAVEPOINT s; …; [IF c THEN] ROLLBACK TO s; [ELSIF …] [END IF;] … → a sub-block that is left by an error of its own
 * (lowerAfterSavepoint)
 * LOOP SAVEPOINT s; …; COMMIT; END LOOP; EXCEPTION WHEN … THEN ROLLBACK TO s; …  → savepoints-within.ts
 * SAVEPOINT s; …; LOOP … ROLLBACK TO s; EXIT; … END LOOP; … and the like → savepoint-departures.ts
 * SAVEPOINT s; LOOP BEGIN …; EXIT; EXCEPTION WHEN … THEN ROLLBACK TO s; … END; END LOOP; … → set in the block (setWithin)
 */

/** The savepoint that a block sets before its statements, though it stands before the loop around the block. */
const within = new WeakMap<Block, Savepoint>();

const setWithin = (block: Block, savepoint: Savepoint): void => {
  within.set(block, savepoint);
};

/** The block with the savepoint that is set in it. */
export function withSavepoint(block: Block): Block {
  const savepoint = within.get(block);
  return savepoint ? { ...block, body: [savepoint, ...block.body] } : block;
}

/** What follows a SAVEPOINT in its list of statements, with the savepoint. */
export function lowerAfterSavepoint(rc: BodyBuilder, savepoint: Savepoint, rest: readonly Statement[]): PlStatement[] {
  const noted = noteSavepoint(rc, savepoint.span, savepoint.name.name);
  const returns = lowerWithin(rc, savepoint, rest) ?? lowerReturns(rc, savepoint, rest);
  return [
    ...notUnderTrigger(rc, savepoint.span, 'SET SAVEPOINT'),
    ...noted,
    ...markSavepoint(rc, savepoint),
    ...returns,
  ];
}

function lowerReturns(rc: BodyBuilder, savepoint: Savepoint, rest: readonly Statement[]): PlStatement[] {
  const { name } = savepoint.name;
  const retried = retriedBlock(rc.unit.analysis, rc.source, rest, name);
  if (retried) {
    setWithin(retried, savepoint);
    return lowerStatements(rc, rest);
  }
  // A later savepoint of the same name takes its place.
  const again = rest.findIndex((s) => s.kind === 'Savepoint' && s.name.name === name);
  const own = again < 0 ? rest : rest.slice(0, again);
  if (hasRollbackTo(own, name) && mentionedDead(rc, own, name)) return lowerStatements(rc, rest);
  // What lies between the savepoint and the last return to it is undone together, whatever returned to it before.
  const at = own.findLastIndex(
    (s) =>
      rollsBackTo(s, name) ||
      branchesOf(s, name) !== undefined ||
      (s.kind === 'Block' && returnsTo(rc.unit.analysis, s, name)),
  );
  const last = own.findLastIndex((s) => hasRollbackTo([s], name));
  const statement = last > at ? own[last] : undefined;
  const departures = statement && departuresOf(rc.unit.analysis, statement, name);
  if (statement && departures) {
    const region = own.slice(0, last);
    if (setsAgain(own, name) || [...region, statement].some((s) => endsTransaction(rc.unit.analysis, s)))
      return refuse(savepointInRoutine(savepoint.span, name));
    watchSavepoint(rc, savepoint, own.slice(0, last + 1));
    const tail = rest.slice(last + 1);
    const after = tail.length > 0 ? lowerStatements(rc, tail) : [];
    const left = lowerDeparting(rc, savepoint, { statement, departures }, () => lowerReturns(rc, savepoint, region));
    return [...left, ...after];
  }
  if (at < 0) {
    if (hasRollbackTo(own, name)) return refuse(savepointInRoutine(savepoint.span, name));
    // Nothing here returns to it.
    return lowerStatements(rc, rest);
  }
  const region = own.slice(0, at);
  const rollback = own[at];
  const tail = rest.slice(at + 1);
  if (
    !rollback ||
    hasRollbackTo(own.slice(at + 1), name) ||
    setsAgain(own, name) ||
    region.some((s) => endsTransaction(rc.unit.analysis, s))
  ) {
    return refuse(savepointInRoutine(savepoint.span, name));
  }
  watchSavepoint(rc, savepoint, own.slice(0, at + 1));
  // What comes after the return is lowered before what it undoes.
  const after = tail.length > 0 ? lowerStatements(rc, tail) : [];
  return [...lowerReturn(rc, savepoint, rollback, () => lowerReturns(rc, savepoint, region)), ...after];
}

/** What lies between the savepoint and a statement that returns to it, with that statement. */
function lowerReturn(
  rc: BodyBuilder,
  savepoint: Savepoint,
  returning: Statement,
  lowerRegion: () => PlStatement[],
): PlStatement[] {
  const { name } = savepoint.name;
  const { span } = returning;
  const comments = commentsOf(returning);
  if (returning.kind === 'Block') {
    if (returning.declarations.length > 0) return refuse(savepointInRoutine(savepoint.span, name));
    return [...comments, ...lowerReturningBlock(rc, returning, { name, at: -1, from: savepoint }, lowerRegion())];
  }
  const undo = undoing(rc, span, savepoint);
  const undone = (last: readonly PlStatement[]): PlStatement =>
    undoneWith(rc, savepoint, span, [...lowerRegion(), ...comments, ...last]);
  if (returning.kind === 'Rollback') return [undone(undo)];
  const parts = conditional(returning, name);
  if (parts) return undoneOnCondition(rc, parts, undo, undone);
  const chosen =
    returning.kind === 'If'
      ? undoneInBranches(rc, returning, name, undo, (body) => lowerStatements(rc, body))
      : undefined;
  if (!chosen) return refuse(savepointInRoutine(savepoint.span, name));
  return [...chosen.start, undone(chosen.inside), ...chosen.behind];
}

/**
 * What lies between the savepoint and an IF some of whose branches return to it, with that IF; `follow` makes what
 * follows the return of a branch, or all of one that does not return.
 */
export function undoneOnBranches(
  rc: BodyBuilder,
  { savepoint, region }: { readonly savepoint: Savepoint; readonly region: readonly Statement[] },
  s: If,
  follow: (body: readonly Statement[], index: number) => PlStatement[],
): PlStatement[] {
  const { name } = savepoint.name;
  if (setsAgain([...region, s], name)) return refuse(savepointInRoutine(savepoint.span, name));
  watchSavepoint(rc, savepoint, [...region, s]);
  const chosen = undoneInBranches(rc, s, name, undoing(rc, s.span, savepoint), follow);
  if (!chosen) return refuse(savepointInRoutine(savepoint.span, name));
  const body = [...lowerReturns(rc, savepoint, region), ...commentsOf(s), ...chosen.inside];
  return [...chosen.start, undoneWith(rc, savepoint, s.span, body), ...chosen.behind];
}

/** What a return to the savepoint becomes: an error that leaves the sub-block. */
const undoing = (rc: BodyBuilder, span: Span, savepoint: Savepoint): PlStatement[] => [
  ...checkSavepoint(rc, span, savepoint),
  b.raise(span, undoState, `rollback to ${savepoint.name.name}`),
];

/** The sub-block, which that error undoes. */
const undoneWith = (rc: BodyBuilder, savepoint: Savepoint, span: Span, body: readonly PlStatement[]): PlStatement =>
  b.block(savepoint.span, {
    body,
    handlers: [b.handler(span, [{ sqlstate: undoState }], afterUndo(rc, span))],
  });

/** IF with one branch, which returns to the savepoint: the rest of the branch, or ELSE, follows what is undone. */
function undoneOnCondition(
  rc: BodyBuilder,
  parts: ConditionalReturn,
  undo: readonly PlStatement[],
  undone: (last: readonly PlStatement[]) => PlStatement,
): PlStatement[] {
  const { span } = parts;
  const flag = b.column(span, rc.fresh('rolled_back', pgTypes.boolean));
  const { before, condition } = conditionOf(rc, parts.condition.span, (hoisted) =>
    lowerCondition(exprContext(rc, hoisted), parts.condition),
  );
  const leave = b.ifThen(span, condition, [
    ...lowerStatements(rc, parts.before),
    ...commentsOf(parts.rollback),
    b.assign(span, flag, b.boolean(span, true)),
    ...undo,
  ]);
  const then = lowerStatements(rc, parts.after);
  const otherwise = lowerStatements(rc, parts.otherwise);
  const continued =
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
  return [b.assign(span, flag, b.boolean(span, false)), undone([...before, leave]), ...continued];
}

interface ConditionalReturn {
  readonly span: Span;
  readonly condition: Expr;
  readonly before: readonly Statement[];
  readonly rollback: Statement;
  readonly after: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

/** `IF c THEN …; ROLLBACK TO s; …; [ELSE …] END IF` taken apart. */
function conditional(s: Statement, name: string): ConditionalReturn | undefined {
  if (s.kind !== 'If' || s.branches.length !== 1) return undefined;
  const [branch] = s.branches;
  if (!branch) return undefined;
  const at = branch.body.findIndex((x) => rollsBackTo(x, name));
  const rollback = branch.body[at];
  if (!rollback || hasRollbackTo(s.otherwise ?? [], name)) return undefined;
  return {
    span: s.span,
    condition: branch.condition,
    before: branch.body.slice(0, at),
    rollback,
    after: branch.body.slice(at + 1),
    otherwise: s.otherwise ?? [],
  };
}

/**
 * Where each branch of the IF, ELSE last, returns to the savepoint: at the top of its statements, once; -1 where it
 * does not. Undefined where none does.
 */
export function branchesOf(s: Statement | undefined, name: string): readonly number[] | undefined {
  if (s?.kind !== 'If') return undefined;
  const bodies = [...s.branches.map((x) => x.body), s.otherwise ?? []];
  const places = bodies.map((body) => body.findIndex((x) => rollsBackTo(x, name)));
  const elsewhere = bodies.some((body, i) =>
    hasRollbackTo(
      body.filter((_, at) => at !== places[i]),
      name,
    ),
  );
  return elsewhere || places.every((at) => at < 0) ? undefined : places;
}

/**
 * IF … ELSIF … END IF some of whose branches return to the savepoint: the branch is chosen within, what is not undone
 * follows after.
 */
function undoneInBranches(
  rc: BodyBuilder,
  s: If,
  name: string,
  undo: readonly PlStatement[],
  follow: (body: readonly Statement[], index: number) => PlStatement[],
): { readonly start: PlStatement[]; readonly inside: PlStatement[]; readonly behind: PlStatement[] } | undefined {
  const places = branchesOf(s, name);
  if (!places) return undefined;
  const { span } = s;
  const branch = b.column(span, rc.fresh('branch', pgTypes.integer));
  const choose = (index: number): PlStatement => b.assign(span, branch, b.num(span, index + 1));
  const later: { readonly index: number; readonly body: readonly Statement[] }[] = [];
  const inside = lowerIfWith(rc, s, (body, index) => {
    const at = places[index] ?? -1;
    later.push({ index, body: body.slice(at + 1) });
    const rollback = body[at];
    return rollback
      ? [...lowerStatements(rc, body.slice(0, at)), ...commentsOf(rollback), choose(index), ...undo]
      : [choose(index)];
  });
  const branches = later
    .sort((x, y) => x.index - y.index)
    .map(({ index, body }) => ({
      condition: b.eq(span, branch, b.num(span, index + 1)),
      body: follow(body, index),
    }))
    .filter((x) => x.body.length > 0);
  return {
    start: [b.assign(span, branch, b.num(span, 0))],
    inside,
    behind: branches.length > 0 ? [{ kind: 'PlIf', span, branches }] : [],
  };
}

/** Do all of these that return to the savepoint find it gone? */
function mentionedDead(rc: BodyBuilder, statements: readonly Statement[], name: string): boolean {
  const findsIt = (node: OracleNode): boolean =>
    node.kind === 'Rollback' && node.to?.name === name && !isDeadSavepoint(rc.unit.analysis, rc.source, node);
  return !statements.some((s) => contains(s, findsIt));
}

const setsAgain = (statements: readonly Statement[], name: string): boolean =>
  statements.some((s) => contains(s, (node) => node.kind === 'Savepoint' && node.name.name === name));
