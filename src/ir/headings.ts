import { dotted, lastName } from './dotted.js';
import type { Parameter, RoutineDeclaration, RoutineDefinition, TypeRef } from './oracle/index.js';

/** Do the parameters have the same names, and they and the result types that are spelled alike? */
export function sameHeading(
  a: RoutineDeclaration | RoutineDefinition,
  b: RoutineDeclaration | RoutineDefinition,
): boolean {
  const [left, right] = [a, b].map((r) => r.parameters.filter((p) => p.name.name !== 'SELF')) as [
    Parameter[],
    Parameter[],
  ];
  return (
    left.length === right.length &&
    left.every((p, i) => {
      const other = right[i];
      return other !== undefined && p.name.name === other.name.name && typeText(p.type) === typeText(other.type);
    }) &&
    (a.returns === undefined) === (b.returns === undefined) &&
    (!a.returns || !b.returns || typeText(a.returns) === typeText(b.returns))
  );
}

function typeText(type: TypeRef): string {
  switch (type.kind) {
    case 'BuiltinTypeRef':
      return type.name;
    case 'NamedTypeRef':
      return lastName(type.name);
    case 'AnchoredTypeRef':
      return `${dotted(type.name)}%${type.anchor}`;
    case 'RefTypeRef':
      return 'REF';
  }
}
