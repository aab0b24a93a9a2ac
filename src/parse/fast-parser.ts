import {
  DefaultErrorStrategy,
  ParseCancellationException,
  Parser,
  type RecognitionException,
  type Token,
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

/** Stops at the first error: what to do about it is decided over the tokens (see recovery.ts), not inside the parser. */
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

/** The base of the generated parser. */
export abstract class FastParser extends Parser {
  constructor(input: TokenStream) {
    super(input);
    this.errorHandler = new StoppingErrorStrategy();
  }
}
