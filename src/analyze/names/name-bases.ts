import type { Argument, Expr } from '../../ir/oracle/index.js';
import { noSpan } from '../../ir/span.js';
import type { Resolution, RowSource } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { typeOfSymbol } from '../declare/type-refs.js';
import { type Found, plain } from '../model/name-resolution.js';
import { inSql, type Scope } from '../model/scope.js';
import type { ObjectTypeSymbol, RoutineSymbol, SequenceSymbol, Symbol, VariableSymbol } from '../model/symbols.js';
import type { OracleType } from '../model/types.js';
import { unknown } from '../model/types.js';
import { functionsOf21c, pseudoColumns } from '../oracle/builtin-functions.js';
import { suppliedType } from '../oracle/supplied-types.js';
import { columnValueType, findColumn, isRowSource, openColumn } from './column-lookup.js';
import { member, memberByType, ofKind } from './name-steps.js';
import { chooseOverload } from './overloads.js';
import { findPublic, findStandard, findSupplied } from './standard-names.js';
import { ownerOf } from './symbol-lookup.js';

function isQualifiedBy(scope: Scope | undefined, name: string): boolean {
  for (let s = scope; s; s = s.parent) if (s.qualifier === name) return true;
  return false;
}

/** Is this the scope of a routine that stands in the schema by itself? */
function standsIn({ unit }: Scope, owner: string): boolean {
  return unit?.kind === 'routine' && unit.container === undefined && !unit.nested && unit.owner === owner;
}

