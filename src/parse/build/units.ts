import type { ParserRuleContext } from 'antlr4ng';
import type {
  AnonymousBlock,
  BindVariable,
  Block,
  BrokenUnit,
  OtherStatement,
  ScriptUnit,
  SqlCall,
  Statement,
} from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import {
  type AlterSessionContext,
  type AlterStatementContext,
  type AlterTableContext,
  type AnonymousBlockContext,
  type CallUnitContext,
  type CommentStatementContext,
  type CreateStatementContext,
  type DropStatementContext,
  type GrantStatementContext,
  type LockTableStatementContext,
  OracleParser as P,
  type QueryContext,
  type RenameStatementContext,
  type RevokeStatementContext,
  type TransactionStatementContext,
  type TruncateStatementContext,
  type UnitContext,
} from '../generated/OracleParser.js';
import { lineNode } from './comments.js';
import type { BuildContext } from './context.js';
import { buildAlterObject, buildAlterSession } from './ddl/alter.js';
import { buildAlterTable } from './ddl/alter-table.js';
import { buildCommentOn } from './ddl/comment-on.js';
import { buildCreate } from './ddl/create.js';
import { buildDrop } from './ddl/drop.js';
import { buildGrant, buildRevoke } from './ddl/grant.js';
import { buildRename } from './ddl/rename.js';
import { buildTruncate } from './ddl/truncate.js';
import { buildDml, type DmlContext } from './dml.js';
import { bindName } from './expressions/chains.js';
import { buildReference } from './expressions/expressions.js';
import { buildBlockStatement } from './plsql/blocks.js';
import { buildCallStatement, firstWords, labelsOf } from './plsql/statements.js';
import { buildLockTable, buildTransaction } from './plsql/transactions.js';
import { buildQuery } from './queries/queries.js';
import { required } from './required.js';
import { firstTokenOf, hasToken } from './tree.js';

/** The tree of one unit. Undefined where there is no statement, only a terminator. */
export function buildUnit(cx: BuildContext, tree: UnitContext): ScriptUnit | undefined {
  const statement = tree.statementUnit();
  if (statement === null) return undefined;
  return lineNode(cx, tree, () => buildStatementUnit(cx, statement.children[0] as ParserRuleContext));
}

function buildStatementUnit(cx: BuildContext, ctx: ParserRuleContext): ScriptUnit {
  const span = cx.span(ctx);
  switch (ctx.ruleIndex) {
    case P.RULE_createStatement:
      return buildCreate(cx, ctx as CreateStatementContext, span);
    case P.RULE_alterStatement:
      return buildAlter(cx, ctx as AlterStatementContext, span);
    case P.RULE_dropStatement:
      return buildDrop(cx, ctx as DropStatementContext, span);
    case P.RULE_query:
      return { kind: 'QueryStatement', span, query: buildQuery(cx, ctx as QueryContext) };
    case P.RULE_insertStatement:
    case P.RULE_updateStatement:
    case P.RULE_deleteStatement:
    case P.RULE_mergeStatement:
      return buildDml(cx, ctx as DmlContext);
    case P.RULE_anonymousBlock: {
      const block = (ctx as AnonymousBlockContext).block();
      const labels = labelsOf(cx, ctx.children);
      return { kind: 'AnonymousBlock', span, block: buildBlockStatement(cx, block, span, labels) };
    }
    case P.RULE_commentStatement:
      return buildCommentOn(cx, ctx as CommentStatementContext, span);
    case P.RULE_grantStatement:
      if (isToUnit(ctx as GrantStatementContext)) return buildOther(cx, ctx, 2);
      return buildGrant(cx, ctx as GrantStatementContext, span);
    case P.RULE_revokeStatement:
      // Taking back the option leaves the privilege itself.
      if (hasToken(ctx, P.OPTION) || isToUnit(ctx as RevokeStatementContext)) return buildOther(cx, ctx, 4);
      return buildRevoke(cx, ctx as RevokeStatementContext, span);
    case P.RULE_transactionStatement:
      return buildTransaction(cx, ctx as TransactionStatementContext) ?? buildOther(cx, ctx, 2);
    case P.RULE_truncateStatement:
      return buildTruncate(cx, ctx as TruncateStatementContext, span) ?? buildOther(cx, ctx, 2);
    case P.RULE_renameStatement:
      return buildRename(cx, ctx as RenameStatementContext, span);
    case P.RULE_lockTableStatement:
      return buildLockTable(cx, ctx as LockTableStatementContext);
    case P.RULE_callUnit:
      return buildSqlCall(cx, ctx as CallUnitContext, span);
    case P.RULE_brokenUnit:
      return brokenUnit(cx.textOf(ctx), span);
    default:
      return buildOther(cx, ctx, 2);
  }
}

