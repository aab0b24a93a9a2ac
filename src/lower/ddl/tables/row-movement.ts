import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { AlterTable } from '../../../ir/oracle/index.js';
import { ordersByKind, type UnitContext } from '../../context.js';

/*
 * ENABLE ROW MOVEMENT: whether an UPDATE of the partition key may move a row. An installation has one state, a script
 * and its programs change it on the way. (SQL Language Reference, CREATE TABLE, "row_movement_clause")
 */

/** True for ENABLE, false for DISABLE, undefined for any other clause. */
export function rowMovement(what: string): boolean | undefined {
  const found = /^(ENABLE|DISABLE) ROW MOVEMENT$/.exec(what);
  return found ? found[1] === 'ENABLE' : undefined;
}

/** The state that CREATE TABLE says. */
export const rowsMoveAtFirst = ({ definition }: RelationSymbol): boolean =>
  definition?.kind === 'CreateTable' && definition.physical.some((c) => rowMovement(c.what) === true);

/** The state in the end, if nothing changes it at run time. */
export function rowsMove(relation: RelationSymbol): boolean {
  const said = (relation.alters ?? []).flatMap(movements);
  return said.at(-1) ?? rowsMoveAtFirst(relation);
}

/** Do statements change the state while others update the table? */
export const rowMovementChanges = (unit: UnitContext, relation: RelationSymbol): boolean =>
  relation.definition?.kind === 'CreateTable' &&
  relation.definition.partitioning !== undefined &&
  (relation.alters ?? []).some((a) => movements(a).length > 0 && (a.atRunTime === true || !ordersByKind(unit.options)));

const movements = (alter: AlterTable): readonly boolean[] =>
  alter.actions.flatMap((a) => {
    const moves = a.kind === 'PhysicalAction' ? rowMovement(a.what) : undefined;
    return moves === undefined ? [] : [moves];
  });
