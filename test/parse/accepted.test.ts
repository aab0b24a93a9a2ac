import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decisionSizes, parseUnit } from '../../src/parse/parse-unit.js';

const folder = join(import.meta.dirname, 'accepted');
const files = readdirSync(folder);
const unitsOf = (file: string): string[] => readFileSync(join(folder, file), 'utf8').split(/^\/\n/m);

describe('what Oracle accepts', () => {
  it.each(files)('%s parses without an error', (file) => {
    const failures = unitsOf(file).flatMap((unit) =>
      parseUnit(unit).errors.map(
        ({ message, offset }) => `${message}: ${unit.slice(Math.max(0, offset - 40), offset + 40)}`,
      ),
    );
    expect(failures).toEqual([]);
  });

  it('gives each token back: tree and tokens cover the same text', () => {
    for (const unit of files.flatMap(unitsOf)) {
      const { tree, tokens } = parseUnit(unit);
      const leaves = tree.getText();
      // The text of a tree is that of its leaves; branches of $IF that were not taken are not among the tokens.
      expect(leaves).toBe(tokens.map((token) => token.text).join(''));
    }
  });
});

describe('speed', () => {
  it('keeps every decision small: no more than 500 states after the samples, and 5,000 in all', () => {
    for (const unit of files.flatMap(unitsOf)) parseUnit(unit);
    const sizes = decisionSizes();
    expect(sizes.filter(({ states }) => states > 500)).toEqual([]);
    expect(sizes.reduce((sum, { states }) => sum + states, 0)).toBeLessThan(5000);
  });
});
