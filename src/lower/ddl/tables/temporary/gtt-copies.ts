import type { RelationSymbol } from '../../../../analyze/model/symbols.js';
import { alterNotConverted } from '../../../../diagnostics/op6-objects.js';
import type { DdlStatement } from '../../../../ir/oracle/index.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import type { UnitContext } from '../../../context.js';
import type { DdlContext } from '../../ddl-context.js';
import { literal, regclassText, relationNamed } from '../../names.js';
import type { DdlResult } from '../../result.js';
import { triggerNamed } from '../../triggers/trigger-names.js';

/** DDL that a session's copy of a temporary table has to follow. */
interface Change {
  readonly relation: RelationSymbol | undefined;
  /** The error where the session's rows are in the way; triggers come and go beside them. */
  readonly inUse?: 14450 | 14452;
}

/**
 * DDL on a global temporary table reaches the template; the copy that the session may have follows: it is made anew for
 * columns, constraints and indexes, which Oracle refuses while the session's rows are in the table (ORA-14450,
 * ORA-14452), and gets the triggers that the template has now. (SQL Language Reference, CREATE TABLE, "GLOBAL
 * TEMPORARY"; Database Error Messages)
 */
export function withSessionsCopy(unit: DdlContext, node: DdlStatement, result: DdlResult): DdlResult {
  if (result.statements.length === 0) return result;
  const { relation, inUse } = changeOf(unit, node) ?? {};
  if (relation?.definition?.kind !== 'CreateTable' || relation.definition.temporary !== 'GLOBAL') return result;
  if (unit.inProgram && inUse === undefined)
    unit.report(
      alterNotConverted(node.span, `Changing triggers of ${relation.name} in other sessions that have used the table`),
    );
  const call = (name: string, ...args: readonly string[]): PgStatement => ({
    kind: 'PgFixedStatement',
    span: node.span,
    text: `call ora.${name}(${[literal(regclassText(unit.naming.of(relation))), ...args].join(', ')})`,
  });
  return {
    ...result,
    statements: [
      ...(inUse !== undefined && unit.options.installerBlocks !== true ? [call('gtt_unused', String(inUse))] : []),
      ...result.statements,
      ...(inUse === undefined ? [call('gtt_triggers')] : node.kind === 'DropObject' ? [] : [call('gtt_again')]),
    ],
  };
}

function changeOf(unit: UnitContext, node: DdlStatement): Change | undefined {
  switch (node.kind) {
    case 'AlterTable':
      return {
        relation: relationNamed(unit, node.name),
        ...(node.actions.every((a) => a.kind === 'EnableTriggers') ? {} : { inUse: 14450 }),
      };
    case 'CreateIndex':
      return { relation: relationNamed(unit, node.table), inUse: 14452 };
    case 'CreateTrigger':
      return { relation: node.on.kind === 'Table' ? relationNamed(unit, node.on.name) : undefined };
    case 'AlterObject':
      return node.objectKind === 'TRIGGER' && node.name
        ? { relation: triggerNamed(unit, node.name)?.table }
        : undefined;
    case 'DropObject':
      if (node.objectKind === 'TRIGGER') return { relation: triggerNamed(unit, node.name)?.table };
      return node.objectKind === 'TABLE' ? { relation: relationNamed(unit, node.name), inUse: 14452 } : undefined;
    default:
      return undefined;
  }
}
