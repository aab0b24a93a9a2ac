import type { OracleNode } from '../ir/oracle/node.js';
import type { Span } from '../ir/span.js';

/** A node with its place in the tree of its unit. */
export interface Entry {
  readonly node: OracleNode;
  readonly parent: Entry | undefined;
  /** The attributes of the parent that lead to it, without indexes: `where`, `branches.then`. */
  readonly field: string;
  /** The nodes of the list it stands in, in order; itself alone where it stands in none. */
  readonly siblings: readonly Entry[];
  readonly index: number;
  readonly children: readonly Entry[];
}

/** The tree of a unit. */
export function entryOf(node: OracleNode): Entry {
  const siblings: Entry[] = [];
  const root = new TreeEntry(node, undefined, '', siblings, 0);
  siblings.push(root);
  return root;
}

class TreeEntry implements Entry {
  private below: readonly Entry[] | undefined;
  constructor(
    readonly node: OracleNode,
    readonly parent: Entry | undefined,
    readonly field: string,
    readonly siblings: readonly Entry[],
    readonly index: number,
  ) {}

  get children(): readonly Entry[] {
    this.below ??= childrenOf(this);
    return this.below;
  }
}

function childrenOf(parent: Entry): readonly Entry[] {
  const found: Entry[] = [];
  const add = (node: OracleNode, field: string, list: Entry[]): void => {
    const entry = new TreeEntry(node, parent, field, list, list.length);
    list.push(entry);
    found.push(entry);
  };
  const items = (values: readonly unknown[], field: string): void => {
    const list: Entry[] = [];
    for (const item of values) {
      if (typeof item !== 'object' || item === null) continue;
      if (Array.isArray(item)) items(item, field);
      else if (isNode(item)) add(item, field, list);
      else fields(item, field);
    }
  };
  const fields = (value: object, prefix: string): void => {
    for (const key in value) {
      const below = (value as Readonly<Record<string, unknown>>)[key];
      if (typeof below !== 'object' || below === null || key === 'span') continue;
      const field = prefix === '' ? key : `${prefix}.${key}`;
      if (Array.isArray(below)) items(below, field);
      else if (isNode(below)) add(below, field, []);
      else fields(below, field);
    }
  };
  fields(parent.node, '');
  return found;
}

function isNode(value: object): value is OracleNode {
  return typeof (value as { readonly kind?: unknown }).kind === 'string';
}

/** The place of a node; that of what it stands in where it has none of its own. */
export function spanOf(entry: Entry): Span | undefined {
  for (let e: Entry | undefined = entry; e; e = e.parent) {
    const { span } = e.node as { readonly span?: Span };
    if (span && span.file >= 0) return span;
  }
  return undefined;
}

/** The nearest of what a node stands in that has one of the kinds. */
export function enclosing(entry: Entry, ...kinds: readonly string[]): Entry | undefined {
  let e = entry.parent;
  while (e && !kinds.includes(e.node.kind)) e = e.parent;
  return e;
}

/** The node and everything below it, parents first. */
export function* below(entry: Entry): Generator<Entry> {
  const stack: Entry[] = [entry];
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i -= 1) stack.push(next.children[i]!);
  }
}
