import type { CollectionTypeSymbol, RecordTypeSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Declaration, RecordTypeDeclaration } from '../../../ir/oracle/index.js';
import type { PgStatement, PgType } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { pgTypes } from '../../builders.js';
import { isMap, keyPgType } from '../../collections/collection-types.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { arrayOf, pgTypeOf } from '../../types.js';

/**
 * CREATE TYPE or DOMAIN for the record and collection types of a declarative part, in order of declaration, with what
 * the source says of them.
 * @param said a declaration whose comments stand elsewhere
 */
export function localTypes(unit: UnitContext, declarations: readonly Declaration[], said?: Declaration): PgStatement[] {
  return declarations.flatMap((d) => {
    const types = typesOf(unit, d);
    const [first, ...others] = types;
    if (!first || (d.kind !== 'RecordTypeDeclaration' && d.kind !== 'CollectionTypeDeclaration')) return types;
    const comments = [
      ...((d !== said && d.comments) || []),
      ...(d.trailingComment === undefined ? [] : [d.trailingComment.replace(/^\n/, '')]),
    ];
    return comments.length > 0 ? [{ ...first, comments }, ...others] : types;
  });
}

function typesOf(unit: UnitContext, d: Declaration): PgStatement[] {
  const symbol = unit.analysis.declaredBy(d);
  if (symbol?.kind === 'variable' && symbol.storage === 'package') return cursorRow(unit, symbol.type, d.span);
  if (symbol?.kind === 'cursor' && symbol.rowType.used) return [recordType(unit, symbol.rowType, d.span)];
  if (symbol?.kind === 'recordType')
    return [
      ...symbol.fields.flatMap((f) => cursorRow(unit, f.type, d.span)),
      recordType(unit, symbol, d.span, d.kind === 'RecordTypeDeclaration' ? d : undefined),
    ];
  if (symbol?.kind === 'collectionType')
    return [...cursorRow(unit, symbol.element, d.span), collectionType(unit, symbol, d.span)];
  return [];
}

/** The type of a cursor's row that an element or field has. */
function cursorRow(unit: UnitContext, type: OracleType, span: Span): PgStatement[] {
  return type.kind === 'record' && type.identity.kind === 'declared' && type.identity.symbol.ofCursorRow
    ? [recordType(unit, type.identity.symbol, span)]
    : [];
}

function recordType(
  unit: UnitContext,
  symbol: RecordTypeSymbol,
  span: Span,
  declaration?: RecordTypeDeclaration,
): PgStatement {
  const commentsOf = (i: number): readonly string[] | undefined => {
    const field = declaration?.fields[i];
    const behind = field?.trailingComment?.replace(/^\n/, '');
    return field && behind !== undefined ? [...(field.comments ?? []), behind] : field?.comments;
  };
  return {
    kind: 'PgCreateType',
    span,
    name: unit.naming.of(symbol),
    attributes: symbol.fields.map((f, i) => ({
      name: foldName(f.name),
      type: fieldPgType(unit, f.type),
      comments: commentsOf(i),
    })),
  };
}

/**
 * The type of a field or attribute: a composite has no `record` fields, so a row without a name is kept as its text.
 */
export function fieldPgType(unit: UnitContext, type: OracleType): PgType {
  const mapped = pgTypeOf(unit.naming, type, 'variable');
  return mapped.name.length === 1 && mapped.name[0] === 'record' ? pgTypes.text : mapped;
}

/**
 * A map is a composite of two arrays, as is a nested table that keeps its gaps; an array type gets a domain, for
 * columns and as element of other collections.
 */
export function collectionType(unit: UnitContext, symbol: CollectionTypeSymbol, span: Span): PgStatement {
  const name = unit.naming.of(symbol);
  const elements = arrayOf(
    unit.naming,
    symbol.element.kind === 'record' && symbol.element.identity.kind === 'cursor'
      ? { kind: 'unknown' }
      : (symbol.storedElement ?? symbol.element),
  );
  const composite = (...attributes: readonly { readonly name: string; readonly type: PgType }[]): PgStatement => ({
    kind: 'PgCreateType',
    span,
    name,
    attributes,
  });
  if (isMap(symbol))
    return composite({ name: 'k', type: pgTypes.arrayOf(keyPgType(symbol)) }, { name: 'v', type: elements });
  if (unit.naming.keepsGaps(symbol))
    return composite({ name: 'v', type: elements }, { name: 'gone', type: pgTypes.arrayOf(pgTypes.boolean) });
  return { kind: 'PgCreateDomain', span, name, type: elements };
}
