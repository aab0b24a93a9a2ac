import type { Argument, Call, CorrelationName, Expr, Member, Name, New, QualifiedName } from '../ir/oracle/index.js';
import type { Resolution, ResolvedBase, ResolvedStep, RowSource } from './analysis.js';
import { builtinFunction, parameterlessFunctions, pseudoColumns, triggerPredicates } from './builtin-functions.js';
import type { AnalyzeContext } from './context.js';
import { predefinedException } from './declarations.js';
import { chooseOverload } from './overloads.js';
import { inSql, type Scope, unitOf } from './scope.js';
import { suppliedMemberType, suppliedPackages } from './supplied-packages.js';
import { suppliedType } from './supplied-types.js';
import type { ColumnInfo, ObjectTypeSymbol, PackageSymbol, RoutineSymbol, Symbol, VariableSymbol } from './symbols.js';
import { fieldType, rowTypeOf, typeOfSymbol } from './type-refs.js';
import type { OracleType } from './types.js';

const unknown: OracleType = { kind: 'unknown' };

// ---------- symbols by name, without rows ----------

/** Looks a declared thing up: scopes inside out, qualified by label, routine or package, then schema objects. */
export function findSymbol(
  cx: AnalyzeContext,
  name: QualifiedName,
  scope: Scope,
  exclude?: Symbol,
  accept: (symbol: Symbol) => boolean = () => true,
): Symbol | undefined {
  return findAll(
    cx,
    name.parts.map((p) => p.name),
    scope,
    (s) => s !== exclude && accept(s),
  )?.[0];
}

function findAll(
  cx: AnalyzeContext,
  parts: readonly string[],
  scope: Scope,
  accept: (symbol: Symbol) => boolean,
): readonly Symbol[] | undefined {
  const [first, second, third] = parts;
  if (first === undefined) return undefined;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (second === undefined) {
      const found = s.names.get(first)?.filter(accept);
      if (found && found.length > 0) return found;
    } else if (s.qualifier === first) {
      const found = s.names.get(second)?.filter(accept);
      if (found && found.length > 0) return found;
    }
  }
  const schema = cx.catalog.lookupPrefix(parts, ownerOf(scope));
  if (schema) {
    const rest = parts.slice(schema.used);
    if (rest.length === 0) return accept(schema.symbol) ? [schema.symbol] : undefined;
    if (schema.symbol.kind === 'package') {
      const found = schema.symbol.members.get(rest[0] ?? '')?.filter(accept);
      if (found && found.length > 0) return rest.length === 1 ? found : undefined;
    }
  }
  if (
    parts.length === 1 ||
    (parts.length === 2 && (first === 'STANDARD' || suppliedPackages.has(first))) ||
    (parts.length === 3 && third && first === 'SYS')
  ) {
    const exception =
      predefinedException(parts[parts.length - 1] ?? '') ?? predefinedException(parts.slice(-2).join('.'));
    if (exception && accept(exception)) return [exception];
  }
  return undefined;
}

export function ownerOf(scope: Scope): string | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.unit) return s.unit.owner;
  return undefined;
}

// ---------- values ----------

/** Resolves a name, call or chain and everything in its arguments. */
export function resolveChain(
  cx: AnalyzeContext,
  expr: Name | Call | Member | New | CorrelationName,
  scope: Scope,
): Resolution {
  const known = cx.facts.resolutions.get(expr);
  if (known) return known;
  const result = compute(cx, expr, scope, undefined);
  cx.facts.resolutions.set(expr, result);
  noteUse(cx, result, scope);
  return result;
}

/** As a statement: only procedures are meant. */
export function resolveCallStatement(cx: AnalyzeContext, expr: Name | Call | Member, scope: Scope): Resolution {
  const result = compute(cx, expr, scope, 'PROCEDURE');
  cx.facts.resolutions.set(expr, result);
  noteUse(cx, result, scope);
  return result;
}

