import {
  type ATN,
  type ATNState,
  AtomTransition,
  RangeTransition,
  RuleStopState,
  RuleTransition,
  SetTransition,
  Transition,
} from 'antlr4ng';

/**
 * Which alternative of a decision a token alone decides, by FIRST and FOLLOW sets over the whole grammar. Simulation
 * comes to the same answer, but its first step in a decision like the loop of `expression` walks everything that can
 * follow an expression anywhere: 40 ms at the first statement.
 */
export class FirstTokenTables {
  readonly #atn: ATN;
  readonly #words: number;
  readonly #tables: (Uint8Array | undefined)[] = [];
  readonly #first: (First | undefined)[] = [];
  readonly #direct: (Direct | undefined)[] = [];
  readonly #follow: (TokenSet | undefined)[] = [];

  /**
   * The last walk that came by each state. One that begins in the midst of another takes some of its marks:
   * that one may see a state twice.
   */
  readonly #walkOfState: Uint32Array;
  #walks = 0;

  constructor(atn: ATN) {
    this.#atn = atn;
    this.#walkOfState = new Uint32Array(atn.states.length);
    this.#words = (atn.maxTokenType + 2 + 31) >> 5;
  }

  /** The alternative by token type + 1; 0 where the token decides nothing. */
  table(decision: number): Uint8Array {
    const known = this.#tables[decision];
    if (known !== undefined) return known;
    const table = new Uint8Array(this.#atn.maxTokenType + 2);
    const state = this.#atn.decisionToState[decision]!;
    if (state.transitions.length < 256) this.#fill(table, state);
    this.#tables[decision] = table;
    return table;
  }

  #fill(table: Uint8Array, state: ATNState): void {
    const seenTwice = new Uint8Array(table.length);
    state.transitions.forEach((transition, index) => {
      const set = new Uint32Array(this.#words);
      if (this.#look(transition.target, set)) union(set, this.#followOf(state.ruleIndex));
      for (let type = 0; type < table.length; type++) {
        if ((set[type >> 5]! & (1 << (type & 31))) === 0) continue;
        if (table[type] === 0) table[type] = index + 1;
        else seenTwice[type] = 1;
      }
    });
    for (let type = 0; type < table.length; type++) if (seenTwice[type] === 1) table[type] = 0;
  }

  /**
   * Adds what can come first from a state on to the end of its rule; answers whether that end
   * can be reached without a token.
   */
  #look(from: ATNState, into: TokenSet): boolean {
    const walk = ++this.#walks;
    const walks = this.#walkOfState;
    const open: ATNState[] = [from];
    let reachesEnd = false;
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      if (walks[state.stateNumber] === walk) continue;
      walks[state.stateNumber] = walk;
      if (state instanceof RuleStopState) {
        reachesEnd = true;
        continue;
      }
      for (const transition of state.transitions) {
        if (transition instanceof RuleTransition) {
          const first = this.#firstOf(transition.target.ruleIndex);
          union(into, first.tokens);
          if (first.isNullable) open.push(transition.followState);
        } else if (transition.isEpsilon) {
          open.push(transition.target);
        } else {
          this.#addLabel(transition, into);
        }
      }
    }
    return reachesEnd;
  }

  #addLabel(transition: Transition, into: TokenSet): void {
    if (transition instanceof AtomTransition) add(into, transition.labelValue);
    else if (transition instanceof RangeTransition) addRange(into, transition.start, transition.stop);
    else if (transition instanceof SetTransition && transition.transitionType === Transition.SET) {
      for (const { start, stop } of transition.set) addRange(into, start, stop);
    } else {
      const { maxTokenType } = this.#atn;
      for (let type = 1; type <= maxTokenType; type++) if (transition.matches(type, 1, maxTokenType)) add(into, type);
    }
  }

  #firstOf(rule: number): First {
    const known = this.#first[rule];
    if (known !== undefined) return known;
    const tokens = new Uint32Array(this.#words);
    const isNullable = this.#look(this.#atn.ruleToStartState[rule]!, tokens);
    const first = { tokens, isNullable };
    this.#first[rule] = first;
    return first;
  }

  #followOf(rule: number): TokenSet {
    const known = this.#follow[rule];
    if (known !== undefined) return known;
    const tokens = new Uint32Array(this.#words);
    const visited = new Set<number>([rule]);
    for (const each of visited) {
      const direct = this.#directOf(each);
      union(tokens, direct.tokens);
      for (const caller of direct.endsIn) visited.add(caller);
    }
    this.#follow[rule] = tokens;
    return tokens;
  }

  /** What follows a rule inside the rules that call it. */
  #directOf(rule: number): Direct {
    const known = this.#direct[rule];
    if (known !== undefined) return known;
    const tokens = new Uint32Array(this.#words);
    const endsIn = new Set<number>();
    for (const { target } of this.#atn.ruleToStopState[rule]!.transitions) {
      if (this.#look(target, tokens)) endsIn.add(target.ruleIndex);
    }
    const direct = { tokens, endsIn };
    this.#direct[rule] = direct;
    return direct;
  }
}

/** A bit for each token type + 1. */
type TokenSet = Uint32Array;

interface First {
  readonly tokens: TokenSet;
  readonly isNullable: boolean;
}

interface Direct {
  readonly tokens: TokenSet;
  /** The rules that can end with it. */
  readonly endsIn: ReadonlySet<number>;
}

function add(set: TokenSet, type: number): void {
  set[(type + 1) >> 5]! |= 1 << ((type + 1) & 31);
}

function addRange(set: TokenSet, first: number, last: number): void {
  for (let type = first; type <= last; type++) add(set, type);
}

function union(into: TokenSet, from: TokenSet): void {
  for (let i = 0; i < into.length; i++) into[i]! |= from[i]!;
}
