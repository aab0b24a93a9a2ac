import type {
  CommentOn,
  CreateOther,
  CreateSynonym,
  DropObject,
  Grant,
  Identifier,
  Rename,
  Revoke,
  Truncate,
} from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';
import {
  type CommentStatementContext,
  type CreateContextContext,
  type CreateDatabaseLinkContext,
  type CreateDirectoryContext,
  type CreateSynonymContext,
  type DropStatementContext,
  type GranteeContext,
  type GrantStatementContext,
  OracleParser as P,
  type PrivilegeContext,
  type RenameStatementContext,
  type RevokeStatementContext,
  type TruncateStatementContext,
} from '../generated/OracleParser.js';
import { type BuildContext, firstTokenOf, hasToken, tokenTypeOf } from './context.js';
import { constraintName } from './ddl-constraints.js';
import { stringValue } from './literals.js';
import { buildColumnList, buildQualifiedName, identifierOfToken } from './names.js';
import { required } from './required.js';

/** (SQL Language Reference, "CREATE SYNONYM") */
export function buildSynonym(
  cx: BuildContext,
  ctx: CreateSynonymContext,
  span: Span,
  isPublic: boolean,
  replaces: boolean,
): CreateSynonym {
  const name = buildQualifiedName(cx, ctx.name());
  const target = buildQualifiedName(cx, ctx.linkedName());
  return { kind: 'CreateSynonym', span, name, public: isPublic, replace: replaces, target };
}

/** (SQL Language Reference, "COMMENT") */
export function buildCommentOn(cx: BuildContext, ctx: CommentStatementContext, span: Span): CommentOn {
  const target = cx.wordsOf(ctx.commentTarget());
  const literal = ctx.STRING_LITERAL();
  const on = target === 'VIEW' ? 'TABLE' : isCommented(target) ? target : 'OTHER';
  const name = buildQualifiedName(cx, ctx.name());
  return { kind: 'CommentOn', span, on, name, text: literal === null ? '' : stringValue(literal.getText()) };
}

function isCommented(target: string): target is Exclude<CommentOn['on'], 'OTHER'> {
  return target === 'TABLE' || target === 'COLUMN' || target === 'MATERIALIZED VIEW';
}

/** (SQL Language Reference, "GRANT") */
export function buildGrant(cx: BuildContext, ctx: GrantStatementContext, span: Span): Grant {
  const object = ctx.grantObject();
  const kind = object === null || object.children.length === 1 ? undefined : objectKindOf(cx, object.children);
  const option = ctx.grantOption().find((candidate) => firstTokenOf(candidate).type === P.WITH);
  return {
    kind: 'Grant',
    span,
    privileges: ctx.privilege().map((privilege) => buildPrivilege(cx, privilege)),
    ...(object && { object: buildQualifiedName(cx, object.name()) }),
    ...(kind !== undefined && { objectKind: kind }),
    grantees: ctx.grantee().map((grantee) => buildGrantee(cx, grantee)),
    ...(option && { option: grantOption(option.children.map(tokenTypeOf)) }),
  };
}

function objectKindOf(cx: BuildContext, children: DropStatementContext['children']): string {
  return children
    .slice(0, -1)
    .map((child) => cx.wordsOf(child))
    .join(' ');
}

function grantOption(words: readonly number[]): NonNullable<Grant['option']> {
  if (words.includes(P.ADMIN)) return 'ADMIN';
  if (words.includes(P.HIERARCHY)) return 'HIERARCHY';
  return words.includes(P.DELEGATE) ? 'DELEGATE' : 'GRANT';
}

/** (SQL Language Reference, "REVOKE") */
export function buildRevoke(cx: BuildContext, ctx: RevokeStatementContext, span: Span): Revoke {
  const object = ctx.grantObject();
  return {
    kind: 'Revoke',
    span,
    privileges: ctx.privilege().map((privilege) => buildPrivilege(cx, privilege)),
    ...(object && { object: buildQualifiedName(cx, object.name()) }),
    grantees: ctx.grantee().map((grantee) => buildGrantee(cx, grantee)),
  };
}

