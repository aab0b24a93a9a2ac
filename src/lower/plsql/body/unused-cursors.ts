import { mapTree } from '../../../ir/map-tree.js';
import type { PlBlock, PlDeclaration, PlStatement } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';

/**
 * A loop over a declared cursor has the query itself: the variable of a cursor that nothing opens is left out, and its
 * comments go to what follows.
 * @param names variables of cursors that the body declares
 */
export function withoutUnusedCursors(body: PlBlock, names: readonly string[]): PlBlock {
  const unused = new Set(names);
  noteUses(body, unused);
  if (unused.size === 0) return body;
  const isUnused = (d: PlDeclaration): boolean => d.kind === 'PlVariable' && unused.has(d.name);
  const change = (node: PostgresNode): PlBlock | undefined =>
    node.kind === 'PlBlock' && node.declarations.some(isUnused) ? left(node, isUnused, change) : undefined;
  return mapTree(body, change);
}

/** Does anything mention the variable but its declaration? */
export function isMentioned(nodes: PlStatement | readonly PlStatement[], name: string): boolean {
  const unused = new Set([name]);
  noteUses(nodes, unused);
  return unused.size === 0;
}

/**
 * Takes the names out that anything but the declaration of a variable mentions: expressions, OPEN and the like, texts
 * of statements.
 */
function noteUses(value: unknown, unused: Set<string>): void {
  if (unused.size === 0 || typeof value !== 'object' || value === null) return;
  for (const [key, field] of Object.entries(value) as [string, unknown][]) {
    if (key === 'span' || key === 'kind' || key === 'comments' || key === 'trailingComment') continue;
    if (typeof field === 'string') {
      if (key === 'name' && 'kind' in value && value.kind === 'PlVariable') continue;
      for (const name of unused) if (field === name || (key === 'text' && field.includes(name))) unused.delete(name);
    } else noteUses(field, unused);
  }
}

function left(
  block: PlBlock,
  isUnused: (d: PlDeclaration) => boolean,
  change: (node: PostgresNode) => PlBlock | undefined,
): PlBlock {
  const declarations: PlDeclaration[] = [];
  let comments: string[] = [];
  let blankBefore: boolean | undefined;
  for (const d of block.declarations) {
    if (isUnused(d)) {
      comments.push(...(d.comments ?? []), ...(d.trailingComment === undefined ? [] : [d.trailingComment]));
      blankBefore ||= d.blankBefore;
      continue;
    }
    declarations.push(withComments(d, comments, blankBefore));
    comments = [];
    blankBefore = undefined;
  }
  const [first, ...rest] = mapTree(block.body, change);
  const body: readonly PlStatement[] = first ? [withComments(first, comments, undefined), ...rest] : [];
  return { ...block, declarations, body, handlers: mapTree(block.handlers, change) };
}

function withComments<T extends PlDeclaration | PlStatement>(
  node: T,
  before: readonly string[],
  blank: boolean | undefined,
): T {
  if (before.length === 0 && !blank) return node;
  const comments = [...before, ...(node.comments ?? [])];
  return { ...node, ...(comments.length > 0 && { comments }), blankBefore: blank || node.blankBefore };
}
