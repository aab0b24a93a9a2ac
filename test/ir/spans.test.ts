import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { OracleNode } from '../../src/ir/oracle/node.js';
import { walk } from '../../src/ir/walk.js';
import { parseUnits } from '../../src/parse/build/index.js';
import { readSources } from '../../src/source/index.js';

const accepted = fileURLToPath(new URL('../parse/accepted/', import.meta.url));
const { units, files } = readSources([accepted]);

test('there are trees to look at', () => expect(units.length).toBeGreaterThan(100));

/** Diagnostics point at nodes, and what asks where a node stands asks any of them. */
test('every node of the Oracle tree has its place in the source', () => {
  const without = new Set<string>();
  for (const { unit } of parseUnits(units, { files }).units)
    walk(unit as OracleNode, (node) => {
      const { span } = node as { readonly span?: OracleNode['span'] };
      if (span === undefined) without.add(node.kind);
    });
  expect([...without]).toEqual([]);
});
