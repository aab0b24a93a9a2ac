import type { BinaryOperator, Expr, ScriptUnit } from '../ir/oracle/index.js';
import type { InquiryValue } from './conditional-compilation.js';
import { between, compared, computed, conjunction, disjunction, negated, type StaticValue } from './static-values.js';

/**
 * Boolean, PLS_INTEGER and text constants of package specifications by `PACKAGE.NAME`: what conditional compilation may
 * ask for. Those of one package may be made of those of another, in whatever order they come. (PL/SQL Language
 * Reference, "Static Expressions")
 */
export function packageConstants(units: readonly ScriptUnit[]): Readonly<Record<string, InquiryValue>> {
  const constants: Record<string, InquiryValue> = {};
  let known: number;
  do {
    known = Object.keys(constants).length;
    for (const unit of units) noteConstants(unit, constants);
  } while (Object.keys(constants).length > known);
  return constants;
}

function noteConstants(unit: ScriptUnit, constants: Record<string, InquiryValue>): void {
  if (unit.kind !== 'CreatePackage') return;
  const name = unit.name.parts[unit.name.parts.length - 1]?.name ?? '';
  for (const d of unit.declarations) {
    if (d.kind !== 'VariableDeclaration' || !d.constant || !d.initial) continue;
    const value = staticValue(d.initial, name, constants);
    if (value !== undefined) constants[`${name}.${d.name.name}`] = value;
  }
}

/** `known`: the constants that have a value; a name alone is one of the package. */
function staticValue(expr: Expr, within: string, known: Readonly<Record<string, InquiryValue>>): StaticValue {
  const valueOf = (operand: Expr): StaticValue => staticValue(operand, within, known);
  switch (expr.kind) {
    case 'BooleanLiteral':
      return expr.value;
    case 'StringLiteral':
      return expr.value;
    case 'NullLiteral':
      return null;
    case 'NumberLiteral':
      return Number(expr.text);
    case 'Name': {
      const names = expr.parts.map((part) => part.name);
      return known[names.length === 1 ? `${within}.${names.join('.')}` : names.slice(-2).join('.')];
    }
    case 'Unary': {
      const value = valueOf(expr.operand);
      if (expr.op === 'NOT') return value === undefined ? undefined : negated(value, true);
      return expr.op === '-' && typeof value === 'number' ? -value : undefined;
    }
    case 'Logical': {
      const [first, ...others] = expr.operands.map(valueOf);
      if (first === undefined || others.includes(undefined)) return undefined;
      return others.reduce(expr.op === 'AND' ? conjunction : disjunction, first);
    }
    case 'Binary': {
      const left = valueOf(expr.left);
      const right = valueOf(expr.right);
      return left === undefined || right === undefined ? undefined : combined(left, expr.op, right);
    }
    case 'Between': {
      const [value, low, high] = [expr.operand, expr.low, expr.high].map(valueOf);
      if (value === undefined || low === undefined || high === undefined) return undefined;
      return negated(between(value, low, high), expr.negated);
    }
    default:
      return undefined;
  }
}

function combined(left: InquiryValue, operator: BinaryOperator, right: InquiryValue): StaticValue {
  switch (operator) {
    case '+':
    case '-':
    case '*':
    case '||':
      return computed(left, operator, right);
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compared(left, operator, right);
    default:
      return undefined;
  }
}