function buildAlter(cx: BuildContext, ctx: AlterStatementContext, span: Span): ScriptUnit {
  const child = ctx.children[1] as ParserRuleContext;
  switch (child.ruleIndex) {
    case P.RULE_alterTable:
      return buildAlterTable(cx, child as AlterTableContext, span);
    case P.RULE_alterSession:
      return buildAlterSession(cx, child as AlterSessionContext, span);
    default:
      if (firstTokenOf(child).type === P.SYSTEM) return buildOther(cx, ctx, 2);
      return buildAlterObject(cx, child, span);
  }
}

/** Roles of program units (SQL Language Reference, "GRANT", "grant_roles_to_programs") have no counterpart. */
function isToUnit(ctx: GrantStatementContext | RevokeStatementContext): boolean {
  return ctx.grantee().some((g) => hasToken(g, P.PROCEDURE) || hasToken(g, P.FUNCTION) || hasToken(g, P.PACKAGE));
}

/** A statement known by its first words only. */
function buildOther(cx: BuildContext, ctx: ParserRuleContext, words: number): OtherStatement {
  return { kind: 'OtherStatement', span: cx.span(ctx), what: cx.wordsOf(ctx, words), text: cx.textOf(ctx) };
}

function buildSqlCall(cx: BuildContext, ctx: CallUnitContext, span: Span): SqlCall | AnonymousBlock | OtherStatement {
  const target = ctx.reference();
  const variable = ctx.BIND();
  if (variable) {
    // CALL f(x) INTO :v is BEGIN :v := f(x); END; to SQL*Plus and everybody else.
    const name: BindVariable = { kind: 'BindVariable', span: cx.span(variable), name: bindName(variable.getText()) };
    const assignment: Statement = { kind: 'Assignment', span, target: name, value: buildReference(cx, target) };
    const block: Block = { kind: 'Block', span, labels: [], declarations: [], body: [assignment], handlers: [] };
    return { kind: 'AnonymousBlock', span, block };
  }
  const call = buildCallStatement(cx, target, buildReference(cx, target));
  if (call.kind === 'UnsupportedStatement') return { kind: 'OtherStatement', span, what: 'CALL', text: cx.textOf(ctx) };
  return { kind: 'SqlCall', span, call };
}

/** A unit of which nothing is known but what its first words tell. */
export function brokenUnit(text: string, span: Span): BrokenUnit {
  const head = objectHead(text);
  const { objectKind, objectName } = head;
  const what = objectKind === undefined ? firstWords(text) : `CREATE ${objectKind} ${objectName}`;
  return { kind: 'BrokenUnit', span, what, ...head };
}

const createHead =
  /^\s*create\s+(?:or\s+replace\s+)?(?:(?:editionable|noneditionable|editioning|force|no\s+force|noforce|global|private|temporary|unique|bitmap|public)\s+)*((?:materialized\s+view(?:\s+log)?|package\s+body|type\s+body|database\s+link|java\s+(?:source|class)|[a-z]+))\s+(?:if\s+not\s+exists\s+)?((?:"[^"]+"|[\w$#]+)(?:\s*\.\s*(?:"[^"]+"|[\w$#]+))*)/i;

/** Kind and name of the object that a CREATE statement makes, from its text. */
function objectHead(text: string): { readonly objectKind?: string; readonly objectName?: string } {
  const match = createHead.exec(text.replace(/^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, ''));
  if (match === null) return {};
  return {
    objectKind: required(match[1]).replace(/\s+/g, ' ').toUpperCase(),
    objectName: required(match[2]).replace(
      /"([^"]+)"|([\w$#]+)|\s+/g,
      (_, quoted?: string, plain?: string) => quoted ?? plain?.toUpperCase() ?? '',
    ),
  };
}
