import type { Span } from './span.js';
import type { AnyNode } from './walk.js';

/**
 * The tree with other nodes in the places of those for which `change` gives one; what is below these is not visited. Parts that stay as they are, are the
 * same objects as before.
 */
export function mapTree<T>(tree: T, change: (node: AnyNode) => object | undefined): T {
  return mapped(tree, change) as T;
}

/** `mapTree` where the other nodes are known beforehand. A node that stands in the one that replaces it is left as it is there. */
export function replaceNodes<T>(tree: T, replaced: ReadonlyMap<object, object>): T {
  return replaced.size === 0 ? tree : mapTree(tree, (node) => replaced.get(node));
}

function mapped(value: unknown, change: (node: AnyNode) => object | undefined): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const made = items.map((item) => mapped(item, change));
    return made.some((item, i) => item !== items[i]) ? made : value;
  }
  if ('kind' in value && typeof value.kind === 'string') {
    const instead = change(value as AnyNode);
    if (instead !== undefined) return instead;
  }
  let made: Record<string, unknown> | undefined;
  for (const [key, field] of Object.entries(value)) {
    const next = key === 'span' ? field : mapped(field, change);
    if (next !== field) (made ??= { ...value })[key] = next;
  }
  return made ?? value;
}

/**
 * A copy of the whole tree in which all spans are `span`, as code that is made out of a text has the place of the text.
 * @param replaced nodes that others stand for; these are taken as they are
 */
export function copyAt<T>(tree: T, span: Span, replaced: ReadonlyMap<object, object> = new Map()): T {
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(copy);
    const instead = replaced.get(value);
    if (instead) return instead;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, key === 'span' ? span : copy(field)]));
  };
  return copy(tree) as T;
}