function compute(
  cx: AnalyzeContext,
  expr: Name | Call | Member | New | CorrelationName,
  scope: Scope,
  wanted: 'PROCEDURE' | undefined,
): Resolution {
  switch (expr.kind) {
    case 'Name':
      return resolveName(cx, expr, undefined, scope, wanted);
    case 'CorrelationName':
      return resolveCorrelation(expr, scope);
    case 'New': {
      const inner =
        expr.call.kind === 'Name'
          ? resolveName(cx, expr.call, [], scope, undefined)
          : compute(cx, expr.call, scope, undefined);
      cx.facts.resolutions.set(expr.call, inner);
      return inner;
    }
    case 'Member': {
      const base = resolveTarget(cx, expr.target, scope);
      return goOn(cx, base, [expr.name.name], undefined, scope, wanted);
    }
    case 'Call': {
      resolveArguments(cx, expr, scope);
      if (expr.callee.kind === 'Name') return resolveName(cx, expr.callee, expr.args, scope, wanted);
      if (expr.callee.kind === 'Member') {
        const base = resolveTarget(cx, expr.callee.target, scope);
        return goOn(cx, base, [expr.callee.name.name], expr.args, scope, wanted);
      }
      return attach(cx, resolveTarget(cx, expr.callee, scope), expr.args, scope);
    }
  }
}

function resolveTarget(cx: AnalyzeContext, target: Expr, scope: Scope): Resolution {
  if (
    target.kind === 'Name' ||
    target.kind === 'Call' ||
    target.kind === 'Member' ||
    target.kind === 'New' ||
    target.kind === 'CorrelationName'
  ) {
    return resolveChain(cx, target, scope);
  }
  const type = cx.resolveExpr(target, scope);
  return { base: { kind: 'expression', expr: target }, steps: [], type };
}

function resolveArguments(cx: AnalyzeContext, call: Call, scope: Scope): void {
  for (const arg of call.args) {
    if (arg.key) cx.resolveExpr(arg.key, scope);
    cx.resolveExpr(arg.value, scope);
  }
}

function resolveName(
  cx: AnalyzeContext,
  expr: Name,
  args: readonly Argument[] | undefined,
  scope: Scope,
  wanted: 'PROCEDURE' | undefined,
): Resolution {
  const parts = expr.parts.map((p) => p.name);
  const quoted = expr.parts.length === 1 && expr.parts[0]?.quoted === true;
  const found = findBase(cx, parts, args, scope, wanted, quoted);
  if (!found) return unresolved(parts, args);
  let { resolution } = found;
  const rest = parts.slice(found.used);
  if (rest.length > 0) resolution = goOn(cx, resolution, rest, args, scope, wanted);
  else if (args && !found.argsUsed) resolution = attach(cx, resolution, args, scope);
  return resolution;
}

function unresolved(parts: readonly string[], args: readonly Argument[] | undefined): Resolution {
  return { base: { kind: 'unresolved', name: parts.join('.'), args }, steps: [], type: unknown };
}

interface Found {
  readonly resolution: Resolution;
  readonly used: number;
  readonly argsUsed?: boolean;
}
const plain = (base: ResolvedBase, type: OracleType): Resolution => ({ base, steps: [], type });

