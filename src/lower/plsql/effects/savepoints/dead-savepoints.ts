import type { Analysis } from '../../../../analyze/analysis.js';
import type { Rollback, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { isWithin } from '../../../../ir/span.js';
import { nodesOf } from '../../../../ir/walk.js';
import { remembered } from '../../../remembered.js';
import { isDdlText } from '../effects-of-statements.js';
import { inPlace } from '../texts/dynamic-block.js';

/*
 * ROLLBACK TO a savepoint that is not there is ORA-01086. (SQL Language Reference, "SAVEPOINT", "ROLLBACK")
 */

/** How often the inputs set each savepoint. */
const savepoints = remembered((analysis: Analysis): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const unit of analysis.units)
    for (const { name } of nodesOf(unit, 'Savepoint')) found.set(name.name, (found.get(name.name) ?? 0) + 1);
  return found;
});

/**
 * Is the savepoint of a ROLLBACK TO certainly not there? So it is where nothing sets it, or where this body alone does
 * and has ended the transaction since, or returned to an earlier savepoint.
 */
export function isDeadSavepoint(analysis: Analysis, source: OracleNode, { span, to }: Rollback): boolean {
  if (!to) return false;
  const set = savepoints(analysis).get(to.name) ?? 0;
  if (set === 0) return true;
  const block = source.kind === 'AnonymousBlock' ? source.block : source;
  if (block.kind !== 'Block') return false;
  const { body } = block;
  const at = body.findIndex((s) => isWithin(span, s.span));
  const places = body.flatMap((s, i) => (s.kind === 'Savepoint' && s.name.name === to.name ? [i] : []));
  const last = places.at(-1);
  if (at < 0 || last === undefined || places.length !== set || last > at) return false;
  return body.slice(last + 1, at).some((s) => ends(analysis, s, body.slice(0, last)));
}

/** Is the savepoint gone behind the statement? It did not fail if what stands behind it is reached. */
function ends(analysis: Analysis, s: Statement, before: readonly Statement[]): boolean {
  const run = inPlace(analysis, s);
  switch (run.kind) {
    case 'Commit':
      return true;
    case 'Rollback':
      return !run.to || before.some((x) => x.kind === 'Savepoint' && x.name.name === run.to?.name);
    case 'Block':
      return run.handlers.length === 0 && run.body.some((x) => ends(analysis, x, before));
    case 'ExecuteImmediate':
      return isDdlText(analysis, run.text) && !analysis.plainDdl.has(run);
    default:
      return false;
  }
}