function buildPrivilege(cx: BuildContext, ctx: PrivilegeContext): Grant['privileges'][number] {
  const words = ctx.privilegeWord();
  const [only] = words;
  const token = firstTokenOf(required(only));
  const name =
    words.length === 1 && token.type === P.QUOTED_ID
      ? identifierOfToken(cx, token).name
      : words.map((word) => cx.wordsOf(word)).join(' ');
  const columns = ctx.columnList();
  return columns === null ? { name } : { name, columns: buildColumnList(cx, columns) };
}

function buildGrantee(cx: BuildContext, ctx: GranteeContext): Identifier {
  const name = ctx.name();
  return name === null ? identifierOfToken(cx, firstTokenOf(ctx)) : constraintName(cx, name);
}

/** (SQL Language Reference, "DROP TABLE" and its siblings) */
export function buildDrop(cx: BuildContext, ctx: DropStatementContext, span: Span): DropObject {
  const modifier = ctx.dropModifier();
  const log = hasToken(ctx, P.LOG) ? ' LOG' : '';
  const objectKind = `${modifier === null ? '' : `${cx.wordsOf(modifier)} `}${cx.wordsOf(ctx.dropKind())}${log}`;
  return {
    kind: 'DropObject',
    span,
    objectKind,
    name: buildQualifiedName(cx, ctx.linkedName()),
    ...((ctx.ifExists() !== null || hasToken(ctx, P.IF)) && { ifExists: true }),
    options: ctx.dropOption().map((option) => cx.wordsOf(option)),
  };
}

/** Undefined for TRUNCATE CLUSTER. */
export function buildTruncate(cx: BuildContext, ctx: TruncateStatementContext, span: Span): Truncate | undefined {
  if (hasToken(ctx, P.CLUSTER)) return undefined;
  return { kind: 'Truncate', span, table: buildQualifiedName(cx, ctx.name()), cascade: hasToken(ctx, P.CASCADE) };
}

/** (SQL Language Reference, "RENAME") */
export function buildRename(cx: BuildContext, ctx: RenameStatementContext, span: Span): Rename {
  const [from, to] = ctx.name();
  return { kind: 'Rename', span, from: constraintName(cx, required(from)), to: constraintName(cx, required(to)) };
}

// ---------- objects that are known by name, with what the report shows of them ----------

/** With the path. (SQL Language Reference, "CREATE DIRECTORY") */
export function buildDirectory(cx: BuildContext, ctx: CreateDirectoryContext, span: Span): CreateOther {
  const detail = stringValue(ctx.STRING_LITERAL().getText());
  return { kind: 'CreateOther', span, objectKind: 'DIRECTORY', name: buildQualifiedName(cx, ctx.name()), detail };
}

/** With the package that may set it. (SQL Language Reference, "CREATE CONTEXT") */
export function buildContextObject(cx: BuildContext, ctx: CreateContextContext, span: Span): CreateOther {
  const [name, implementation] = ctx.name();
  const detail = cx.wordsOf(required(implementation)).replaceAll(' . ', '.');
  return { kind: 'CreateOther', span, objectKind: 'CONTEXT', name: buildQualifiedName(cx, required(name)), detail };
}

/** The connect string only: a password has no place in a report. */
export function buildDatabaseLink(cx: BuildContext, ctx: CreateDatabaseLinkContext, span: Span): CreateOther {
  const name = buildQualifiedName(cx, ctx.name());
  const using = ctx.linkOption().find((option) => firstTokenOf(option).type === P.USING);
  const literal = using?.STRING_LITERAL();
  return {
    kind: 'CreateOther',
    span,
    objectKind: 'DATABASE LINK',
    name,
    ...(literal && { detail: stringValue(literal.getText()) }),
  };
}
