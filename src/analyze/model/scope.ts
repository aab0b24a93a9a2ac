import type { Span } from '../../ir/span.js';
import type { RowSource } from '../analysis.js';
import type { PackageSymbol, RelationSymbol, RoutineSymbol, Symbol, TriggerSymbol } from './symbols.js';

/** Where names are looked up, innermost first. */
export interface Scope {
  readonly parent: Scope | undefined;
  /** Names declared here: a name has several symbols only where routines are overloaded. */
  readonly names: Map<string, Symbol[]>;
  /** Label of the block, name of the routine, package or loop: qualifies the names declared here. */
  readonly qualifier: string | undefined;
  /** The program unit this scope belongs to. */
  readonly unit: RoutineSymbol | PackageSymbol | TriggerSymbol | undefined;
  /** Row sources of a query: columns beat everything of enclosing scopes. */
  readonly rows?: readonly RowSource[];
  /** Subqueries of the WITH clause by their names. */
  readonly factors?: ReadonlyMap<string, RowSource>;
  /** Inside CONNECT BY, so that LEVEL and PRIOR mean something. */
  readonly hierarchical?: boolean;
  /** What the query groups by and makes NULL in the rows of subtotals (`nulled-groups.ts`). */
  readonly nulledGroups?: ReadonlySet<string>;
  /** The unit whose columns are fixed when it is created: those that a table gets later are not among them. */
  readonly fixedAt?: Span;
  /** The view whose query this is: routines of its WITH clause stand beside it. */
  readonly view?: { readonly owner: string; readonly name: string };
  /** The table of a trigger and the names of its correlation rows. */
  readonly trigger?: {
    readonly symbol: TriggerSymbol;
    readonly table: RelationSymbol | undefined;
    readonly new: string;
    readonly old: string;
    readonly parent: string;
  };
}

export function childScope(parent: Scope | undefined, more: Partial<Omit<Scope, 'parent' | 'names'>> = {}): Scope {
  return {
    parent,
    names: new Map(),
    qualifier: undefined,
    unit: parent?.unit,
    trigger: parent?.trigger,
    view: parent?.view,
    ...more,
  };
}

export function declare(scope: Scope, symbol: Symbol): void {
  const list = scope.names.get(symbol.name);
  if (list) list.push(symbol);
  else scope.names.set(symbol.name, [symbol]);
}

/** Is the scope, or one around it up to the unit, that of an SQL statement? */
export function inSql(scope: Scope): boolean {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.rows) return true;
  return false;
}

/** The routine or trigger whose body this scope is in. */
export function unitOf(scope: Scope): RoutineSymbol | TriggerSymbol | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (s.unit?.kind === 'routine' || s.unit?.kind === 'trigger') return s.unit;
  }
  return undefined;
}
