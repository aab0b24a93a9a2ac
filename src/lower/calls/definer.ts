import type { ObjectTypeSymbol, PackageSymbol, RoutineSymbol, TriggerSymbol } from '../../analyze/model/symbols.js';

/** AUTHID CURRENT_USER: it runs with the rights of its caller. */
export function hasCallersRights(symbol: RoutineSymbol | PackageSymbol): boolean {
  const { authid } = symbol.kind === 'package' ? (symbol.specification?.options ?? {}) : symbol.declaration.options;
  return authid === 'CURRENT_USER';
}

/**
 * Whose rights a routine runs with, and in whose schema, where that is its owner: undefined for invoker's rights, for
 * what is nested in an anonymous block, and where the inputs do not say who the owner is. (PL/SQL Language Reference,
 * "Invoker's Rights and Definer's Rights")
 */
export function definerOf(
  symbol: RoutineSymbol | PackageSymbol | TriggerSymbol | ObjectTypeSymbol | undefined,
): string | undefined {
  switch (symbol?.kind) {
    case undefined:
      return undefined;
    case 'routine':
      if (symbol.container) return definerOf(symbol.container);
      if (symbol.nested || hasCallersRights(symbol)) return undefined;
      return symbol.owner || undefined;
    case 'package':
      return hasCallersRights(symbol) ? undefined : symbol.owner || undefined;
    case 'objectType':
      // What AUTHID says there is not kept.
      return undefined;
    case 'trigger':
      return symbol.owner || undefined;
  }
}
