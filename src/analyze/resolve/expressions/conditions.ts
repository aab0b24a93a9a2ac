import type { Condition, Expr, QualifiedName } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import type { Scope } from '../../model/scope.js';
import type { OracleType } from '../../model/types.js';
import { ownerOf } from '../../names/symbol-lookup.js';
import { resolveExpr } from './expressions.js';
import { nullable, proven, type Typed } from './typed.js';

const boolean: OracleType = { kind: 'boolean' };

/** Resolves what stands in a condition. It is proven not NULL where all values are that it compares. */
export function resolveCondition(cx: AnalyzeContext, condition: Condition, scope: Scope): Typed {
  const resolve = (operands: readonly Expr[]): void => {
    for (const operand of operands) resolveExpr(cx, operand, scope);
  };
  const comparing = (operands: readonly Expr[]): Typed => {
    resolve(operands);
    return { type: boolean, notNull: operands.every((operand) => cx.facts.notNull.has(operand)) };
  };
  switch (condition.kind) {
    case 'Logical':
      return comparing(condition.operands);
    case 'Between':
      return comparing([condition.operand, condition.low, condition.high]);
    case 'InList':
      return comparing([condition.operand, ...condition.items]);
    case 'Like': {
      const result = comparing([condition.operand, condition.pattern]);
      if (condition.escape) resolve([condition.escape]);
      return result;
    }
    case 'IsTest':
      resolve([condition.operand]);
      return proven(boolean);
    case 'IsOfType':
      resolve([condition.operand]);
      for (const { name } of condition.types) noteType(cx, name, scope);
      return nullable(boolean);
    case 'InQuery':
      resolve([condition.operand]);
      cx.resolveQuery(condition.query, scope);
      return nullable(boolean);
    case 'Quantified':
      resolve([condition.left]);
      if (isList(condition.right)) resolve(condition.right);
      else cx.resolveQuery(condition.right, scope);
      return nullable(boolean);
    case 'Exists':
      cx.resolveQuery(condition.query, scope);
      return proven(boolean);
  }
}

/** Notes which type a name of IS OF means. */
function noteType(cx: AnalyzeContext, name: QualifiedName, scope: Scope): void {
  const symbol = cx.catalog.lookup(
    name.parts.map((p) => p.name),
    ownerOf(scope),
  );
  if (symbol) cx.facts.symbols.set(name, symbol);
}

function isList(right: readonly Expr[] | { readonly kind: 'Query' }): right is readonly Expr[] {
  return Array.isArray(right);
}
