import type { Analysis } from '../../analyze/analysis.js';
import type { VariableSymbol } from '../../analyze/model/symbols.js';
import type { Block, Call, Member, Name } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { forEachChild } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { rememberedOf } from '../remembered.js';
import { isMap } from './collection-types.js';

/**
 * Tells whether a variable is one of a block's local associative arrays that `find` chooses, once for each block. `find`
 * gets those that are declared without a value, and drops some of them.
 */
export function amongLocalMaps(
  find: (analysis: Analysis, block: Block, candidates: Set<VariableSymbol>) => ReadonlySet<VariableSymbol>,
): (unit: UnitContext, symbol: VariableSymbol) => boolean {
  const chosen = rememberedOf((analysis: Analysis, block: Block) => {
    const candidates = new Set<VariableSymbol>();
    for (const d of block.declarations) {
      const symbol = d.kind === 'VariableDeclaration' && !d.initial ? analysis.declaredBy(d) : undefined;
      if (symbol?.kind === 'variable' && isLocalMap(symbol)) candidates.add(symbol);
    }
    return candidates.size === 0 ? candidates : find(analysis, block, candidates);
  });
  return ({ analysis }, symbol) =>
    symbol.block !== undefined && isLocalMap(symbol) && chosen(analysis, symbol.block).has(symbol);
}

const isLocalMap = ({ storage, type }: VariableSymbol): boolean =>
  storage === 'local' && type.kind === 'collection' && isMap(type.collection);

/** Drops the candidates that a node names, whatever it does with them. */
export function dropAllIn(analysis: Analysis, candidates: Set<VariableSymbol>, node: OracleNode): void {
  if (isReference(node)) {
    const { base } = analysis.resolve(node);
    if (base.kind === 'variable') candidates.delete(base.variable);
  }
  forEachChild(node, (child) => dropAllIn(analysis, candidates, child));
}

const isReference = (node: OracleNode): node is Name | Call | Member =>
  node.kind === 'Name' || node.kind === 'Call' || node.kind === 'Member';
