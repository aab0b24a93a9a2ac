import type { Analysis } from '../../../../analyze/analysis.js';
import { declaringNode } from '../../../../analyze/effects/cursor-counters.js';
import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { contains, nodesOf } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import { remembered } from '../../../remembered.js';
import { cursorOf } from '../../body/cursor-state.js';
import { cursorsGivenBy, cursorsMadeSameBy } from '../../effects/cursors/same-cursors.js';

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

const isAssigned = ({ unit, source }: Body, symbol: CursorSymbol | VariableSymbol): boolean => {
  const { analysis } = unit;
  const isIt = (holder: Expr): boolean => cursorOf(unit, holder)?.symbol === symbol;
  return contains((symbol.kind === 'variable' && declaringNode(symbol)) || source, (node) => {
    switch (node.kind) {
      case 'Assignment':
        return cursorsGivenBy(analysis, node.value).some((from) => isIt(from) || isIt(node.target));
      case 'VariableDeclaration': {
        const given = node.initial ? cursorsGivenBy(analysis, node.initial) : [];
        return given.some((from) => isIt(from) || analysis.declaredBy(node) === symbol);
      }
      case 'Call':
        return cursorsMadeSameBy(analysis, node).some((pair) => pair.some(isIt));
      default:
        return false;
    }
  });
};

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
