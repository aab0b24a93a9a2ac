import type { Analysis } from '../../../analyze/analysis.js';
import { savepointOfIterationBefore } from '../../../diagnostics/op3.js';
import type { Block, ExceptionHandler, Statement } from '../../../ir/oracle/index.js';
import { sqlstateOf } from '../../../ir/oracle-error.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { repeatsAt } from '../../../ir/repetition.js';
import type { Span } from '../../../ir/span.js';
import { contains, nodesOf } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { remembered } from '../../remembered.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { neverRaises } from '../effects/failures/never-raises.js';
import { conditionalSavepoint } from '../effects/savepoints/conditional-savepoints.js';
import {
  isLocal,
  returnAt,
  type SavepointOfBlock,
  savepointOf,
  savepointWithin,
  severalSavepointsOf,
  withReturnsInFront,
} from '../effects/savepoints/savepoints-of-blocks.js';
import { raiseError } from '../errors/capture.js';

/*
 * A handler that returns to a savepoint which its block may not have set: Oracle goes back to one of that name set
 * earlier in the transaction (by the iteration before, by an earlier call), or raises ORA-01086. (SQL Language
 * Reference, "SAVEPOINT") What was done since an earlier savepoint can no longer be undone here. That there is one is
 * kept in a parameter of the transaction, which ends and is undone with it, as the savepoint is.
 */

/** The savepoints that some block of the inputs may return to before it has set them. */
const missedSavepoints = remembered((analysis: Analysis): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const unit of analysis.units)
    for (const block of nodesOf(unit, 'Block')) {
      for (const several of severalSavepointsOf(analysis, block))
        if (mayBeMissed(analysis, block, several)) found.add(several.name);
      const conditional = conditionalSavepoint(analysis, block);
      const savepoint = conditional?.savepoint ?? savepointOf(analysis, block);
      if (savepoint && mayBeMissed(analysis, conditional?.block ?? block, savepoint)) found.add(savepoint.name);
      const within = savepoint ? undefined : savepointWithin(analysis, block);
      if (within !== undefined) found.add(within);
    }
  return found;
});

/** Can an error reach the handlers that return to the savepoint from before it? */
export function mayBeMissed(analysis: Analysis, block: Block, { name, at }: SavepointOfBlock): boolean {
  const before = block.body.slice(0, Math.max(0, at));
  if (before.every((s) => neverRaises(analysis, s))) return false;
  const returning = withReturnsInFront(analysis, block, name).handlers.filter((h) => returnAt(h, name) >= 0);
  return !(returning.every((h) => isOfSql(analysis, h)) && before.every((s) => isQuiet(analysis, s)));
}

/** Errors that only statements of SQL raise: of constraints, locks and deadlocks. */
const ofSql: ReadonlySet<number> = new Set([1, 51, 54, 60, 1400, 1407, 2290, 2291, 2292, 8177, 12899, 30006]);

const isOfSql = (analysis: Analysis, handler: ExceptionHandler): boolean =>
  handler.exceptions.every((e) => {
    const symbol = analysis.symbolOf(e);
    return symbol?.kind === 'exception' && ofSql.has(symbol.oraCode ?? 0);
  });

/** Touches no table, calls nothing of the user's and raises nothing itself. */
const isQuiet = (analysis: Analysis, s: Statement): boolean =>
  isLocal(analysis, s) && !contains(s, (node) => node.kind === 'Raise' || node.kind === 'ExecuteImmediate');

/** Parameters are of letters, digits and underscores, whatever their case. */
const parameterOf = (name: string): string =>
  `ora.savepoint_${name.replace(/[^A-Z0-9_]/g, (c) => `$${c.charCodeAt(0).toString(16)}`).toLowerCase()}`;

/** `perform set_config('ora.savepoint_s', '1', true)` where a savepoint is set of whose being there something asks. */
export function noteSavepoint(rc: BodyBuilder, span: Span, name: string): PlStatement[] {
  if (!missedSavepoints(rc.unit.analysis).has(name)) return [];
  const parameter = b.text(span, parameterOf(name));
  return [b.perform(span, b.call(span, 'set_config', parameter, b.text(span, '1'), b.boolean(span, true)))];
}

/**
 * In place of ROLLBACK TO a savepoint that the block has not come to, or whose transaction has ended: P0004 where there
 * is an earlier one, else ORA-01086.
 */
export function missedSavepoint(rc: BodyBuilder, span: Span, name: string): readonly PlStatement[] {
  const never = neverSet(rc, span, name);
  if (!missedSavepoints(rc.unit.analysis).has(name)) return never;
  const diagnostic = savepointOfIterationBefore(span, name);
  if (repeatsAt(rc.source, span)) rc.unit.report(diagnostic);
  const noted: PgExpr = b.call(span, 'current_setting', b.text(span, parameterOf(name)), b.boolean(span, true));
  return [b.ifThen(span, b.eq(span, noted, b.text(span, '1')), [b.notConverted(span, diagnostic)]), ...never];
}

/** ORA-01086, which names the savepoint. */
export const neverSet = (rc: BodyBuilder, span: Span, name: string): readonly PlStatement[] =>
  raiseError(
    rc,
    span,
    sqlstateOf(1086),
    `ORA-01086: savepoint '${name}' never established in this session or is invalid`,
  );
