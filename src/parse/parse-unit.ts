import { type ParserRuleContext, PredictionMode } from 'antlr4ng';
import { InternalError } from '../diagnostics/diagnostic.js';
import { type LexedText, lex } from '../source/tokens/lexer.js';
import {
  type CompiledBranch,
  type ConditionalCompilation,
  defaultConditionalCompilation,
} from './conditional-compilation.js';
import { SyntaxStop } from './engine/fast-parser.js';
import { FastSimulator } from './engine/fast-simulator.js';
import { learnedBytes } from './engine/learned-bytes.js';
import { OracleParser } from './generated/OracleParser.js';
import { breakOut } from './recovery.js';
import { describeStop, expectedAt } from './syntax-message.js';
import { type OracleToken, UnitTokenStream } from './tokens/oracle-token.js';
import { parserTokens } from './tokens/token-source.js';

/** What is expected: a whole unit, what SQL*Plus EXECUTE takes, or one expression. */
export type UnitEntry = 'unit' | 'execute' | 'expression';

/** A whole unit, and the usual settings of `$IF`, where nothing is said. */
export interface ParseOptions {
  readonly entry?: UnitEntry;
  readonly conditionalCompilation?: ConditionalCompilation;
}

/** Offsets refer to the unit's text. */
interface SyntaxError {
  readonly offset: number;
  readonly end: number;
  readonly message: string;
  /** What the message says was expected. */
  readonly expected: readonly string[];
  /** The stretch that is left out of the tree because of it: a BROKEN token stands there. */
  readonly skipped: { readonly start: number; readonly end: number };
}

/** A unit as the parser left it. */
export interface ParsedUnit {
  /**
   * Always a tree; what could not be parsed is a BROKEN token in it (rules brokenUnit,
   * brokenStatement, brokenDeclaration).
   */
  readonly tree: ParserRuleContext;
  readonly tokens: readonly OracleToken[];
  readonly lexed: LexedText;
  readonly errors: readonly SyntaxError[];
  readonly branches: readonly CompiledBranch[];
}

/** Parses one unit. Never throws on any text. */
export function parseUnit(source: string | LexedText, options: ParseOptions = {}): ParsedUnit {
  const lexed = typeof source === 'string' ? lex(source) : source;
  const fed = parserTokens(lexed, options.conditionalCompilation ?? defaultConditionalCompilation);
  const errors: SyntaxError[] = fed.compilationErrors.map(({ start, end }) => ({
    offset: start,
    end,
    message: '$ERROR directive in a compiled branch',
    expected: [],
    skipped: { start, end },
  }));
  let tokens = fed.tokens;
  let entry = options.entry ?? 'unit';
  let attempts = 0;
  for (;;) {
    // What SLL cannot decide, LL may; once something is known to be broken, SLL is enough to find the rest.
    const result = parseTokens(lexed.text, tokens, entry, errors.length === 0 ? bothModes : sllOnly);
    if (!(result instanceof SyntaxStop)) {
      errors.sort((a, b) => a.offset - b.offset);
      return { tree: result, tokens, lexed, errors, branches: fed.branches };
    }
    const index = Math.min(result.error.offendingToken?.tokenIndex ?? tokens.length - 1, tokens.length - 1);
    const wide = ++attempts > mostAttempts || entry === 'expression';
    const broken = breakOut(lexed.text, tokens, index, wide);
    // No expression is left: the BROKEN token is a unit.
    if (entry === 'expression') entry = 'unit';
    const offending = tokens[index]!;
    const skipped = broken.skipped;
    const cause = errors.find((error) => error.skipped.start >= skipped.start && error.skipped.end <= skipped.end);
    if (offending.type === OracleParser.BROKEN && cause !== undefined) {
      // Leaving out the smaller stretch was not enough: the same error, a wider stretch.
      errors.splice(errors.indexOf(cause), 1, { ...cause, skipped });
    } else {
      errors.push({
        offset: offending.start,
        end: Math.max(offending.end, offending.start),
        message: describeStop(result, offending),
        expected: expectedAt(result),
        skipped,
      });
    }
    tokens = broken.tokens;
  }
}

/** More errors than this in one unit, and the unit is given up as a whole. */
const mostAttempts = 60;

let shared: SharedParser | undefined;

const sllOnly = [PredictionMode.SLL];
const bothModes = [PredictionMode.SLL, PredictionMode.LL];

function parseTokens(
  text: string,
  tokens: readonly OracleToken[],
  entry: UnitEntry,
  modes: readonly number[],
): ParserRuleContext | SyntaxStop {
  const stream = new UnitTokenStream(tokens, text);
  const { parser, simulator } = sharedParser();
  for (const mode of modes) {
    simulator.predictionMode = mode;
    stream.seek(0);
    parser.tokenStream = stream;
    try {
      return runEntry(parser, entry);
    } catch (stop) {
      if (!(stop instanceof SyntaxStop)) throw stop;
      if (mode === modes.at(-1)) return stop;
    }
  }
  throw new InternalError('parse', 'no prediction mode');
}

function runEntry(from: OracleParser, entry: UnitEntry): ParserRuleContext {
  switch (entry) {
    case 'unit':
      return from.unit();
    case 'execute':
      return from.executeUnit();
    case 'expression':
      return from.expressionUnit();
    default:
      return entry satisfies never;
  }
}

interface SharedParser {
  readonly parser: OracleParser;
  readonly simulator: FastSimulator;
}

/** One for all units: what its decisions have grown to is kept. */
function sharedParser(): SharedParser {
  if (shared === undefined) {
    const parser = new OracleParser(new UnitTokenStream([], ''));
    parser.removeErrorListeners();
    const simulator = new FastSimulator(parser, learnedBytes());
    parser.interpreter = simulator;
    shared = { parser, simulator };
  }
  return shared;
}

/** What the parser has learned of its decisions since the process began, as `learnedBytes` reads it. */
export function learnedDecisions(): Uint8Array {
  return sharedParser().simulator.learned();
}

/** Decisions and how many DFA states each has grown to; what the standing test watches. */
export function decisionSizes(): readonly {
  readonly decision: number;
  readonly rule: string;
  readonly states: number;
}[] {
  const { simulator } = sharedParser();
  return OracleParser._ATN.decisionToState.map((start, decision) => ({
    decision,
    rule: OracleParser.ruleNames[start.ruleIndex]!,
    states: simulator.sizeOf(decision),
  }));
}
