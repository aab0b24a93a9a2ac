import type { BuiltinTypeRef, Expr, QualifiedName, TypeRef } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import type { Scope } from '../model/scope.js';
import type { RelationSymbol, Symbol } from '../model/symbols.js';
import { type OracleType, type RecordType, unknown } from '../model/types.js';
import { nextColumns } from '../names/columns-at.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { sizedType } from '../oracle/builtin-types.js';
import { runtimeViewColumns } from '../oracle/dictionary-columns.js';
import { dictionaryColumnType, dictionaryView } from '../oracle/dictionary-views.js';
import { suppliedType } from '../oracle/supplied-types.js';
import { missingAnchor, missingInput } from './missing.js';
import { staticInteger } from './static-integer.js';

/**
 * The type that a declaration's type reference means. `exclude` is the declared thing
 * itself, invisible in its own type.
 */
export function typeOfRef(cx: AnalyzeContext, type: TypeRef, scope: Scope, exclude?: Symbol): OracleType {
  const known = cx.facts.typeRefs.get(type);
  if (known) return known;
  const result = withCause(cx, type, compute(cx, type, scope, exclude));
  cx.facts.typeRefs.set(type, result);
  return result;
}

/** A type that is not found says which input is missing. */
function withCause(cx: AnalyzeContext, ref: TypeRef, type: OracleType): OracleType {
  if (type.kind !== 'unknown' || type.missing !== undefined) return type;
  if (ref.kind !== 'NamedTypeRef' && ref.kind !== 'AnchoredTypeRef') return type;
  const parts = ref.name.parts.map((p) => p.name);
  const missing =
    ref.kind === 'AnchoredTypeRef' ? missingAnchor(cx.catalog, parts, ref.anchor) : missingInput(cx.catalog, parts);
  return { kind: 'unknown', missing };
}

function compute(cx: AnalyzeContext, type: TypeRef, scope: Scope, exclude: Symbol | undefined): OracleType {
  switch (type.kind) {
    case 'BuiltinTypeRef':
      return redefined(type.name, scope, exclude) ?? builtinType(cx, type, scope, exclude);
    case 'NamedTypeRef':
      return namedType(cx, type.name, scope, exclude, type.args);
    case 'AnchoredTypeRef':
      return type.anchor === 'ROWTYPE'
        ? rowType(cx, type.name, scope, exclude)
        : anchoredType(cx, type.name, scope, exclude);
    case 'RefTypeRef': {
      const target = findSymbol(cx, type.target, scope, exclude);
      return { kind: 'ref', target: target?.kind === 'objectType' ? target : undefined };
    }
  }
}

/**
 * `SUBTYPE string IS …`: a declaration hides what package STANDARD calls so. (PL/SQL Language Reference, "How STANDARD
 * Package Defines the PL/SQL Environment")
 */
function redefined(name: string, scope: Scope, exclude: Symbol | undefined): OracleType | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const found = s.names.get(name)?.find((x) => x !== exclude && isTypeLike(x));
    if (found) return typeOfSymbol(found);
  }
  return undefined;
}

/** (SQL Language Reference, "Oracle Built-in Data Types" and "ANSI Supported Data Types") */
function builtinType(cx: AnalyzeContext, type: BuiltinTypeRef, scope: Scope, exclude: Symbol | undefined): OracleType {
  const first = staticInteger(cx, type.precision, scope, exclude);
  const second = staticInteger(cx, type.scale, scope, exclude);
  for (const given of [first, second])
    if ('missing' in given) return { kind: 'unknown', missing: missingInput(cx.catalog, partsOf(given.missing)) };
  return sizedType(type, 'value' in first ? first.value : undefined, 'value' in second ? second.value : undefined);
}

/** Do two built-in names stand for one kind of type, whatever their lengths? */
export const isOneBuiltinKind = (a: BuiltinTypeRef, b: BuiltinTypeRef): boolean =>
  a.name === b.name || sizedType(a, undefined, undefined).kind === sizedType(b, undefined, undefined).kind;

const partsOf = (name: QualifiedName): readonly string[] => name.parts.map((p) => p.name);

function namedType(
  cx: AnalyzeContext,
  name: QualifiedName,
  scope: Scope,
  exclude: Symbol | undefined,
  args: readonly Expr[] | undefined,
): OracleType {
  const symbol = findSymbol(cx, name, scope, exclude, isTypeLike);
  const parts = name.parts.map((p) => p.name);
  if (symbol) {
    const type = typeOfSymbol(symbol);
    const [first, second] = [args?.[0], args?.[1]].map((arg) => staticInteger(cx, arg, scope, exclude));
    return constrained(
      type,
      first && 'value' in first ? first.value : undefined,
      second && 'value' in second ? second.value : undefined,
    );
  }
  const full = parts.join('.');
  const written: BuiltinTypeRef = {
    kind: 'BuiltinTypeRef',
    span: name.span,
    name: parts.at(-1) ?? '',
    precision: args?.[0],
    scale: args?.[1],
  };
  const builtin = builtinType(cx, written, scope, exclude);
  if (
    builtin.kind !== 'unknown' &&
    (parts.length === 1 || parts[0] === 'SYS' || parts[0] === 'STANDARD' || parts[0] === 'PUBLIC')
  )
    return builtin;
  return suppliedType(full) ?? (cx.cursorTypes().has(full) ? { kind: 'refCursor' } : unknown);
}