function findBase(
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
        ? pseudoColumns.get(parts[parts.length - 1] ?? '')
        : undefined;
    if (pseudo && !quoted)
      return { resolution: plain({ kind: 'pseudo', name: parts[parts.length - 1] ?? '' }, pseudo), used: parts.length };
    if (first === 'COLUMN_VALUE')
      return { resolution: plain({ kind: 'pseudo', name: first }, columnValueType(scope)), used: 1 };
  }
  // Declared names, inside out; a label, routine or package name qualifies.
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const own = s.names.get(first);
    if (own && own.length > 0) {
      const found = useSymbols(cx, own, parts, 1, args, scope, wanted);
      if (found) return found;
    }
    const self = s.names.get('SELF')?.[0];
    if (self?.kind === 'variable' && self.type.kind === 'object' && !(own && own.length > 0)) {
      const implied = impliedSelf(
        cx,
        self,
        first,
        parts.length === 1 ? args : undefined,
        scope,
        parts.length === 1 ? wanted : undefined,
      );
      if (implied) return implied;
    }
    if (parts.length > 1 && s.qualifier === first) {
      const inner = s.names.get(parts[1] ?? '');
      if (inner && inner.length > 0) {
        const found = useSymbols(cx, inner, parts, 2, args, scope, wanted);
        if (found) return found;
      }
    }
  }
  if (parts.length === 1 && !quoted) {
    const standard = findStandard(cx, first, args, scope);
    if (standard) return standard;
  }
  const schema = cx.catalog.lookupPrefix(parts, ownerOf(scope));
  if (schema) {
    const found = useSymbols(cx, [schema.symbol], parts, schema.used, args, scope, wanted);
    if (found) return found;
  }
  // The constructor of a collection type that Oracle supplies: SYS.ODCINUMBERLIST(1, 2).
  const type = args && suppliedType(parts.join('.'));
  if (args && type?.kind === 'collection')
    return {
      resolution: plain({ kind: 'constructor', type: type.collection, args }, type),
      used: parts.length,
      argsUsed: true,
    };
  const supplied = findSupplied(cx, parts, args);
  if (supplied) return supplied;
  if (sql && args === undefined) {
    const open = openColumn(parts, scope);
    if (open) return open;
  }
  return undefined;
}

