import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { UnitEntry } from '../../../src/parse/parse-unit.js';
import { splitText } from '../../../src/source/split-text.js';
import { built, builtNode, builtUnit } from './build.js';

/** Files of cases: a line of Oracle, then its tree indented; `#` begins a group. */
const files: readonly (readonly [string, UnitEntry])[] = [
  ['expressions', 'expression'],
  ['types', 'expression'],
  ['queries', 'unit'],
  ['dml', 'unit'],
];

describe.each(files)('%s', (file, entry) => {
  const lines = readFileSync(new URL(`cases/${file}.txt`, import.meta.url), 'utf8').split('\n');
  const inputs = lines.map((line, i) => ({ line, i })).filter(({ line }) => /^[^#\s]/.test(line));
  it('has cases', () => expect(inputs.length).toBeGreaterThan(10));
  it.each(inputs)('$line', ({ line, i }) => {
    expect(built(line, entry)).toBe(lines[i + 1]!.trim());
  });
});

describe('hints', () => {
  it('are the comments with + right behind the verb', () => {
    const node = builtNode(
      'select --+ first_rows\n /*+ index(t)  */ /* none */ a /*+ not one */ from t',
    ) as unknown as {
      body: { hints: string[] };
    };
    expect(node.body.hints).toEqual(['first_rows', 'index(t)']);
  });
});

describe('spans', () => {
  const sliceOf = (text: string, span: { start: number; end: number }) => text.slice(span.start, span.end);

  it('cover the parentheses of operands', () => {
    const text = 'select (a + b) * (c) from t';
    const node = builtNode(text) as unknown as {
      body: { items: { value: { span: { start: number; end: number } } }[] };
    };
    expect(sliceOf(text, node.body.items[0]!.value.span)).toBe('(a + b) * (c)');
  });

  it('are places of the file where substitution has changed the text', () => {
    const text = 'define c = a_long_column\nselect &c, x from t;\n';
    const { units } = splitText(text, 'test.sql');
    const unit = units.at(-1)!;
    expect(unit.text).toContain('a_long_column');
    const [first, second] = (builtUnit(unit) as unknown as { body: { items: { span: Range }[] } }).body.items;
    expect(sliceOf(text, first!.span)).toBe('&c');
    expect(sliceOf(text, second!.span)).toBe('x');
  });
});

interface Range {
  readonly start: number;
  readonly end: number;
}
