import type { OracleNode } from '../../ir/oracle/node.js';
import type { AnyNode } from '../../ir/walk.js';

/** Aliases and columns that the lowering of a node puts into SQL: variables of these names give way. */
export function generatedNames(node: AnyNode): readonly string[] {
  switch (node.kind) {
    case 'DerivedTable':
    case 'XmlTable':
    case 'JsonTable':
      return ofSource(node, 'q');
    case 'TableFunction':
      return ofSource(node, 'rows');
    case 'Hierarchy':
      return ['source_rows', 'hierarchy', 'child', 'level', 'path', 'row_id'];
    case 'RowLimit':
      return ['q', 'row_number', 'row_count', 'row_rank'];
    case 'Update':
    case 'Delete':
      return (node as AnyNode & { readonly target?: AnyNode }).target?.kind === 'DerivedTable'
        ? ['view_rows', 'changed', 'row_address']
        : ['changed'];
    case 'Insert':
      return ['objects', 'object_value', 'q'];
    // Rows that are gathered, or converted column by column.
    case 'InQuery':
    case 'MultisetQuery':
    case 'SetOperation':
      return ['q'];
    case 'IntoClause':
      return (node as AnyNode & { readonly bulk?: boolean }).bulk === true ? ['q'] : none;
    case 'MultiTableInsert':
      return ['source_rows'];
    case 'TableRef':
    case 'OnlyTable':
    case 'UnsupportedFrom':
      return isPivoted(node) ? unpivoted : none;
    default:
      return none;
  }
}

/** For which nodes may `generatedNames` have any? */
export const generatingKinds = [
  'DerivedTable',
  'XmlTable',
  'JsonTable',
  'TableFunction',
  'Hierarchy',
  'RowLimit',
  'Update',
  'Delete',
  'Insert',
  'InQuery',
  'MultisetQuery',
  'SetOperation',
  'IntoClause',
  'MultiTableInsert',
  'TableRef',
  'OnlyTable',
  'UnsupportedFrom',
] as const satisfies readonly OracleNode['kind'][];

/** Those of a statement of which the text alone is at hand. */
export function generatedNamesOfText(text: string): readonly string[] {
  const patterns: readonly (readonly [RegExp, readonly string[]])[] = [
    [/\(\s*(select|with)\b|\b(union|intersect|minus)\b|\b(xml|json)_?table\b|\binsert\b[\s\S]*\bselect\b/i, ['q']],
    [/\btable\s*\(/i, ['rows']],
    [/\bconnect\s+by\b/i, ['source_rows', 'hierarchy', 'child', 'level', 'path', 'row_id']],
    [/\b(fetch|offset|rownum)\b/i, ['q', 'row_number', 'row_count', 'row_rank']],
    [/\b(update|delete)\b/i, ['view_rows', 'changed', 'row_address']],
    [/\binsert\b/i, ['objects', 'object_value', 'source_rows']],
    [/\bunpivot\b|\bpivot\b/i, unpivoted],
  ];
  return patterns.flatMap(([pattern, names]) => (pattern.test(text) ? names : none));
}

function ofSource(node: AnyNode, name: string): readonly string[] {
  const own = (node as AnyNode & { readonly alias?: unknown }).alias === undefined ? [name] : none;
  return isPivoted(node) ? [...unpivoted, ...own] : own;
}

const isPivoted = (node: AnyNode): boolean =>
  ((node as AnyNode & { readonly pivots?: readonly unknown[] }).pivots?.length ?? 0) > 0;

/** Shared: most nodes have none. */
const none: readonly string[] = [];
const unpivoted: readonly string[] = ['unpivoted'];