/** In a method, an attribute or method of the own type without SELF before it. */
function impliedSelf(
  cx: AnalyzeContext,
  self: VariableSymbol,
  name: string,
  args: readonly Argument[] | undefined,
  scope: Scope,
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
  const next = member(cx, from, name, args, scope, wanted);
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
        last,
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
        const methods = symbol.methods.filter((m) => m.name === member);
        return methods.length > 0
          ? useRoutines(
              cx,
              methods,
              used + 1,
              used + 1 === parts.length ? args : undefined,
              wanted,
              used + 1 === parts.length,
            )
          : undefined;
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
        resolution: plain({ kind: 'constructor', type: symbol, args }, typeOfSymbol(symbol)),
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

function construct(cx: AnalyzeContext, type: ObjectTypeSymbol, args: readonly Argument[] | undefined): Resolution {
  const result: OracleType = { kind: 'object', object: type };
  const constructors = type.methods.filter((m) => m.declaration.method?.role === 'CONSTRUCTOR' && m.name === type.name);
  if (!args) {
    // A constructor that needs no arguments is called without parentheses, too.
    const bare = constructors.some((c) => c.parameters.every((p) => p.variable.name === 'SELF' || p.initial));
    return bare ? construct(cx, type, []) : plain({ kind: 'type', type }, result);
  }
  const withoutSelf = constructors.map((c) => ({
    ...c,
    parameters: c.parameters.filter((p) => p.variable.name !== 'SELF'),
    original: c,
  }));
  const chosen = chooseOverload(withoutSelf, args, (e) => cx.facts.types.get(e) ?? unknown);
  // The attribute constructor is always there; a user's own hides it only with the same parameters.
  if (
    chosen &&
    (chosen.args.length !== type.attributes.length ||
      args.length !== type.attributes.length ||
      chosen.args.some((a, i) => a.parameter.variable.name !== type.attributes[i]?.name) === false)
  ) {
    const original = constructors[withoutSelf.indexOf(chosen.routine as (typeof withoutSelf)[number])];
    return plain({ kind: 'constructor', type, routine: original, args, bound: chosen.args }, result);
  }
  if (chosen && args.length !== type.attributes.length) {
    return plain(
      {
        kind: 'constructor',
        type,
        routine: constructors[withoutSelf.indexOf(chosen.routine as (typeof withoutSelf)[number])],
        args,
        bound: chosen.args,
      },
      result,
    );
  }
  return plain({ kind: 'constructor', type, args }, result);
}

function useRoutines(
  cx: AnalyzeContext,
  routines: readonly RoutineSymbol[],
  used: number,
  args: readonly Argument[] | undefined,
  wanted: 'PROCEDURE' | undefined,
  last: boolean,
): Found | undefined {
  // The name of the enclosing routine as a qualifier of its own names was tried before; here it is a call.
  const typeOf = (e: Expr): OracleType => cx.facts.types.get(e) ?? unknown;
  const usable = ofKind(routines, wanted);
  const chosen =
    chooseOverload(usable, args ?? [], typeOf) ??
    // `f(1)` of a function without parameters that returns a collection: a call, then an element.
    (args ? chooseOverload(usable, [], typeOf) : undefined);
  if (!chosen) {
    const [only] = routines;
    if (!only || !last) return undefined;
    return undefined;
  }
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

/** Overloads of the kind that the place takes: procedures as statements, functions in expressions; all where there is none of it. */
function ofKind(routines: readonly RoutineSymbol[], wanted: 'PROCEDURE' | undefined): readonly RoutineSymbol[] {
  const usable = routines.filter((r) => r.routine === (wanted ?? 'FUNCTION'));
  return usable.length > 0 ? usable : routines;
}

function findStandard(
  cx: AnalyzeContext,
  name: string,
  args: readonly Argument[] | undefined,
  scope: Scope,
): Found | undefined {
  if (triggerPredicates.has(name)) {
    return { resolution: plain({ kind: 'pseudo', name, args }, { kind: 'boolean' }), used: 1, argsUsed: true };
  }
  if (name === 'RAISE_APPLICATION_ERROR') {
    return {
      resolution: plain({ kind: 'supplied', package: 'DBMS_STANDARD', member: name, args: args ?? [] }, unknown),
      used: 1,
      argsUsed: true,
    };
  }
  const builtin = builtinFunction(name);
  if (!builtin) return undefined;
  const element = name === 'VALUE' && args?.length === 1 ? elementOfRow(cx, args[0]) : undefined;
  if (element) return { resolution: element, used: 1, argsUsed: true };
  if (!args && !parameterlessFunctions.has(name)) return undefined;
  const types = (args ?? []).map((a) => cx.facts.types.get(a.value) ?? unknown);
  // A schema object of the same name is never meant: SQL and STANDARD come first.
  void scope;
  return {
    resolution: plain({ kind: 'builtin', name, args: args ?? [] }, builtin.returns(types)),
    used: 1,
    argsUsed: true,
  };
}

/** VALUE(t) of the rows of a collection: its objects, or the COLUMN_VALUE of what are no objects. (SQL Language Reference, "VALUE") */
function elementOfRow(cx: AnalyzeContext, arg: Argument | undefined): Resolution | undefined {
  const base = arg?.value.kind === 'Name' ? cx.facts.resolutions.get(arg.value)?.base : undefined;
  if (base?.kind !== 'row') return undefined;
  if (base.source.object) return plain(base, rowOf(base.source));
  const column = columnOf(base.source, 'COLUMN_VALUE');
  return column && plain({ kind: 'column', source: base.source, column }, column.type);
}

function findSupplied(
  cx: AnalyzeContext,
  parts: readonly string[],
  args: readonly Argument[] | undefined,
): Found | undefined {
  const at = parts[0] === 'SYS' ? 1 : 0;
  const packageName = parts[at] ?? '';
  const member = parts[at + 1];
  if (
    suppliedPackages.has(packageName) &&
    member !== undefined &&
    !(packageName === 'STANDARD' && builtinFunction(member))
  ) {
    const base: ResolvedBase = {
      kind: 'supplied',
      package: packageName,
      member,
      args: parts.length === at + 2 ? (args ?? []) : [],
    };
    return {
      resolution: plain(
        base,
        suppliedMemberType(
          packageName,
          member,
          (args ?? []).map((a) => cx.facts.types.get(a.value) ?? unknown),
        ),
      ),
      used: at + 2,
      argsUsed: parts.length === at + 2,
    };
  }
  if (packageName === 'XMLTYPE' && member === 'CREATEXML' && parts.length === at + 2) {
    return {
      resolution: plain({ kind: 'builtin', name: 'XMLTYPE', args: args ?? [] }, { kind: 'xml' }),
      used: at + 2,
      argsUsed: true,
    };
  }
  if (packageName === 'STANDARD' && member !== undefined && builtinFunction(member)) {
    return {
      resolution: plain(
        { kind: 'builtin', name: member, args: args ?? [] },
        builtinFunction(member)?.returns([]) ?? unknown,
      ),
      used: at + 2,
      argsUsed: true,
    };
  }
  return undefined;
}

// ---------- columns ----------

function findColumn(parts: readonly string[], scope: Scope): Found | undefined {
  const [first = '', second, third] = parts;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (!s.rows) continue;
    if (second !== undefined) {
      const source = s.rows.find((r) => r.alias === first);
      if (source) {
        const column = columnOf(source, second);
        if (column) return { resolution: plain({ kind: 'column', source, column }, column.type), used: 2 };
        if ((source.object ?? source.relation?.ofType)?.methods.some((m) => m.name === second))
          return { resolution: plain({ kind: 'row', source }, rowOf(source)), used: 1 };
        if (source.open && !pseudoColumns.has(second)) return openFound(source, second, 2);
      }
      if (third !== undefined) {
        const qualified = s.rows.find(
          (r) => r.relation?.owner === first && r.relation.name === second && r.alias === second,
        );
        const column = qualified && columnOf(qualified, third);
        if (qualified && column)
          return { resolution: plain({ kind: 'column', source: qualified, column }, column.type), used: 3 };
        const open = s.rows.find((r) => r.open && r.alias === second);
        if (open) return openFound(open, third, 3);
      }
    }
    const holders = s.rows.filter((r) => columnOf(r, first));
    const [source] = holders;
    if (source) {
      const column = columnOf(source, first);
      // `a.b` where a is a column: an attribute of an object column; but an alias of this name is tried first above.
      if (
        column &&
        (second === undefined ||
          column.type.kind === 'object' ||
          column.type.kind === 'record' ||
          column.type.kind === 'collection' ||
          column.type.kind === 'xml')
      ) {
        return { resolution: plain({ kind: 'column', source, column }, column.type), used: 1 };
      }
    }
    if (second === undefined && parts.length === 1) {
      const row = s.rows.find(
        (r) => r.alias === first && r.alias !== '' && (r.relation?.ofType || r.kind === 'function'),
      );
      if (row) return { resolution: plain({ kind: 'row', source: row }, rowOf(row)), used: 1 };
    }
  }
  return undefined;
}

const isRowSource = (alias: string, scope: Scope): boolean => {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.rows?.some((r) => r.alias === alias)) return true;
  return false;
};

