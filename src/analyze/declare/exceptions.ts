import { literalNumber } from '../../ir/literals.js';
import type { Declaration } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import { declare } from '../model/scope.js';
import type { ExceptionSymbol, ObjectTypeSymbol } from '../model/symbols.js';
import type { Container, DeclarativePart } from './declarative-part.js';

/**
 * `e EXCEPTION`, with the number that a PRAGMA EXCEPTION_INIT beside it gives. (PL/SQL Language
 * Reference, "EXCEPTION_INIT Pragma")
 */
export function declareException(
  cx: AnalyzeContext,
  { name }: Extract<Declaration, { kind: 'ExceptionDeclaration' }>,
  { scope, container, siblings }: DeclarativePart,
): ExceptionSymbol {
  const parts = [container?.owner ?? '', ...pathOf(container), name.name];
  const symbol: ExceptionSymbol = {
    kind: 'exception',
    name: name.name,
    span: name.span,
    oraCode: exceptionInit(siblings, name.name),
    predefined: false,
    path: uniquePath(cx, parts.filter((p) => p !== '').join('.')),
  };
  declare(scope, symbol);
  return symbol;
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
    const value = literalNumber(code.value);
    if (value !== undefined) return value === 100 ? 1403 : Math.abs(value);
  }
  return undefined;
}
