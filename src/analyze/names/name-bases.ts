import { isAnyOf } from '../../ir/kinds.js';
import type { Argument } from '../../ir/oracle/index.js';
import { noSpan } from '../../ir/span.js';
import type { RowSource } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { type Found, plain, type Usage } from '../model/name-resolution.js';
import { inSql, type Scope } from '../model/scope.js';
import { isHiddenFromSql, type ObjectTypeSymbol, type SequenceSymbol, type VariableSymbol } from '../model/symbols.js';
import { functionsOf21c, pseudoColumns } from '../oracle/builtin-functions.js';
import { suppliedType } from '../oracle/supplied-types.js';
import { columnValueType, findColumn, isRowSource, openColumn, rowOf } from './column-lookup.js';
import { member } from './name-steps.js';
import { findPublic, findStandard, findSupplied } from './standard-names.js';
import { ownerOf } from './symbol-lookup.js';
import { useRoutines, useSymbols } from './symbol-values.js';

function isQualifiedBy(scope: Scope | undefined, name: string): boolean {
  for (let s = scope; s; s = s.parent) if (s.qualifier === name) return true;
  return false;
}

/** Is this the scope of a routine that stands in the schema by itself? */
function standsIn({ unit }: Scope, owner: string): boolean {
  return unit?.kind === 'routine' && unit.container === undefined && !unit.nested && unit.owner === owner;
}

/** A name as it is used: what `findBase` is asked about. */
interface NameUse extends Usage {
  readonly cx: AnalyzeContext;
  readonly parts: readonly string[];
  readonly scope: Scope;
  readonly quoted: boolean;
}

/**
 * What the first parts of a name mean, as Oracle looks them up. (PL/SQL Language Reference,
 * appendix B, "PL/SQL Name Resolution")
 */
export function findBase(use: NameUse): Found | undefined {
  const { cx, parts, args, scope, quoted } = use;
  const first = parts[0] ?? '';
  const sql = inSql(scope);
  const before = sql ? (columnOrPseudoColumn(use) ?? builtinBeforeDeclared(use)) : undefined;
  if (before) return before;
  const declared = declaredName(use);
  if (declared !== undefined)
    return declared === 'nothing' ? undefined : (sql && columnNotRoutine(use, declared)) || declared;
  const isOwn = functionsOf21c.has(first) && cx.catalog.lookupPrefix(parts, ownerOf(scope)) !== undefined;
  const builtin = parts.length === 1 && !quoted && !isOwn ? findStandard(cx, first, args) : undefined;
  const inSchema = (): Found | undefined => schemaObject(use, sql);
  const found =
    // A built-in function is no statement: there the name is that of a procedure.
    (use.wanted === 'PROCEDURE' && builtin?.resolution.base.kind === 'builtin' ? inSchema() : undefined) ??
    builtin ??
    inSchema() ??
    suppliedConstructor(use) ??
    (sql && isRowSource(first, scope) ? undefined : findSupplied(cx, parts, args)) ??
    (quoted ? undefined : findPublic(parts, args));
  if (found || args !== undefined) return found;
  const open = sql ? openColumn(parts, scope) : undefined;
  return open ?? (quoted ? undefined : unknownSequence(cx, parts, ownerOf(scope) ?? ''));
}

/** Where SQL does not see the routine, a name alone can only be a column of a table that is not among the inputs. */
function columnNotRoutine({ parts, args, scope }: NameUse, { resolution: { base } }: Found): Found | undefined {
  return args === undefined && parts.length === 1 && base.kind === 'routine' && isHiddenFromSql(base.routine)
    ? openColumn(parts, scope)
    : undefined;
}

/** In SQL a column beats a variable. (PL/SQL Language Reference, "Name Resolution in Static SQL") */
function columnOrPseudoColumn({ parts, args, scope, quoted }: NameUse): Found | undefined {
  if (args && parts.length === 1) return undefined;
  const [first = ''] = parts;
  const column = findColumn(parts, scope);
  if (column) return column;
  const object = quoted ? undefined : objectOfRow(parts, scope);
  if (object) return object;
  // `r.object_id` of a record r is its field: only what a row source qualifies can be a pseudo-column.
  const name = parts.at(-1) ?? '';
  // A table that is not among the inputs has a column OBJECT_ID more likely than it is one of objects.
  const open = name === 'OBJECT_ID' ? openColumn(parts, scope) : undefined;
  if (open) return open;
  const pseudo =
    parts.length === 1 || (parts.length === 2 && isRowSource(first, scope)) ? pseudoColumns.get(name) : undefined;
  if (pseudo && !quoted) {
    const source = sourceOf(parts.length === 2 ? first : undefined, scope);
    return { resolution: plain({ kind: 'pseudo', name, source }, pseudo), used: parts.length };
  }
  return first === 'COLUMN_VALUE'
    ? { resolution: plain({ kind: 'pseudo', name: first }, columnValueType(scope)), used: 1 }
    : undefined;
}