function rowOf(source: RowSource): OracleType {
  if (source.object) return { kind: 'object', object: source.object };
  if (source.relation?.ofType) return { kind: 'object', object: source.relation.ofType };
  return source.relation ? rowTypeOf(source.relation) : unknown;
}

export function columnOf(source: RowSource, name: string): ColumnInfo | undefined {
  return source.columns.find((c) => c.name === name);
}

/** A column of a table that is not among the inputs: nothing else had the name. */
function openColumn(parts: readonly string[], scope: Scope): Found | undefined {
  if (parts.length > 2) return undefined;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const source = s.rows?.find((r) => r.open);
    if (source && parts.length === 1) return openFound(source, parts[0] ?? '', 1);
  }
  return undefined;
}

function openFound(source: RowSource, name: string, used: number): Found {
  return {
    resolution: plain({ kind: 'column', source, column: { name, type: unknown, nullable: true } }, unknown),
    used,
  };
}

function columnValueType(scope: Scope): OracleType {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    const source = s.rows?.find((r) => columnOf(r, 'COLUMN_VALUE'));
    if (source) return columnOf(source, 'COLUMN_VALUE')?.type ?? unknown;
  }
  return unknown;
}

function resolveCorrelation(expr: CorrelationName, scope: Scope): Resolution {
  const trigger = scope.trigger;
  const name = expr.column.name;
  if (!trigger) return { base: { kind: 'unresolved', name: `:${expr.correlation}.${name}` }, steps: [], type: unknown };
  const which = expr.correlation === trigger.old ? 'OLD' : expr.correlation === trigger.parent ? 'PARENT' : 'NEW';
  const column = trigger.table?.columns.find((c) => c.name === name);
  return { base: { kind: 'correlation', which, column, name }, steps: [], type: column?.type ?? unknown };
}

