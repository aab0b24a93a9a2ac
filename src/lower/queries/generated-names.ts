import type { TableRef } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';

type NodeOf<K extends OracleNode['kind']> = Extract<OracleNode, { kind: K }>;
type NamesByKind = { readonly [K in OracleNode['kind']]?: (node: NodeOf<K>) => readonly string[] };

/** Shared: most nodes have none. */
const none: readonly string[] = [];
const unpivoted: readonly string[] = ['unpivoted'];

const byKind = {
  DerivedTable: (node) => ofSource(node, 'q'),
  XmlTable: (node) => ofSource(node, 'q'),
  JsonTable: (node) => ofSource(node, 'q'),
  TableFunction: (node) => ofSource(node, 'rows'),
  TableRef: ofPivots,
  OnlyTable: ofPivots,
  UnsupportedFrom: ofPivots,
  Hierarchy: () => ['source_rows', 'hierarchy', 'child', 'level', 'path', 'row_id'],
  RowLimit: () => ['q', 'row_number', 'row_count', 'row_rank'],
  Update: ofChange,
  Delete: ofChange,
  Insert: () => ['objects', 'object_value', 'q'],
  // Rows that are gathered, or converted column by column.
  InQuery: () => ['q'],
  MultisetQuery: () => ['q'],
  SetOperation: () => ['q'],
  IntoClause: (node) => (node.bulk ? ['q'] : none),
  MultiTableInsert: () => ['source_rows'],
} as const satisfies NamesByKind;

/** Aliases and columns that the lowering of a node puts into SQL: variables of these names give way. */
export const generatedNames = (node: OracleNode): readonly string[] =>
  (byKind as Readonly<Record<string, ((node: never) => readonly string[]) | undefined>>)[node.kind]?.(node as never) ??
  none;

/** The kinds of nodes that `generatedNames` may have any for. */
export const generatingKinds = Object.keys(byKind) as (keyof typeof byKind)[];

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

type Source = Pick<TableRef, 'alias' | 'pivots'>;

const isPivoted = ({ pivots }: Source): boolean => pivots !== undefined && pivots.length > 0;

function ofPivots(node: Source): readonly string[] {
  return isPivoted(node) ? unpivoted : none;
}

function ofSource(node: Source, name: string): readonly string[] {
  const own = node.alias === undefined ? [name] : none;
  return isPivoted(node) ? [...unpivoted, ...own] : own;
}

function ofChange({ target }: NodeOf<'Update' | 'Delete'>): readonly string[] {
  return target.kind === 'DerivedTable' ? ['view_rows', 'changed', 'row_address'] : ['changed'];
}
