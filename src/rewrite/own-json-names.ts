import { lastName } from '../ir/dotted.js';
import { identifier, nameNode, qualifiedName } from '../ir/made-nodes.js';
import { mapTree } from '../ir/map-tree.js';
import type {
  Argument,
  BuiltinTypeRef,
  Call,
  Identifier,
  NamedFunctionSyntax,
  NamedTypeRef,
  QualifiedName,
  ScriptUnit,
} from '../ir/oracle/index.js';
import type { OracleNode } from '../ir/oracle/node.js';
import { walk } from '../ir/walk.js';

/**
 * A type or function of the inputs named JSON, JSON_VALUE …: Oracle knew these names not before 12c and 21c, and code
 * of that time has objects of its own so named. What is written as a built-in one can be written, and could as well be
 * a call of theirs, is one: `json_value(x)`, a parameter of type `json`.
 */
export function withOwnJsonNames<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  const own = new Set<string>();
  for (const { unit } of units)
    if (unit.kind === 'CreateType') note(own, unit.name);
    else if (unit.kind === 'CreateRoutine') note(own, unit.routine.name);
  if (own.size === 0) return units;
  return units.map((one) => {
    let any = false;
    walk(one.unit, (node) => {
      any ||= (node.kind === 'BuiltinTypeRef' || node.kind === 'NamedFunctionSyntax') && own.has(node.name);
    });
    return any ? { ...one, unit: mapTree(one.unit, (node) => ownName(own, node)) } : one;
  });
}

function note(own: Set<string>, name: QualifiedName | Identifier): void {
  const last = name.kind === 'Identifier' ? name.name : lastName(name);
  if (last?.startsWith('JSON')) own.add(last);
}

function ownName(own: ReadonlySet<string>, node: OracleNode): NamedTypeRef | Call | undefined {
  if (node.kind === 'BuiltinTypeRef') return own.has(node.name) ? typeOf(node) : undefined;
  if (node.kind !== 'NamedFunctionSyntax' || !own.has(node.name)) return undefined;
  const args = positional(node);
  if (!args) return undefined;
  const { span } = node;
  return {
    kind: 'Call',
    span,
    callee: nameNode(span, identifier(span, node.name)),
    args: args.map((a) => mapTree(a, (inner) => ownName(own, inner))),
  };
}

function typeOf(node: BuiltinTypeRef): NamedTypeRef {
  const { span } = node;
  return { kind: 'NamedTypeRef', span, name: qualifiedName(span, identifier(span, node.name)) };
}

/**
 * The arguments where nothing but values is written, and, of a function that takes a path, no path; undefined for the
 * syntax of the built-in one.
 */
function positional(node: NamedFunctionSyntax): readonly Argument[] | undefined {
  if (node.options.length > 0 || node.returning || node.orderBy || node.defaults) return undefined;
  const args: Argument[] = [];
  for (const item of node.args) {
    // A column alone has the key that JSON_OBJECT would give it.
    const key = item.key && !(item.key.kind === 'StringLiteral' && item.key.span === item.span);
    const path = item.role === 'PATH' && item.value.kind === 'StringLiteral' && item.value.value.startsWith('$');
    if (key || path || item.value.kind === 'Star' || !['VALUE', 'PATH'].includes(item.role)) return undefined;
    args.push({ kind: 'Argument', span: item.span, value: item.value });
  }
  return args;
}
