import { literalNumber } from '../../ir/literals.js';
import type { Declaration, Expr } from '../../ir/oracle/index.js';
import { type AnalyzeContext, lazy } from '../context.js';
import { declare, type Scope } from '../model/scope.js';
import type { ExceptionSymbol, ObjectTypeSymbol } from '../model/symbols.js';
import { findSymbol } from '../names/symbol-lookup.js';
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
  const oraCode = lazy(() => exceptionInit(cx, siblings, name.name, scope), undefined);
  const parts = [container?.owner ?? '', ...pathOf(container), name.name];
  const symbol: ExceptionSymbol = {
    kind: 'exception',
    name: name.name,
    span: name.span,
    get oraCode() {
      return oraCode();
    },
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

/** Of several pragmas the last counts. */
function exceptionInit(
  cx: AnalyzeContext,
  siblings: readonly Declaration[],
  name: string,
  scope: Scope,
): number | undefined {
  const code = siblings.findLast(
    (d) =>
      d.kind === 'Pragma' &&
      d.name === 'EXCEPTION_INIT' &&
      d.args[0]?.value.kind === 'Name' &&
      d.args[0].value.parts[0]?.name === name,
  );
  const value = code?.kind === 'Pragma' && code.args[1] ? numberOf(cx, code.args[1].value, scope) : undefined;
  if (value === undefined) return undefined;
  return value === 100 ? 1403 : Math.abs(value);
}

/** The number that a literal or a constant with such a value is. */
function numberOf(cx: AnalyzeContext, expr: Expr, scope: Scope): number | undefined {
  const literal = literalNumber(expr);
  if (literal !== undefined) return literal;
  if (expr.kind === 'Unary' && expr.op === '-') {
    const operand = numberOf(cx, expr.operand, scope);
    return operand === undefined ? undefined : -operand;
  }
  if (expr.kind !== 'Name') return undefined;
  const { span, parts } = expr;
  const constant = findSymbol(cx, { kind: 'QualifiedName', span, parts }, scope);
  return constant?.kind === 'variable' && constant.constant && constant.initial
    ? literalNumber(constant.initial)
    : undefined;
}
