import type { Analysis } from '../../../../analyze/analysis.js';
import { declaringNode } from '../../../../analyze/effects/cursor-counters.js';
import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import { remembered } from '../../../remembered.js';
import { cursorOf } from '../../body/cursor-state.js';

/**
 * What comes before OPEN … FOR of a cursor variable that may be open already. As a rule the variable becomes NULL, so
 * that OPEN makes a new portal. Where another variable may name the same cursor (`c2 := c1; open c1 for …; fetch c2
 * into …`), it has to see the new rows: then the portal is closed, and OPEN opens it again under its old name. (PL/SQL
 * Language Reference, "Assigning Values to Cursor Variables", "OPEN FOR Statement")
 */
export function beforeReopening(
  rc: Body,
  symbol: CursorSymbol | VariableSymbol,
  variable: string,
  span: Span,
): PlStatement {
  const portal = b.column(span, variable);
  const reset = b.assign(span, portal, b.null(span));
  if (!isGivenOn(rc, symbol)) return reset;
  const isOpen = b.ora(span, 'cursor_is_open', b.cast(span, portal, pgTypes.text));
  return {
    kind: 'PlIf',
    span,
    branches: [{ condition: isOpen, body: [{ kind: 'PlClose', span, cursor: variable }] }],
    otherwise: [reset],
  };
}

/**
 * May another variable name the cursor? It may where the variable is assigned to another one, or another one to it,
 * anywhere that its name is known; for an IN OUT parameter, also where that holds of a variable that a caller passes.
 */
export const isGivenOn = (rc: Body, symbol: CursorSymbol | VariableSymbol): boolean =>
  isAssigned(rc, symbol) ||
  (symbol.kind === 'variable' && actualsOf(rc.unit.analysis, symbol).some((actual) => isAssigned(rc, actual)));

interface Body {
  readonly unit: UnitContext;
  readonly source: OracleNode;
}

const isAssigned = ({ unit, source }: Body, symbol: CursorSymbol | VariableSymbol): boolean =>
  contains((symbol.kind === 'variable' && declaringNode(symbol)) || source, (node) => {
    const value =
      node.kind === 'Assignment' ? node.value : node.kind === 'VariableDeclaration' ? node.initial : undefined;
    const other = value?.kind === 'Name' ? cursorOf(unit, value)?.symbol : undefined;
    if (other === undefined) return false;
    const taking =
      node.kind === 'VariableDeclaration'
        ? unit.analysis.declaredBy(node)
        : node.kind === 'Assignment' && node.target.kind === 'Name'
          ? cursorOf(unit, node.target)?.symbol
          : undefined;
    return other === symbol || taking === symbol;
  });

/** The cursor variables that calls give to the IN OUT parameter, themselves or further up. */
function actualsOf(analysis: Analysis, parameter: VariableSymbol): readonly VariableSymbol[] {
  const found = new Set([parameter]);
  for (const symbol of found) for (const actual of givenCursors(analysis).get(symbol) ?? []) found.add(actual);
  return [...found].slice(1);
}

/** By IN OUT parameter: the variables that calls give to it. */
const givenCursors = remembered((analysis: Analysis): ReadonlyMap<VariableSymbol, readonly VariableSymbol[]> => {
  const given = new Map<VariableSymbol, VariableSymbol[]>();
  for (const unit of analysis.units)
    for (const call of nodesOf(unit, 'Call')) {
      const { base } = analysis.resolve(call);
      if (base.kind !== 'routine') continue;
      for (const { actual, parameter } of base.args) {
        if (parameter.mode !== 'IN OUT' || parameter.variable.type.kind !== 'refCursor' || actual?.kind !== 'Name')
          continue;
        const symbol = analysis.resolve(actual).base;
        if (symbol.kind !== 'variable' || symbol.variable.type.kind !== 'refCursor') continue;
        const known = given.get(parameter.variable);
        if (known) known.push(symbol.variable);
        else given.set(parameter.variable, [symbol.variable]);
      }
    }
  return given;
});
