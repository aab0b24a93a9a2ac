import {
  DefaultErrorStrategy,
  ParseCancellationException,
  Parser,
  type ParserRuleContext,
  RecognitionException,
  Token,
  type TokenStream,
} from 'antlr4ng';

/** Thrown out of the generated parser at its first error, and caught by parse-unit.ts alone. */
export class SyntaxStop extends ParseCancellationException {
  constructor(
    readonly error: { readonly offendingToken: Token | null },
    /** Token types that would have been right, where the parser knows them. */
    readonly expected: readonly number[],
  ) {
    super(new Error('syntax error'));
  }
}

/**
 * Stops at the first error: what to do about it is decided over the tokens (see recovery.ts), not inside the parser.
 */
class StoppingErrorStrategy extends DefaultErrorStrategy {
  override sync(): void {}

  override reportError(): void {}

  override recover(parser: Parser, error: RecognitionException): void {
    throw new SyntaxStop(error, expectedBy(parser));
  }

  override recoverInline(parser: Parser): Token {
    throw new SyntaxStop({ offendingToken: parser.getCurrentToken() }, expectedBy(parser));
  }
}

function expectedBy(parser: Parser): number[] {
  return parser.state < 0 ? [] : parser.getExpectedTokens().toArray();
}

/**
 * The base of the generated parser: no listeners, no repair of single tokens, so that the steps of every rule are few.
 */
export abstract class FastParser extends Parser {
  constructor(input: TokenStream) {
    super(input);
    this.errorHandler = new StoppingErrorStrategy();
  }

  override match(type: number): Token {
    const stream = this.tokenStream;
    const token = stream.LT(1)!;
    if (token.type !== type) return this.errorHandler.recoverInline(this);
    if (type === Token.EOF) this.matchedEOF = true;
    else stream.consume();
    this.context!.addTokenNode(token);
    return token;
  }

  override consume(): Token {
    const stream = this.tokenStream;
    const token = stream.LT(1)!;
    if (token.type !== Token.EOF) stream.consume();
    this.context!.addTokenNode(token);
    return token;
  }

  override enterRule(context: ParserRuleContext, state: number): void {
    this.state = state;
    this.context = context;
    context.start = this.tokenStream.LT(1);
    context.parent?.addChild(context);
  }

  override exitRule(): void {
    const context = this.context!;
    context.stop = this.matchedEOF ? this.tokenStream.LT(1) : this.tokenStream.LT(-1);
    this.state = context.invokingState;
    this.context = context.parent;
  }

  /** What every rule does with what was thrown in it. */
  protected fail(thrown: unknown): never {
    if (thrown instanceof RecognitionException) throw new SyntaxStop(thrown, expectedBy(this));
    throw thrown;
  }
}
