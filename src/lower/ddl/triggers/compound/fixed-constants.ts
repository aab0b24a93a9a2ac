import type { PgExpr, PlDeclaration } from '../../../../ir/postgres/index.js';

type PlVariable = Extract<PlDeclaration, { readonly kind: 'PlVariable' }>;

/** Is it a constant of literals, so that it has the same value wherever it is declared anew? */
export const isFixed = (variable: PlVariable, declarations: readonly PlDeclaration[]): boolean =>
  variable.constant === true && (variable.initial === undefined || isFixedValue(variable.initial, declarations));

function isFixedValue(value: PgExpr, declarations: readonly PlDeclaration[]): boolean {
  const isFixedHere = (part: PgExpr): boolean => isFixedValue(part, declarations);
  switch (value.kind) {
    case 'PgNumber':
    case 'PgString':
    case 'PgNull':
    case 'PgBoolean':
    case 'PgTypedLiteral':
      return true;
    case 'PgColumn':
      return declarations.some(
        (d) =>
          d.kind === 'PlVariable' && value.parts.length === 1 && d.name === value.parts[0] && isFixed(d, declarations),
      );
    case 'PgCast':
    case 'PgUnary':
      return isFixedHere(value.operand);
    case 'PgBinary':
      return isFixedHere(value.left) && isFixedHere(value.right);
    case 'PgRow':
      return value.items.every(isFixedHere);
    default:
      return false;
  }
}
