import { Buffer } from 'node:buffer';
import { type ATN, type DFA, type DFAState, StarLoopEntryState } from 'antlr4ng';
import type { FirstTokenTables } from './first-token-tables.js';

/** A state of a decision's automaton, without the configurations that it stands for. `edges` by token type + 1. */
export interface LearnedState {
  readonly prediction: number;
  readonly isAcceptState: boolean;
  readonly requiresFullContext: boolean;
  readonly edges: Map<number, LearnedState>;
}

/** What is known of a decision before anything is parsed. */
interface LearnedDecision {
  /** As `FirstTokenTables` makes it. */
  readonly table: Uint8Array;
  /** Whether it is the decision of `x*` to go round once more. */
  readonly isLoop: boolean;
  readonly rule: number;
  readonly start: LearnedState | undefined;
  /** How many states that leads to. */
  readonly size: number;
}

/** What the bytes begin with: anything else is nothing that was learned. */
const mark = Buffer.from('decisions-1:');

/**
 * The decisions of a grammar as bytes: the tables of all, and what the automata have grown to while something was
 * parsed. Numbers of variable length (seven bits a byte).
 */
export function encodeDecisions(
  atn: ATN,
  tables: FirstTokenTables,
  automata: readonly (DFA | undefined)[],
): Uint8Array {
  const parts = atn.decisionToState.map((start, decision) => {
    const out = new NumberWriter();
    out.write(start.ruleIndex * 2 + (start instanceof StarLoopEntryState ? 1 : 0));
    writeRuns(out, tables.table(decision));
    writeStates(out, automata[decision]);
    return out.bytes;
  });
  const head = new NumberWriter();
  head.write(parts.length);
  for (const part of parts) head.write(part.length);
  return Buffer.from([...mark, ...head.bytes, ...parts.flat()]);
}

/** Reads what `encodeDecisions` has written, each decision where it is first asked for. */
export class LearnedDecisions {
  readonly #bytes: Uint8Array;
  readonly #places: number[] = [];
  readonly #known: (LearnedDecision | undefined)[] = [];

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const head = new NumberReader(bytes, mark.length);
    const lengths = Array.from({ length: head.read() }, () => head.read());
    let place = head.place;
    for (const length of lengths) {
      this.#places.push(place);
      place += length;
    }
  }

  /** Nothing where the bytes are none of `encodeDecisions`: the parser learns by itself then. */
  static of(bytes: Uint8Array | undefined): LearnedDecisions | undefined {
    return bytes !== undefined && mark.equals(bytes.subarray(0, mark.length)) ? new LearnedDecisions(bytes) : undefined;
  }

  decision(number: number): LearnedDecision {
    const known = this.#known[number];
    if (known !== undefined) return known;
    const from = new NumberReader(this.#bytes, this.#places[number]!);
    const ruleAndLoop = from.read();
    const table = readRuns(from);
    const states = readStates(from);
    const decision = {
      table,
      isLoop: ruleAndLoop % 2 === 1,
      rule: ruleAndLoop >> 1,
      start: states[0],
      size: states.length,
    };
    this.#known[number] = decision;
    return decision;
  }
}

function writeRuns(out: NumberWriter, table: Uint8Array): void {
  out.write(table.length);
  for (let from = 0; from < table.length; ) {
    let to = from;
    while (to < table.length && table[to] === table[from]) to++;
    out.write(to - from);
    out.write(table[from]!);
    from = to;
  }
}

function readRuns(from: NumberReader): Uint8Array {
  const table = new Uint8Array(from.read());
  for (let at = 0; at < table.length; ) {
    const end = at + from.read();
    table.fill(from.read(), at, end);
    at = end;
  }
  return table;
}

/** The start first, then in the order in which they are reached. Those of a precedence rule start differently: none. */
function writeStates(out: NumberWriter, automaton: DFA | undefined): void {
  const start = automaton?.isPrecedenceDfa ? undefined : automaton?.s0;
  const numbers = new Map<DFAState, number>(start ? [[start, 0]] : []);
  const edgesOf = (state: DFAState) =>
    [...state.edges.entries()].filter(
      (edge): edge is [number, DFAState] => (edge[1]?.stateNumber ?? unreal) !== unreal,
    );
  for (const state of numbers.keys()) {
    for (const [, target] of edgesOf(state)) if (!numbers.has(target)) numbers.set(target, numbers.size);
  }
  out.write(numbers.size);
  for (const state of numbers.keys()) {
    out.write(state.isAcceptState ? state.prediction * 2 + (state.requiresFullContext ? 1 : 0) : 0);
    const edges = edgesOf(state);
    out.write(edges.length);
    for (const [token, target] of edges) {
      out.write(token);
      out.write(numbers.get(target)!);
    }
  }
}

/** The number of the state in which the stock simulator ends where nothing fits. */
const unreal = 2 ** 31 - 1;

function readStates(from: NumberReader): LearnedState[] {
  const count = from.read();
  const states = Array.from({ length: count }, () => ({
    prediction: 0,
    isAcceptState: false,
    requiresFullContext: false,
    edges: new Map<number, LearnedState>(),
  }));
  for (const state of states) {
    const accepted = from.read();
    state.prediction = accepted >> 1;
    state.isAcceptState = accepted > 0;
    state.requiresFullContext = accepted % 2 === 1;
    for (let left = from.read(); left > 0; left--) {
      const token = from.read();
      state.edges.set(token, states[from.read()]!);
    }
  }
  return states;
}

class NumberWriter {
  readonly bytes: number[] = [];

  write(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>= 7) this.bytes.push((rest & 127) | 128);
    this.bytes.push(rest);
  }
}

class NumberReader {
  constructor(
    readonly bytes: Uint8Array,
    public place: number,
  ) {}

  read(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.place++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
}
