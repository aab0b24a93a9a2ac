import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { OracleNode } from '../../src/ir/oracle/node.js';
import { type AnyNode, nodesOf, ofKinds, settle, walk, walkWhere } from '../../src/ir/walk.js';
import { parseUnits } from '../../src/parse/build/index.js';
import { readSources } from '../../src/source/index.js';

const file = fileURLToPath(new URL('../../fixtures/bank/packages/nb_ref/daycount_pkg.sql', import.meta.url));
const { units, files } = readSources([file]);
const roots = parseUnits(units, { files }).units.map(({ unit }) => unit as AnyNode);

function visited(root: AnyNode, leaveOut: (node: AnyNode) => boolean): AnyNode[] {
  const nodes: AnyNode[] = [];
  walk(root, (node) => {
    nodes.push(node);
    return !leaveOut(node);
  });
  return nodes;
}

test.each<[string, (node: AnyNode) => boolean]>([
  ['everything', () => false],
  ['nothing below routines', (node) => node.kind === 'RoutineDefinition'],
  ['nothing below the root', (node) => roots.includes(node)],
])('a settled tree is walked as before: %s', (_, leaveOut) => {
  const trees = roots.map((root) => structuredClone(root));
  const before = trees.map((tree) => visited(tree, leaveOut));
  for (const tree of trees) settle(tree);
  expect(trees.map((tree) => visited(tree, leaveOut))).toEqual(before);
});

test('routines of a settled tree are walked on their own', () => {
  for (const root of roots) {
    const routines = visited(root, () => false).filter((n) => n.kind === 'RoutineDefinition' || n.kind === 'Block');
    const before = routines.map((routine) => visited(routine, () => false));
    settle(root);
    visited(root, () => false);
    routines.forEach((routine, i) => {
      const after = visited(routine, () => false);
      expect(after).toHaveLength(before[i]!.length);
      for (const [k, node] of after.entries()) expect(node).toBe(before[i]![k]);
    });
  }
});

test('the nodes of some kinds are found in order, in settled trees and in others', () => {
  for (const root of roots.map((r) => structuredClone(r) as OracleNode)) {
    const inside = [root, ...visited(root, () => false).filter((n) => n.kind === 'RoutineDefinition')] as OracleNode[];
    const wanted = inside.map((node) => visited(node, () => false).filter((n) => /^(Name|Call|If)$/.test(n.kind)));
    const found = () => inside.map((node) => nodesOf(node, 'Call', 'If', 'Name'));
    expect(found()).toEqual(wanted);
    settle(root);
    expect(found()).toEqual(wanted);
    expect(nodesOf(root, 'Merge')).toEqual([]);
  }
});

test('a walk over the nodes of some kinds leaves out what is below a node, in settled trees and in others', () => {
  const asked = ofKinds('RoutineDefinition', 'If', 'Name', 'If');
  for (const root of roots.map((r) => structuredClone(r) as OracleNode)) {
    const inside = [root, ...visited(root, () => false).filter((n) => n.kind === 'RoutineDefinition')] as OracleNode[];
    const walked = (node: OracleNode): AnyNode[] => {
      const nodes: AnyNode[] = [];
      walkWhere(node, asked, (n) => {
        nodes.push(n);
        return n.kind !== 'If';
      });
      return nodes;
    };
    const wanted = inside.map((node) =>
      visited(node, (n) => n.kind === 'If').filter((n) => /^(RoutineDefinition|If|Name)$/.test(n.kind)),
    );
    expect(inside.map(walked)).toEqual(wanted);
    settle(root);
    expect(inside.map(walked)).toEqual(wanted);
    expect(inside.map(walked)).toEqual(wanted);
  }
});
