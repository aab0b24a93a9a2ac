import type { Analysis } from '../../../../analyze/analysis.js';
import type { Rollback, Statement } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { isWithin } from '../../../../ir/span.js';
import { nodesOf } from '../../../../ir/walk.js';
import { remembered } from '../../../remembered.js';
import { pragmaOf } from '../autonomous-pragma.js';
import { isDdlText } from '../effects-of-statements.js';
import { inPlace } from '../texts/dynamic-block.js';
import { setBelow } from './moved-savepoints.js';

/*
 * ROLLBACK TO a savepoint that is not there is ORA-01086. (SQL Language Reference, "SAVEPOINT", "ROLLBACK")
 */

/** Those that the inputs set. */
const savepoints = remembered(
  (analysis: Analysis): ReadonlySet<string> =>
    new Set(analysis.units.flatMap((unit) => nodesOf(unit, 'Savepoint').map(({ name }) => name.name))),
);

/**
 * Is the savepoint of a ROLLBACK TO certainly not there? So it is where nothing sets it in its transaction, or where this
 * body has and has ended the transaction since, or returned to an earlier savepoint.
 */
export function isDeadSavepoint(analysis: Analysis, source: OracleNode, { span, to }: Rollback): boolean {
  if (!to) return false;
  if (!savepoints(analysis).has(to.name)) return true;
  const block = source.kind === 'AnonymousBlock' ? source.block : source;
  if (block.kind !== 'Block') return false;
  // The savepoints of the caller are not those of an autonomous transaction.
  if (pragmaOf(block) && !setsSavepoint(analysis, [block], to.name)) return true;
  const { body } = block;
  const at = body.findIndex((s) => isWithin(span, s.span));
  const last = body.slice(0, Math.max(0, at)).findLastIndex((s) => s.kind === 'Savepoint' && s.name.name === to.name);
  if (last < 0) return false;
  const [before, since] = [body.slice(0, last), body.slice(last + 1, at)];
  const isEarlier = (savepoint: string, i: number): boolean =>
    before.some((s) => s.kind === 'Savepoint' && s.name.name === savepoint) &&
    !setsSavepoint(analysis, since.slice(0, i + 1), savepoint);
  const end = since.findIndex((s, i) => ends(analysis, s, (savepoint) => isEarlier(savepoint, i)));
  return end >= 0 && !setsSavepoint(analysis, body.slice(last + 1 + end, at + 1), to.name);
}

/** May the statements set the savepoint, themselves or in what they call? */
const setsSavepoint = (analysis: Analysis, statements: readonly Statement[], name: string): boolean =>
  setBelow(analysis, statements, name) ||
  statements.some((s) => nodesOf(s, 'Savepoint').some((node) => node.name.name === name));

/**
 * Is the savepoint gone behind the statement? It did not fail if what stands behind it is reached. `isEarlier`: was that
 * one set before it?
 */
function ends(analysis: Analysis, s: Statement, isEarlier: (savepoint: string) => boolean): boolean {
  const run = inPlace(analysis, s);
  switch (run.kind) {
    case 'Commit':
      return true;
    case 'Rollback':
      return !run.to || isEarlier(run.to.name);
    case 'Block':
      return run.handlers.length === 0 && run.body.some((x) => ends(analysis, x, isEarlier));
    case 'ExecuteImmediate':
      return isDdlText(analysis, run.text) && !analysis.plainDdl.has(run);
    default:
      return false;
  }
}
