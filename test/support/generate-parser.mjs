// Generates src/parse/generated/OracleParser.ts from grammars/OracleParser.g4 with antlr4ng-cli (needs Java).
// `npm run generate` writes the file; `--check` compares with it instead and fails on a difference.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const grammarFile = join(root, 'grammars', 'OracleParser.g4');
const outputFile = join(root, 'src', 'parse', 'generated', 'OracleParser.ts');
const require = createRequire(import.meta.url);

export const generatorVersion = require('antlr4ng-cli/package.json').version;
export const grammarHash = (grammar) => createHash('sha256').update(grammar).digest('hex');

function generate() {
  const grammar = readFileSync(grammarFile, 'utf8');
  const work = mkdtempSync(join(tmpdir(), 'oraphant-grammar-'));
  try {
    copyFileSync(grammarFile, join(work, 'OracleParser.g4'));
    const jar = execFileSync('ls', [dirname(require.resolve('antlr4ng-cli/package.json'))], { encoding: 'utf8' })
      .split('\n')
      .find((name) => name.endsWith('.jar'));
    const run = spawnSync(
      'java',
      [
        '-jar',
        join(dirname(require.resolve('antlr4ng-cli/package.json')), jar),
        '-Dlanguage=TypeScript',
        '-no-listener',
        '-no-visitor',
        'OracleParser.g4',
      ],
      { cwd: work, encoding: 'utf8' },
    );
    const messages = `${run.stdout ?? ''}${run.stderr ?? ''}`.trim();
    if (run.status !== 0 || messages !== '') throw new Error(`antlr4ng-cli: ${messages || run.error || run.status}`);
    const words = wordsOf(grammar);
    return header(grammar) + compact(readFileSync(join(work, 'OracleParser.ts'), 'utf8'), words);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function header(grammar) {
  return [
    '// @ts-nocheck',
    '/* eslint-disable */',
    '// Generated from grammars/OracleParser.g4 by `npm run generate`; do not edit.',
    `// grammar sha256 ${grammarHash(grammar)}`,
    `// antlr4ng-cli ${generatorVersion}`,
    '',
  ].join('\n');
}

/** The tokens that `identifier` and `columnAlias` both take: to every decision that takes them all they are the same. */
function wordsOf(grammar) {
  const alternatives = (rule) =>
    new Set(
      new RegExp(`^${rule}\\n([^;]*);`, 'm')
        .exec(grammar)[1]
        .split(/[\s:|]+/)
        .filter(Boolean),
    );
  const alias = alternatives('columnAlias');
  return new Set([...alternatives('identifier')].filter((word) => alias.has(word) && word !== 'ID'));
}

/**
 * The generator spells every word out in each decision that takes names: 30,000 lines. Such a `switch` looks at the token
 * class instead (`nameClass`: ID for all of them). Indentation goes, and label fields become declarations, because
 * defining fields is slow (see src/parse/engine/fast-context.ts).
 */
function compact(source, words) {
  const lines = source.split('\n').map((line) => line.trim());
  const isCase = (line) => line.startsWith('case OracleParser.');
  const wordOf = (line) => line.slice('case OracleParser.'.length, -1);
  const out = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!isCase(line)) {
      out.push(line);
      continue;
    }
    let end = i;
    while (isCase(lines[end])) end++;
    const run = lines.slice(i, end);
    const names = new Set(run.map(wordOf));
    if (names.has('ID') && [...words].every((word) => names.has(word))) {
      const head = out.findLastIndex((text) => text === 'switch (this.tokenStream.LA(1)) {' || text === classSwitch);
      if (head < 0) throw new Error('no switch above a list of names');
      out[head] = classSwitch;
      out.push(...run.filter((text) => !words.has(wordOf(text))));
    } else {
      out.push(...run);
    }
    i = end - 1;
  }
  const text = out
    .filter((line) => line !== '' && !line.startsWith('// ') && line !== 'type int = number;')
    .join('\n')
    .replace(/^public _(\w+)\?: /gm, 'declare public _$1?: ')
    // Two thousand automata and the network behind them, of which a small input asks little: FastSimulator, which parse-unit.ts gives the parser,
    // makes each part when it is asked.
    .replace(/private static readonly decisionsToDFA = .*;/, '')
    .replace(/^this\.interpreter = new antlr\.ParserATNSimulator\(.*\);\n/m, '')
    .replace(/^this\.errorHandler\.sync\(this\);\n/gm, '')
    // Sixty thousand numbers are read faster from a text than as an expression, and only where the network is asked for.
    .replace(/readonly _serializedATN: number\[\] = (\[[\d,\s]*\]);/, (_, numbers) => {
      return `get _serializedATN(): number[] {\nreturn JSON.parse('${numbers.replace(/\s+/g, '')}');\n}`;
    })
    // The tool that wrote the network has verified it; each start need not.
    .replace(
      'new antlr.ATNDeserializer()',
      'new antlr.ATNDeserializer({ readOnly: false, verifyATN: false, generateRuleBypassTransitions: false })',
    );
  const numbered = shareTokenSets(dropBoilerplate(numberConstants(text)));
  const table = [
    `const nameWords = [${[...words].map((word) => `OracleParser.${word}`).join(', ')}];`,
    'const classes = new Int32Array(OracleParser.symbolicNames.length + 1).map((_, i) => i - 1);',
    'for (const type of nameWords) classes[type + 1] = OracleParser.ID;',
    'function nameClass(type: number): number { return classes[type + 1]; }',
  ].join('\n');
  return `${numbered.text}\n${table}\n${numbered.sets}\n`;
}

