import type { Analysis } from '../../../../analyze/analysis.js';
import type { VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleType } from '../../../../analyze/model/types.js';
import { wholeVariable } from '../../../../analyze/names/whole-variable.js';
import { comparisonOperators } from '../../../../ir/kinds.js';
import type { Assignment, Expr, Statement } from '../../../../ir/oracle/index.js';

/**
 * Statements that cannot raise once converted, so that no sub-transaction has to keep what stands before them:
 * assignments of literals and of sums of NUMBER to variables without limits, and IFs over them. Integers overflow,
 * sizes are exceeded, text is no number: all of that may raise.
 */
export function neverRaises(analysis: Analysis, statement: Statement): boolean {
  switch (statement.kind) {
    case 'NullStatement':
    case 'PragmaStatement':
    case 'Goto':
      return true;
    case 'LabelledStatement':
      return neverRaises(analysis, statement.statement);
    case 'Exit':
    case 'Continue':
      return statement.when === undefined || isPlainTest(analysis, statement.when);
    case 'Assignment':
      return isPlainAssignment(analysis, statement);
    case 'If':
      return (
        statement.branches.every(
          (x) => isPlainTest(analysis, x.condition) && x.body.every((s) => neverRaises(analysis, s)),
        ) && (statement.otherwise ?? []).every((s) => neverRaises(analysis, s))
      );
    default:
      return false;
  }
}

/** The local variable or parameter that the expression names. */
function localVariable(analysis: Analysis, expr: Expr): VariableSymbol | undefined {
  const variable = wholeVariable(analysis, expr);
  return variable?.storage === 'package' ? undefined : variable;
}

const isUnlimited = (type: OracleType): boolean =>
  type.kind === 'number' && type.precision === undefined && type.scale === undefined && type.digits === undefined;

function isPlainAssignment(analysis: Analysis, { target, value }: Assignment): boolean {
  const variable = localVariable(analysis, target);
  if (variable === undefined || variable.notNull || variable.constant) return false;
  const { type } = variable;
  if (type.kind === 'boolean') return value.kind === 'BooleanLiteral' || isPlainTest(analysis, value);
  return isUnlimited(type) && isSum(analysis, value);
}

/**
 * A NUMBER that is there, or a sum of such. What PostgreSQL keeps as an integer may overflow, so one operand is of no
 * integer type.
 */
function isSum(analysis: Analysis, expr: Expr): boolean {
  if (expr.kind === 'Binary') {
    if (expr.op !== '+' && expr.op !== '-') return false;
    const operands = [expr.left, expr.right];
    return operands.some((e) => isDecimal(analysis, e)) && operands.every((e) => isSum(analysis, e));
  }
  if (expr.kind === 'NumberLiteral') return expr.binary === undefined && /^\d{1,9}(?:\.\d{1,9})?$/.test(expr.text);
  const kind = localVariable(analysis, expr)?.type.kind;
  return kind === 'number' || kind === 'plsInteger';
}

function isDecimal(analysis: Analysis, expr: Expr): boolean {
  if (expr.kind === 'Binary') return isDecimal(analysis, expr.left) || isDecimal(analysis, expr.right);
  const variable = localVariable(analysis, expr);
  return variable !== undefined && isUnlimited(variable.type);
}

/** Variables compared with literals and variables of their own kind, tested for NULL, or of type BOOLEAN. */
export function isPlainTest(analysis: Analysis, expr: Expr): boolean {
  switch (expr.kind) {
    case 'Logical':
      return expr.operands.every((e) => isPlainTest(analysis, e));
    case 'Unary':
      return expr.op === 'NOT' && isPlainTest(analysis, expr.operand);
    case 'IsTest':
      return expr.test === 'NULL' && kindOf(analysis, expr.operand) !== undefined;
    case 'Binary': {
      if (!comparisonOperators.has(expr.op)) return false;
      const kind = kindOf(analysis, expr.left);
      return kind !== undefined && kind === kindOf(analysis, expr.right);
    }
    default:
      return localVariable(analysis, expr)?.type.kind === 'boolean';
  }
}

function isErrorCode(analysis: Analysis, expr: Expr): boolean {
  if (expr.kind !== 'Name') return false;
  const { base, steps } = analysis.resolve(expr);
  return base.kind === 'builtin' && base.name === 'SQLCODE' && steps.length === 0;
}

/** What values of one kind compare without conversion. */
function kindOf(analysis: Analysis, expr: Expr): 'number' | 'text' | 'date' | 'boolean' | undefined {
  if (expr.kind === 'NumberLiteral') return expr.binary === undefined ? 'number' : undefined;
  if (expr.kind === 'StringLiteral') return 'text';
  if (expr.kind === 'Call') return kindOfCall(analysis, expr);
  if (expr.kind === 'Unary') return expr.op === '-' && expr.operand.kind === 'NumberLiteral' ? 'number' : undefined;
  if (isErrorCode(analysis, expr)) return 'number';
  switch (localVariable(analysis, expr)?.type.kind) {
    case 'number':
    case 'plsInteger':
      return 'number';
    case 'varchar2':
      return 'text';
    case 'date':
      return 'date';
    case 'boolean':
      return 'boolean';
    default:
      return undefined;
  }
}

/** What the call of a function that never raises gives, where it converts nothing. */
function kindOfCall(analysis: Analysis, call: Expr & { kind: 'Call' }): ReturnType<typeof kindOf> {
  const { base, steps } = analysis.resolve(call);
  if (base.kind !== 'builtin' || steps.length > 0) return undefined;
  const kinds = base.args.map((a) => kindOf(analysis, a.value));
  const [kind] = kinds;
  switch (base.name) {
    case 'NVL':
      return kinds.every((k) => k === kind) ? kind : undefined;
    case 'UPPER':
    case 'LOWER':
      return kinds.length === 1 && kind === 'text' ? kind : undefined;
    default:
      return undefined;
  }
}