// ---------- steps ----------

const collectionMethods: ReadonlyMap<string, OracleType | 'index'> = new Map<string, OracleType | 'index'>([
  ['COUNT', { kind: 'plsInteger' }],
  ['LIMIT', { kind: 'plsInteger' }],
  ['FIRST', 'index'],
  ['LAST', 'index'],
  ['NEXT', 'index'],
  ['PRIOR', 'index'],
  ['EXISTS', { kind: 'boolean' }],
  ['EXTEND', unknown],
  ['TRIM', unknown],
  ['DELETE', unknown],
]);

/** Methods of XMLTYPE and what they give. (PL/SQL Packages and Types Reference, "XMLTYPE") */
const xmlMethods: ReadonlyMap<string, OracleType> = new Map<string, OracleType>([
  ['GETSTRINGVAL', { kind: 'varchar2' }],
  ['GETCLOBVAL', { kind: 'clob' }],
  ['GETNUMBERVAL', { kind: 'number' }],
  ['GETBLOBVAL', { kind: 'blob' }],
  ['GETROOTELEMENT', { kind: 'varchar2' }],
  ['GETNAMESPACE', { kind: 'varchar2' }],
  ['EXTRACT', { kind: 'xml' }],
  ['EXISTSNODE', { kind: 'number' }],
  ['ISFRAGMENT', { kind: 'number' }],
  ['TRANSFORM', { kind: 'xml' }],
]);

function goOn(
  cx: AnalyzeContext,
  from: Resolution,
  names: readonly string[],
  args: readonly Argument[] | undefined,
  scope: Scope,
  wanted: 'PROCEDURE' | undefined,
): Resolution {
  let current = from;
  for (const [i, name] of names.entries()) {
    const last = i === names.length - 1;
    const own = last ? args : undefined;
    const next = member(cx, current, name, own, scope, last ? wanted : undefined);
    current = next.resolution;
    if (own && !next.argsUsed) current = attach(cx, current, own, scope);
  }
  return current;
}

function member(
  cx: AnalyzeContext,
  from: Resolution,
  name: string,
  args: readonly Argument[] | undefined,
  scope: Scope,
  wanted: 'PROCEDURE' | undefined,
): { resolution: Resolution; argsUsed: boolean } {
  const add = (step: ResolvedStep): Resolution => ({ base: from.base, steps: [...from.steps, step], type: step.type });
  const type = from.type;
  if (type.kind === 'collection') {
    const method = collectionMethods.get(name);
    if (method) {
      const result = method === 'index' ? (type.collection.index ?? { kind: 'plsInteger' }) : method;
      return {
        resolution: add({ kind: 'collectionMethod', method: name, args: args ?? [], type: result }),
        argsUsed: true,
      };
    }
  }
  if (type.kind === 'xml') {
    const result = xmlMethods.get(name);
    if (result)
      return { resolution: add({ kind: 'xmlMethod', method: name, args: args ?? [], type: result }), argsUsed: true };
  }
  if (type.kind === 'object') {
    const methods = type.object.methods.filter((m) => m.name === name);
    if (methods.length > 0) {
      const chosen = chooseMethod(cx, ofKind(methods, wanted), args ?? []);
      if (chosen) {
        const step: ResolvedStep = {
          kind: 'objectMethod',
          routine: chosen.routine,
          args: chosen.args,
          on: type.object,
          type: chosen.routine.returns ?? unknown,
        };
        return { resolution: add(step), argsUsed: true };
      }
    }
  }
  void scope;
  return { resolution: add({ kind: 'field', name, type: fieldType(type, name) }), argsUsed: false };
}