/** What the first parts of a name mean, as Oracle looks them up. (PL/SQL Language Reference, appendix B, "PL/SQL Name Resolution") */
export function findBase(
  cx: AnalyzeContext,
  parts: readonly string[],
  args: readonly Argument[] | undefined,
  scope: Scope,
  wanted: 'PROCEDURE' | undefined,
  quoted: boolean,
): Found | undefined {
  const first = parts[0] ?? '';
  const sql = inSql(scope);
  // In SQL a column beats a variable. (PL/SQL Language Reference, "Name Resolution in Static SQL")
  if (sql && !(args && parts.length === 1)) {
    const column = findColumn(parts, scope);
    if (column) return column;
    // `r.object_id` of a record r is its field: only what a row source qualifies can be a pseudo-column.
    const pseudo =
      parts.length === 1 || (parts.length === 2 && isRowSource(first, scope))
        ? pseudoColumns.get(parts.at(-1) ?? '')
        : undefined;
    if (pseudo && !quoted) {
      const name = parts.at(-1) ?? '';
      const source = sourceOf(parts.length === 2 ? first : undefined, scope);
      return { resolution: plain({ kind: 'pseudo', name, source }, pseudo), used: parts.length };
    }
    if (first === 'COLUMN_VALUE')
      return { resolution: plain({ kind: 'pseudo', name: first }, columnValueType(scope)), used: 1 };
  }
  // In SQL a built-in function beats what PL/SQL declares; outside of SQL it is the other way round. (Error Messages, PLW-05004)
  if (
    sql &&
    parts.length === 1 &&
    !quoted &&
    !functionsOf21c.has(first) &&
    (declaresVariable(first, scope) || declaresFunction(first, args, scope))
  ) {
    const standard = findStandard(cx, first, args);
    if (standard) return standard;
  }
  // Declared names, inside out; a label, routine or package name qualifies.
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const own = s.names.get(first);
    if (own && own.length > 0) {
      const found = useSymbols(cx, own, parts, 1, args, scope, wanted);
      if (found) return found;
    }
    // Before the methods of SELF: `method.parameter` in the method's own body.
    if (parts.length > 1 && s.qualifier === first) {
      const inner = s.names.get(parts[1] ?? '');
      if (inner && inner.length > 0) {
        const found = useSymbols(cx, inner, parts, 2, args, scope, wanted);
        if (found) return found;
      }
    }
    // `package.routine.parameter`, `routine.block.variable`, `schema.routine.parameter`.
    if (parts.length > 2 && s.qualifier === parts[1] && (isQualifiedBy(s.parent, first) || standsIn(s, first))) {
      const inner = s.names.get(parts[2] ?? '');
      if (inner && inner.length > 0) {
        const found = useSymbols(cx, inner, parts, 3, args, scope, wanted);
        if (found) return found;
      }
    }
    const self = s.names.get('SELF')?.[0];
    if (self?.kind === 'variable' && self.type.kind === 'object' && !(own && own.length > 0)) {
      const implied = impliedSelf(
        cx,
        self,
        first,
        parts.length === 1 ? args : undefined,
        parts.length === 1 ? wanted : undefined,
      );
      if (implied) return implied;
    }
    // The outermost scope of a method: those of the own type that need no object are called by their names, too.
    const type = s.unit !== s.parent?.unit && s.unit?.kind === 'routine' ? s.unit.container : undefined;
    if (type?.kind === 'objectType') {
      const methods = type.methods.filter((m) => m.name === first && m.declaration.method?.role === 'STATIC');
      if (methods.length > 0)
        return useRoutines(
          cx,
          methods,
          1,
          parts.length === 1 ? args : undefined,
          parts.length === 1 ? wanted : undefined,
        );
    }
  }
  const isOwn = functionsOf21c.has(first) && cx.catalog.lookupPrefix(parts, ownerOf(scope)) !== undefined;
  if (parts.length === 1 && !quoted && !isOwn) {
    const standard = findStandard(cx, first, args);
    if (standard) return standard;
  }
  const schema = cx.catalog.lookupPrefix(parts, ownerOf(scope));
  if (schema) {
    const found = useSymbols(cx, [schema.symbol], parts, schema.used, args, scope, wanted);
    // No value in a query: a column of a table that is not among the inputs may well be called like a package or type.
    const isColumn = sql && args === undefined && /^(package|type)$/.test(found?.resolution.base.kind ?? '');
    const open = isColumn ? openColumn(parts, scope) : undefined;
    if (found) return open ?? found;
  }
  // The constructor of a collection type that Oracle supplies: SYS.ODCINUMBERLIST(1, 2).
  const type = args && suppliedType(parts.join('.'));
  if (args && type?.kind === 'collection')
    return {
      resolution: plain({ kind: 'constructor', type: type.collection, args }, type),
      used: parts.length,
      argsUsed: true,
    };
  // JSON_OBJECT_T('{}'); without parentheses the constructor that takes nothing.
  if (type?.kind === 'jsonElement')
    return {
      resolution: plain({ kind: 'builtin', name: parts.at(-1) ?? '', args: args ?? [] }, type),
      used: parts.length,
      argsUsed: true,
    };
  const supplied = findSupplied(cx, parts, args) ?? (quoted ? undefined : findPublic(parts, args));
  if (supplied) return supplied;
  if (sql && args === undefined) {
    const open = openColumn(parts, scope);
    if (open) return open;
  }
  return args === undefined && !quoted ? unknownSequence(cx, parts, ownerOf(scope) ?? '') : undefined;
}

function declaresVariable(name: string, scope: Scope): boolean {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const own = s.names.get(name)?.[0];
    // VALUE(i) of what is no row source can only be an element.
    if (own?.kind === 'variable') return !(name === 'VALUE' && own.type.kind === 'collection');
    if (own) return own.kind === 'cursor';
  }
  return false;
}

/** Is the name, called with arguments by position, that of a function declared in a package, a routine or a block? */
function declaresFunction(name: string, args: readonly Argument[] | undefined, scope: Scope): boolean {
  if (!args || args.length === 0 || args.some((a) => a.name)) return false;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const own = s.names.get(name)?.[0];
    if (own) return own.kind === 'routine' && (own.container?.kind === 'package' || own.nested);
  }
  return false;
}

