import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParserRuleContext, type ParseTree, PredictionMode } from 'antlr4ng';
import { describe, expect, it } from 'vitest';
import { defaultConditionalCompilation } from '../../src/parse/conditional-compilation.js';
import { SyntaxStop } from '../../src/parse/engine/fast-parser.js';
import { FastSimulator } from '../../src/parse/engine/fast-simulator.js';
import { FirstTokenTables } from '../../src/parse/engine/first-token-tables.js';
import { LearnedDecisions } from '../../src/parse/engine/learned-decisions.js';
import { OracleParser } from '../../src/parse/generated/OracleParser.js';
import { UnitTokenStream } from '../../src/parse/tokens/oracle-token.js';
import { parserTokens } from '../../src/parse/tokens/token-source.js';
import { lex } from '../../src/source/tokens/lexer.js';

const folder = join(import.meta.dirname, 'accepted');
const units = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^\/\n/m));

/** A parser of its own, and what gives the tree of a unit with it, by SLL: in what that cannot decide, nothing is learned. */
function parserWith(learned: Uint8Array | undefined) {
  const parser = new OracleParser(new UnitTokenStream([], ''));
  parser.removeErrorListeners();
  const simulator = new FastSimulator(parser, learned);
  simulator.predictionMode = PredictionMode.SLL;
  parser.interpreter = simulator;
  const treeOf = (text: string): string => {
    parser.tokenStream = new UnitTokenStream(parserTokens(lex(text), defaultConditionalCompilation).tokens, text);
    try {
      return print(parser.unit());
    } catch (stop) {
      if (stop instanceof SyntaxStop) return undecided;
      throw stop;
    }
  };
  return { simulator, treeOf };
}

const print = (tree: ParseTree): string =>
  tree instanceof ParserRuleContext ? `(${tree.ruleIndex} ${tree.children.map(print).join(' ')})` : tree.getText();

const undecided = 'undecided';

const sizes = (simulator: FastSimulator) => OracleParser._ATN.decisionToState.map((_, n) => simulator.sizeOf(n));

describe('what a parser has learned', () => {
  const teacher = parserWith(undefined);
  const trees = units.map(teacher.treeOf);
  const learned = teacher.simulator.learned();

  it('is a table for each decision, and the automata as they were', () => {
    const decisions = LearnedDecisions.of(learned)!;
    const tables = new FirstTokenTables(OracleParser._ATN);
    OracleParser._ATN.decisionToState.forEach((start, decision) => {
      expect(decisions.decision(decision).rule).toBe(start.ruleIndex);
      expect(decisions.decision(decision).table).toEqual(tables.table(decision));
    });
    expect(sizes(parserWith(learned).simulator)).toEqual(sizes(teacher.simulator));
  });

  it('gives another parser the same trees, which learns nothing more of them', () => {
    const pupil = parserWith(learned);
    const decided = units.filter((_, n) => trees[n] !== undecided);
    expect(decided.map(pupil.treeOf)).toEqual(trees.filter((tree) => tree !== undecided));
    expect(sizes(pupil.simulator)).toEqual(sizes(teacher.simulator));
  });

  it('is added to by what is new', () => {
    const half = parserWith(undefined);
    units.slice(0, units.length / 2).forEach(half.treeOf);
    const pupil = parserWith(half.simulator.learned());
    expect(units.map(pupil.treeOf)).toEqual(trees);
  });

  it('is nothing where the build has put nothing', () => {
    expect(LearnedDecisions.of(new TextEncoder().encode('nothing'))).toBeUndefined();
  });
});
