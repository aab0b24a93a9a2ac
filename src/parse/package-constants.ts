import { literalNumber } from '../ir/literals.js';
import type { Expr, ScriptUnit } from '../ir/oracle/index.js';
import type { InquiryValue } from './conditional-compilation.js';

/**
 * Boolean, PLS_INTEGER and text constants of package specifications by `PACKAGE.NAME`: what conditional compilation may
 * ask for. (PL/SQL Language Reference, "Static Expressions")
 */
export function packageConstants(units: readonly ScriptUnit[]): Readonly<Record<string, InquiryValue>> {
  const constants: Record<string, InquiryValue> = {};
  for (const unit of units) {
    if (unit.kind !== 'CreatePackage') continue;
    const name = unit.name.parts[unit.name.parts.length - 1]?.name ?? '';
    for (const d of unit.declarations) {
      if (d.kind !== 'VariableDeclaration' || !d.constant || !d.initial) continue;
      const value = staticValue(d.initial, name, constants);
      if (value !== undefined) constants[`${name}.${d.name.name}`] = value;
    }
  }
  return constants;
}

/** `known`: the constants before it; a name alone is one of the package. */
function staticValue(
  expr: Expr,
  within: string,
  known: Readonly<Record<string, InquiryValue>>,
): InquiryValue | undefined {
  switch (expr.kind) {
    case 'BooleanLiteral':
      return expr.value;
    case 'StringLiteral':
      return expr.value;
    case 'Name': {
      const names = expr.parts.map((part) => part.name);
      return known[names.length === 1 ? `${within}.${names.join('.')}` : names.slice(-2).join('.')];
    }
    case 'Unary': {
      if (expr.op !== 'NOT') return literalNumber(expr);
      const value = staticValue(expr.operand, within, known);
      return typeof value === 'boolean' ? !value : undefined;
    }
    default:
      return literalNumber(expr);
  }
}
