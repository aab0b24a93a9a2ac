import type { Block, Declaration, TypeRef } from '../../ir/oracle/index.js';
import { packageExceptions, predefinedCode } from '../../ir/predefined-exceptions.js';
import { noSpan } from '../../ir/span.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { deferred } from '../deferred.js';
import { childScope, declare, type Scope } from '../model/scope.js';
import type {
  CollectionTypeSymbol,
  CursorSymbol,
  ExceptionSymbol,
  ObjectTypeSymbol,
  PackageSymbol,
  RecordTypeSymbol,
  RefCursorTypeSymbol,
  RoutineSymbol,
  SubtypeSymbol,
  Symbol,
  TriggerSymbol,
  VariableSymbol,
} from '../model/symbols.js';
import type { OracleType, RecordFieldInfo, RecordType } from '../model/types.js';
import { hasLength, unknown, withoutLength } from '../model/types.js';
import { findSymbol } from '../names/symbol-lookup.js';
import { isAssignedFirst } from './assigned-first.js';
import { fieldsOf } from './column-names.js';
import { missingInput } from './missing.js';
import { declareRoutine, numberOverloads, parameter } from './routines.js';
import { staticInteger } from './static-integer.js';
import { asDeclared } from './text-lengths.js';

/** What the declarations are of; undefined in anonymous blocks. */
export type Container = RoutineSymbol | PackageSymbol | TriggerSymbol | undefined;

/** Declares everything of a declarative part in the scope, in order. Types are evaluated at first use, so order and files do not matter. */
export function declareAll(
  cx: AnalyzeContext,
  declarations: readonly Declaration[],
  scope: Scope,
  container: Container,
  block?: Block,
): void {
  for (const declaration of declarations) {
    const symbol = declareOne(cx, declaration, scope, container, block, declarations);
    if (symbol) cx.facts.declared.set(declaration, symbol);
  }
  numberOverloads(scope);
}

function declareOne(
  cx: AnalyzeContext,
  declaration: Declaration,
  scope: Scope,
  container: Container,
  block: Block | undefined,
  siblings: readonly Declaration[],
): Symbol | undefined {
  const owner = container?.owner ?? '';
  switch (declaration.kind) {
    case 'VariableDeclaration': {
      const symbol = variable(
        cx,
        declaration.name.name,
        declaration.type,
        scope,
        {
          storage: container?.kind === 'package' && !block ? 'package' : 'local',
          constant: declaration.constant,
          notNull: declaration.notNull,
          initial: declaration.initial,
          container,
          block,
          span: declaration.name.span,
        },
        siblings.some((d) => d.kind === 'RoutineDefinition'),
      );
      declare(scope, symbol);
      return symbol;
    }
    case 'ExceptionDeclaration': {
      const symbol: ExceptionSymbol = {
        kind: 'exception',
        name: declaration.name.name,
        span: declaration.name.span,
        oraCode: exceptionInit(siblings, declaration.name.name),
        predefined: false,
        path: uniquePath(cx, [owner, ...pathOf(container), declaration.name.name].filter((p) => p !== '').join('.')),
      };
      declare(scope, symbol);
      return symbol;
    }
    case 'CursorDeclaration': {
      const earlier = scope.names.get(declaration.name.name)?.find((s) => s.kind === 'cursor');
      const symbol = cursor(cx, declaration, scope, container, block);
      if (earlier) {
        // The body of a package completes the cursor of its specification.
        Object.assign(earlier, { declaration: symbol.declaration, parameters: symbol.parameters, query: symbol.query });
        return earlier;
      }
      declare(scope, symbol);
      return symbol;
    }
    case 'SubtypeDeclaration': {
      const base = lazy<OracleType>(() => {
        const type = cx.typeOfRef(declaration.base, scope, symbol);
        if (declaration.range && (type.kind === 'plsInteger' || type.kind === 'number')) {
          const low = staticInteger(cx, declaration.range.low, scope, symbol);
          const high = staticInteger(cx, declaration.range.high, scope, symbol);
          for (const given of [low, high])
            if ('missing' in given)
              return {
                kind: 'unknown',
                missing: missingInput(
                  cx.catalog,
                  given.missing.parts.map((p) => p.name),
                ),
              };
          const range = { low: 'value' in low ? low.value : undefined, high: 'value' in high ? high.value : undefined };
          return type.kind === 'plsInteger'
            ? { ...type, ...range, notNull: declaration.notNull || type.notNull }
            : type;
        }
        return declaration.notNull && type.kind === 'plsInteger' ? { ...type, notNull: true } : type;
      }, unknown);
      const symbol: SubtypeSymbol = deferred(
        {
          kind: 'subtype',
          name: declaration.name.name,
          owner,
          span: declaration.name.span,
          container,
          anonymous: container === undefined || undefined,
        },
        { base, notNull: () => declaration.notNull || refusesNull(cx, declaration.base, scope, symbol) },
      );
      declare(scope, symbol);
      return symbol;
    }
    case 'RecordTypeDeclaration': {
      const fields = lazy<readonly RecordFieldInfo[]>(
        () =>
          declaration.fields.map((f) => ({
            name: f.name.name,
            type: namedRow(
              cx.typeOfRef(f.type, scope),
              `${declaration.name.name}__${f.name.name}`,
              f.name.span,
              owner,
              container,
            ),
            notNull: f.notNull || refusesNull(cx, f.type, scope),
            initial: f.initial,
          })),
        [],
      );
      const symbol: RecordTypeSymbol = deferred(
        {
          kind: 'recordType',
          name: declaration.name.name,
          owner,
          span: declaration.name.span,
          container,
          anonymous: container === undefined || undefined,
        },
        { fields },
      );
      declare(scope, symbol);
      return symbol;
    }
    case 'CollectionTypeDeclaration': {
      const element = lazy<OracleType>(() => {
        return namedRow(
          cx.typeOfRef(declaration.element, scope),
          declaration.name.name,
          declaration.name.span,
          owner,
          container,
        );
      }, unknown);
      const index = lazy(
        () => declaration.indexBy && indexType(cx.typeOfRef(declaration.indexBy, scope), declaration.indexBy),
        undefined,
      );
      const limit = lazy<number | undefined>(() => {
        const given = staticInteger(cx, declaration.limit, scope);
        return 'value' in given ? given.value : undefined;
      }, undefined);
      const symbol: CollectionTypeSymbol = deferred(
        {
          kind: 'collectionType',
          name: declaration.name.name,
          owner,
          span: declaration.name.span,
          container,
          anonymous: container === undefined || undefined,
          variant:
            declaration.variant === 'NESTED TABLE'
              ? 'nestedTable'
              : declaration.variant === 'VARRAY'
                ? 'varray'
                : 'associativeArray',
          elementNotNull: declaration.elementNotNull,
        },
        { element, limit, index },
      );
      declare(scope, symbol);
      return symbol;
    }
    case 'RefCursorTypeDeclaration': {
      const returns = lazy<RecordType | undefined>(() => {
        const type = declaration.returns && cx.typeOfRef(declaration.returns, scope);
        return type?.kind === 'record' ? type : undefined;
      }, undefined);
      const symbol: RefCursorTypeSymbol = deferred(
        {
          kind: 'refCursorType',
          name: declaration.name.name,
          owner,
          span: declaration.name.span,
          container,
          anonymous: container === undefined || undefined,
        },
        { returns },
      );
      declare(scope, symbol);
      return symbol;
    }
    case 'RoutineDeclaration':
    case 'RoutineDefinition':
      return declareRoutine(cx, declaration, scope, container, block, siblings);
    case 'Pragma':
    case 'UnsupportedDeclaration':
      return undefined;
  }
}

