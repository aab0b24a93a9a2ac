import type { Expr, QualifiedName } from '../../ir/oracle/index.js';
import type { AnalyzeContext } from '../context.js';
import type { Scope } from '../model/scope.js';
import type { Symbol, VariableSymbol } from '../model/symbols.js';
import { findSymbol } from '../names/symbol-lookup.js';

/**
 * The whole number that a length, precision or scale is: a literal, or constants and arithmetic of them.
 * `missing` names what is not known.
 */
type StaticInteger = { readonly value: number | undefined } | { readonly missing: QualifiedName };

/**
 * What a static expression gives where a declaration stands; `exclude` is the declared thing itself. (PL/SQL Language
 * Reference, "Static Expressions")
 */
export function staticInteger(
  cx: AnalyzeContext,
  expr: Expr | '*' | undefined,
  scope: Scope,
  exclude?: Symbol,
): StaticInteger {
  if (!expr || expr === '*') return { value: undefined };
  let missing: QualifiedName | undefined;
  const evaluate = (e: Expr, within: VariableSymbol | undefined, depth: number): number | undefined => {
    if (depth > deepest) return undefined;
    const inner = (x: Expr): number | undefined => evaluate(x, within, depth + 1);
    switch (e.kind) {
      case 'NumberLiteral':
        return e.binary === undefined ? Number(e.text) : undefined;
      case 'Unary': {
        const operand = inner(e.operand);
        return operand === undefined ? undefined : e.op === '-' ? -operand : e.op === '+' ? operand : undefined;
      }
      case 'Binary': {
        const [left, right] = [inner(e.left), inner(e.right)];
        return left === undefined || right === undefined ? undefined : arithmetic(e.op, left, right);
      }
      case 'Name': {
        const parts = e.parts.map((p) => p.name);
        if (isStandard(parts)) return longestName;
        const constant = constantOf(e, parts, within);
        if (!constant) missing ??= { kind: 'QualifiedName', span: e.span, parts: e.parts };
        return constant?.initial && evaluate(constant.initial, constant, depth + 1);
      }
      default:
        return undefined;
    }
  };
  /** A constant of a package is looked for beside the constant that is made of it first. */
  const constantOf = (
    e: Extract<Expr, { kind: 'Name' }>,
    parts: readonly string[],
    within: VariableSymbol | undefined,
  ): VariableSymbol | undefined => {
    const beside = within?.container?.kind === 'package' && parts.length === 1 ? within.container.members : undefined;
    const found =
      beside?.get(parts[0] ?? '')?.find(isConstant) ??
      findSymbol(cx, { kind: 'QualifiedName', span: e.span, parts: e.parts }, scope, exclude, isConstant);
    return found && isConstant(found) ? found : undefined;
  };
  const value = evaluate(expr, undefined, 0);
  if (value !== undefined && Number.isInteger(value)) return { value };
  return missing ? { missing } : { value: undefined };
}

const deepest = 30;

/** ORA_MAX_NAME_LEN of a 12.2 database and later. (PL/SQL Language Reference, "Static Constants") */
export const longestName = 128;
const isStandard = (parts: readonly string[]): boolean =>
  parts.at(-1) === 'ORA_MAX_NAME_LEN' &&
  (parts.length === 1 || (parts.length === 2 && /^(STANDARD|DBMS_STANDARD)$/.test(parts[0] ?? '')));

const isConstant = (symbol: Symbol): symbol is VariableSymbol => symbol.kind === 'variable' && symbol.constant;

function arithmetic(op: string, left: number, right: number): number | undefined {
  switch (op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '**':
      return left ** right;
    default:
      return undefined;
  }
}
