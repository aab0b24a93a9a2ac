import { savepointInRoutine, savepointOfIterationBefore } from '../../../diagnostics/op3.js';
import type { Block, Savepoint, Statement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { contains, nodesOf } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { withReturnsInFront } from '../effects/savepoints/savepoints-of-blocks.js';
import { errType, failed } from '../errors/capture.js';
import { lowerStatements } from '../statements/statements.js';
import { endingIf } from './savepoint-endings.js';
import { handlersAfterwards, type PartsOfBlock, partsAround, undoableRegion } from './savepoint-handlers.js';
import { watchSavepoint } from './savepoint-marks.js';

/*
 * A block whose handlers return to a savepoint that is set further in: `LOOP SAVEPOINT s; …; COMMIT; END LOOP;
 * EXCEPTION WHEN … THEN ROLLBACK TO s; …`. What follows each SAVEPOINT in its list of statements is undone where it is,
 * as in lowerReturningBlock, and the error leaves the whole block.
 */

/** How SAVEPOINT and what follows it is lowered in the body of such a block. */
interface Within {
  readonly name: string;
  readonly lower: (rc: BodyBuilder, savepoint: Savepoint, rest: readonly Statement[]) => PlStatement[];
}

/** By the label of the block's body; one set a routine. */
const bodies = new WeakMap<object, Map<string, Within>>();

/** What becomes of the savepoint and what follows it, where handlers of a block around return to it. */
export function lowerWithin(
  rc: BodyBuilder,
  savepoint: Savepoint,
  rest: readonly Statement[],
): PlStatement[] | undefined {
  if (rc.mode.kind !== 'capture') return undefined;
  const within = bodies.get(rc.variables)?.get(rc.mode.bodyLabel);
  return within?.name === savepoint.name.name ? within.lower(rc, savepoint, rest) : undefined;
}

/** May control come away from the savepoint while it is there, so that an error elsewhere would return to it? */
const mayStand = ({ inside, behind }: PartsOfBlock): boolean =>
  behind[0]?.kind !== 'Commit' || inside.some((s) => contains(s, ({ kind }) => kind === 'Exit' || kind === 'Continue'));

/** The block, which `savepointWithin` has found to be of that form. */
export function lowerBlockAround(rc: BodyBuilder, source: Block, name: string): PlStatement[] {
  const block = withReturnsInFront(rc.unit.analysis, source, name);
  const { span } = block;
  const error = rc.fresh('err', errType);
  const rolledBack: PgExpr = b.column(span, rc.fresh('rolled_back', pgTypes.boolean));
  const label = rc.freshLabel('body');
  const savepoint = { name, at: 0 };
  const met = new Set<Savepoint>();
  const back = nodesOf(block, 'Rollback').find(({ to }) => to?.name === name) ?? block;
  const lower: Within['lower'] = (inner, marked, rest) => {
    met.add(marked);
    const set: Block = { ...block, body: [marked, ...rest] };
    const parts = partsAround(inner, set, savepoint);
    watchSavepoint(inner, marked, rest);
    if (met.size === 1 && mayStand(parts)) inner.unit.report(savepointOfIterationBefore(back.span, name));
    const ending = parts.ending && endingIf(inner, parts.ending, parts.behind, undefined);
    const undoable = undoableRegion(
      inner,
      { block: set, savepoint, parts, error, rolledBack },
      { outside: [], ending },
    );
    const capturing = inner.capturing(error, label);
    return [
      ...(ending?.start ?? []),
      undoable,
      b.ifThen(span, failed(span, error), [b.exit(span, label)]),
      ...(ending ? ending.follow(capturing) : lowerStatements(capturing, parts.behind)),
    ];
  };
  bodies.set(rc.variables, (bodies.get(rc.variables) ?? new Map<string, Within>()).set(label, { name, lower }));
  const body = lowerStatements(rc.capturing(error, label), block.body);
  const missed = nodesOf(block, 'Savepoint').find((s) => s.name.name === name && !met.has(s));
  if (missed) return refuse(savepointInRoutine(missed.span, name));
  return [
    b.assign(span, b.column(span, error), b.null(span)),
    b.assign(span, rolledBack, b.boolean(span, false)),
    b.block(span, { label, body }),
    b.ifThen(
      span,
      failed(span, error),
      handlersAfterwards(rc, { block, savepoint, error, rolledBack, isAlwaysSet: false }),
    ),
  ];
}
