import {
  type ATN,
  ATNSimulator,
  DFA,
  type Parser,
  ParserATNSimulator,
  type ParserRuleContext,
  type PredictionContextCache,
  PredictionMode,
  StarLoopEntryState,
  type TokenStream,
} from 'antlr4ng';
import { FirstTokenTables } from './first-token-tables.js';
import { OracleParser } from './generated/OracleParser.js';

/**
 * Prediction by the first token alone where that decides, then over the states it already knows, without allocating.
 * Only what is new, or needs full context, goes to the stock simulator. The grammar has no predicates, so an accept
 * state is the answer.
 */
export class FastSimulator extends ParserATNSimulator {
  /** Those of decisions that were asked. */
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
    if (
      input.LA(1) === OracleParser.LPAREN &&
      this.predictionMode === PredictionMode.SLL &&
      this.#isSuffixLoop(decision)
    ) {
      return continueLoop;
    }
    this.#dfas[decision] ??= new DFA(this.atn.decisionToState[decision]!, decision);
    let state = this.#dfas[decision].s0;
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

  /** The loops over what follows a name or an operand. */
  #isSuffixLoop(decision: number): boolean {
    const state = this.atn.decisionToState[decision]!;
    return state instanceof StarLoopEntryState && suffixRules.has(state.ruleIndex);
  }
}

/**
 * A parenthesis behind a name begins its arguments. The grammar knows places where it could also begin a query behind
 * an expression (`INSERT ALL … VALUES (1) (SELECT …)`): there SLL ends in an error, and LL, which does not come here,
 * decides.
 */
const suffixRules: ReadonlySet<number> = new Set([
  OracleParser.RULE_operand,
  OracleParser.RULE_reference,
  OracleParser.RULE_callTarget,
]);
const continueLoop = 1;