const unknownSequences = new WeakMap<AnalyzeContext, Map<string, SequenceSymbol>>();

/** `s.NEXTVAL` of a sequence that is not among the inputs: nothing else goes by that name, but for fields and columns, which are known by now. */
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
function impliedSelf(
  cx: AnalyzeContext,
  self: VariableSymbol,
  name: string,
  args: readonly Argument[] | undefined,
  wanted: 'PROCEDURE' | undefined,
): Found | undefined {
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
  const next = member(cx, from, name, args, wanted);
  return { resolution: next.resolution, used: 1, argsUsed: next.argsUsed };
}

/** What a declared or schema-level symbol gives as a value; `used` is how many parts named it. */
function useSymbols(
  cx: AnalyzeContext,
  symbols: readonly Symbol[],
  parts: readonly string[],
  used: number,
  args: readonly Argument[] | undefined,
  scope: Scope,
  wanted: 'PROCEDURE' | undefined,
): Found | undefined {
  const [symbol] = symbols;
  if (!symbol) return undefined;
  const last = used === parts.length;
  switch (symbol.kind) {
    case 'variable':
      return { resolution: plain({ kind: 'variable', variable: symbol }, symbol.type), used };
    case 'cursor':
      return { resolution: plain({ kind: 'cursor', cursor: symbol }, unknown), used };
    case 'exception':
      return { resolution: plain({ kind: 'exception', exception: symbol }, unknown), used };
    case 'routine':
      return useRoutines(
        cx,
        symbols.filter((s): s is RoutineSymbol => s.kind === 'routine'),
        used,
        last ? args : undefined,
        wanted && last ? wanted : undefined,
      );
    case 'package': {
      const member = symbol.members.get(parts[used] ?? '');
      if (member && used < parts.length) return useSymbols(cx, member, parts, used + 1, args, scope, wanted);
      return last ? { resolution: plain({ kind: 'package', package: symbol }, unknown), used } : undefined;
    }
    case 'sequence': {
      const which = parts[used];
      if (which === 'NEXTVAL' || which === 'CURRVAL') {
        return {
          resolution: plain({ kind: 'sequence', sequence: symbol, which }, { kind: 'number', precision: 28, scale: 0 }),
          used: used + 1,
        };
      }
      return undefined;
    }
    case 'objectType': {
      const member = parts[used];
      if (member !== undefined) {
        const own = used + 1 === parts.length ? args : undefined;
        const methods = symbol.methods.filter((m) => m.name === member);
        const ofObject =
          symbol.subtypes.length === 0 &&
          !methods.some((m) => m.declaration.method?.role === 'STATIC') &&
          memberByType(cx, (t) => t.kind === 'object' && t.object === symbol, member, own, wanted);
        if (ofObject) return { resolution: ofObject, used: used + 1, argsUsed: true };
        return methods.length > 0 ? useRoutines(cx, methods, used + 1, own, wanted) : undefined;
      }
      if (args || wanted === undefined)
        return { resolution: construct(cx, symbol, args), used, argsUsed: args !== undefined };
      return undefined;
    }
    case 'collectionType':
    case 'recordType':
      if (!last) return undefined;
      if (!args) return { resolution: plain({ kind: 'type', type: symbol }, typeOfSymbol(symbol)), used };
      return {
        resolution: plain(
          { kind: 'constructor', type: symbol, args: symbol.kind === 'collectionType' ? keyed(cx, args, scope) : args },
          typeOfSymbol(symbol),
        ),
        used,
        argsUsed: true,
      };
    case 'subtype':
    case 'refCursorType':
      return last ? { resolution: plain({ kind: 'type', type: symbol }, typeOfSymbol(symbol)), used } : undefined;
    case 'relation':
    case 'synonym':
    case 'trigger':
    case 'label':
      return undefined;
  }
}

