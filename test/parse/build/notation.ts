/**
 * The Oracle tree as a compact S-expression: `(+ A (* B 2))`. Names, literals and operators have a short form; any
 * other node is `(Kind field=value …)` without what is absent or false.
 */
export function notationOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(notationOf).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const node = value as Fields;
  switch (node.kind) {
    case 'Identifier':
      return node.quoted ? `"${node.name}"` : String(node.name);
    case 'Name':
    case 'QualifiedName':
      return (node.parts as unknown[]).map(notationOf).join('.') + (node.link === undefined ? '' : `@${node.link}`);
    case 'NumberLiteral':
      return `${node.text}${node.binary === undefined ? '' : String(node.binary)[0]}`;
    case 'StringLiteral':
      return `${node.national ? 'N' : ''}'${node.value}'`;
    case 'NullLiteral':
      return 'NULL';
    case 'BooleanLiteral':
      return String(node.value).toUpperCase();
    case 'BindVariable':
      return `:${node.name}`;
    case 'CorrelationName':
      return `:${node.correlation}.${notationOf(node.column)}`;
    case 'Star':
      return node.qualifier === undefined ? '*' : `${notationOf(node.qualifier)}.*`;
    case 'Unary':
      return `(${node.op} ${notationOf(node.operand)})`;
    case 'Binary':
      return `(${node.op} ${notationOf(node.left)} ${notationOf(node.right)})`;
    case 'Logical':
      return `(${node.op} ${(node.operands as unknown[]).map(notationOf).join(' ')})`;
    case 'Row':
      return `(Row ${(node.items as unknown[]).map(notationOf).join(' ')})`;
    case 'Member':
      return `(. ${notationOf(node.target)} ${notationOf(node.name)})`;
    case 'Argument': {
      const key = node.name ?? node.key;
      return key === undefined ? notationOf(node.value) : `${notationOf(key)}=>${notationOf(node.value)}`;
    }
    case 'Call': {
      const { kind: _, callee, args, ...rest } = node;
      return `(call ${[callee, ...(args as unknown[])].map(notationOf).join(' ')}${fieldsOf(rest)})`;
    }
    case 'SelectItem':
      return node.alias === undefined ? notationOf(node.value) : `${notationOf(node.value)}:${notationOf(node.alias)}`;
    case 'OrderItem': {
      const words = [node.direction, node.nulls && `NULLS ${node.nulls}`].filter(Boolean).join(' ');
      return words === '' ? notationOf(node.value) : `(${words} ${notationOf(node.value)})`;
    }
    case 'GroupExpr':
      return notationOf(node.value);
    default: {
      const { kind, ...rest } = node;
      return kind === undefined ? `{${fieldsOf(rest).trimStart()}}` : `(${kind}${fieldsOf(rest)})`;
    }
  }
}

interface Fields {
  readonly kind?: unknown;
  readonly [field: string]: unknown;
}

function fieldsOf(node: Fields): string {
  let text = '';
  for (const [field, value] of Object.entries(node)) {
    if (field === 'span' || value === undefined || value === false) continue;
    if (Array.isArray(value) && value.length === 0) continue;
    text += value === true ? ` ${field}` : ` ${field}=${notationOf(value)}`;
  }
  return text;
}
