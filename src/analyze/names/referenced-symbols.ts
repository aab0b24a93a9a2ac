import type { QualifiedName, TypeRef } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { Analysis, ResolvedBase } from '../analysis.js';
import type { Symbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';

/* The symbols that a piece of code refers to. */

/** What the symbol is declared in. */
export function containerOf(symbol: Symbol): Symbol | undefined {
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
    default:
      return undefined;
  }
}

/** What a name stands for, synonyms looked through; of `PKG.T` the package where there is no owner PKG. */
export function lookup(analysis: Analysis, name: QualifiedName, from: string): Symbol | undefined {
  if (name.link !== undefined) return undefined;
  const parts = name.parts.map((p) => p.name);
  return analysis.catalog.lookup(parts, from) ?? (parts[0] ? analysis.catalog.lookup([parts[0]], from) : undefined);
}

/** The symbols that one node refers to. */
export function symbolsOf(analysis: Analysis, node: OracleNode, owner: string): readonly (Symbol | undefined)[] {
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
      return [lookup(analysis, node.name, owner)];
    case 'NamedTypeRef':
      return symbolsOfType(analysis.typeOfRef(node as TypeRef));
    case 'NamedCursor':
    case 'OpenCursor':
      return [analysis.symbolOf(node.cursor)];
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
