import { unknownType } from '../../diagnostics/op1-types.js';
import type {
  BuiltinTypeRef,
  CollectionTypeDeclaration,
  Parameter,
  RecordField,
  RoutineDefinition,
  ScriptUnit,
  SubtypeDeclaration,
  TypeRef,
  VariableDeclaration,
} from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { ofKinds, walkWhere } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { written } from '../ddl/names.js';
import { ofUnknown } from './missing.js';

const declarations = ofKinds(
  'VariableDeclaration',
  'Parameter',
  'RecordField',
  'SubtypeDeclaration',
  'CollectionTypeDeclaration',
  'RoutineDefinition',
  'RoutineDeclaration',
);

type Declared =
  | VariableDeclaration
  | Parameter
  | RecordField
  | SubtypeDeclaration
  | CollectionTypeDeclaration
  | RoutineDefinition;

/**
 * Reports what PL/SQL declares of a type that is not among the inputs: text stands in its place, and values compare and
 * convert as text. Columns and attributes are reported where they are made.
 */
export function reportUnknownTypes(unit: UnitContext, node: ScriptUnit): void {
  walkWhere(node, declarations, (inner) => {
    // Reported with the definition.
    if (inner.kind === 'RoutineDeclaration') return false;
    if (inner.kind === 'CollectionTypeDeclaration') reportUnknownLimit(unit, inner);
    const type = typeOfDeclared(inner);
    if (type?.kind === 'BuiltinTypeRef') reportUnknownLength(unit, inner, type);
    if (!type || (type.kind !== 'NamedTypeRef' && type.kind !== 'AnchoredTypeRef')) return true;
    if (!unit.analysis.isUnknown(type) && !(needsName(node, inner) && unit.analysis.isUnknownRow(type))) return true;
    const { name } = inner;
    const anchor = type.kind === 'AnchoredTypeRef' ? `%${type.anchor}` : '';
    const found = unknownType(type.span, name.name, `${written(type.name)}${anchor}`);
    unit.report(ofUnknown(unit.analysis.typeOfRef(type), found));
    return true;
  });
}

/** `VARCHAR2(pkg.c_length)`: the length is a constant that is not among the inputs. */
function reportUnknownLength(unit: UnitContext, declared: Declared, type: BuiltinTypeRef): void {
  const sizes = [type.precision, type.scale].filter((size) => size !== undefined && size !== '*');
  if (sizes.every((size) => size.kind === 'NumberLiteral') || !unit.analysis.isUnknown(type)) return;
  const shown = sizes.map((size) => (size.kind === 'Name' ? written(size) : '…'));
  const found = unknownType(type.span, declared.name.name, `${type.name}(${shown.join(', ')})`);
  unit.report(ofUnknown(unit.analysis.typeOfRef(type), found));
}

/** `VARRAY(pkg.c_most)`: without the limit the varray grows and never fails. */
function reportUnknownLimit(unit: UnitContext, declared: CollectionTypeDeclaration): void {
  const { limit, variant } = declared;
  if (variant !== 'VARRAY' || !limit || limit.kind === 'NumberLiteral') return;
  const symbol = unit.analysis.declaredBy(declared);
  if (symbol?.kind !== 'collectionType' || symbol.limit !== undefined) return;
  const shown = limit.kind === 'Name' ? written(limit) : '…';
  unit.report(unknownType(limit.span, declared.name.name, `VARRAY(${shown})`, 'it has no limit'));
}

/**
 * Elements, fields and variables of packages need a row type with a name; elsewhere PostgreSQL's `record` is enough.
 */
function needsName(unit: ScriptUnit, node: OracleNode): boolean {
  if (node.kind === 'CollectionTypeDeclaration' || node.kind === 'RecordField') return true;
  return (
    (unit.kind === 'CreatePackage' || unit.kind === 'CreatePackageBody') && unit.declarations.some((d) => d === node)
  );
}

function typeOfDeclared(node: Declared): TypeRef | undefined {
  switch (node.kind) {
    case 'VariableDeclaration':
    case 'Parameter':
    case 'RecordField':
      return node.type;
    case 'SubtypeDeclaration':
      return node.base;
    case 'CollectionTypeDeclaration':
      return node.element;
    case 'RoutineDefinition':
      return node.returns;
    default:
      return undefined;
  }
}
