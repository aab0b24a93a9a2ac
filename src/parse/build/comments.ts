import type { ParserRuleContext } from 'antlr4ng';
import type { LineNode } from '../../ir/oracle/index.js';
import type { Lead } from './comment-cursor.js';
import type { BuildContext } from './context.js';
import { firstTokenOf, lastTokenOf } from './tree.js';

/** Builds a node that stands on a line of its own, and gives it the comments around and inside it. */
export function lineNode<C extends ParserRuleContext, T extends LineNode>(
  cx: BuildContext,
  ctx: C,
  build: (cx: BuildContext, ctx: C) => T,
): T {
  const { comments } = cx;
  const lead = comments.lead(firstTokenOf(ctx).start);
  const node = build(cx, ctx);
  const { end } = lastTokenOf(ctx);
  const inside = comments.take(end);
  return attach(node, lead, inside, comments.trail(end));
}

/** Gives the comments between the last node of a list and the word that ends it to that node. */
export function closeList(cx: BuildContext, nodes: readonly LineNode[], end: number): void {
  const last = nodes.at(-1);
  if (last === undefined) return;
  for (const comment of cx.comments.take(end)) closeWith(last, comment);
}

/**
 * The same before a word that begins the next part (ELSE, EXCEPTION, BEGIN): what is not
 * indented deeper is about that part.
 */
export function closePart(cx: BuildContext, nodes: readonly LineNode[], next: ParserRuleContext | null): void {
  const last = nodes.at(-1);
  if (last === undefined || next === null) return;
  for (const comment of cx.comments.takeIndented(firstTokenOf(next).start)) closeWith(last, comment);
}

/** Adds what belongs to a node that was just built. Nodes get their comments here and are not changed afterwards. */
function attach<T extends LineNode>(node: T, lead: Lead, inside: readonly string[], trailing: string | undefined): T {
  const target = node as { -readonly [K in keyof LineNode]: LineNode[K] };
  if (inside.length > 0 || lead.comments.length > 0) {
    target.comments = [...lead.comments, ...(node.comments ?? []), ...inside];
  }
  if (trailing !== undefined) appendTrailing(node, trailing);
  if (lead.blankBefore) target.blankBefore = true;
  return node;
}

/** Puts a comment on the line after a node. */
function closeWith(node: LineNode, comment: string): void {
  const target = node as { trailingComment?: string };
  target.trailingComment = `${node.trailingComment ?? ''}\n${comment}`;
}

/** Puts a comment after a node. */
export function appendTrailing(node: LineNode, comment: string): void {
  const target = node as { trailingComment?: string };
  target.trailingComment = node.trailingComment === undefined ? comment : `${node.trailingComment}\n${comment}`;
}
