import {
  type ATN,
  ATNSimulator,
  type DFA,
  type Parser,
  ParserATNSimulator,
  type ParserRuleContext,
  type PredictionContextCache,
  PredictionMode,
  type TokenStream,
} from 'antlr4ng';

/**
 * Prediction that walks the states it already knows without allocating. Only what is new, or needs full context,
 * goes to the stock simulator. The grammar has no predicates, so an accept state is the answer.
 */
export class FastSimulator extends ParserATNSimulator {
  readonly #dfas: DFA[];

  constructor(parser: Parser, atn: ATN, dfas: DFA[], cache: PredictionContextCache) {
    super(parser, atn, dfas, cache);
    this.#dfas = dfas;
  }

  override adaptivePredict(input: TokenStream, decision: number, outerContext: ParserRuleContext | null): number {
    let state = this.#dfas[decision]!.s0;
    let ahead = 1;
    while (state !== undefined && state !== null) {
      if (state.isAcceptState) {
        if (state.requiresFullContext && this.predictionMode !== PredictionMode.SLL) break;
        return state.prediction;
      }
      const next = state.edges[input.LA(ahead) + 1];
      if (next === undefined || next === ATNSimulator.ERROR) break;
      state = next;
      ahead++;
    }
    return super.adaptivePredict(input, decision, outerContext);
  }
}
