import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type AnyNode, walk } from '../../../src/ir/walk.js';
import { parseUnit } from '../../../src/parse/parse-unit.js';
import { readSources } from '../../../src/source/read.js';
import { assertNested, buildable, buildPart, contextOf } from './build.js';

interface Outcome {
  parts: number;
  readonly unsupported: Record<string, number>;
}

/** Builds every expression, query and DML statement below a folder; throws where a span leaves that of its parent. */
function buildFolder(folder: string): Outcome {
  const { files, units } = readSources([fileURLToPath(new URL(folder, import.meta.url))]);
  const outcome: Outcome = { parts: 0, unsupported: {} };
  const count = (node: AnyNode & { what?: string }): void => {
    if (node.what === undefined || !node.kind.startsWith('Unsupported')) return;
    outcome.unsupported[node.what] = (outcome.unsupported[node.what] ?? 0) + 1;
  };
  for (const unit of units) {
    if (unit.kind !== 'sql' && unit.kind !== 'plsql') continue;
    const parsed = parseUnit(unit.text, { entry: unit.kind === 'plsql' && unit.command ? 'execute' : 'unit' });
    const cx = contextOf(unit, parsed);
    for (const part of buildable(parsed.tree)) {
      const node = buildPart(cx, part);
      outcome.parts++;
      walk(node, count);
      assertNested(node, files[unit.file]!.text);
    }
  }
  return outcome;
}

describe('real code', () => {
  it('has a place in the tree for all of the bank', () => {
    const { parts, unsupported } = buildFolder('../../../fixtures/bank');
    expect(parts).toBeGreaterThan(5000);
    expect(unsupported).toEqual({});
  });

  it('has a place for what Oracle accepts, but for these', () => {
    const { parts, unsupported } = buildFolder('../accepted');
    expect(parts).toBeGreaterThan(500);
    expect(Object.keys(unsupported).filter((what) => !withoutPlace.has(what))).toEqual([]);
  });
});

const withoutPlace: ReadonlySet<string> = new Set([
  'CONTAINERS',
  'FILTER clause',
  'GROUP BY ALL',
  'JSON_TRANSFORM',
  'MATCH_RECOGNIZE',
  'MODEL',
  'branch of MERGE',
  'choice list in a qualified expression',
  'column names behind a table alias',
  'index in brackets',
  'iteration in a qualified expression',
]);
