import type { Identifier, QualifiedName } from '../../ir/oracle/index.js';
import {
  type ColumnAliasContext,
  type ColumnListContext,
  type DatabaseLinkContext,
  IdentifierContext,
  type LinkedNameContext,
  type NameContext,
  type NameListContext,
  OracleParser as P,
} from '../generated/OracleParser.js';
import type { OracleToken } from '../tokens/oracle-token.js';
import type { BuildContext } from './context.js';
import { lastOf, required } from './required.js';
import { firstTokenOf } from './tree.js';

/** A name as Oracle stores it. (SQL Language Reference, "Database Object Naming Rules") */
export function buildIdentifier(cx: BuildContext, ctx: IdentifierContext | ColumnAliasContext): Identifier {
  return identifierOfToken(cx, firstTokenOf(ctx));
}

/** A name as Oracle stores it: a quoted one without its quotes, another in upper case. */
export function identifierOfToken(cx: BuildContext, token: OracleToken): Identifier {
  const quoted = token.type === P.QUOTED_ID;
  return {
    kind: 'Identifier',
    span: cx.spanOfToken(token),
    name: quoted ? token.text.slice(1, -1) : token.upperText,
    quoted,
  };
}

/** `a.b.c@link`. */
export function buildQualifiedName(cx: BuildContext, ctx: NameContext | LinkedNameContext): QualifiedName {
  if (ctx.ruleIndex === P.RULE_name) {
    return { kind: 'QualifiedName', span: cx.span(ctx), parts: partsOf(cx, ctx as NameContext) };
  }
  const linked = ctx as LinkedNameContext;
  const parts = partsOf(cx, linked.name());
  const link = linked.databaseLink();
  return link === null
    ? { kind: 'QualifiedName', span: cx.span(ctx), parts }
    : { kind: 'QualifiedName', span: cx.span(ctx), parts, link: linkName(link) };
}

/** The last part of a name that may be qualified. */
export const buildLastName = (cx: BuildContext, ctx: NameContext): Identifier =>
  buildIdentifier(cx, lastOf(ctx.identifier()));

/** `a.b, c`. */
export function buildNameList(cx: BuildContext, ctx: NameListContext): readonly QualifiedName[] {
  return ctx.name().map((name) => buildQualifiedName(cx, name));
}

/** `a, b`: names of one part. */
export function buildColumnList(cx: BuildContext, ctx: ColumnListContext): readonly Identifier[] {
  return ctx.identifier().map((name) => buildIdentifier(cx, name));
}

/** The link without its `@`, a connection qualifier included. */
export function linkName(ctx: DatabaseLinkContext): string {
  let name = '';
  for (let i = 1; i < ctx.children.length; i++) {
    const token = firstTokenOf(required(ctx.children[i]));
    name += token.type === P.QUOTED_ID ? token.text.slice(1, -1) : token.upperText;
  }
  return name;
}

function partsOf(cx: BuildContext, ctx: NameContext): Identifier[] {
  const parts: Identifier[] = [];
  for (const child of ctx.children) if (child instanceof IdentifierContext) parts.push(buildIdentifier(cx, child));
  return parts;
}
