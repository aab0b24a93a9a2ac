import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DFA,
  ParserATNSimulator,
  ParserRuleContext,
  type ParseTree,
  PredictionContextCache,
  PredictionMode,
} from 'antlr4ng';
import { expect, it } from 'vitest';
import { defaultConditionalCompilation } from '../../src/parse/conditional-compilation.js';
import { OracleParser } from '../../src/parse/generated/OracleParser.js';
import { parseUnit } from '../../src/parse/parse-unit.js';
import { UnitTokenStream } from '../../src/parse/tokens/oracle-token.js';
import { parserTokens } from '../../src/parse/tokens/token-source.js';
import { lex } from '../../src/source/tokens/lexer.js';

const folder = join(import.meta.dirname, 'accepted');
const units = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^\/\n/m));

const automata = OracleParser._ATN.decisionToState.map((start, decision) => new DFA(start, decision));

/** Full LL prediction by ANTLR's own simulator: slow, and right by definition of the grammar. */
function reference(text: string): string {
  const parser = new OracleParser(
    new UnitTokenStream(parserTokens(lex(text), defaultConditionalCompilation).tokens, text),
  );
  parser.removeErrorListeners();
  parser.interpreter = new ParserATNSimulator(parser, OracleParser._ATN, automata, new PredictionContextCache());
  parser.interpreter.predictionMode = PredictionMode.LL;
  return print(parser.unit());
}

const print = (tree: ParseTree): string =>
  tree instanceof ParserRuleContext ? `(${tree.ruleIndex} ${tree.children.map(print).join(' ')})` : tree.getText();

it('gives the trees that full LL prediction gives', () => {
  const wrong = units.filter((unit) => print(parseUnit(unit).tree) !== reference(unit));
  expect(wrong).toEqual([]);
});
