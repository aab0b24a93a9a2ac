/** Any node of either tree, as far as walking is concerned. */
export interface AnyNode {
  readonly kind: string;
}

type Fields = Readonly<Record<string, unknown>>;

/*
 * Trees are walked dozens of times on the way to the output. `for … in` over these plain objects makes no lists of keys, and a
 * node's own recursion no closures: half of the time of the obvious form.
 */

/** Calls `visit` with every direct child node, in field order. Plain objects and arrays between nodes are looked through. */
export function forEachChild(node: object, visit: (child: AnyNode) => void): void {
  for (const key in node) {
    const value = (node as Fields)[key];
    if (typeof value === 'object' && value !== null && key !== 'span') visitValue(value, visit);
  }
}

function visitValue(value: object, visit: (child: AnyNode) => void): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === 'object' && item !== null) visitValue(item, visit);
    }
  } else if (isNode(value)) visit(value);
  else forEachChild(value, visit);
}

/** Visits `node` and everything below it, parents first. Return false to leave out what is below a node. */
export function walk(node: AnyNode, visit: (node: AnyNode) => boolean | void): void {
  if (visit(node) !== false) walkFields(node, visit);
}

function walkFields(node: object, visit: (node: AnyNode) => boolean | void): void {
  for (const key in node) {
    const value = (node as Fields)[key];
    if (typeof value === 'object' && value !== null && key !== 'span') walkValue(value, visit);
  }
}

function walkValue(value: object, visit: (node: AnyNode) => boolean | void): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === 'object' && item !== null) walkValue(item, visit);
    }
  } else if (!isNode(value)) walkFields(value, visit);
  else if (visit(value) !== false) walkFields(value, visit);
}

function isNode(value: object): value is AnyNode {
  return typeof (value as Fields).kind === 'string';
}
