/**
 * What a path leads to: names and literals as text, other nodes by their kinds. Several where a list lies on the way.
 */
export function valuesAt(node: object, path: readonly string[]): readonly unknown[] {
  const found: unknown[] = [];
  collect(node, path, 0, found);
  return found;
}

function collect(value: unknown, path: readonly string[], at: number, into: unknown[]): void {
  const key = path[at];
  if (key === undefined) {
    if (Array.isArray(value)) for (const item of value) into.push(plain(item));
    else into.push(plain(value));
  } else if (Array.isArray(value)) {
    if (key === 'length') collect(value.length, path, at + 1, into);
    else if (/^-?\d+$/.test(key)) {
      const item: unknown = value.at(Number(key));
      if (item !== undefined) collect(item, path, at + 1, into);
    } else for (const item of value) collect(item, path, at, into);
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, key)) {
    const below = (value as Readonly<Record<string, unknown>>)[key];
    if (below !== undefined) collect(below, path, at + 1, into);
  }
}

/** Names, literals and dotted names as text; what has neither as its kind. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
  const node = value as { readonly kind: unknown; readonly [key: string]: unknown };
  switch (node.kind) {
    case 'Identifier':
      return node.name;
    case 'QualifiedName':
    case 'Name':
      return Array.isArray(node.parts) ? node.parts.map((p: { readonly name?: unknown }) => p.name).join('.') : '';
    case 'StringLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NumberLiteral':
      return node.text;
    default:
      return node.kind;
  }
}
