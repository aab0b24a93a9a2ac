import { comparisonOperators } from '../../../ir/kinds.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { Facts } from '../../facts.js';
import type { VariableSymbol } from '../../model/symbols.js';
import { builtinFunction } from '../../oracle/builtin-functions.js';

/*
 * What a condition says of the variables in it. A comparison with NULL is neither true nor false. (PL/SQL Language
 * Reference, "Logical Operators", "BOOLEAN Expressions")
 */

/** Variables that hold a value where the condition is true. */
export function presentIfTrue(facts: Facts, condition: Expr): readonly VariableSymbol[] {
  if (condition.kind === 'Logical') {
    const each = condition.operands.map((o) => presentIfTrue(facts, o));
    return condition.op === 'AND' ? each.flat() : common(each);
  }
  if (condition.kind === 'IsTest')
    return condition.test === 'NULL' && condition.negated ? presentWithValue(facts, condition.operand) : [];
  if (condition.kind === 'Unary' && condition.op === 'NOT') return presentIfFalse(facts, condition.operand);
  return presentIfKnown(facts, condition);
}

/** Variables that hold a value where the condition is false or NULL. */
export function presentIfNotTrue(facts: Facts, condition: Expr): readonly VariableSymbol[] {
  if (condition.kind === 'Logical') {
    const each = condition.operands.map((o) => presentIfNotTrue(facts, o));
    return condition.op === 'OR' ? each.flat() : common(each);
  }
  // It is never NULL itself.
  if (condition.kind === 'IsTest') return presentIfFalse(facts, condition);
  return [];
}

function presentIfFalse(facts: Facts, condition: Expr): readonly VariableSymbol[] {
  if (condition.kind === 'Logical') {
    const each = condition.operands.map((o) => presentIfFalse(facts, o));
    return condition.op === 'OR' ? each.flat() : common(each);
  }
  if (condition.kind === 'IsTest')
    return condition.test === 'NULL' && !condition.negated ? presentWithValue(facts, condition.operand) : [];
  if (condition.kind === 'Unary' && condition.op === 'NOT') return presentIfTrue(facts, condition.operand);
  return presentIfKnown(facts, condition);
}

/** Of a comparison that is true or false. */
function presentIfKnown(facts: Facts, condition: Expr): readonly VariableSymbol[] {
  switch (condition.kind) {
    case 'Name':
      return presentWithValue(facts, condition);
    case 'Binary':
      return comparisonOperators.has(condition.op)
        ? [...presentWithValue(facts, condition.left), ...presentWithValue(facts, condition.right)]
        : [];
    case 'Between':
    case 'InList':
      return presentWithValue(facts, condition.operand);
    case 'Like':
      return [...presentWithValue(facts, condition.operand), ...presentWithValue(facts, condition.pattern)];
    default:
      return [];
  }
}

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/']);
/**
 * Functions that are NULL where their first argument is, whatever else makes them so. (SQL Language
 * Reference, "Character Functions")
 */
const nullWithFirst: ReadonlySet<string> = new Set(
  'SUBSTR INSTR LENGTH LTRIM RTRIM TRIM REPLACE TRANSLATE TO_NUMBER TO_CHAR TO_DATE'.split(' '),
);

/** Variables that hold a value where the expression does. */
function presentWithValue(facts: Facts, expr: Expr): readonly VariableSymbol[] {
  switch (expr.kind) {
    case 'Name': {
      const resolution = facts.resolutions.get(expr);
      return resolution?.base.kind === 'variable' && resolution.steps.length === 0 ? [resolution.base.variable] : [];
    }
    case 'Call': {
      const resolution = facts.resolutions.get(expr);
      if (resolution?.base.kind !== 'builtin' || resolution.steps.length > 0 || expr.onConversionError) return [];
      const { name, args } = resolution.base;
      const values = args.map(({ value }) => value);
      const decisive =
        builtinFunction(name)?.nullability === 'strict' ? values : nullWithFirst.has(name) ? values.slice(0, 1) : [];
      return decisive.flatMap((value) => presentWithValue(facts, value));
    }
    case 'Trim':
      return presentWithValue(facts, expr.operand);
    case 'Unary':
      return expr.op === '+' || expr.op === '-' ? presentWithValue(facts, expr.operand) : [];
    case 'Binary':
      return arithmetic.has(expr.op)
        ? [...presentWithValue(facts, expr.left), ...presentWithValue(facts, expr.right)]
        : [];
    default:
      return [];
  }
}

function common(lists: readonly (readonly VariableSymbol[])[]): readonly VariableSymbol[] {
  const [first = [], ...others] = lists;
  return first.filter((variable) => others.every((other) => other.includes(variable)));
}