function literal(expr: { readonly kind: string }): number | undefined {
  const e = expr as import('../../ir/oracle/index.js').Expr;
  if (e.kind === 'NumberLiteral') return Number(e.text);
  if (e.kind === 'Unary' && e.op === '-' && e.operand.kind === 'NumberLiteral') return -Number(e.operand.text);
  return undefined;
}

/** A column cannot be of a type that is an index but a character one: a column that is not among the inputs is of such a type. (PL/SQL Language Reference, "Associative Arrays") */
function indexType(type: OracleType, ref: TypeRef): OracleType {
  return type.kind === 'unknown' && ref.kind === 'AnchoredTypeRef' ? { kind: 'varchar2' } : type;
}

function pathOf(container: Container | ObjectTypeSymbol): string[] {
  if (!container) return [];
  return container.kind === 'routine' ? [...pathOf(container.container), container.name] : [container.name];
}

/** Exceptions of one name in two blocks of a routine are two exceptions. */
function uniquePath(cx: AnalyzeContext, path: string): string {
  const count = (cx.facts.exceptionPaths.get(path) ?? 0) + 1;
  cx.facts.exceptionPaths.set(path, count);
  return count === 1 ? path : `${path}#${count}`;
}

function exceptionInit(siblings: readonly Declaration[], name: string): number | undefined {
  for (const d of siblings) {
    if (d.kind !== 'Pragma' || d.name !== 'EXCEPTION_INIT') continue;
    const [what, code] = d.args;
    if (what?.value.kind !== 'Name' || what.value.parts[0]?.name !== name || !code) continue;
    const value = literal(code.value);
    if (value !== undefined) return value === 100 ? 1403 : Math.abs(value);
  }
  return undefined;
}

