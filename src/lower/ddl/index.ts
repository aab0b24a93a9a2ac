import { InternalError, unreachable } from '../../diagnostics/diagnostic.js';
import { definitionRefused } from '../../diagnostics/op1.js';
import { unsupportedClause } from '../../diagnostics/op2.js';
import type { DdlStatement } from '../../ir/oracle/index.js';
import { type OracleFailure, oracleFailure } from '../../ir/oracle-failure.js';
import { forEachChild } from '../../ir/walk.js';
import { refuse } from '../context.js';
import { lowerAlterObject, lowerAlterSession } from './alter/alter-object.js';
import { lowerAlterTable } from './alter/alter-table.js';
import { secondIdentity } from './alter/second-identity.js';
import { lowerCommentOn } from './comment-on.js';
import { lowerCreateIndex } from './create-index.js';
import { lowerCreateOther, lowerMaterializedViewLog } from './create-other.js';
import { lowerCreateSynonym } from './create-synonym.js';
import type { DdlContext } from './ddl-context.js';
import { lowerDropObject, lowerRename, lowerTruncate } from './drop/drop.js';
import { invalidDefinition, tableNeverMade } from './invalid-definition.js';
import { written } from './names.js';
import { type DdlResult, nothing } from './result.js';
import { raisingStatement } from './runtime-statement.js';
import { lowerGrant } from './security/grant.js';
import { lowerCreateRole, lowerCreateUser } from './security/principals.js';
import { lowerCreateSequence } from './sequence.js';
import { lowerCreateTable } from './tables/create-table.js';
import { withSessionsCopy } from './tables/temporary/gtt-copies.js';
import { lowerCreateTrigger } from './triggers/create-trigger.js';
import { lowerCreateType } from './types/create-type.js';
import { lowerCreateTypeBody } from './types/create-type-body.js';
import { lowerCreateMaterializedView } from './views/create-materialized-view.js';
import { lowerCreateView } from './views/create-view.js';
import { withInvalidViews } from './views/invalid-views.js';

/** DDL but for packages and stand-alone routines, which `lower/unit.ts` takes. */
export function lowerDdl(unit: DdlContext, node: DdlStatement): DdlResult {
  refuseRemote(node);
  const made = withSessionsCopy(unit, node, lowerStatement(unit, node));
  return withInvalidViews(unit, node, made);
}

/**
 * What Oracle refuses and PostgreSQL would make: expressions of a query without names, two columns that count, one that
 * counts in text, two of LONG, no column in sight, START WITH of a sequence that is there.
 */
const wouldBeMade = new Set([998, 1754, 2283, 30669, 30675, 54039]);

/** The error of Oracle in place of such a definition; an installation goes on without it. */
function notMade(unit: DdlContext, node: DdlStatement): DdlResult | undefined {
  const isForced = node.kind === 'CreateView' && node.force === true;
  const invalid = isForced ? undefined : (invalidDefinition(node) ?? secondIdentity(unit, node));
  if (invalid === undefined) return undefined;
  if (unit.options.installerBlocks && !unit.inProgram) {
    refuseInstalled(node, invalid);
    return undefined;
  }
  if (!wouldBeMade.has(invalid.code)) return undefined;
  return { statements: [raisingStatement(node.span, oracleFailure(invalid.code), node.comments)] };
}

/** Of the columns of a query what makes its table or view says more. */
function refuseInstalled(node: DdlStatement, { code, text }: OracleFailure): void {
  if (node.kind === 'CreateTable') {
    const never = tableNeverMade(node);
    if (never) refuse(definitionRefused(node.span, `Table ${written(node.name)}`, never.text));
  } else if (wouldBeMade.has(code) && (node.kind === 'AlterObject' || node.kind === 'AlterTable')) {
    const kind = node.kind === 'AlterTable' ? 'TABLE' : node.objectKind;
    const name = node.name ? ` ${written(node.name)}` : '';
    refuse(definitionRefused(node.span, `ALTER ${kind}${name}`, text));
  }
}

function lowerStatement(unit: DdlContext, node: DdlStatement): DdlResult {
  const failure = notMade(unit, node);
  if (failure) return failure;
  switch (node.kind) {
    case 'CreateTable':
      return lowerCreateTable(unit, node);
    case 'AlterTable':
      return lowerAlterTable(unit, node);
    case 'CreateView':
      return { statements: lowerCreateView(unit, node) };
    case 'CreateMaterializedView':
      return { statements: lowerCreateMaterializedView(unit, node) };
    case 'CreateMaterializedViewLog':
      lowerMaterializedViewLog(unit, node);
      return nothing;
    case 'CreateIndex':
      return { statements: lowerCreateIndex(unit, node) };
    case 'CreateSequence':
      return { statements: lowerCreateSequence(unit, node) };
    case 'CreateSynonym':
      return { statements: lowerCreateSynonym(unit, node) };
    case 'CreateType':
      return { statements: lowerCreateType(unit, node) };
    case 'CreateTypeBody':
      return { statements: lowerCreateTypeBody(unit, node) };
    case 'CreateTrigger':
      return { statements: lowerCreateTrigger(unit, node) };
    case 'CommentOn':
      return { statements: lowerCommentOn(unit, node) };
    case 'Grant':
    case 'Revoke':
      return { statements: lowerGrant(unit, node) };
    case 'DropObject':
      return { statements: lowerDropObject(unit, node) };
    case 'Truncate':
      return { statements: lowerTruncate(unit, node) };
    case 'Rename':
      return { statements: lowerRename(unit, node) };
    case 'AlterObject':
      return { statements: lowerAlterObject(unit, node) };
    case 'AlterSession':
      return { statements: lowerAlterSession(unit, node) };
    case 'CreateUser':
      return { statements: lowerCreateUser(unit, node) };
    case 'CreateRole':
      return { statements: lowerCreateRole(node) };
    case 'CreateOther':
      return { statements: lowerCreateOther(unit, node) };
    case 'CreatePackage':
    case 'CreatePackageBody':
    case 'CreateRoutine':
      throw new InternalError('lower', `${node.kind} is not for lowerDdl`, node.span);
    default:
      return unreachable(node);
  }
}

/** DDL over a database link is ORA-02021: the local object of that name must not be taken for it. */
function refuseRemote(node: DdlStatement): void {
  forEachChild(node, (child) => {
    // The object of a synonym may be a remote one.
    if (child.kind === 'QualifiedName' && child.link !== undefined && node.kind !== 'CreateSynonym')
      refuse(unsupportedClause(child.span, `DDL over the database link ${child.link}`));
  });
}
