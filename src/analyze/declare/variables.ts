import type { Block, Declaration, TypeRef } from '../../ir/oracle/index.js';
import { contains } from '../../ir/walk.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { deferred } from '../deferred.js';
import { declare, type Scope } from '../model/scope.js';
import type { Symbol, VariableSymbol } from '../model/symbols.js';
import { hasLength, type OracleType, unknown, withoutBounds } from '../model/types.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { isAssignedFirst } from './assigned-first.js';
import { cursorRowType, namedRow } from './cursor-rows.js';
import type { DeclarativePart } from './declarative-part.js';

/**
 * `v type := value`: a variable of a block, routine or package. (PL/SQL Language Reference,
 * "Scalar Variable Declaration")
 */
export function declareVariable(
  cx: AnalyzeContext,
  { name, type, constant, notNull, initial }: Extract<Declaration, { kind: 'VariableDeclaration' }>,
  { scope, container, block, siblings }: DeclarativePart,
): VariableSymbol {
  const storage = container?.kind === 'package' && !block ? 'package' : 'local';
  const shared = siblings.some((d) => d.kind === 'RoutineDefinition');
  const rest = { storage, constant, notNull, initial, container, block, span: name.span } as const;
  const symbol = variable(cx, name.name, { typeRef: type, scope, rest, shared });
  declare(scope, symbol);
  return symbol;
}

/** A variable or parameter; a `shared` one may be handed to routines nested beside it. */
export function variable(
  cx: AnalyzeContext,
  name: string,
  {
    typeRef,
    scope,
    rest,
    shared = false,
  }: {
    readonly typeRef: TypeRef | undefined;
    readonly scope: Scope;
    readonly rest: Omit<VariableSymbol, 'kind' | 'name' | 'type' | 'anchor'>;
    readonly shared?: boolean;
  },
): VariableSymbol {
  const isParameter = rest.storage === 'parameter' || rest.storage === 'cursorParameter';
  const type = lazy<OracleType>(() => {
    const own = typeRef ? cx.typeOfRef(typeRef, scope, symbol) : unknown;
    // What a package keeps comes back by the name of its type.
    if (rest.storage === 'package') return namedRow(own, name, rest.span, rest.container?.owner ?? '', rest.container);
    // PL/pgSQL's RECORD has no fields before something is assigned to it; Oracle's row has, and they are NULL.
    const isRead = own.kind === 'record' && rest.block !== undefined && !isAssignedFirst(name, rest.block);
    const bare = isParameter ? withoutBounds(own) : own;
    return rest.storage === 'parameter' || shared || isRead || isOfPortal(own, rest.block) ? cursorRowType(bare) : bare;
  }, unknown);
  const anchor = (): OracleType => {
    if (!isParameter || !typeRef || typeRef.kind === 'BuiltinTypeRef') return type();
    const own = cx.typeOfRef(typeRef, scope, symbol);
    return hasLength(own) || own.kind === 'number' ? own : type();
  };
  const notNull = (): boolean => rest.notNull || (typeRef !== undefined && refusesNull(cx, typeRef, scope, symbol));
  const { storage, constant, initial, container, block, span } = rest;
  const symbol: VariableSymbol = deferred(
    { kind: 'variable', name, storage, constant, initial, container, block, span },
    { type, anchor, notNull },
  );
  return symbol;
}

/**
 * The row of a cursor of a package, or of one that may stay open over the end of a transaction: it comes from a portal
 * whose query PL/pgSQL, and who checks it, does not see, so the variable says what it has.
 */
function isOfPortal(type: OracleType, block: Block | undefined): boolean {
  if (type.kind !== 'record' || type.identity.kind !== 'cursor' || !block) return false;
  if (type.fields.some((f) => f.type.kind === 'unknown')) return false;
  if (type.identity.cursor.container?.kind === 'package') return true;
  return contains(
    block,
    (node) => node.kind === 'Commit' || (node.kind === 'Rollback' && !node.to),
    (node) => node.kind === 'RoutineDefinition',
  );
}

/**
 * Is it a subtype declared NOT NULL, or the %TYPE of a variable that is? A column's %TYPE takes NULL. (PL/SQL Language
 * Reference, "%TYPE Attribute")
 */
export function refusesNull(cx: AnalyzeContext, typeRef: TypeRef, scope: Scope, exclude?: Symbol): boolean {
  if (typeRef.kind === 'NamedTypeRef') {
    const found = findSymbol(cx, typeRef.name, scope, exclude, (s) => s.kind === 'subtype');
    return found?.kind === 'subtype' && found.notNull;
  }
  if (typeRef.kind !== 'AnchoredTypeRef' || typeRef.anchor !== 'TYPE') return false;
  const found = findSymbol(cx, typeRef.name, scope, exclude);
  return found?.kind === 'variable' && found.notNull;
}
