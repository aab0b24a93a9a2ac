/**
 * Parses folders of Oracle code and prints what came of it, a line a folder.
 *
 *   npx tsx test/bench/parse-corpus.ts [--failures N] [--passes N] [--decisions] FOLDER…
 *
 * Parsed means: no syntax error anywhere in the unit. MB/s is over lexing and parsing of the units' text, the first
 * pass in this process (cold) and the best of the others (warm); seconds are those of the CPU, garbage collection
 * included.
 */
import { ParserRuleContext, TerminalNode } from 'antlr4ng';
import { OracleParser } from '../../src/parse/generated/OracleParser.js';
import { decisionSizes, parseUnit, type UnitEntry } from '../../src/parse/parse-unit.js';
import { lex, originSpan, readSources, type SourceFile, type Unit } from '../../src/source/index.js';

const args = process.argv.slice(2);
const option = (name: string, otherwise: number): number => {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : Number(args.splice(at, 2)[1]);
};
const mostFailures = option('--failures', 20);
const passes = option('--passes', 3);
const decisionsAt = args.indexOf('--decisions');
if (decisionsAt >= 0) args.splice(decisionsAt, 1);

for (const folder of args) measure(folder);
printDecisions();

function measure(folder: string): void {
  const { files, units } = readSources([folder]);
  const parsed = units.filter((unit) => unit.kind === 'sql' || unit.kind === 'plsql');
  const megabytes = parsed.reduce((sum, unit) => sum + unit.text.length, 0) / 1e6;
  let failures: string[] = [];
  let tokens = 0;
  const opaque = new Map<string, number>();
  const times: number[] = [];
  for (let pass = 0; pass < passes; pass++) {
    failures = [];
    const begun = process.cpuUsage();
    for (const unit of parsed) {
      const { errors, tree, tokens: own } = parseUnit(lex(unit.text), { entry: entryOf(unit) });
      if (errors.length > 0)
        failures.push(...errors.map((error) => describe(files, unit, error.offset, error.message)));
      if (pass === 0) {
        tokens += own.length - 1;
        countOpaque(tree, opaque);
      }
    }
    const { user, system } = process.cpuUsage(begun);
    times.push((user + system) / 1e6);
  }
  const failedUnits = parsed.filter((unit) => parseUnit(unit.text, { entry: entryOf(unit) }).errors.length > 0).length;
  const warm = Math.min(...times.slice(1), times[0]!);
  const skipped = [...opaque.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `${folder}: ${files.length} files, ${parsed.length} units, parsed ${percent(parsed.length - failedUnits, parsed.length)} (${failedUnits} not), ` +
      `${tokens} tokens, opaque ${percent(skipped, tokens)}, ${megabytes.toFixed(2)} MB, ` +
      `cold ${(megabytes / times[0]!).toFixed(2)} MB/s, warm ${(megabytes / warm).toFixed(2)} MB/s`,
  );
  for (const [rule, count] of [...opaque].sort((a, b) => b[1] - a[1])) console.log(`  ${rule}: ${count} tokens`);
  for (const failure of failures.slice(0, mostFailures)) console.log(`  ${failure}`);
  if (failures.length > mostFailures) console.log(`  … and ${failures.length - mostFailures} more`);
}

function entryOf(unit: Unit): UnitEntry {
  void unit;
  return 'unit';
}

function describe(files: readonly SourceFile[], unit: Unit, offset: number, message: string): string {
  const { start } = originSpan(unit, offset, offset);
  const file = files[unit.file]!;
  const line = file.text.slice(0, start).split('\n').length;
  const context = unit.text.slice(Math.max(0, offset - 30), offset + 30).replace(/\s+/g, ' ');
  return `${file.path}:${line}: ${message}   [${context}]`;
}

function countOpaque(tree: ParserRuleContext, counts: Map<string, number>, rule?: string): void {
  for (const child of tree.children) {
    if (child instanceof TerminalNode) {
      if (rule !== undefined) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    } else if (child instanceof ParserRuleContext) {
      const name = OracleParser.ruleNames[child.ruleIndex]!;
      countOpaque(child, counts, rule ?? (name.startsWith('opaque') ? name : undefined));
    }
  }
}

function printDecisions(): void {
  const sizes = decisionSizes();
  const all = sizes.reduce((sum, { states }) => sum + states, 0);
  const large = sizes
    .filter(({ states }) => states > (decisionsAt >= 0 ? 60 : 500))
    .sort((a, b) => b.states - a.states);
  console.log(
    `${sizes.length} decisions, ${all} DFA states, ${sizes.filter(({ states }) => states > 500).length} decisions over 500`,
  );
  for (const { decision, rule, states } of large) console.log(`  decision ${decision} in ${rule}: ${states} states`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}
