/** What a path leads to: names and literals as text, other nodes by their kinds. Several where a list lies on the way. */
export function valuesAt(node: object, path: readonly string[]): readonly unknown[] {
  let values: readonly unknown[] = [node];
  for (const key of path) {
    values = values.flatMap((value): readonly unknown[] => {
      if (Array.isArray(value)) {
        if (key === 'length') return [value.length];
        if (/^-?\d+$/.test(key)) return value.slice(Number(key)).slice(0, 1);
        return value.flatMap((item) => property(item, key));
      }
      return property(value, key);
    });
  }
  return values.flatMap((v) => (Array.isArray(v) ? (v.length === 0 ? [] : v.map(plain)) : [plain(v)]));
}

function property(value: unknown, key: string): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return [];
  const found = (value as Readonly<Record<string, unknown>>)[key];
  return found === undefined ? [] : [found];
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
