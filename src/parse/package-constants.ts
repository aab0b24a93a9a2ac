import { literalNumber } from '../ir/literals.js';
import type { Expr, ScriptUnit } from '../ir/oracle/index.js';
import type { InquiryValue } from './conditional-compilation.js';

/**
 * Boolean and PLS_INTEGER constants of package specifications by `PACKAGE.NAME`: what conditional compilation may ask
 * for. (PL/SQL Language Reference, "Static Expressions")
 */
export function packageConstants(units: readonly ScriptUnit[]): Readonly<Record<string, InquiryValue>> {
  const constants: Record<string, InquiryValue> = {};
  for (const unit of units) {
    if (unit.kind !== 'CreatePackage') continue;
    const name = unit.name.parts[unit.name.parts.length - 1]?.name ?? '';
    for (const d of unit.declarations) {
      if (d.kind !== 'VariableDeclaration' || !d.constant || !d.initial) continue;
      const value = staticValue(d.initial);
      if (value !== undefined) constants[`${name}.${d.name.name}`] = value;
    }
  }
  return constants;
}

function staticValue(expr: Expr): InquiryValue | undefined {
  switch (expr.kind) {
    case 'BooleanLiteral':
      return expr.value;
    case 'StringLiteral':
      return expr.value;
    default:
      return literalNumber(expr);
  }
}