/** A variable or parameter; a `shared` one may be handed to routines nested beside it. */
export function variable(
  cx: AnalyzeContext,
  name: string,
  typeRef: TypeRef | undefined,
  scope: Scope,
  rest: Omit<VariableSymbol, 'kind' | 'name' | 'type' | 'anchor'>,
  shared = false,
): VariableSymbol {
  const isParameter = rest.storage === 'parameter' || rest.storage === 'cursorParameter';
  const type = lazy<OracleType>(() => {
    const own = typeRef ? cx.typeOfRef(typeRef, scope, symbol) : unknown;
    // What a package keeps comes back by the name of its type.
    if (rest.storage === 'package') return namedRow(own, name, rest.span, rest.container?.owner ?? '', rest.container);
    // PL/pgSQL's RECORD has no fields before something is assigned to it; Oracle's row has, and they are NULL.
    const isRead = own.kind === 'record' && rest.block !== undefined && !isAssignedFirst(name, rest.block);
    const bare = isParameter ? withoutLength(own) : own;
    return rest.storage === 'parameter' || shared || isRead ? cursorRowType(bare) : bare;
  }, unknown);
  const anchor = (): OracleType => {
    if (!isParameter || !typeRef || typeRef.kind === 'BuiltinTypeRef') return type();
    const own = cx.typeOfRef(typeRef, scope, symbol);
    return hasLength(own) ? own : type();
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
 * Is it a subtype declared NOT NULL, or the %TYPE of a variable that is? A column's %TYPE takes NULL. (PL/SQL Language Reference, "%TYPE Attribute")
 */
function refusesNull(cx: AnalyzeContext, typeRef: TypeRef, scope: Scope, exclude?: Symbol): boolean {
  if (typeRef.kind === 'NamedTypeRef') {
    const found = findSymbol(cx, typeRef.name, scope, exclude, (s) => s.kind === 'subtype');
    return found?.kind === 'subtype' && found.notNull;
  }
  if (typeRef.kind !== 'AnchoredTypeRef' || typeRef.anchor !== 'TYPE') return false;
  const found = findSymbol(cx, typeRef.name, scope, exclude);
  return found?.kind === 'variable' && found.notNull;
}

function cursor(
  cx: AnalyzeContext,
  declaration: Extract<Declaration, { kind: 'CursorDeclaration' }>,
  scope: Scope,
  container: Container,
  block: Block | undefined,
): CursorSymbol {
  const inner = childScope(scope, { qualifier: declaration.name.name });
  const parameters = declaration.parameters.map((p) => parameter(cx, p, inner, container, 'cursorParameter'));
  for (const p of parameters) declare(inner, p.variable);
  const row = lazy<RecordType>(
    () => {
      if (declaration.returns) {
        const type = cx.typeOfRef(declaration.returns, scope);
        if (type.kind === 'record') return type;
      }
      const columns = declaration.query ? asDeclared(cx.resolveQuery(declaration.query, inner)) : [];
      return {
        kind: 'record',
        identity: { kind: 'cursor', cursor: symbol },
        fields: fieldsOf(columns),
      };
    },
    { kind: 'record', identity: { kind: 'query' }, fields: [] },
  );
  const symbol: CursorSymbol = deferred(
    {
      kind: 'cursor',
      variable: {
        kind: 'variable',
        name: declaration.name.name,
        span: declaration.name.span,
        storage: container?.kind === 'package' ? 'package' : 'local',
        type: { kind: 'refCursor' },
        constant: false,
        notNull: false,
        container,
        block,
      },
      name: declaration.name.name,
      span: declaration.name.span,
      declaration,
      parameters,
      query: declaration.query,
      rowType: deferred(
        {
          kind: 'recordType',
          name: `${declaration.name.name}__ROW`,
          owner: container?.owner ?? '',
          span: declaration.name.span,
          container,
          anonymous: container === undefined || undefined,
          query: declaration.query,
        },
        { fields: () => row().fields },
      ),
      container,
    },
    { row },
  );
  return symbol;
}

/**
 * The row of a cursor under a name of its own: a parameter or result without one is a `record` to PostgreSQL, which takes no other row type back.
 */
export function cursorRowType(type: OracleType): OracleType {
  if (type.kind !== 'record' || type.identity.kind !== 'cursor' || type.fields.length === 0) return type;
  const symbol = type.identity.cursor.rowType;
  symbol.used = true;
  return { kind: 'record', identity: { kind: 'declared', symbol }, fields: type.fields };
}

/** The row of a cursor as element of a collection, field of a record or variable of a package: these need a type with a name. */
function namedRow(
  type: OracleType,
  base: string,
  span: RecordTypeSymbol['span'],
  owner: string,
  container: Container,
): OracleType {
  if (type.kind !== 'record' || type.identity.kind !== 'cursor') return type;
  // The query reads what is not among the inputs.
  if (type.fields.length === 0) return { kind: 'unknown' };
  const symbol: RecordTypeSymbol = {
    kind: 'recordType',
    name: `${base}__ROW`,
    owner,
    span,
    container,
    anonymous: container === undefined || undefined,
    fields: type.fields,
    ofCursorRow: true,
  };
  return { kind: 'record', identity: { kind: 'declared', symbol }, fields: type.fields };
}

const predefined = new Map<string, ExceptionSymbol>();
/** A predefined exception of package STANDARD. (PL/SQL Language Reference, "Predefined Exceptions") */
export function predefinedException(name: string): ExceptionSymbol | undefined {
  let symbol = predefined.get(name);
  if (symbol) return symbol;
  const code = predefinedCode(name) ?? packageExceptions[name];
  if (code === undefined) return undefined;
  symbol = { kind: 'exception', name, span: noSpan, oraCode: code, predefined: true, path: `SYS.STANDARD.${name}` };
  predefined.set(name, symbol);
  return symbol;
}