/**
 * A size after a subtype of an unconstrained type: `SUBTYPE s IS VARCHAR2; x s(10)`. (PL/SQL Language
 * Reference, "Unconstrained Subtypes")
 */
function constrained(type: OracleType, size: number | undefined, scale: number | undefined): OracleType {
  if (size === undefined) return type;
  switch (type.kind) {
    case 'varchar2':
    case 'char':
    case 'raw':
      return { ...type, length: size };
    case 'number':
      return type.float ? type : { ...type, precision: size, scale: scale ?? 0 };
    case 'timestamp':
      return { ...type, precision: size };
    default:
      return type;
  }
}

function isTypeLike(symbol: Symbol): boolean {
  return (
    symbol.kind === 'objectType' ||
    symbol.kind === 'collectionType' ||
    symbol.kind === 'recordType' ||
    symbol.kind === 'subtype' ||
    symbol.kind === 'refCursorType'
  );
}

/** The type that a type symbol stands for. */
export function typeOfSymbol(symbol: Symbol): OracleType {
  switch (symbol.kind) {
    case 'objectType':
      return { kind: 'object', object: symbol };
    case 'collectionType':
      return { kind: 'collection', collection: symbol };
    case 'recordType':
      return { kind: 'record', identity: { kind: 'declared', symbol }, fields: symbol.fields };
    case 'subtype':
      return symbol.base;
    case 'refCursorType':
      return { kind: 'refCursor', returns: symbol.returns };
    default:
      return unknown;
  }
}

/** `x%TYPE`: of a variable, parameter, record field, constant, or table column. */
function anchoredType(cx: AnalyzeContext, name: QualifiedName, scope: Scope, exclude: Symbol | undefined): OracleType {
  const parts = name.parts.map((p) => p.name);
  // Longest prefix that is a symbol, then fields.
  for (let used = parts.length; used >= 1; used--) {
    const symbol = findSymbol(cx, { ...name, parts: name.parts.slice(0, used) }, scope, exclude);
    if (!symbol) continue;
    let type: OracleType;
    const rest = parts.slice(used);
    switch (symbol.kind) {
      case 'variable':
        type = symbol.anchor ?? symbol.type;
        break;
      case 'relation':
        type = rowTypeOf(symbol, nextColumns(symbol, scope, name.span));
        break;
      case 'cursor':
        type = symbol.row;
        break;
      default:
        type = typeOfSymbol(symbol);
    }
    for (const field of rest) type = fieldType(type, field);
    if (type.kind !== 'unknown' || rest.length > 0) return type;
  }
  const [column, view] = [...parts].reverse();
  if (column === undefined || view === undefined || !supplied(parts, 2)) return unknown;
  return dictionaryColumnType(view, column) ?? unknown;
}

/** Can the name, whose last `used` parts name a dictionary view and its column, mean one of Oracle's own? */
function supplied(parts: readonly string[], used: number): boolean {
  const [owner, ...more] = parts.slice(0, -used);
  return more.length === 0 && (owner === undefined || owner === 'SYS' || owner === 'PUBLIC');
}

function rowType(cx: AnalyzeContext, name: QualifiedName, scope: Scope, exclude: Symbol | undefined): OracleType {
  const parts = name.parts.map((p) => p.name);
  const symbol = findSymbol(
    cx,
    name,
    scope,
    exclude,
    (s) => s.kind === 'relation' || s.kind === 'cursor' || s.kind === 'variable',
  );
  if (!symbol) {
    // A row of a dictionary view that the runtime has.
    const view = dictionaryView(parts.at(-1) ?? '');
    return view && runtimeViewColumns(view.name) && supplied(parts, 1) ? rowTypeOf(view) : unknown;
  }
  if (symbol.kind === 'relation') return rowTypeOf(symbol, nextColumns(symbol, scope, name.span));
  if (symbol.kind === 'cursor') return symbol.row;
  if (symbol.kind === 'variable') {
    if (symbol.type.kind === 'refCursor') return symbol.type.returns ?? unknown;
    return symbol.type;
  }
  return unknown;
}

/** The record of `table%ROWTYPE`: the visible columns. */
export function rowTypeOf(relation: RelationSymbol, columns = relation.columns): RecordType {
  return {
    kind: 'record',
    identity: { kind: 'table', table: relation },
    fields: columns.filter((c) => !c.hidden).map((c) => ({ name: c.name, type: c.type })),
  };
}

/** The type of a field, attribute or column of a composite value. */
export function fieldType(type: OracleType, field: string): OracleType {
  if (type.kind === 'record') return type.fields.find((f) => f.name === field)?.type ?? unknown;
  if (type.kind === 'ref') return type.target ? fieldType({ kind: 'object', object: type.target }, field) : unknown;
  if (type.kind === 'object') return type.object.attributes.find((f) => f.name === field)?.type ?? unknown;
  // JSON's dot notation on a column of text. (JSON Developer's Guide, "Simple Dot-Notation Access to JSON Data")
  if (type.kind === 'clob' || type.kind === 'varchar2' || type.kind === 'json' || type.kind === 'blob')
    return { kind: 'varchar2' };
  if (type.kind === 'anydata' && type.other) return { kind: 'unknown', missing: type.other };
  return type.kind === 'unknown' ? type : unknown;
}
