/** Any node of either tree, as far as walking is concerned. */
export interface AnyNode {
  readonly kind: string;
}

function isNode(value: object): value is AnyNode {
  return 'kind' in value && typeof value.kind === 'string';
}

/** Calls `visit` with every direct child node, in field order. Plain objects and arrays between nodes are looked through. */
export function forEachChild(node: object, visit: (child: AnyNode) => void): void {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'span' || typeof value !== 'object' || value === null) continue;
    visitValue(value, visit);
  }
}

function visitValue(value: object, visit: (child: AnyNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'object' && item !== null) visitValue(item, visit);
  } else if (isNode(value)) visit(value);
  else forEachChild(value, visit);
}

/** Visits `node` and everything below it, parents first. Return false to leave out what is below a node. */
export function walk(node: AnyNode, visit: (node: AnyNode) => boolean | void): void {
  if (visit(node) === false) return;
  forEachChild(node, (child) => walk(child, visit));
}
