import type { PgExpr } from '../ir/postgres/index.js';

/**
 * Operator precedence of PostgreSQL 15, lowest first (manual, 4.1.6; the %left/%right/%nonassoc lines of gram.y). The
 * only source of parentheses in expressions.
 */
export const precedence = {
  any: 0,
  or: 1,
  and: 2,
  not: 3,
  is: 4,
  comparison: 5,
  /** BETWEEN, IN, LIKE, ILIKE, SIMILAR. */
  range: 6,
  /** Every operator without a line of its own: `||`, `->`, prefix `@` and `~`. */
  other: 7,
  additive: 8,
  multiplicative: 9,
  power: 10,
  atTimeZone: 11,
  collate: 12,
  sign: 13,
  cast: 14,
  primary: 15,
} as const;

const binaryPrecedence: ReadonlyMap<string, number> = new Map([
  ...['<', '>', '=', '<=', '>=', '<>', '!='].map((op) => [op, precedence.comparison] as const),
  ...['+', '-'].map((op) => [op, precedence.additive] as const),
  ...['*', '/', '%'].map((op) => [op, precedence.multiplicative] as const),
  ['^', precedence.power],
  ['like', precedence.range],
  ['ilike', precedence.range],
]);

/** Precedence of an infix operator; `operator(schema.op)` counts as any other operator. */
export function operatorPrecedence(op: string): number {
  return binaryPrecedence.get(op) ?? precedence.other;
}

/**
 * The least precedence of a left operand: comparisons and LIKE do not associate, all other operators do from the left.
 */
export function leftPrecedence(op: string): number {
  const level = operatorPrecedence(op);
  return level === precedence.comparison || level === precedence.range ? level + 1 : level;
}

/** How tightly an expression holds together when printed without parentheses. */
export function precedenceOf(node: PgExpr): number {
  switch (node.kind) {
    case 'PgOr':
      return node.operands.length === 1
        ? precedenceOf(node.operands[0]!)
        : node.operands.length === 0
          ? precedence.primary
          : precedence.or;
    case 'PgAnd':
      return node.operands.length === 1
        ? precedenceOf(node.operands[0]!)
        : node.operands.length === 0
          ? precedence.primary
          : precedence.and;
    case 'PgNot':
      return precedence.not;
    case 'PgIs':
    case 'PgIsDistinct':
      return precedence.is;
    case 'PgIn':
      return isSingleSubquery(node.items) ? precedence.comparison : precedence.range;
    case 'PgBetween':
    case 'PgInQuery':
    case 'PgLike':
      return precedence.range;
    case 'PgBinary':
    case 'PgQuantified':
      return operatorPrecedence(node.op);
    case 'PgUnary':
      return node.op === '-' || node.op === '+' ? precedence.sign : precedence.other;
    case 'PgAtTimeZone':
      return precedence.atTimeZone;
    case 'PgCollate':
      return precedence.collate;
    case 'PgNumber':
      return node.text.startsWith('-') ? precedence.sign : precedence.primary;
    case 'PgCast':
      return precedence.cast;
    default:
      return precedence.primary;
  }
}

/** `x in ((select …))` would be read as IN of a subquery. */
export function isSingleSubquery(items: readonly PgExpr[]): boolean {
  return items.length === 1 && items[0]!.kind === 'PgScalarSubquery';
}

/** What PostgreSQL's `b_expr` (low bound of BETWEEN, column default, POSITION) cannot be. */
export function outsideBExpr(node: PgExpr): boolean {
  switch (node.kind) {
    case 'PgAnd':
    case 'PgOr':
      return node.operands.length > 1 || (node.operands.length === 1 && outsideBExpr(node.operands[0]!));
    case 'PgIs':
      return node.what !== 'document';
    case 'PgNot':
    case 'PgBetween':
    case 'PgIn':
    case 'PgInQuery':
    case 'PgLike':
    case 'PgQuantified':
    case 'PgAtTimeZone':
    case 'PgCollate':
      return true;
    default:
      return false;
  }
}
