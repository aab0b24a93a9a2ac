import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { OracleParser } from '../../src/parse/generated/OracleParser.js';
import { keywordTypes } from '../../src/parse/tokens/keyword-types.js';
import { keywordRole } from '../../src/parse/tokens/soft-keywords.js';
import { generatorVersion, grammarHash } from '../support/generate-parser.mjs';

const root = join(import.meta.dirname, '..', '..');
const grammar = readFileSync(join(root, 'grammars', 'OracleParser.g4'), 'utf8');
const generatedFile = join(root, 'src', 'parse', 'generated', 'OracleParser.ts');

it('was generated from the grammar as it stands, with the pinned generator', () => {
  const head = readFileSync(generatedFile, 'utf8').slice(0, 500);
  expect(head).toContain(`// grammar sha256 ${grammarHash(grammar)}`);
  expect(head).toContain(`// antlr4ng-cli ${generatorVersion}`);
});

it('is of a size that starts fast', () => {
  expect(statSync(generatedFile).size).toBeLessThan(1.8e6);
});

const operatorsAndLiterals = new Set(['TRUE', 'FALSE', 'CONNECT_BY_ROOT']);

it('lets every keyword be a name that Oracle lets be one', () => {
  const names = new Set(
    /^identifier\n([^;]*);/m
      .exec(grammar)![1]!
      .split(/[\s:|]+/)
      .filter(Boolean),
  );
  const lost = [...keywordTypes].filter(([, type]) => {
    const name = OracleParser.symbolicNames[type]!;
    return keywordRole(type) === 'plain' && !names.has(name) && !operatorsAndLiterals.has(name);
  });
  expect(lost).toEqual([]);
});

it('has no left recursion by prefix rules, no predicates and no actions', () => {
  const code = grammar.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').replace(/^@header \{[\s\S]*?^\}/m, '');
  expect(code.match(/\}\?/g)).toBeNull();
  const rules = code.slice(code.indexOf('unit\n'));
  expect(rules.match(/[{}]/g)).toBeNull();
});
