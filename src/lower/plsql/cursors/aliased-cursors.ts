import type { CursorSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { cursorOf } from '../body/cursor-state.js';

/**
 * What comes before OPEN … FOR of a cursor variable that may be open: a new portal, while the old one stays. Where
 * another variable may have been given the cursor, both go on naming one, so that the portal is opened again: `c2 :=
 * c1; open c1 for …; fetch c2 into …`. (PL/SQL Language Reference, "Assigning Values to Cursor Variables", "OPEN FOR
 * Statement")
 */
export function beforeReopening(
  rc: { readonly unit: UnitContext; readonly source: OracleNode },
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

/** Is the variable assigned to another one, or another one to it? */
export const isGivenOn = (
  { unit, source }: { readonly unit: UnitContext; readonly source: OracleNode },
  symbol: CursorSymbol | VariableSymbol,
): boolean =>
  contains(source, (node) => {
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
