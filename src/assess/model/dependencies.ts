import type { Analysis } from '../../analyze/analysis.js';
import type { Symbol } from '../../analyze/model/symbols.js';
import { containerOf, lookup, symbolsOf } from '../../analyze/names/referenced-symbols.js';
import type { Compilation } from '../../compile.js';
import type { QualifiedName, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { nodesOf, walk } from '../../ir/walk.js';
import type { ObjectEntry } from './objects.js';

/** Objects and what they need. A foreign key is told apart: it is made last and so orders nothing. */
export interface DependencyGraph {
  /** For each object the indexes of those it needs, ascending. */
  readonly needs: readonly (readonly number[])[];
  readonly neededBy: readonly (readonly number[])[];
  /** Tables that foreign keys refer to, by the index of the table that has them. */
  readonly references: readonly (readonly number[])[];
  /** How many other objects need each one, directly or through others; foreign keys count. */
  readonly reach: readonly number[];
}

/** The graph over all objects, out of what the analysis resolved. What is not among the inputs is not in it. */
export function dependencyGraph(compilation: Compilation, objects: readonly ObjectEntry[]): DependencyGraph {
  const { analysis } = compilation;
  const { places, bodies } = placesOf(analysis, objects);
  const indexOf = (symbol: Symbol | undefined): number | undefined => {
    for (let at: Symbol | undefined = symbol; at; at = containerOf(at)) {
      const found = places.get(at);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const needs: (readonly number[])[] = [];
  const references: (readonly number[])[] = [];
  for (const object of objects) {
    const others = (symbols: readonly (Symbol | undefined)[]): readonly number[] =>
      symbols.flatMap((symbol) => indexOf(symbol) ?? []).filter((index) => index !== object.index);
    const { needed, referenced } = namedBy(analysis, object);
    const specification = bodies.get(object.index);
    needs.push(inOrder([...(specification === undefined ? [] : [specification]), ...others(needed)]));
    references.push(inOrder(others(referenced)));
  }
  const neededBy = needs.map((): number[] => []);
  for (const [from, list] of needs.entries()) for (const to of list) neededBy[to]?.push(from);
  return { needs, neededBy, references, reach: reachOf(needs, references, bodies) };
}

const inOrder = (indexes: readonly number[]): readonly number[] => [...new Set(indexes)].sort((a, b) => a - b);

/** What the object names, and what its foreign keys refer to, those of later ALTER TABLE among them. */
function namedBy(
  analysis: Analysis,
  { unit: { unit }, owner }: ObjectEntry,
): { readonly needed: readonly (Symbol | undefined)[]; readonly referenced: readonly (Symbol | undefined)[] } {
  const named = (name: QualifiedName): Symbol | undefined => lookup(analysis, name, owner);
  const keysIn = (node: OracleNode): readonly (Symbol | undefined)[] =>
    nodesOf(node, 'ForeignKey', 'ColumnReferences').map(({ table }) => named(table));
  const on = standsOn(unit);
  const needed: (Symbol | undefined)[] = on ? [named(on)] : [];
  walk(unit, (node) => {
    if (node.kind !== 'ForeignKey' && node.kind !== 'ColumnReferences')
      needed.push(...symbolsOf(analysis, node, owner));
  });
  const symbol = unit.kind === 'CreateTable' ? analysis.declared(unit) : undefined;
  const alters = (symbol?.kind === 'relation' && symbol.alters) || [];
  return { needed, referenced: [unit, ...alters].flatMap(keysIn) };
}

/** The table or other object without which it cannot be. */
function standsOn(unit: ScriptUnit): QualifiedName | undefined {
  switch (unit.kind) {
    case 'CreateIndex':
    case 'CreateMaterializedViewLog':
      return unit.table;
    case 'CreateSynonym':
      return unit.target;
    case 'CreateTrigger':
      return unit.on.kind === 'Table' ? unit.on.name : undefined;
    default:
      return undefined;
  }
}

/** The objects by the symbols that name them, and the specification of each body. */
function placesOf(
  analysis: Analysis,
  objects: readonly ObjectEntry[],
): { readonly places: Map<object, number>; readonly bodies: Map<number, number> } {
  const places = new Map<object, number>();
  /** The specification of each body. */
  const bodies = new Map<number, number>();
  for (const object of objects) {
    const { unit } = object.unit;
    const isBody = unit.kind === 'CreatePackageBody' || unit.kind === 'CreateTypeBody';
    const symbol = unit.kind === 'CreateRoutine' ? analysis.declaredBy(unit.routine) : analysis.declared(unit);
    if (!symbol) continue;
    // A body is named by the symbol of its specification.
    const specification = isBody ? places.get(symbol) : undefined;
    if (specification === undefined) places.set(symbol, object.index);
    else bodies.set(object.index, specification);
  }
  return { places, bodies };
}

/** The number of objects from which each one can be reached; who needs a specification needs its body too. */
function reachOf(
  needs: readonly (readonly number[])[],
  references: readonly (readonly number[])[],
  bodies: ReadonlyMap<number, number>,
): readonly number[] {
  const back = needs.map((): number[] => []);
  for (const graph of [needs, references])
    for (const [from, list] of graph.entries()) for (const to of list) back[to]?.push(from);
  // One search an object: linear in the graph each; marks are numbered so that none is cleared.
  const mark = new Int32Array(needs.length).fill(-1);
  return back.map((_, start) => {
    let count = 0;
    const stack = [start];
    mark[start] = start;
    const specification = bodies.get(start);
    if (specification !== undefined) {
      mark[specification] = start;
      stack.push(specification);
    }
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      for (const next of back[at] ?? []) {
        if (mark[next] === start) continue;
        mark[next] = start;
        count += 1;
        stack.push(next);
      }
    }
    return count;
  });
}
