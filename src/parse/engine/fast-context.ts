import { type ErrorNode, ParserRuleContext, type ParseTree, TerminalNode, type Token } from 'antlr4ng';

/**
 * The base of every rule context. It does what `ParserRuleContext` does, with plain stores: that class declares fields,
 * and below Node 22 defining fields for hundreds of subclasses took 42 % of the parse. Children are few in most
 * contexts, and an array that grows by `push` takes room for 17 at once, so small lists are built to measure.
 */
interface PlainContext {
  start: Token | null;
  stop: Token | null;
  children: ParseTree[];
  parent: ParserRuleContext | null;
  invokingState: number;
}

function PlainContext(this: PlainContext, parent: ParserRuleContext | null, invokingState = -1): void {
  this.start = null;
  this.stop = null;
  this.children = none;
  this.parent = parent;
  this.invokingState = invokingState;
}

/** Shared by contexts without children; never changed. */
const none: ParseTree[] = [];

function append(context: PlainContext, child: ParseTree): void {
  const children = context.children;
  switch (children.length) {
    case 0:
      context.children = [child];
      break;
    case 1:
      context.children = [children[0]!, child];
      break;
    case 2:
      context.children = [children[0]!, children[1]!, child];
      break;
    case 3:
      context.children = [children[0]!, children[1]!, children[2]!, child];
      break;
    default:
      children.push(child);
  }
}

const methods = {
  addChild(this: PlainContext, child: ParserRuleContext): ParserRuleContext {
    append(this, child);
    return child;
  },
  addTokenNode(this: PlainContext & ParserRuleContext, token: Token): TerminalNode {
    const node = new TerminalNode(token);
    node.parent = this;
    append(this, node);
    return node;
  },
  addErrorNode(this: PlainContext & ParserRuleContext, node: ErrorNode): ErrorNode {
    node.parent = this;
    append(this, node);
    return node;
  },
  removeLastChild(this: PlainContext): void {
    this.children = this.children.slice(0, -1);
  },
};

PlainContext.prototype = Object.assign(Object.create(ParserRuleContext.prototype), methods);
PlainContext.prototype.constructor = PlainContext;

/** What the generated parser's contexts extend instead of ANTLR's own class. */
export const FastContext = PlainContext as unknown as typeof ParserRuleContext;
export type FastContext = ParserRuleContext;
