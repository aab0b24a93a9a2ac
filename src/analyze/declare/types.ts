import { unreachable } from '../../diagnostics/diagnostic.js';
import type {
  CollectionTypeDefinition,
  CreateType,
  CreateTypeBody,
  ObjectTypeDefinition,
  QualifiedName,
} from '../../ir/oracle/index.js';
import { ownerAndName } from '../../ir/owned-units.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { deferred } from '../deferred.js';
import { childScope, type Scope, standingAlone } from '../model/scope.js';
import type { CollectionTypeSymbol, ObjectTypeSymbol, RoutineSymbol } from '../model/symbols.js';
import { type RecordFieldInfo, unknown } from '../model/types.js';
import type { UnitScopes } from '../model/unit-scopes.js';
import { declareRoutine, numberOverloads } from './routines.js';

/** The object type of this name, if it is declared. */
export function objectTypeNamed(
  cx: AnalyzeContext,
  name: QualifiedName | undefined,
  owner: string,
): ObjectTypeSymbol | undefined {
  const found =
    name &&
    cx.catalog.lookup(
      name.parts.map((p) => p.name),
      owner,
    );
  return found?.kind === 'objectType' ? found : undefined;
}

/** Enters an object or collection type. */
export function declareType(
  cx: AnalyzeContext,
  unit: CreateType,
  owner: string,
  scopes: UnitScopes,
): ObjectTypeSymbol | CollectionTypeSymbol | undefined {
  const id = ownerAndName(unit.name, owner);
  const scope = standingAlone(scopes.schema, id.owner, unit.span);
  const { definition } = unit;
  switch (definition.kind) {
    case 'CollectionTypeDefinition':
      return collectionType(cx, unit, definition, id, scope);
    case 'IncompleteType':
      return cx.catalog.find(id.owner, id.name, (s) => s.kind === 'objectType') ? undefined : incompleteType(unit, id);
    case 'ObjectTypeDefinition':
      return objectType(cx, unit, definition, id, scope);
    case 'UnsupportedTypeDefinition':
      return undefined;
    default:
      return unreachable(definition, 'analyze');
  }
}

type OwnerAndName = ReturnType<typeof ownerAndName>;

function collectionType(
  cx: AnalyzeContext,
  unit: CreateType,
  definition: CollectionTypeDefinition,
  id: OwnerAndName,
  scope: Scope,
): CollectionTypeSymbol {
  const { stored } = definition;
  const element = lazy(() => cx.typeOfRef(definition.element, scope), unknown);
  const storedElement = lazy(() => stored && cx.typeOfRef(stored, scope), undefined);
  return deferred(
    {
      kind: 'collectionType',
      ...id,
      span: unit.name.span,
      container: undefined,
      variant: definition.variant === 'VARRAY' ? 'varray' : 'nestedTable',
      elementNotNull: definition.elementNotNull,
      limit: definition.limit?.kind === 'NumberLiteral' ? Number(definition.limit.text) : undefined,
    },
    { element, storedElement },
  );
}

/** `CREATE TYPE t`: a name for types that refer to each other. */
function incompleteType(unit: CreateType, id: OwnerAndName): ObjectTypeSymbol {
  return {
    kind: 'objectType',
    ...id,
    span: unit.name.span,
    container: undefined,
    supertype: undefined,
    attributes: [],
    methods: [],
    final: true,
    instantiable: true,
    subtypes: [],
    definition: unit,
    body: undefined,
  };
}

