import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import { treatOfSupertype } from '../../diagnostics/op3.js';
import type { IsOfType, Treat } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { treeText } from '../../ir/tree-text.js';
import { contains } from '../../ir/walk.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { once } from '../expressions/evaluation/evaluated-once.js';
import { lowerExpr } from '../expressions/index.js';
import { pgTypeOf } from '../types.js';
import { representation, supertypes, tagOf, typeTag, withSubtypes } from './hierarchy.js';
import { asKind } from './json-elements.js';

/**
 * TREAT(x AS t): the value where its most specific type is t or below, else NULL. (SQL Language Reference,
 * "TREAT")
 */
export function lowerTreat(ex: ExprContext, node: Treat): PgExpr {
  const { span } = node;
  const to = ex.unit.analysis.typeOfRef(node.type);
  const from = ex.unit.analysis.typeOf(node.operand);
  if (to.kind === 'jsonElement' && from.kind === 'jsonElement')
    return asKind(lowerExpr(ex, node.operand), to.element, span);
  if (node.ref || to.kind !== 'object' || from.kind !== 'object')
    return refuse(unsupportedExpression(span, 'TREAT of anything but an object'));
  const value = lowerExpr(ex, node.operand);
  if (to.object === from.object) return value;
  const type = pgTypeOf(ex.unit.naming, to, 'value');
  if (supertypes(from.object).includes(to.object)) return b.cast(span, value, type);
  return once(ex, pgTypeOf(ex.unit.naming, from, 'value'), value, (object) => {
    const fits = { when: hasTag(span, object, withSubtypes(to.object).map(tagOf)), then: b.cast(span, object, type) };
    if (!ex.sql && !isAsked(ex, node)) ex.unit.report(treatOfSupertype(span, to.object.name));
    return b.caseWhen(span, [fits]);
  });
}

/** Does the body ask somewhere which type the same object has? */
function isAsked(ex: ExprContext, { operand }: Treat): boolean {
  const key = treeText(operand);
  return (
    ex.routine !== undefined &&
    contains(ex.routine.source, (node) => node.kind === 'IsOfType' && treeText(node.operand) === key)
  );
}

function hasTag(span: Span, object: PgExpr, tags: readonly string[]): PgExpr {
  return {
    kind: 'PgIn',
    span,
    negated: false,
    operand: b.field(span, object, typeTag),
    items: tags.map((t) => b.text(span, t)),
  };
}

/** `x IS OF (t, ONLY u)`; NULL for an object that is NULL. (SQL Language Reference, "IS OF type Condition") */
export function lowerIsOfType(ex: ExprContext, node: IsOfType): PgExpr {
  const { span } = node;
  const from = ex.unit.analysis.typeOf(node.operand);
  if (from.kind !== 'object') return refuse(unsupportedExpression(span, 'IS OF on anything but an object'));
  const value = lowerExpr(ex, node.operand);
  const tags = new Set<string>();
  for (const { name, only } of node.types) {
    const type = ex.unit.analysis.symbolOf(name);
    if (type?.kind !== 'objectType')
      return refuse(unsupportedExpression(span, `IS OF (${name.parts.map((p) => p.name).join('.')})`));
    for (const t of only ? [type] : withSubtypes(type)) tags.add(tagOf(t));
  }
  if (representation(ex.unit.naming, from.object).tagged) {
    const answer = hasTag(span, value, [...tags]);
    return node.negated ? b.not(span, answer) : answer;
  }
  const isOne = b.boolean(span, tags.has(tagOf(from.object)) !== node.negated);
  return b.caseWhen(span, [{ when: b.distinct(span, value, b.null(span)), then: isOne }]);
}