/**
 * OBJECT_VALUE of a row of objects is what VALUE of it is, with and without the name of the rows before it.
 * (SQL Language Reference, "OBJECT_VALUE Pseudocolumn")
 */
function objectOfRow(parts: readonly string[], scope: Scope): Found | undefined {
  const [first = '', second] = parts;
  const used = first === 'OBJECT_VALUE' ? 1 : second === 'OBJECT_VALUE' && isRowSource(first, scope) ? 2 : undefined;
  const source = used && sourceOf(used === 2 ? first : undefined, scope);
  const row = source ? rowOf(source) : undefined;
  return used && source && row?.kind === 'object'
    ? { resolution: plain({ kind: 'row', source }, row), used }
    : undefined;
}

/**
 * In SQL a built-in function beats what PL/SQL declares; outside of SQL it is the other way
 * round. (Error Messages, PLW-05004)
 */
function builtinBeforeDeclared({ cx, parts, args, scope, quoted }: NameUse): Found | undefined {
  const [first = ''] = parts;
  if (parts.length > 1 || quoted || functionsOf21c.has(first)) return undefined;
  return declaresVariable(first, scope) || declaresFunction(first, args, scope)
    ? findStandard(cx, first, args)
    : undefined;
}

/**
 * Declared names, inside out; a label, routine or package name qualifies. `nothing`: a method of the type
 * around, but not with these arguments.
 */
function declaredName(use: NameUse): Found | 'nothing' | undefined {
  for (let s: Scope | undefined = use.scope; s; s = s.parent) {
    const found = nameInScope(use, s) ?? staticMethod(use, s);
    if (found) return found;
  }
  return undefined;
}

function nameInScope(use: NameUse, s: Scope): Found | undefined {
  const { cx, parts } = use;
  const [first = '', second = '', third = ''] = parts;
  const named = (name: string, used: number): Found | undefined => {
    const symbols = s.names.get(name) ?? [];
    return symbols.length > 0 ? useSymbols(cx, symbols, { ...use, used }) : undefined;
  };
  const found =
    named(first, 1) ??
    // Before the methods of SELF: `method.parameter` in the method's own body.
    (parts.length > 1 && s.qualifier === first ? named(second, 2) : undefined) ??
    // `package.routine.parameter`, `routine.block.variable`, `schema.routine.parameter`.
    (parts.length > 2 && s.qualifier === second && (isQualifiedBy(s.parent, first) || standsIn(s, first))
      ? named(third, 3)
      : undefined);
  if (found) return found;
  const self = s.names.get('SELF')?.[0];
  if (self?.kind !== 'variable' || self.type.kind !== 'object' || (s.names.get(first) ?? []).length > 0)
    return undefined;
  return impliedSelf(cx, self, first, parts.length === 1 ? use : {});
}

/** The outermost scope of a method: those of the own type that need no object are called by their names, too. */
function staticMethod(use: NameUse, s: Scope): Found | 'nothing' | undefined {
  const { cx, parts } = use;
  const type = s.unit !== s.parent?.unit && s.unit?.kind === 'routine' ? s.unit.container : undefined;
  if (type?.kind !== 'objectType') return undefined;
  const methods = type.methods.filter((m) => m.name === parts[0] && m.declaration.method?.role === 'STATIC');
  if (methods.length === 0) return undefined;
  return useRoutines(cx, methods, 1, parts.length === 1 ? use : {}) ?? 'nothing';
}

/** An object of the schema, with or without its owner before it. */
function schemaObject(use: NameUse, sql: boolean): Found | undefined {
  const { cx, parts, args, scope } = use;
  const schema = cx.catalog.lookupPrefix(parts, ownerOf(scope));
  const found = schema && useSymbols(cx, [schema.symbol], { ...use, used: schema.used });
  if (!found) return undefined;
  // No value in a query: a column of a table that is not among the inputs may well be called like a package or type.
  const isColumn = sql && args === undefined && isAnyOf(found.resolution.base.kind, 'package', 'type');
  return (isColumn ? openColumn(parts, scope) : undefined) ?? found;
}