function objectType(
  cx: AnalyzeContext,
  unit: CreateType,
  definition: ObjectTypeDefinition,
  id: OwnerAndName,
  scope: Scope,
): ObjectTypeSymbol {
  const supertype = lazy<ObjectTypeSymbol | undefined>(() => {
    const found = objectTypeNamed(cx, definition.under, id.owner);
    return found === symbol ? undefined : found;
  }, undefined);
  const attributes = lazy<readonly RecordFieldInfo[]>(
    () => [...(supertype()?.attributes ?? []), ...ownAttributes(cx, definition, scope)],
    [],
  );
  const stored = lazy<readonly RecordFieldInfo[] | undefined>(() => storedAttributes(cx, definition, scope), undefined);
  const own: RoutineSymbol[] = [];
  const methods = lazy<readonly RoutineSymbol[]>(() => {
    const inherited = (supertype()?.methods ?? []).filter(
      (m) =>
        m.declaration.method?.role !== 'CONSTRUCTOR' &&
        !own.some((o) => o.declaration.method?.overriding && isSameMethod(o, m)),
    );
    return [...inherited, ...own];
  }, []);
  const symbol: ObjectTypeSymbol = deferred(
    {
      kind: 'objectType',
      ...id,
      span: unit.name.span,
      container: undefined,
      final: definition.final,
      instantiable: definition.instantiable,
      subtypes: [],
      definition: unit,
      body: undefined,
    },
    { supertype, attributes, stored, methods },
  );
  const typeScope = childScope(scope, { qualifier: id.name });
  for (const method of definition.methods)
    cx.facts.declared.set(
      method,
      declareRoutine(cx, method, { scope: typeScope, container: symbol, siblings: definition.methods }),
    );
  numberOverloads(typeScope);
  for (const list of typeScope.names.values())
    for (const s of list) if (s.kind === 'routine') own.push(Object.assign(s, { public: true }));
  return symbol;
}

/** The attributes that the type declares itself. */
function ownAttributes(cx: AnalyzeContext, definition: ObjectTypeDefinition, scope: Scope): RecordFieldInfo[] {
  return definition.attributes
    .filter((a) => !a.absent)
    .map((a) => ({ name: a.name.name, type: cx.typeOfRef(a.type, scope), ...(a.added && { added: true }) }));
}

/** The attributes of the composite type, where a later ALTER TYPE of the script makes them others than the type's. */
function storedAttributes(
  cx: AnalyzeContext,
  { attributes }: ObjectTypeDefinition,
  scope: Scope,
): RecordFieldInfo[] | undefined {
  if (!attributes.some((a) => a.absent || a.stored)) return undefined;
  return attributes.map((a) => ({
    name: a.name.name,
    type: cx.typeOfRef(a.stored ?? a.type, scope),
    ...(a.absent && { absent: true }),
  }));
}

/** Same name, kind and number of parameters; SELF may be declared or not. */
function isSameMethod(a: RoutineSymbol, other: RoutineSymbol): boolean {
  const count = (m: RoutineSymbol): number => m.parameters.filter((p) => p.variable.name !== 'SELF').length;
  return a.name === other.name && a.routine === other.routine && count(a) === count(other);
}

/** Fills `subtypes` once all types are known. */
export function linkSubtypes(cx: AnalyzeContext): void {
  for (const t of cx.catalog.types) {
    if (t.kind === 'objectType' && t.supertype) (t.supertype.subtypes as ObjectTypeSymbol[]).push(t);
  }
}

/** Joins the methods of a type body to those of the type. */
export function declareTypeBody(cx: AnalyzeContext, unit: CreateTypeBody, owner: string, scopes: UnitScopes): void {
  const id = ownerAndName(unit.name, owner);
  const symbol =
    cx.catalog.find(id.owner, id.name, (s) => s.kind === 'objectType') ?? cx.catalog.lookup([id.name], id.owner);
  if (symbol?.kind !== 'objectType') return;
  Object.assign(symbol, { body: unit });
  cx.facts.declared.set(unit, symbol);
  const scope = childScope(scopes.schema, {
    qualifier: symbol.name,
    unit: {
      kind: 'package',
      ...id,
      name: '',
      span: unit.span,
      specification: undefined,
      body: undefined,
      members: new Map(),
      publicNames: new Set(),
      stateful: false,
    },
  });
  for (const m of symbol.methods) {
    if (m.container !== symbol) continue;
    // A body that is given again defines the same methods again.
    Object.assign(m, { definition: undefined });
    scope.names.set(m.name, [...(scope.names.get(m.name) ?? []), m]);
  }
  for (const method of unit.methods) {
    const declared = declareRoutine(cx, method, { scope, container: symbol, siblings: unit.methods });
    cx.facts.declared.set(method, declared);
  }
  // Methods are reached through an object, never as plain names.
  scope.names.clear();
  cx.facts.declared.set(unit.name, symbol);
}
