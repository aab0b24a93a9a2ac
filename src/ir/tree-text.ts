/** A tree as text without the places of its nodes: the same for trees that say the same, wherever they stand. */
export const treeText = (tree: unknown): string =>
  JSON.stringify(tree, (key, value: unknown) => (key === 'span' ? undefined : value));