/** The constructor of a type that Oracle supplies: `SYS.ODCINUMBERLIST(1, 2)`, `JSON_OBJECT_T('{}')`. */
function suppliedConstructor({ parts, args }: NameUse): Found | undefined {
  if (!args) return undefined;
  const type = suppliedType(parts.join('.'));
  if (type?.kind === 'collection')
    return {
      resolution: plain({ kind: 'constructor', type: type.collection, args }, type),
      used: parts.length,
      argsUsed: true,
    };
  return type?.kind === 'jsonElement'
    ? {
        resolution: plain({ kind: 'builtin', name: parts.at(-1) ?? '', args }, type),
        used: parts.length,
        argsUsed: true,
      }
    : undefined;
}

function declaresVariable(name: string, scope: Scope): boolean {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const own = s.names.get(name)?.[0];
    // VALUE(i) of what is no row source can only be an element.
    if (own?.kind === 'variable') return !(name === 'VALUE' && own.type.kind === 'collection');
    if (own) return own.kind === 'cursor';
    const attribute = ownTypeOf(s)?.attributes.find((a) => a.name === name);
    if (attribute) return attribute.type.kind !== 'collection';
  }
  return false;
}

/** The object type whose method the scope is that of. */
function ownTypeOf({ names }: Scope): ObjectTypeSymbol | undefined {
  const self = names.get('SELF')?.[0];
  return self?.kind === 'variable' && self.type.kind === 'object' ? self.type.object : undefined;
}

/** Is the name, called with arguments by position, that of a function declared in a package, type, routine or block? */
function declaresFunction(name: string, args: readonly Argument[] | undefined, scope: Scope): boolean {
  if (!args || args.length === 0 || args.some((a) => a.name)) return false;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const own = s.names.get(name)?.[0];
    if (own) return own.kind === 'routine' && (own.container?.kind === 'package' || own.nested);
    if (ownTypeOf(s)?.methods.some((m) => m.name === name)) return true;
  }
  return false;
}

const unknownSequences = new WeakMap<AnalyzeContext, Map<string, SequenceSymbol>>();

/**
 * `s.NEXTVAL` of a sequence that is not among the inputs: nothing else goes by that name, but for fields and
 * columns, which are known by now.
 */
function unknownSequence(cx: AnalyzeContext, parts: readonly string[], owner: string): Found | undefined {
  const [which = '', name = '', own = owner, more] = [...parts].reverse();
  if ((which !== 'NEXTVAL' && which !== 'CURRVAL') || name === '' || more !== undefined) return undefined;
  let known = unknownSequences.get(cx);
  if (!known) unknownSequences.set(cx, (known = new Map()));
  const key = `${own}.${name}`;
  let sequence = known.get(key);
  if (!sequence)
    known.set(key, (sequence = { kind: 'sequence', name, owner: own, span: noSpan, definition: undefined }));
  return {
    resolution: plain({ kind: 'sequence', sequence, which }, { kind: 'number', precision: 28, scale: 0 }),
    used: parts.length,
  };
}

/** In a method, an attribute or method of the own type without SELF before it. */
function impliedSelf(cx: AnalyzeContext, self: VariableSymbol, name: string, usage: Usage): Found | undefined {
  if (self.type.kind !== 'object') return undefined;
  const { attributes, methods } = self.type.object;
  if (
    !attributes.some((a) => a.name === name) &&
    !methods.some(
      (m) => m.name === name && m.declaration.method?.role !== 'STATIC' && m.declaration.method?.role !== 'CONSTRUCTOR',
    )
  )
    return undefined;
  const from = plain({ kind: 'variable', variable: self }, self.type);
  const next = member(cx, from, name, usage);
  return { resolution: next.resolution, used: 1, argsUsed: next.argsUsed };
}

/** Is a pseudo-column that of DUAL? `alias`: what qualifies it. */
function sourceOf(alias: string | undefined, scope: Scope): RowSource | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const rows = s.rows?.filter((r) => alias === undefined || r.alias === alias) ?? [];
    if (rows.length > 0) return rows.length === 1 || rows.every((r) => r.kind === 'dual') ? rows[0] : undefined;
  }
  return undefined;
}
