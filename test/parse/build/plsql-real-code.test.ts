import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type AnyNode, walk } from '../../../src/ir/walk.js';
import { parseUnits } from '../../../src/parse/build/index.js';
import { readSources } from '../../../src/source/read.js';
import { lex } from '../../../src/source/tokens/lexer.js';
import { assertNested } from './build.js';

interface Outcome {
  readonly units: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly withoutTree: readonly string[];
  readonly lostComments: readonly string[];
}

/** Builds every unit below a folder, checks the spans, and looks for what has no place in the trees. */
function buildFolder(folder: string): Outcome {
  const { files, units } = readSources([fileURLToPath(new URL(folder, import.meta.url))]);
  const built = parseUnits(units, { files });
  const codes: Record<string, number> = {};
  for (const { code } of built.diagnostics) codes[code] = (codes[code] ?? 0) + 1;
  const withoutTree: string[] = [];
  const lostComments: string[] = [];
  for (const { unit, source } of built.units) {
    const seen: string[] = [];
    walk(unit, (node: AnyNode & { what?: string }) => {
      if (/^(Unsupported|Broken)/.test(node.kind)) withoutTree.push(`${node.kind} ${node.what}`);
    });
    JSON.stringify(unit, (field, value: unknown) => {
      if (field === 'comments' || field === 'trailingComment') seen.push(String(value));
      return value;
    });
    const all = seen.join('\n');
    for (const { start, end, hint } of lex(source.text).comments) {
      const comment = source.text.slice(start, end).trimEnd();
      if (!hint && !all.includes(comment)) lostComments.push(comment);
    }
    assertNested(unit, files[source.file]!.text);
  }
  return { units: built.units.length, codes, withoutTree, lostComments };
}

describe('real code', () => {
  it('the bank has trees throughout', () => {
    const { units, codes, withoutTree, lostComments } = buildFolder('../../../fixtures/bank');
    expect(units).toBeGreaterThan(500);
    expect(lostComments).toEqual([]);
    expect(codes.OP9901).toBeUndefined();
    expect(withoutTree.filter((what) => !what.startsWith('BrokenUnit'))).toEqual([]);
  });

  it('what Oracle accepts never fails', () => {
    const { units, codes, lostComments } = buildFolder('../accepted');
    expect(units).toBeGreaterThan(200);
    expect(codes.OP9901).toBeUndefined();
    expect(lostComments).toEqual([]);
  });
});
