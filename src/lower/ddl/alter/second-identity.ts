import type { AlterTable, DdlStatement } from '../../../ir/oracle/index.js';
import { type OracleFailure, oracleFailure } from '../../../ir/oracle-failure.js';
import type { UnitContext } from '../../context.js';
import { relationNamed } from '../names.js';

/** ORA-30669: it adds an identity column to a table that has one, which nothing takes from it. */
export function secondIdentity(unit: UnitContext, made: DdlStatement): OracleFailure | undefined {
  return made.kind === 'AlterTable' && addsSecondIdentity(unit, made) ? oracleFailure(30669) : undefined;
}

function addsSecondIdentity(unit: UnitContext, { name, actions }: AlterTable): boolean {
  const isAdded = actions.some((a) => a.kind === 'AddColumns' && a.columns.some((c) => c.identity));
  const relation = isAdded ? relationNamed(unit, name) : undefined;
  const first = relation?.definition?.kind === 'CreateTable' && relation.definition.columns.find((c) => c.identity);
  if (!first) return false;
  return !(relation.alters ?? []).some(({ actions: others }) =>
    others.some(
      (a) => a.kind === 'DropColumns' || (a.kind === 'ModifyColumns' && a.columns.some((c) => c.dropIdentity)),
    ),
  );
}