/** SELF may be declared as the first parameter; callers never give it. */
function chooseMethod(
  cx: AnalyzeContext,
  methods: readonly RoutineSymbol[],
  args: readonly Argument[],
): ReturnType<typeof chooseOverload> {
  const visible = methods.map((m) => ({ ...m, parameters: m.parameters.filter((p) => p.variable.name !== 'SELF') }));
  const chosen = chooseOverload(visible, args, (e) => cx.facts.types.get(e) ?? unknown);
  if (!chosen) return undefined;
  const routine = methods[visible.indexOf(chosen.routine as (typeof visible)[number])];
  return routine && { routine, args: chosen.args };
}

/** `x(args)` where x is a value already: an element. */
function attach(cx: AnalyzeContext, from: Resolution, args: readonly Argument[], scope: Scope): Resolution {
  const [only] = args;
  const add = (step: ResolvedStep): Resolution => ({ base: from.base, steps: [...from.steps, step], type: step.type });
  void cx;
  void scope;
  if (args.length === 1 && only && (from.type.kind === 'collection' || from.type.kind === 'unknown')) {
    return add({
      kind: 'element',
      index: only.value,
      type: from.type.kind === 'collection' ? from.type.collection.element : unknown,
    });
  }
  if (args.length === 0) return from;
  return { base: { kind: 'unresolved', name: describe(from.base), args }, steps: [], type: unknown };
}

function describe(base: ResolvedBase): string {
  switch (base.kind) {
    case 'variable':
      return base.variable.name;
    case 'column':
      return base.column.name;
    case 'routine':
      return base.routine.name;
    default:
      return base.kind;
  }
}

// ---------- what a use means for the unit it stands in ----------

function noteUse(cx: AnalyzeContext, resolution: Resolution, scope: Scope): void {
  if (resolution.base.kind === 'variable') noteCapture(cx, resolution.base.variable, scope, false);
  if (resolution.base.kind === 'cursor') noteCapture(cx, resolution.base.cursor.variable, scope, true);
  const callees: RoutineSymbol[] = [];
  if (resolution.base.kind === 'routine') callees.push(resolution.base.routine);
  if (resolution.base.kind === 'constructor' && resolution.base.routine) callees.push(resolution.base.routine);
  for (const step of resolution.steps) if (step.kind === 'objectMethod') callees.push(step.routine);
  if (callees.length === 0) return;
  const unit = unitOf(scope);
  if (!unit) return;
  let calls = cx.facts.calls.get(unit);
  if (!calls) cx.facts.calls.set(unit, (calls = new Set()));
  for (const callee of callees) calls.add(callee);
}

/** Notes that the routine around `scope` uses a variable of an enclosing routine or block. */
export function noteCapture(cx: AnalyzeContext, variable: VariableSymbol, scope: Scope, written: boolean): void {
  if (variable.storage === 'package') return;
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (
      (s.names.get(variable.name) ?? []).some((x) => x === variable || (x.kind === 'cursor' && x.variable === variable))
    )
      return;
    const unit: Scope['unit'] = s.unit;
    // Leaving the scope of a nested routine without having met the declaration: the routine captures it.
    if (unit?.kind === 'routine' && s.parent?.unit !== unit && variable.container !== unit) {
      let captured = cx.facts.captures.get(unit);
      if (!captured) cx.facts.captures.set(unit, (captured = new Map()));
      const entry = captured.get(variable);
      if (!entry) captured.set(variable, { written });
      else if (written) entry.written = true;
    }
  }
}

export function packageScopeNames(symbol: PackageSymbol, scope: Scope): void {
  for (const [name, list] of symbol.members) scope.names.set(name, [...list]);
}
