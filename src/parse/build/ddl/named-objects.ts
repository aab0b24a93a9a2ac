import type { CreateOther } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type CreateContextContext,
  type CreateDatabaseLinkContext,
  type CreateDirectoryContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { stringValue } from '../expressions/literals.js';
import { buildQualifiedName } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken } from '../tree.js';

/** With the path. (SQL Language Reference, "CREATE DIRECTORY") */
export function buildDirectory(cx: BuildContext, ctx: CreateDirectoryContext, span: Span): CreateOther {
  const detail = stringValue(ctx.STRING_LITERAL().getText());
  return { kind: 'CreateOther', span, objectKind: 'DIRECTORY', name: buildQualifiedName(cx, ctx.name()), detail };
}

/** With the package that may set it. (SQL Language Reference, "CREATE CONTEXT") */
export function buildContextObject(
  cx: BuildContext,
  ctx: CreateContextContext,
  { span, replace }: { readonly span: Span; readonly replace: boolean },
): CreateOther {
  const [name, implementation] = ctx.name();
  const detail = cx.wordsOf(required(implementation)).replaceAll(' . ', '.');
  const trusted = buildQualifiedName(cx, required(implementation));
  const kept = hasToken(ctx, P.GLOBALLY) || hasToken(ctx, P.EXTERNALLY);
  const shared = kept ? { shared: hasToken(ctx, P.ACCESSED) ? 'ACCESSED GLOBALLY' : 'INITIALIZED' } : {};
  return {
    kind: 'CreateOther',
    span,
    objectKind: 'CONTEXT',
    name: buildQualifiedName(cx, required(name)),
    detail,
    context: { trusted, replace, ...shared },
  };
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
