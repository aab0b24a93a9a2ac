import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import type { IsOfType, MethodCallOnType, Treat } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expression.js';
import { foldName } from '../naming.js';

/** TREAT(x AS t): the value where its most specific type is t or below, else NULL. (SQL Language Reference, "TREAT") */
export function lowerTreat(ex: ExprContext, node: Treat): PgExpr {
  const to = ex.unit.analysis.typeOfRef(node.type);
  const from = ex.unit.analysis.typeOf(node.operand);
  if (node.ref || to.kind !== 'object' || from.kind !== 'object')
    return refuse(unsupportedExpression(node.span, 'TREAT of anything but an object'));
  if (to.object === from.object) return lowerExpr(ex, node.operand);
  return refuse(unsupportedExpression(node.span, `TREAT AS ${to.object.name}`));
}

/** `x IS OF (t)`. */
export function lowerIsOfType(ex: ExprContext, node: IsOfType): PgExpr {
  void ex;
  return refuse(
    unsupportedExpression(
      node.span,
      `IS OF (${node.types.map((t) => foldName(t.name.parts.map((p) => p.name).join('.'))).join(', ')})`,
    ),
  );
}

/** `(self AS base_t).method(args)`: the method of the named type, without dynamic dispatch. */
export function lowerMethodCallOnType(ex: ExprContext, node: MethodCallOnType): PgExpr {
  const { span } = node;
  const type = ex.unit.analysis.catalog.lookup(node.type.parts.map((p) => p.name));
  const method = type?.kind === 'objectType' ? type.methods.find((m) => m.name === node.method.name) : undefined;
  if (!method)
    return refuse(
      unsupportedExpression(span, `The method ${node.method.name} of ${node.type.parts.map((p) => p.name).join('.')}`),
    );
  const parameters = method.parameters.filter((p) => p.variable.name !== 'SELF');
  const args = node.args.map((a, i) => {
    const parameter = a.name ? parameters.find((p) => p.variable.name === a.name?.name) : parameters[i];
    return parameter ? lowerTo(ex, a.value, parameter.variable.type) : lowerExpr(ex, a.value);
  });
  return b.callNamed(span, ex.unit.naming.of(method), [lowerExpr(ex, node.self), ...args]);
}
