import type { QualifiedName } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import type { Scope } from '../model/scope.js';
import type { Symbol } from '../model/symbols.js';
import { findSymbol } from '../names/symbol-lookup.js';

/** Notes at the name, or at another node, which object of the schema it means. */
export function noteName(
  cx: AnalyzeContext,
  name: QualifiedName,
  scope: Scope,
  key: object = name,
): Symbol | undefined {
  const symbol = findSymbol(cx, name, scope);
  if (symbol) cx.facts.symbols.set(key, symbol);
  return symbol;
}
