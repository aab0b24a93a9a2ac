import type { OracleNode } from './oracle/node.js';
import type { PostgresNode } from './postgres/node.js';
import { type Span, shownPlace } from './span.js';
import type { AnyNode } from './walk.js';

/**
 * The tree with other nodes in the places of those for which `change` gives one; what is below these is not visited.
 * Parts that stay as they are, are the same objects as before, and what stands in two places (a value that a dynamic
 * block is given) does so afterwards. In a list several nodes may take the place of one: `change` gives a list of them.
 * Of statements that take the place of one with a label, the first one has the label.
 */
export function mapTree<T extends Nodes<OracleNode>>(tree: T, change: (node: OracleNode) => object | undefined): T;
export function mapTree<T extends Nodes<PostgresNode>>(tree: T, change: (node: PostgresNode) => object | undefined): T;
export function mapTree<T>(tree: T, change: (node: never) => object | undefined): T {
  return mapped(tree, change as (node: AnyNode) => object | undefined, new Map()) as T;
}

type Nodes<N> = N | readonly Nodes<N>[];

/**
 * `mapTree` where the other nodes are known beforehand. A node that stands in the one that
 * replaces it is left as it is there.
 */
export function replaceNodes<T>(tree: T, replaced: ReadonlyMap<object, object>): T {
  return replaced.size === 0 ? tree : (mapped(tree, (node) => replaced.get(node), new Map()) as T);
}

/** `others`: what parts have become that did not stay as they were. */
function mapped(value: unknown, change: (node: AnyNode) => object | undefined, others: Map<object, object>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    let copy: unknown[] | undefined;
    for (let i = 0; i < items.length; i++) {
      const item = mapped(items[i], change, others);
      if (item !== items[i]) copy ??= items.slice(0, i);
      if (copy === undefined) continue;
      if (Array.isArray(item) && !Array.isArray(items[i])) copy.push(...(item as readonly unknown[]));
      else copy.push(item);
    }
    return copy ?? value;
  }
  const known = others.get(value);
  if (known !== undefined) return known;
  if ('kind' in value && typeof value.kind === 'string') {
    const instead = change(value as AnyNode);
    if (instead !== undefined) {
      others.set(value, instead);
      return instead;
    }
  }
  let made: Record<string, unknown> | undefined;
  // No lists of keys, as in walks.
  for (const key in value) {
    const field = (value as Readonly<Record<string, unknown>>)[key];
    const next = key === 'span' ? field : mapped(field, change, others);
    if (next !== field) (made ??= { ...value })[key] = next;
  }
  if (made === undefined) return value;
  const instead = labelled(made);
  others.set(value, instead);
  return instead;
}

/** `<<l>> a;` where `a` has become `a; b`: `<<l>> a; b`. */
function labelled(made: Readonly<Record<string, unknown>>): object {
  const { kind, statement } = made;
  if (kind !== 'LabelledStatement' || !Array.isArray(statement)) return made;
  const [first, ...rest] = statement as readonly unknown[];
  return [{ ...made, statement: first }, ...rest];
}

/**
 * A copy of the tree of a text, whose spans are offsets into it, as code of the program: every part has a place within
 * `span`, in the order of the text, and is shown with the place of the whole.
 * @param replaced nodes that others stand for; these are taken as they are
 */
export function copyInto<T>(tree: T, text: string, span: Span, replaced: ReadonlyMap<object, object> = new Map()): T {
  const place = shownPlace(span);
  const at = (offset: number): number => span.start + ((span.end - span.start) * (offset + 1)) / (text.length + 2);
  const moved = ({ start, end }: Span): Span => ({
    file: span.file,
    start: at(start),
    end: at(end),
    inText: { text, start, end, place },
    ...(span.givenAt ? { givenAt: span.givenAt } : {}),
  });
  const copies = new Map<object, object>(replaced);
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(copy);
    const known = copies.get(value);
    if (known) return known;
    const made = Object.fromEntries(
      Object.entries(value).map(([key, field]) => [key, key === 'span' ? moved(field as Span) : copy(field)]),
    );
    copies.set(value, made);
    return made;
  };
  return copy(tree) as T;
}
