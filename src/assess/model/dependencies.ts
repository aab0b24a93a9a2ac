import type { Analysis, ResolvedBase } from '../../analyze/analysis.js';
import type { Symbol } from '../../analyze/symbols.js';
import type { OracleType } from '../../analyze/types.js';
import type { Compilation } from '../../compile.js';
import type { QualifiedName, TypeRef } from '../../ir/oracle/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
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
  const indexOf = (symbol: Symbol | undefined): number | undefined => {
    for (let at: Symbol | undefined = symbol; at; at = containerOf(at)) {
      const found = places.get(at);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const needs: number[][] = [];
  const references: number[][] = [];
  for (const object of objects) {
    const own = new Set<number>();
    const keys = new Set<number>();
    const add = (symbol: Symbol | undefined, into = own): void => {
      const index = indexOf(symbol);
      if (index !== undefined && index !== object.index) into.add(index);
    };
    const { unit } = object.unit;
    const named = (name: QualifiedName): Symbol | undefined => lookup(analysis, name, object.owner);
    const specification = bodies.get(object.index);
    if (specification !== undefined) own.add(specification);
    switch (unit.kind) {
      case 'CreateIndex':
      case 'CreateMaterializedViewLog':
        add(named(unit.table));
        break;
      case 'CreateSynonym':
        add(named(unit.target));
        break;
      case 'CreateTrigger':
        if (unit.on.kind === 'Table') add(named(unit.on.name));
        break;
      default:
        break;
    }
    walk(unit, (node) => {
      if (node.kind === 'ForeignKey' || node.kind === 'ColumnReferences')
        add(named((node as unknown as { table: QualifiedName }).table), keys);
      else for (const symbol of symbolsOf(analysis, node, object.owner)) add(symbol);
    });
    if (unit.kind === 'CreateTable') {
      const symbol = analysis.declared(unit);
      for (const alter of (symbol?.kind === 'relation' && symbol.alters) || [])
        walk(alter, (node) => {
          if (node.kind === 'ForeignKey' || node.kind === 'ColumnReferences')
            add(named((node as unknown as { table: QualifiedName }).table), keys);
        });
    }
    needs.push([...own].sort((a, b) => a - b));
    references.push([...keys].sort((a, b) => a - b));
  }
  const neededBy = needs.map((): number[] => []);
  for (const [from, list] of needs.entries()) for (const to of list) neededBy[to]?.push(from);
  return { needs, neededBy, references, reach: reachOf(needs, references, bodies) };
}

function containerOf(symbol: Symbol): Symbol | undefined {
  switch (symbol.kind) {
    case 'routine':
    case 'variable':
    case 'cursor':
    case 'objectType':
    case 'collectionType':
    case 'recordType':
    case 'subtype':
    case 'refCursorType':
      return symbol.container;
    case 'synonym':
      return undefined;
    default:
      return undefined;
  }
}

/** What a name stands for, synonyms looked through; of `PKG.T` the package where there is no owner PKG. */
function lookup(analysis: Analysis, name: QualifiedName, from: string): Symbol | undefined {
  if (name.link !== undefined) return undefined;
  const parts = name.parts.map((p) => p.name);
  return analysis.catalog.lookup(parts, from) ?? (parts[0] ? analysis.catalog.lookup([parts[0]], from) : undefined);
}

/** The symbols that one node refers to. */
function symbolsOf(analysis: Analysis, node: AnyNode, owner: string): readonly (Symbol | undefined)[] {
  switch (node.kind) {
    case 'TableRef':
      return [analysis.sourceOf(node as Parameters<Analysis['sourceOf']>[0])?.relation];
    case 'Name':
    case 'Call':
    case 'Member':
    case 'New': {
      const { base, steps } = analysis.resolve(node as Parameters<Analysis['resolve']>[0]);
      return [symbolOfBase(base), ...steps.map((s) => (s.kind === 'objectMethod' ? s.routine : undefined))];
    }
    case 'AnchoredTypeRef':
      return [lookup(analysis, (node as unknown as { name: QualifiedName }).name, owner)];
    case 'NamedTypeRef':
      return symbolsOfType(analysis.typeOfRef(node as TypeRef));
    case 'NamedCursor':
      return [analysis.symbolOf((node as unknown as { cursor: QualifiedName }).cursor)];
    case 'OpenCursor':
      return [analysis.symbolOf((node as unknown as { cursor: QualifiedName }).cursor)];
    default:
      return [];
  }
}

function symbolOfBase(base: ResolvedBase): Symbol | undefined {
  switch (base.kind) {
    case 'variable':
      return base.variable;
    case 'routine':
      return base.routine;
    case 'constructor':
      return base.type;
    case 'sequence':
      return base.sequence;
    case 'cursor':
      return base.cursor;
    case 'type':
      return base.type;
    case 'package':
      return base.package;
    default:
      return undefined;
  }
}

function symbolsOfType(type: OracleType): readonly (Symbol | undefined)[] {
  switch (type.kind) {
    case 'collection':
      return [type.collection];
    case 'object':
      return [type.object];
    case 'ref':
      return [type.target];
    case 'record':
      return type.identity.kind === 'declared'
        ? [type.identity.symbol]
        : type.identity.kind === 'table'
          ? [type.identity.table]
          : [];
    default:
      return [];
  }
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
