import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { assessPaths } from '../../src/assess/assess.js';
import type { Finding } from '../../src/contract/compiler-api.js';
import { builtInRules, readRulePages } from '../../src/output/rule-pages.js';

const bank = fileURLToPath(new URL('../../fixtures/bank/', import.meta.url));
const expected = fileURLToPath(new URL('bank-expected.tsv', import.meta.url));

/** What a reader of the sources expects to be told: a cause, at one of its lines. */
interface Label {
  readonly code: string;
  readonly file: string;
  readonly lines: ReadonlySet<number>;
  readonly what: string;
}

/** `12`, `12-15`, `12,40`. */
function linesOf(text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const part of text.split(',')) {
    const [from = '', to = from] = part.split('-');
    for (let line = Number(from); line <= Number(to); line += 1) lines.add(line);
  }
  return lines;
}

const rows = readFileSync(expected, 'utf8')
  .split('\n')
  .filter((row) => row !== '' && !row.startsWith('#'))
  .map((row) => row.split('\t'));
const labels: readonly Label[] = rows.map(([code = '', file = '', lines = '', what = '']) => ({
  code,
  file,
  lines: linesOf(lines),
  what,
}));

/** Advice that only repeats a declaration, column by column or once for a whole schema: nobody labels it. */
const notLabelled = /^(OP1101|OP1110|OP1112|OP1113|OP1205|OP1313|OP1900|OP4002|OP4004|OP5202|OP6505)$/;

const infos = new Set(
  [...readRulePages([builtInRules]).values()].filter((page) => page.severity === 'info').map((page) => page.code),
);
/** A finding, or a further place that one speaks for. */
type Place = Pick<Finding, 'code' | 'severity' | 'file' | 'line' | 'object'>;
const placesOf = (finding: Finding): readonly Place[] => [
  finding,
  ...(finding.also ?? []).map(({ code = finding.code, line }) => ({ ...finding, code, line })),
];
const fits = (label: Label, place: Place): boolean =>
  place.code === label.code && place.file === bank + label.file && label.lines.has(place.line);

describe('findings of the bank beside those that a reader expects', () => {
  let findings: readonly Place[] = [];
  beforeAll(async () => {
    findings = (await assessPaths([`${bank}install.sql`], {})).findings.flatMap(placesOf);
  });

  it('counts enough causes', () => {
    expect(labels.filter((label) => !infos.has(label.code)).length).toBeGreaterThanOrEqual(237);
    expect(labels.length).toBeGreaterThanOrEqual(570);
    for (const label of labels) expect(label.what).not.toBe('');
  });

  it.each([
    ['warnings and errors', false],
    ['advice', true],
  ])('%s: at least 98 %% are found, and at least 98 %% of what is found is true', (_, info) => {
    const wanted = labels.filter((l) => infos.has(l.code) === info);
    const missed = wanted.filter((l) => !findings.some((f) => fits(l, f)));
    // One cause at several lines of an object is one.
    const extra = new Map(
      findings
        .filter((f) => (f.severity === 'info') === info && !notLabelled.test(f.code) && !labels.some((l) => fits(l, f)))
        .map((f) => [`${f.code} ${f.file} ${f.object === '' ? f.line : f.object}`, `${f.code} ${f.file}:${f.line}`]),
    );
    const found = wanted.length - missed.length;
    const differences = [...missed.map((l) => `missed: ${l.code} ${l.file} ${l.what}`), ...extra.values()];
    expect(found / wanted.length, differences.join('\n')).toBeGreaterThanOrEqual(0.98);
    expect(found / (found + extra.size), differences.join('\n')).toBeGreaterThanOrEqual(0.98);
  });
});
