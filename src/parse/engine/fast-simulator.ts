import {
  ATNSimulator,
  DFA,
  type DFAState,
  type Parser,
  ParserATNSimulator,
  type ParserRuleContext,
  PredictionContextCache,
  PredictionMode,
  StarLoopEntryState,
  type TokenStream,
} from 'antlr4ng';
import { OracleParser } from '../generated/OracleParser.js';
import { FirstTokenTables } from './first-token-tables.js';
import { lazyATN } from './lazy-atn.js';
import { encodeDecisions, LearnedDecisions, type LearnedState } from './learned-decisions.js';

/**
 * Prediction by the first token alone where that decides, then over the states it already knows, without allocating.
 * Only what is new, or needs full context, goes to the stock simulator. The grammar has no predicates, so an accept
 * state is the answer.
 */
export class FastSimulator extends ParserATNSimulator {
  /** Those of decisions that were asked. */
  readonly #dfas: DFA[];
  readonly #learned: LearnedDecisions | undefined;
  /** Worked out where nothing is learned. */
  #tables: FirstTokenTables | undefined;

  /** `learned`: what `encodeDecisions` has written of this grammar, or nothing. */
  constructor(parser: Parser, learned: Uint8Array | undefined) {
    const dfas: DFA[] = [];
    super(
      parser,
      lazyATN(() => OracleParser._ATN),
      dfas,
      new PredictionContextCache(),
    );
    this.#dfas = dfas;
    this.#learned = LearnedDecisions.of(learned);
  }

  override adaptivePredict(input: TokenStream, decision: number, outerContext: ParserRuleContext | null): number {
    const learned = this.#learned?.decision(decision);
    const first = input.LA(1);
    const decided = (learned?.table ?? this.#ownTables().table(decision))[first + 1]!;
    if (decided !== 0) return decided;
    if (
      first === OracleParser.LPAREN &&
      this.predictionMode === PredictionMode.SLL &&
      (learned === undefined ? this.#isSuffixLoop(decision) : learned.isLoop && suffixRules.has(learned.rule))
    ) {
      return continueLoop;
    }
    const known = this.#followLearned(learned?.start, input) || this.#follow(this.#dfas[decision]?.s0, input);
    if (known !== 0) return known;
    this.#dfas[decision] ??= new DFA(this.atn.decisionToState[decision]!, decision);
    return super.adaptivePredict(input, decision, outerContext);
  }

  /** What all decisions have grown to, for another simulator of this grammar. */
  learned(): Uint8Array {
    return encodeDecisions(this.atn, this.#ownTables(), this.#dfas);
  }

  /** The states that a decision has grown to. */
  sizeOf(decision: number): number {
    return (this.#learned?.decision(decision).size ?? 0) + [...(this.#dfas[decision] ?? [])].length;
  }

  /** The alternative that states lead to; 0 where they end before the input has decided. */
  #followLearned(start: LearnedState | undefined, input: TokenStream): number {
    let state = start;
    for (let ahead = 1; state !== undefined; ahead++) {
      if (state.isAcceptState) return this.#answerOf(state);
      state = state.edges.get(input.LA(ahead) + 1);
    }
    return 0;
  }

  /** The same with the states of the stock simulator. */
  #follow(start: DFAState | undefined, input: TokenStream): number {
    let state = start;
    for (let ahead = 1; state !== undefined && state !== ATNSimulator.ERROR; ahead++) {
      if (state.isAcceptState) return this.#answerOf(state);
      state = state.edges[input.LA(ahead) + 1];
    }
    return 0;
  }

  #answerOf(state: DFAState | LearnedState): number {
    return state.requiresFullContext && this.predictionMode !== PredictionMode.SLL ? 0 : state.prediction;
  }

  #ownTables(): FirstTokenTables {
    this.#tables ??= new FirstTokenTables(this.atn);
    return this.#tables;
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
