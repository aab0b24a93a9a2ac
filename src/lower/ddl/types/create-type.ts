import type { ObjectTypeSymbol } from '../../../analyze/model/symbols.js';
import { cyclicType, unsupportedType } from '../../../diagnostics/op1-types.js';
import type { CreateType, ObjectTypeDefinition } from '../../../ir/oracle/index.js';
import type { PgCreateType, PgExpr, PgStatement, PgType } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { abstractMethods } from '../../objects/dispatch.js';
import {
  closesCircle,
  type ObjectAttribute,
  representation,
  rootOf,
  typeTag,
  withSubtypes,
} from '../../objects/hierarchy.js';
import { collectionType, fieldPgType } from '../../plsql/declarations/types-of-declarations.js';
import { methodsWithoutBody } from '../../plsql/routines/without-body.js';
import type { DdlContext } from '../ddl-context.js';
import { written } from '../names.js';
import { columnType } from '../tables/column-type.js';

/**
 * CREATE TYPE. A collection type is a domain over an array; an object type a composite; a hierarchy one composite at
 * its root, with `_type` and the attributes of all subtypes, and a domain over it for each subtype. (Object-Relational
 * Developer's Guide, chapter 2; src/lower/CALLING-CONVENTION.md)
 */
export function lowerCreateType(unit: DdlContext, node: CreateType): PgStatement[] {
  const symbol = unit.analysis.declared(node);
  const { definition } = node;
  switch (definition.kind) {
    case 'IncompleteType':
      return [];
    case 'UnsupportedTypeDefinition':
      unit.report(unsupportedType(node.span, written(node.name), definition.what));
      return [];
    case 'CollectionTypeDefinition':
      if (symbol?.kind !== 'collectionType') return [];
      return [withComments(collectionType(unit, symbol, node.span), node)];
    case 'ObjectTypeDefinition': {
      if (symbol?.kind !== 'objectType') return [];
      const type = symbol.supertype ? subtype(unit, node, symbol) : withComments(objectType(unit, node, symbol), node);
      // The body of a type that a program creates may be anywhere.
      const missing = unit.inProgram ? [] : methodsWithoutBody(unit, symbol, node);
      return [type, ...abstractMethods(unit, node, symbol), ...missing];
    }
  }
}

function withComments(statement: PgStatement, node: CreateType): PgStatement {
  return { ...statement, comments: node.comments, blankBefore: node.blankBefore };
}

function objectType(unit: UnitContext, node: CreateType, symbol: ObjectTypeSymbol): PgCreateType {
  const { tagged, attributes: all } = representation(unit.naming, symbol);
  const attributes: PgCreateType['attributes'][number][] = all.map((a) => ({
    name: a.name,
    type: attributeType(unit, node, symbol, a),
    comments: a.of === symbol ? declarationOf(a)?.comments : undefined,
  }));
  if (tagged) attributes.unshift({ name: typeTag, type: pgTypes.text });
  return { kind: 'PgCreateType', span: node.span, name: unit.naming.of(symbol), attributes };
}

/** Where the type of the hierarchy that has the attribute declares it. */
function declarationOf({ of, oracleName }: ObjectAttribute): ObjectTypeDefinition['attributes'][number] | undefined {
  const definition = of.definition?.definition;
  if (definition?.kind !== 'ObjectTypeDefinition') return undefined;
  return definition.attributes.find((a) => a.name.name === oracleName);
}

function attributeType(
  unit: UnitContext,
  node: CreateType,
  symbol: ObjectTypeSymbol,
  attribute: ObjectAttribute,
): PgType {
  const { of, oracleName, type } = attribute;
  if (closesCircle(symbol, type)) {
    unit.report(cyclicType(of.definition?.span ?? node.span, of.name, oracleName));
    return pgTypes.text;
  }
  const declaration = declarationOf(attribute);
  const ref = declaration?.stored ?? declaration?.type;
  const mapped = columnType(unit, type, { column: `${of.name}.${oracleName}`, span: ref?.span ?? node.span, ref });
  // Attributes hold what variables hold: arrays, not domains over them, and text that keeps its blanks.
  return type.kind === 'unknown' ? mapped : fieldPgType(unit, type);
}

/** A subtype: the composite of the root, whose `_type` names the subtype or one below it. */
function subtype(unit: UnitContext, node: CreateType, symbol: ObjectTypeSymbol): PgStatement {
  const { span } = node;
  const value = b.raw(span, 'value');
  const field: PgExpr = b.field(span, value, typeTag);
  const names = withSubtypes(symbol).map((t) => b.text(span, t.name));
  const isOne: PgExpr =
    names.length === 1 && names[0]
      ? b.eq(span, field, names[0])
      : { kind: 'PgIn', span, negated: false, operand: field, items: names };
  return {
    kind: 'PgCreateDomain',
    span,
    name: unit.naming.of(symbol),
    type: pgTypes.named(...unit.naming.of(rootOf(symbol))),
    // An object that is atomically null has no `_type`.
    check: b.or(span, b.isNull(span, field), isOne),
    comments: node.comments,
    blankBefore: node.blankBefore,
  };
}
