import type { ParserRuleContext } from 'antlr4ng';
import type { Block, Declaration, ExceptionHandler, Identifier } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type BlockContext,
  type BodyContext,
  type DeclarationContext,
  type ExceptionHandlerContext,
  type ExceptionPartContext,
  OracleParser as P,
  type StatementListContext,
} from '../../generated/OracleParser.js';
import { closeList, closePart, lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildQualifiedName } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, tokenTypeOf } from '../tree.js';
import { buildDeclaration } from './declarations.js';
import { buildStatements } from './statements.js';

/** A block inside other statements, or an anonymous one; comments are its caller's business. */
export function buildBlockStatement(
  cx: BuildContext,
  ctx: BlockContext,
  span: Span,
  labels: readonly Identifier[],
): Block {
  const declarations = buildDeclarations(cx, ctx.declaration(), ctx.body());
  return buildBody(cx, ctx.body(), span, { labels, declarations });
}

/** The part from BEGIN on, with declarations that were built before it. */
export function buildBody(
  cx: BuildContext,
  ctx: BodyContext,
  span: Span,
  { labels, declarations }: { readonly labels: readonly Identifier[]; readonly declarations: readonly Declaration[] },
): Block {
  const parts = buildBodyParts(cx, ctx, ctx.statementList(), ctx.exceptionPart());
  return { kind: 'Block', span, labels, declarations, ...parts };
}

/** Statements and handlers of what ends with END. */
export function buildBodyParts(
  cx: BuildContext,
  ctx: ParserRuleContext,
  list: StatementListContext,
  exceptions: ExceptionPartContext | null,
): Pick<Block, 'body' | 'handlers'> {
  const body = buildStatements(cx, list);
  closePart(cx, body, exceptions);
  const handlers: ExceptionHandler[] = [];
  for (const handler of exceptions?.exceptionHandler() ?? []) {
    closePart(cx, handlers.at(-1)?.body ?? [], handler);
    handlers.push(lineNode(cx, handler, buildHandler));
  }
  closeList(cx, handlers.at(-1)?.body ?? body, endOffset(ctx));
  return { body, handlers };
}

/** Where the word END of a context stands. */
export function endOffset(ctx: ParserRuleContext): number {
  for (let i = ctx.children.length - 1; i >= 0; i--) {
    const child = required(ctx.children[i]);
    if (tokenTypeOf(child) === P.END) return firstTokenOf(child).start;
  }
  return firstTokenOf(ctx).start;
}

function buildHandler(cx: BuildContext, ctx: ExceptionHandlerContext): ExceptionHandler {
  return {
    kind: 'ExceptionHandler',
    span: cx.span(ctx),
    exceptions: ctx.name().map((name) => buildQualifiedName(cx, name)),
    body: buildStatements(cx, ctx.statementList()),
  };
}

/** Declarations of a package, routine or block, and the body that follows them. */
export function buildDeclarations(
  cx: BuildContext,
  declarations: readonly DeclarationContext[],
  body: ParserRuleContext | null = null,
): Declaration[] {
  const built = declarations.map((declaration) => buildDeclaration(cx, declaration));
  closePart(cx, built, body);
  return built;
}