/** What our parser classes do in one place: see FastParser. Names have too many token getters for anyone to use. */
function dropBoilerplate(source) {
  const caught =
    /^catch \(re\) \{\nif \(re instanceof antlr\.RecognitionException\) \{\nthis\.errorHandler\.reportError\(this, re\);\nthis\.errorHandler\.recover\(this, re\);\n\} else \{\nthrow re;\n\}\n\}/gm;
  return source
    .replace(caught, 'catch (re) { this.fail(re); }')
    .replace(/^this\.enterOuterAlt\(localContext, \d+\);\n/gm, '')
    .replace(
      /(class (?:Identifier|ColumnAlias)Context [\s\S]*?\n)((?:public [A-Z][A-Z0-9_]*\(\): [^\n]*\n[^\n]*\n\}\n)+)/g,
      '$1',
    );
}

/** Long conditions over `_la` are sets of token types: each becomes one table, looked up. */
function shareTokenSets(source) {
  const types = source.match(/^public static readonly \w+ = \d+;$/gm).length + 2;
  const tables = new Map();
  const text = source.replace(
    /^(if ?\(|while \(|\} while \()(!?)(.*_la.*)\)( \{|;)$/gm,
    (line, head, not, condition, tail) => {
      if (line.length < 120) return line;
      const test = new Function('_la', `return ${condition};`);
      const members = [];
      for (let type = 0; type < types; type++) if (test(type)) members.push(type);
      if (test(-1)) throw new Error('EOF in a token set');
      const key = members.join(',');
      if (!tables.has(key)) tables.set(key, `tokens${tables.size}`);
      return `${head}${not}${tables.get(key)}[_la] === 1)${tail}`
        .replace('!tokens', '!(tokens')
        .replace(/(!\(tokens\d+\[_la\] === 1)\)/, '$1))');
    },
  );
  const ranges = (key) => {
    const out = [];
    for (const type of key.split(',').map(Number)) {
      const last = out.at(-1);
      if (last !== undefined && last[1] === type - 1) last[1] = type;
      else out.push([type, type]);
    }
    return out.join();
  };
  const sets = [...tables].map(([key, name]) => `const ${name} = tokenSet([${ranges(key)}]);`);
  sets.unshift(
    '// The first and the last of each range.',
    'function tokenSet(ranges: number[]): Uint8Array {',
    `const set = new Uint8Array(${types});`,
    'for (let i = 0; i < ranges.length; i += 2) set.fill(1, ranges[i], ranges[i + 1] + 1);',
    'return set;',
    '}',
  );
  return { text, sets: sets.join('\n') };
}

/** `case 12:` can become a jump table, `case OracleParser.SEMI:` cannot. */
function numberConstants(source) {
  const values = new Map();
  for (const [, name, value] of source.matchAll(/^public static readonly (\w+) = (\d+);$/gm)) values.set(name, value);
  values.set('EOF', '-1');
  const number = (name) => {
    if (!values.has(name)) throw new Error(`no constant ${name}`);
    return values.get(name);
  };
  return source
    .replace(/^case OracleParser\.(\w+):$/gm, (_, name) => `case ${number(name)}:`)
    .replace(/\.match\(OracleParser\.(\w+)\)/g, (_, name) => `.match(${number(name)})`)
    .replace(/(enterRule\(localContext, \d+, )OracleParser\.(\w+)\)/g, (_, head, name) => `${head}${number(name)})`)
    .replace(/return OracleParser\.(RULE_\w+);/g, (_, name) => `return ${number(name)};`)
    .replace(/getToken(s?)\(OracleParser\.(\w+)/g, (_, s, name) => `getToken${s}(${number(name)}`);
}

const classSwitch = 'switch (nameClass(this.tokenStream.LA(1))) {';

const text = process.argv[1] === fileURLToPath(import.meta.url) ? generate() : undefined;
if (text !== undefined) {
  if (process.argv.includes('--check')) {
    if (readFileSync(outputFile, 'utf8') !== text) {
      console.error(
        'src/parse/generated/OracleParser.ts does not match grammars/OracleParser.g4: run `npm run generate`.',
      );
      process.exitCode = 1;
    }
  } else {
    mkdirSync(dirname(outputFile), { recursive: true });
    writeFileSync(outputFile, text);
    console.log(`${outputFile}: ${Math.round(text.length / 1024)} KB`);
  }
}