/** `t(k => 1)`: in a qualified expression of a collection the name is not one of a parameter but an expression. */
function keyed(cx: AnalyzeContext, args: readonly Argument[], scope: Scope): readonly Argument[] {
  return args.map((arg) => {
    const { name, ...rest } = arg;
    if (!name) return arg;
    const key: Expr = { kind: 'Name', span: name.span, parts: [name] };
    cx.resolveExpr(key, scope);
    return { ...rest, key };
  });
}

function construct(cx: AnalyzeContext, type: ObjectTypeSymbol, args: readonly Argument[] | undefined): Resolution {
  const result: OracleType = { kind: 'object', object: type };
  const constructors = type.methods.filter((m) => m.declaration.method?.role === 'CONSTRUCTOR' && m.name === type.name);
  if (!args) {
    // A constructor that needs no arguments is called without parentheses, too.
    const bare = constructors.some((c) => c.parameters.every((p) => p.variable.name === 'SELF' || p.initial));
    return bare ? construct(cx, type, []) : plain({ kind: 'type', type }, result);
  }
  const own = constructors.map((c) => ({ ...c, parameters: c.parameters.filter((p) => p.variable.name !== 'SELF') }));
  const chosen = chooseOverload(
    [...attributeConstructor(type, own), ...own],
    args,
    (e) => cx.facts.types.get(e) ?? unknown,
  );
  const routine = constructors[own.indexOf(chosen?.routine as (typeof own)[number])];
  if (chosen && routine) return plain({ kind: 'constructor', type, routine, args, bound: chosen.args }, result);
  return plain({ kind: 'constructor', type, args }, result);
}

/**
 * The constructor that takes the attributes, as an overload of the user's own: it is always there but where one has just its parameters.
 * (Object-Relational Developer's Guide, "Constructor Methods")
 */
function attributeConstructor(type: ObjectTypeSymbol, own: readonly RoutineSymbol[]): readonly RoutineSymbol[] {
  const [model] = own;
  const hidden = own.some(
    ({ parameters }) =>
      parameters.length === type.attributes.length &&
      parameters.every(
        ({ variable }, i) =>
          variable.name === type.attributes[i]?.name && variable.type.kind === type.attributes[i].type.kind,
      ),
  );
  if (!model || hidden) return [];
  const parameters = type.attributes.map((a) => ({
    variable: {
      kind: 'variable' as const,
      name: a.name,
      span: model.span,
      storage: 'parameter' as const,
      type: a.type,
      constant: true,
      notNull: false,
      container: undefined,
    },
    mode: 'IN' as const,
    node: undefined,
  }));
  return [{ ...model, parameters }];
}

function useRoutines(
  cx: AnalyzeContext,
  routines: readonly RoutineSymbol[],
  used: number,
  args: readonly Argument[] | undefined,
  wanted: 'PROCEDURE' | undefined,
): Found | undefined {
  // The name of the enclosing routine as a qualifier of its own names was tried before; here it is a call.
  const typeOf = (e: Expr): OracleType => cx.facts.types.get(e) ?? unknown;
  const usable = ofKind(routines, wanted);
  const chosen =
    chooseOverload(usable, args ?? [], typeOf) ??
    // `f(1)` of a function without parameters that returns a collection: a call, then an element.
    (args ? chooseOverload(usable, [], typeOf) : undefined);
  if (!chosen) return undefined;
  const argsUsed = args !== undefined && (chosen.args.some((a) => a.actual) || args.length === 0);
  return {
    resolution: plain(
      { kind: 'routine', routine: chosen.routine, args: chosen.args },
      chosen.routine.returns ?? unknown,
    ),
    used,
    argsUsed,
  };
}

/** Is a pseudo-column that of DUAL? `alias`: what qualifies it. */
function sourceOf(alias: string | undefined, scope: Scope): RowSource | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const rows = s.rows?.filter((r) => alias === undefined || r.alias === alias) ?? [];
    if (rows.length > 0) return rows.length === 1 || rows.every((r) => r.kind === 'dual') ? rows[0] : undefined;
  }
  return undefined;
}
