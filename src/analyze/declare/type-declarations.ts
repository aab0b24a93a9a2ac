import type { Declaration, TypeRef } from '../../ir/oracle/index.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { deferred } from '../deferred.js';
import { declare } from '../model/scope.js';
import type { CollectionTypeSymbol, RecordTypeSymbol, RefCursorTypeSymbol, SubtypeSymbol } from '../model/symbols.js';
import { type OracleType, type RecordFieldInfo, type RecordType, unknown } from '../model/types.js';
import { namedRow } from './cursor-rows.js';
import type { Container, DeclarativePart } from './declarative-part.js';
import { missingInput } from './missing.js';
import { staticInteger } from './static-integer.js';
import { refusesNull } from './variables.js';

type Of<K extends Declaration['kind']> = Extract<Declaration, { kind: K }>;

/** `SUBTYPE s IS base [RANGE low .. high] [NOT NULL]`. (PL/SQL Language Reference, "User-Defined PL/SQL Subtypes") */
export function declareSubtype(
  cx: AnalyzeContext,
  declaration: Of<'SubtypeDeclaration'>,
  { scope, container }: DeclarativePart,
): SubtypeSymbol {
  const base = lazy<OracleType>(() => {
    const type = cx.typeOfRef(declaration.base, scope, symbol);
    if (declaration.range && (type.kind === 'plsInteger' || type.kind === 'number')) {
      const low = staticInteger(cx, declaration.range.low, scope, symbol);
      const high = staticInteger(cx, declaration.range.high, scope, symbol);
      for (const given of [low, high])
        if ('missing' in given) {
          const names = given.missing.parts.map((p) => p.name);
          return { kind: 'unknown', missing: missingInput(cx.catalog, names) };
        }
      const range = { low: 'value' in low ? low.value : undefined, high: 'value' in high ? high.value : undefined };
      return type.kind === 'plsInteger' ? { ...type, ...range, notNull: declaration.notNull || type.notNull } : type;
    }
    return declaration.notNull && type.kind === 'plsInteger' ? { ...type, notNull: true } : type;
  }, unknown);
  const symbol: SubtypeSymbol = deferred(
    { kind: 'subtype', ...identity(declaration, container) },
    { base, notNull: () => declaration.notNull || refusesNull(cx, declaration.base, scope, symbol) },
  );
  declare(scope, symbol);
  return symbol;
}

/** `TYPE r IS RECORD (…)`. (PL/SQL Language Reference, "Record Variable Declaration") */
export function declareRecordType(
  cx: AnalyzeContext,
  declaration: Of<'RecordTypeDeclaration'>,
  { scope, container }: DeclarativePart,
): RecordTypeSymbol {
  const fields = lazy<readonly RecordFieldInfo[]>(
    () =>
      declaration.fields.map((f) => ({
        name: f.name.name,
        type: namedRow(
          cx.typeOfRef(f.type, scope),
          `${declaration.name.name}__${f.name.name}`,
          f.name.span,
          container?.owner ?? '',
          container,
        ),
        notNull: f.notNull || refusesNull(cx, f.type, scope),
        initial: f.initial,
      })),
    [],
  );
  const symbol: RecordTypeSymbol = deferred({ kind: 'recordType', ...identity(declaration, container) }, { fields });
  declare(scope, symbol);
  return symbol;
}

const variants = {
  'NESTED TABLE': 'nestedTable',
  VARRAY: 'varray',
  'ASSOCIATIVE ARRAY': 'associativeArray',
} as const;

/**
 * `TYPE t IS TABLE OF … [INDEX BY …]` or `VARRAY (n) OF …`. (PL/SQL Language Reference,
 * "Collection Variable Declaration")
 */
export function declareCollectionType(
  cx: AnalyzeContext,
  declaration: Of<'CollectionTypeDeclaration'>,
  { scope, container }: DeclarativePart,
): CollectionTypeSymbol {
  const { name, indexBy, variant, elementNotNull } = declaration;
  const element = lazy<OracleType>(
    () => namedRow(cx.typeOfRef(declaration.element, scope), name.name, name.span, container?.owner ?? '', container),
    unknown,
  );
  const index = lazy(() => indexBy && indexType(cx.typeOfRef(indexBy, scope), indexBy), undefined);
  const limit = lazy<number | undefined>(() => {
    const given = staticInteger(cx, declaration.limit, scope);
    return 'value' in given ? given.value : undefined;
  }, undefined);
  const symbol: CollectionTypeSymbol = deferred(
    { kind: 'collectionType', ...identity(declaration, container), variant: variants[variant] },
    { element, limit, index, elementNotNull: () => elementNotNull || refusesNull(cx, declaration.element, scope) },
  );
  declare(scope, symbol);
  return symbol;
}

/**
 * A column cannot be of a type that is an index but a character one: a column that is not among the inputs is of such a
 * type. (PL/SQL Language Reference, "Associative Arrays")
 */
function indexType(type: OracleType, ref: TypeRef): OracleType {
  return type.kind === 'unknown' && ref.kind === 'AnchoredTypeRef' ? { kind: 'varchar2' } : type;
}

/** `TYPE c IS REF CURSOR [RETURN row]`. (PL/SQL Language Reference, "Cursor Variable Declaration") */
export function declareRefCursorType(
  cx: AnalyzeContext,
  declaration: Of<'RefCursorTypeDeclaration'>,
  { scope, container }: DeclarativePart,
): RefCursorTypeSymbol {
  const returns = lazy<RecordType | undefined>(() => {
    const type = declaration.returns && cx.typeOfRef(declaration.returns, scope);
    return type?.kind === 'record' ? type : undefined;
  }, undefined);
  const symbol: RefCursorTypeSymbol = deferred(
    { kind: 'refCursorType', ...identity(declaration, container) },
    { returns },
  );
  declare(scope, symbol);
  return symbol;
}

/** What symbols of types have in common. */
const identity = (
  {
    name,
  }: Of<'SubtypeDeclaration' | 'RecordTypeDeclaration' | 'CollectionTypeDeclaration' | 'RefCursorTypeDeclaration'>,
  container: Container,
) => ({
  name: name.name,
  owner: container?.owner ?? '',
  span: name.span,
  container,
  anonymous: container === undefined || undefined,
});
