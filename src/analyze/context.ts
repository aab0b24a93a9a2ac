import type { Expr, Query, QueryBody, RoutineDefinition, Statement, TypeRef } from '../ir/oracle/index.js';
import type { Span } from '../ir/span.js';
import { Facts } from './facts.js';
import type { CatalogIndex } from './model/catalog.js';
import type { Scope } from './model/scope.js';
import type { ColumnInfo, Symbol, VariableSymbol } from './model/symbols.js';
import type { OracleType } from './model/types.js';

/**
 * What the passes share. The functions are filled in by `analyze.ts`, which breaks the circle between
 * queries, expressions and types.
 */
export interface AnalyzeContext {
  readonly facts: Facts;
  readonly catalog: CatalogIndex;
  readonly resolveExpr: (expr: Expr, scope: Scope, within?: AnalyzeContext) => OracleType;
  readonly resolveQuery: (query: Query | QueryBody, scope: Scope, within?: AnalyzeContext) => readonly ColumnInfo[];
  readonly resolveStatement: (statement: Statement, scope: Scope, within?: AnalyzeContext) => void;
  readonly resolveRoutine: (node: RoutineDefinition, scope: Scope) => void;
  readonly typeOfRef: (type: TypeRef, scope: Scope, exclude?: Symbol) => OracleType;
  /** Names of types that are REF CURSORs by their use. */
  readonly cursorTypes: () => ReadonlySet<string>;
  /** Names of the object types that REFs among the inputs point to. */
  readonly referredTypes: () => ReadonlySet<string>;
  /**
   * Does a script, between two of its statements, create something that is stored and then run code, which may use it?
   */
  readonly runsStored: (from: Span, to: Span) => boolean;
  /** Does the first place come before the second one, as far as scripts say? */
  readonly precedes: (first: Span, second: Span) => boolean;
  /** What is known of the variables of the body at hand, where they are followed. */
  readonly present?: Presence | undefined;
}

/** Variables of a body that hold a value at the statement at hand. */
export interface Presence {
  /** The unit whose body it is; undefined for an anonymous block. */
  readonly owner: VariableSymbol['container'];
  readonly variables: Set<VariableSymbol>;
}

/**
 * A context in which a part of a statement is resolved to see what comes of it, and nothing is
 * remembered but what names stand for.
 */
export function probing(cx: AnalyzeContext): AnalyzeContext {
  const { symbols, declared, typeRefs } = cx.facts;
  const own: AnalyzeContext = {
    ...cx,
    present: undefined,
    facts: Object.assign(new Facts(), { symbols, declared, typeRefs }),
    resolveExpr: (expr, scope) => cx.resolveExpr(expr, scope, own),
    resolveQuery: (query, scope) => cx.resolveQuery(query, scope, own),
    resolveStatement: (statement, scope) => cx.resolveStatement(statement, scope, own),
  };
  return own;
}

/** A value computed at first use, which does not depend on itself. */
export function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => (known ??= { value: compute() }).value;
}

/** A value computed at first use; what it depends on in a circle sees `inCircle`. */
export function lazy<T>(compute: () => T, inCircle: T): () => T {
  let state: 'new' | 'running' | 'done' = 'new';
  let value = inCircle;
  return () => {
    if (state === 'new') {
      state = 'running';
      value = compute();
      state = 'done';
    }
    return value;
  };
}
