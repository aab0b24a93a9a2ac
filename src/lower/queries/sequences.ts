import type { SequenceSymbol } from '../../analyze/symbols.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import type { AnyNode } from '../../ir/walk.js';
import { b } from '../builders.js';
import { quotedInText } from '../chain.js';
import type { ExprContext } from '../context.js';
import { type Replacement, walkBlock } from './scope.js';

/**
 * All references to one sequence in a row are one value: the first takes the next, the others read it again; so does a CURRVAL that stands
 * before the NEXTVAL. (SQL Language Reference, "Sequence Pseudocolumns")
 */
export function oneValueARow(ex: ExprContext, nodes: readonly (AnyNode | undefined)[]): Replacement {
  const advanced = new Set<SequenceSymbol>();
  let references = 0;
  walkBlock(nodes, (expr) => {
    if (expr.kind !== 'Name') return true;
    const { base } = ex.unit.analysis.resolve(expr);
    if (base.kind === 'sequence') {
      references += 1;
      if (base.which === 'NEXTVAL') advanced.add(base.sequence);
    }
    return true;
  });
  if (references < 2) return () => undefined;
  const taken = new Set<SequenceSymbol>();
  return (expr) => {
    if (expr.kind !== 'Name') return undefined;
    const { base } = ex.unit.analysis.resolve(expr);
    if (base.kind !== 'sequence' || !advanced.has(base.sequence)) return undefined;
    const first = !taken.has(base.sequence);
    taken.add(base.sequence);
    return sequenceCall(ex, base.sequence, first ? 'nextval' : 'currval', expr.span);
  };
}

export function sequenceCall(
  ex: ExprContext,
  sequence: SequenceSymbol,
  which: 'nextval' | 'currval',
  span: Span,
): PgExpr {
  return b.call(span, which, b.text(span, ex.unit.naming.of(sequence).map(quotedInText).join('.')));
}
