import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import type { NamedFunctionSyntax } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { type ExprContext, refuse } from '../context.js';

/** XMLELEMENT, JSON_OBJECT and the other functions with a syntax of their own. */
export function lowerFunctionSyntax(_ex: ExprContext, node: NamedFunctionSyntax): PgExpr {
  return refuse(unsupportedFunction(node.span, node.name, 'it has no counterpart'));
}
