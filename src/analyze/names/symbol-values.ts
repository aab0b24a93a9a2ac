import type { Argument, Expr } from '../../ir/oracle/index.js';
import type { Resolution } from '../analysis.js';
import type { AnalyzeContext } from '../context.js';
import { typeOfSymbol } from '../declare/type-refs.js';
import { type Found, plain, type Usage } from '../model/name-resolution.js';
import type { Scope } from '../model/scope.js';
import type {
  CollectionTypeSymbol,
  ObjectTypeSymbol,
  PackageSymbol,
  RecordTypeSymbol,
  RoutineSymbol,
  Symbol,
} from '../model/symbols.js';
import { type OracleType, unknown } from '../model/types.js';
import { memberByType, ofKind } from './name-steps.js';
import { chooseOverload } from './overloads.js';

/** How a symbol is named: by the first `used` of the parts; the arguments stand behind the last. */
interface SymbolUse extends Usage {
  readonly parts: readonly string[];
  readonly used: number;
  readonly scope: Scope;
}

/** The members of a name; of routines of which some are private, those are not seen from outside. */
function seenMembers(owner: PackageSymbol, name: string, scope: Scope): readonly Symbol[] | undefined {
  const all = owner.members.get(name);
  const shown = all?.filter((s) => s.kind === 'routine' && s.public);
  if (!all || !shown || shown.length === 0 || shown.length === all.length) return all;
  for (let s: Scope | undefined = scope; s; s = s.parent)
    if (s.unit?.kind === 'package' && s.unit.name === owner.name && s.unit.owner === owner.owner) return all;
  return shown;
}

/** What a declared or schema-level symbol gives as a value. */
export function useSymbols(cx: AnalyzeContext, symbols: readonly Symbol[], use: SymbolUse): Found | undefined {
  const { parts, used, args, scope } = use;
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
        last ? use : {},
      );
    case 'package': {
      const member = seenMembers(symbol, parts[used] ?? '', scope);
      if (member && used < parts.length) return useSymbols(cx, member, { ...use, used: used + 1 });
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
    case 'objectType':
      return useObjectType(cx, symbol, use);
    case 'collectionType':
      return last ? useType(symbol, args && keyed(cx, args, scope), used) : undefined;
    case 'recordType':
      return last ? useType(symbol, args, used) : undefined;
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

/** A method of the type, or its constructor. */
function useObjectType(
  cx: AnalyzeContext,
  symbol: ObjectTypeSymbol,
  { parts, used, args, wanted }: SymbolUse,
): Found | undefined {
  const member = parts[used];
  if (member === undefined)
    return args || wanted === undefined
      ? { resolution: construct(cx, symbol, args), used, argsUsed: args !== undefined }
      : undefined;
  const own = used + 1 === parts.length ? { args, wanted } : { wanted };
  const methods = symbol.methods.filter((m) => m.name === member);
  const ofObject =
    symbol.subtypes.length === 0 &&
    !methods.some((m) => m.declaration.method?.role === 'STATIC') &&
    memberByType(cx, (t) => t.kind === 'object' && t.object === symbol, member, own);
  if (ofObject) return { resolution: ofObject, used: used + 1, argsUsed: true };
  return methods.length > 0 ? useRoutines(cx, methods, used + 1, own) : undefined;
}

/** The constructor of a collection or record type, or the type itself. */
function useType(
  type: CollectionTypeSymbol | RecordTypeSymbol,
  args: readonly Argument[] | undefined,
  used: number,
): Found {
  if (!args) return { resolution: plain({ kind: 'type', type }, typeOfSymbol(type)), used };
  return { resolution: plain({ kind: 'constructor', type, args }, typeOfSymbol(type)), used, argsUsed: true };
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
 * The constructor that takes the attributes, as an overload of the user's own: it is always there but where one has
 * just its parameters. (Object-Relational Developer's Guide, "Constructor Methods")
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

/** The call of the routine that the arguments choose among those of a name. */
export function useRoutines(
  cx: AnalyzeContext,
  routines: readonly RoutineSymbol[],
  used: number,
  { args, wanted }: Usage,
): Found | undefined {
  // The name of the enclosing routine as a qualifier of its own names was tried before; here it is a call.
  const typeOf = (e: Expr): OracleType => cx.facts.types.get(e) ?? unknown;
  const usable = ofKind(routines, wanted);
  const chosen =
    chooseOverload(usable, args ?? [], typeOf) ??
    // `f(1)` of a function without parameters that returns a collection: a call, then an element.
    (args ? chooseOverload(usable, [], typeOf, 'FUNCTION') : undefined);
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
