import { collectionOperand } from '../../diagnostics/op3-collections.js';
import type { Binary } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { lowerExpr, lowerTo } from '../expression.js';
import { ofUnknown } from '../missing.js';
import { elementPgType } from './shared.js';
import { withoutGaps } from './split.js';

/** MULTISET operators, comparison, MEMBER OF and SUBMULTISET OF. (SQL Language Reference, "Multiset Operators" and "Multiset Conditions") */
export function lowerCollectionOperator(ex: ExprContext, node: Binary): PgExpr {
  const { span, op } = node;
  const type = ex.unit.analysis.typeOf(node.right);
  if (op === 'MEMBER OF') {
    if (type.kind !== 'collection') return refuse(ofUnknown(type, collectionOperand(span, op)));
    const { modifiers, ...element } = elementPgType(ex.unit, type.collection);
    void modifiers;
    return b.ora(
      span,
      'member_of',
      b.cast(span, lowerTo(ex, node.left, type.collection.element), element),
      withoutGaps(lowerExpr(ex, node.right)),
    );
  }
  const open = [node.left, node.right].map((e) => ex.unit.analysis.typeOf(e)).find((t) => t.kind === 'unknown');
  if (open) return refuse(ofUnknown(open, collectionOperand(span, op)));
  const left = withoutGaps(lowerExpr(ex, node.left));
  const right = withoutGaps(lowerExpr(ex, node.right));
  const distinct = b.boolean(span, true);
  switch (op) {
    case '=':
      return b.ora(span, 'multiset_eq', left, right);
    case '<>':
      return b.not(span, b.ora(span, 'multiset_eq', left, right));
    case 'MULTISET UNION ALL':
      return b.ora(span, 'multiset_union', left, right);
    case 'MULTISET UNION DISTINCT':
      return b.ora(span, 'multiset_union', left, right, distinct);
    case 'MULTISET INTERSECT ALL':
      return b.ora(span, 'multiset_intersect', left, right);
    case 'MULTISET INTERSECT DISTINCT':
      return b.ora(span, 'multiset_intersect', left, right, distinct);
    case 'MULTISET EXCEPT ALL':
      return b.ora(span, 'multiset_except', left, right);
    case 'MULTISET EXCEPT DISTINCT':
      return b.ora(span, 'multiset_except', left, right, distinct);
    case 'SUBMULTISET OF':
      return b.ora(span, 'is_submultiset', left, right);
    default:
      return refuse(collectionOperand(span, op));
  }
}
