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
import { FirstTokenTables } from './first-token-tables.js';

/**
 * Prediction by the first token alone where that decides, then over the states it already knows, without allocating. Only
 * what is new, or needs full context, goes to the stock simulator. The grammar has no predicates, so an accept state is the answer.
 */
export class FastSimulator extends ParserATNSimulator {
  readonly #dfas: DFA[];
  readonly #tables: FirstTokenTables;

  constructor(parser: Parser, atn: ATN, dfas: DFA[], cache: PredictionContextCache) {
    super(parser, atn, dfas, cache);
    this.#dfas = dfas;
    this.#tables = new FirstTokenTables(atn);
  }

  override adaptivePredict(input: TokenStream, decision: number, outerContext: ParserRuleContext | null): number {
    const decided = this.#tables.table(decision)[input.LA(1) + 1]!;
    if (decided !== 0) return decided;
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
