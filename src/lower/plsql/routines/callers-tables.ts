import type { RelationSymbol, RoutineSymbol, Symbol } from '../../../analyze/model/symbols.js';
import { callersTable } from '../../../diagnostics/op3.js';
import type { RoutineDefinition } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import { walk } from '../../../ir/walk.js';
import { hasCallersRights } from '../../calls/definer.js';
import type { UnitContext } from '../../context.js';

/**
 * SQL of a routine with AUTHID CURRENT_USER means the tables of its caller's schema; here each name has been decided.
 * It is reported where several schemas of the inputs have such a table. (PL/SQL Language Reference, "Invoker's Rights
 * and Definer's Rights (AUTHID Property)")
 */
export function reportCallersTables(unit: UnitContext, symbol: RoutineSymbol, definition: RoutineDefinition): void {
  const { container } = symbol;
  const top = container?.kind === 'package' ? container : container || symbol.nested ? undefined : symbol;
  if (!top || !hasCallersRights(top)) return;
  const { analysis } = unit;
  const seen = new Set<RelationSymbol>();
  const check = (relation: RelationSymbol | undefined, span: Span): void => {
    if (!relation || relation.supplied || seen.has(relation)) return;
    seen.add(relation);
    const isElsewhere = analysis.catalog.relations.some(
      (r) => r.name === relation.name && r.owner !== relation.owner && !r.supplied,
    );
    if (isElsewhere) unit.report(callersTable(span, symbol.name, relation.name, relation.owner));
  };
  let inDynamic: Span | undefined;
  walk(definition, (node) => {
    const { span } = node;
    if (node.kind === 'TableRef') {
      const { name } = node;
      if (name.parts.length === 1) check(analysis.sourceOf(node)?.relation, span);
    } else if (node.kind === 'QualifiedName') {
      if (node.parts.length === 1) check(relationOf(analysis.symbolOf(node)), span);
    } else if (node.kind === 'ExecuteImmediate' || node.kind === 'OpenFor') inDynamic = span;
    else if (node.kind === 'StringLiteral' && inDynamic && span.end <= inDynamic.end)
      for (const [word] of node.value.matchAll(/(?<![\w$#.])[A-Za-z][\w$#]*/g))
        check(
          analysis.catalog.relations.find((r) => r.owner === top.owner && r.name === word.toUpperCase()),
          span,
        );
    return true;
  });
}

const relationOf = (symbol: Symbol | undefined): RelationSymbol | undefined =>
  symbol?.kind === 'relation' ? symbol : undefined;
