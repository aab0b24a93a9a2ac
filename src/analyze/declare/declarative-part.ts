import type { Block, Declaration } from '../../ir/oracle/index.js';
import type { Scope } from '../model/scope.js';
import type { PackageSymbol, RoutineSymbol, TriggerSymbol } from '../model/symbols.js';

/** What the declarations are of; undefined in anonymous blocks. */
export type Container = RoutineSymbol | PackageSymbol | TriggerSymbol | undefined;

/** Where declarations stand. */
export interface DeclarativePart {
  readonly scope: Scope;
  readonly container: Container;
  readonly block: Block | undefined;
  /** All of the part, in order. */
  readonly siblings: readonly Declaration[];
}
