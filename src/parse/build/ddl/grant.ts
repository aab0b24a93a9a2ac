import type { Grant, Identifier, Revoke } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type DropStatementContext,
  type GranteeContext,
  type GrantStatementContext,
  OracleParser as P,
  type PrivilegeContext,
  type RevokeStatementContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildColumnList, buildLastName, buildQualifiedName, identifierOfToken } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, tokenTypeOf } from '../tree.js';

/** (SQL Language Reference, "GRANT") */
export function buildGrant(cx: BuildContext, ctx: GrantStatementContext, span: Span): Grant {
  const object = ctx.grantObject();
  const kind = object === null || object.children.length === 1 ? undefined : grantedKind(cx, object.children);
  const users = ctx.grantee().filter((grantee) => grantee.IDENTIFIED() !== null);
  const option = ctx.grantOption().find((candidate) => firstTokenOf(candidate).type === P.WITH);
  return {
    kind: 'Grant',
    span,
    privileges: ctx.privilege().map((privilege) => buildPrivilege(cx, privilege)),
    ...(object && { object: buildQualifiedName(cx, object.name()) }),
    ...(kind !== undefined && { objectKind: kind }),
    grantees: ctx.grantee().map((grantee) => buildGrantee(cx, grantee)),
    ...(users.length > 0 && { users: users.map((grantee) => buildGrantee(cx, grantee)) }),
    ...(option && { option: grantOption(option.children.map(tokenTypeOf)) }),
  };
}

function grantedKind(cx: BuildContext, children: DropStatementContext['children']): string {
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
  return name === null ? identifierOfToken(cx, firstTokenOf(ctx)) : buildLastName(cx, name);
}
