import { type ParserRuleContext, type ParseTree, TerminalNode } from 'antlr4ng';
import type { OracleToken } from '../tokens/oracle-token.js';

/** The token itself, or the first one of a context. */
export function firstTokenOf(node: ParseTree): OracleToken {
  return (node instanceof TerminalNode ? node.symbol : (node as ParserRuleContext).start) as OracleToken;
}

/** Of a context without tokens the first one; its span is empty then. */
export function lastTokenOf(node: ParseTree): OracleToken {
  return (node instanceof TerminalNode ? node.symbol : (node as ParserRuleContext).stop) as OracleToken;
}

/** The type of a token in the tree; 0, which no token has, for a rule context. */
export function tokenTypeOf(node: ParseTree | undefined | null): number {
  return node instanceof TerminalNode ? node.symbol.type : 0;
}

/** The rule of a context; -1 for a token. */
export function ruleOf(node: ParseTree | undefined | null): number {
  return node === undefined || node === null || node instanceof TerminalNode
    ? -1
    : (node as ParserRuleContext).ruleIndex;
}

/** Whether a token of the type is a direct child. */
export function hasToken(context: ParserRuleContext, type: number): boolean {
  for (const child of context.children) if (tokenTypeOf(child) === type) return true;
  return false;
}
