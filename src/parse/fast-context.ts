import { ParserRuleContext } from 'antlr4ng';

/**
 * The base of every rule context. It does what `ParserRuleContext` does, with plain stores: that class declares fields,
 * and below Node 22 defining fields for hundreds of subclasses took 42 % of the parse.
 */
interface PlainContext {
  start: null;
  stop: null;
  children: unknown[];
  parent: ParserRuleContext | null;
  invokingState: number;
}

function PlainContext(this: PlainContext, parent: ParserRuleContext | null, invokingState = -1): void {
  this.start = null;
  this.stop = null;
  this.children = [];
  this.parent = parent;
  this.invokingState = invokingState;
}
PlainContext.prototype = Object.create(ParserRuleContext.prototype);
PlainContext.prototype.constructor = PlainContext;

export const FastContext = PlainContext as unknown as typeof ParserRuleContext;
export type FastContext = ParserRuleContext;
