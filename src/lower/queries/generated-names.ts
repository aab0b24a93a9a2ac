import type { AnyNode } from '../../ir/walk.js';

/** Aliases and columns that the lowering of a node puts into SQL: variables of these names give way. */
export function generatedNames(node: AnyNode): readonly string[] {
  const { alias, target, pivots } = node as AnyNode & {
    readonly alias?: unknown;
    readonly target?: AnyNode;
    readonly pivots?: readonly unknown[];
  };
  const names: string[] = [];
  if (pivots && pivots.length > 0) names.push('unpivoted');
  switch (node.kind) {
    case 'DerivedTable':
    case 'XmlTable':
    case 'JsonTable':
      if (alias === undefined) names.push('q');
      return names;
    case 'TableFunction':
      if (alias === undefined) names.push('rows');
      return names;
    case 'Hierarchy':
      return ['source_rows', 'hierarchy', 'child', 'level', 'path', 'row_id'];
    case 'RowLimit':
      return ['q', 'row_number', 'row_count', 'row_rank'];
    case 'Update':
    case 'Delete':
      return target?.kind === 'DerivedTable' ? ['view_rows', 'changed', 'row_address'] : ['changed'];
    case 'MultiTableInsert':
      return ['source_rows'];
    default:
      return names;
  }
}
