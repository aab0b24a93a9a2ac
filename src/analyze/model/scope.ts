import { addUnder } from '../../ir/lists-by-key.js';
import type { Span } from '../../ir/span.js';
import type { RowSource } from './row-source.js';
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
  /** The routine or trigger that runs the text that this is the scope of. */
  readonly runBy?: RoutineSymbol | TriggerSymbol | undefined;
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

/**
 * An empty scope within another: the unit, the trigger and the view are the parent's where
 * `more` does not say otherwise.
 */
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

/** Adds a symbol to those of its name, behind them. */
export function declare(scope: Scope, symbol: Symbol): void {
  addUnder(scope.names, symbol.name, symbol);
}

/**
 * Where what stands alone is resolved: names of the schema, of this owner's first.
 * @param runBy what runs it, where it is the text of a program
 */
export function standingAlone(schema: Scope, owner: string, span: Span, runBy?: Scope['runBy']): Scope {
  return childScope(schema, {
    runBy,
    unit: {
      kind: 'package',
      name: '',
      owner,
      span,
      specification: undefined,
      body: undefined,
      members: new Map(),
      publicNames: new Set(),
      stateful: false,
    },
  });
}

/** The scope around all others. */
export function schemaOf(scope: Scope): Scope {
  let found = scope;
  while (found.parent) found = found.parent;
  return found;
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

/** What calls the routines that are called in this scope; what runs a text calls those of the text. */
export function callerIn(scope: Scope): RoutineSymbol | TriggerSymbol | undefined {
  for (let s: Scope | undefined = scope; s; s = s.parent) {
    if (s.unit?.kind === 'routine' || s.unit?.kind === 'trigger') return s.unit;
    if (s.runBy) return s.runBy;
  }
  return undefined;
}

/**
 * What holds the declarations of a block in this scope: of one in a text what runs the
 * text, of an anonymous one nothing.
 */
export function containerIn(scope: Scope): Scope['unit'] {
  // The scope of what stands alone is in a package without a name.
  return scope.unit?.kind === 'package' && scope.unit.name === '' ? callerIn(scope) : scope.unit;
}

/** The schema that names of a text in this scope mean; a routine nested in an anonymous block has none of its own. */
export function homeOf(scope: Scope): string {
  for (let s: Scope | undefined = scope; s; s = s.parent) if (s.unit?.owner) return s.unit.owner;
  return '';
}
