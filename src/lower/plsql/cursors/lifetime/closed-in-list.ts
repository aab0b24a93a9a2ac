import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import { isLoop } from '../../../../ir/kinds.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { repeatsAt } from '../../../../ir/repetition.js';
import type { Span } from '../../../../ir/span.js';
import { contains, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { cursorOf } from '../../body/cursor-state.js';
import { placesOf } from '../../effects/cursors/cursor-places.js';
import { statementEffects } from '../../effects/effects-of-statements.js';

interface Body {
  readonly unit: UnitContext;
  readonly source: OracleNode;
}

/** OPEN, CLOSE and what stands between them in one list of statements. */
interface OpenedInList {
  readonly between: readonly OracleNode[];
  readonly close: OracleNode;
}

/**
 * The list that OPEN and CLOSE of the cursor stand in; undefined if something leaves it in between, but for an error.
 */
export function untilClosed(rc: Body, symbol: CursorSymbol | VariableSymbol, open: Span): OpenedInList | undefined {
  let found: OpenedInList | undefined;
  walk(rc.source, (node) => {
    if (found || node.kind === 'RoutineDefinition') return node === rc.source;
    for (const list of Object.values(node)) {
      if (!Array.isArray(list)) continue;
      const statements: readonly OracleNode[] = list;
      const at = statements.findIndex((s) => (s.kind === 'OpenCursor' || s.kind === 'OpenFor') && isAt(s, open));
      if (at < 0) continue;
      const rest = statements.slice(at + 1);
      const end = rest.findIndex((s) => s.kind === 'CloseCursor' && cursorOf(rc.unit, s.cursor)?.symbol === symbol);
      const [close, between] = [rest[end], rest.slice(0, end)];
      if (close && !between.some(leavesList)) found = { between, close };
    }
    return !found;
  });
  return found;
}

const isAt = ({ span }: OracleNode, { file, start }: Span): boolean => span.file === file && span.start === start;

/** Does the statement leave the list that it stands in? */
export function leavesList(statement: OracleNode): boolean {
  if (statement.kind === 'Exit' || statement.kind === 'Continue') return true;
  const inLoop = isLoop(statement);
  return contains(
    statement,
    (node) =>
      node.kind === 'Return' ||
      node.kind === 'Goto' ||
      ((node.kind === 'Exit' || node.kind === 'Continue') && (!inLoop || 'label' in node)),
  );
}

/**
 * Is the cursor always closed before the transaction ends? Each OPEN has its CLOSE in the same list of statements, and
 * no transaction ends between them. An error between them leaves it open: then nothing may see it any more.
 */
export function isClosedBeforeEnd(rc: Body, symbol: CursorSymbol | VariableSymbol): boolean {
  const { opens, opensFor, bodies, values, fetches, closesAndAsks, isLooped } = placesOf(rc.unit.analysis, symbol);
  const places = [...opens, ...opensFor];
  if (isLooped || places.length === 0 || bodies.size > 1 || values.length > 0) return false;
  const lists = places.map(({ span }) => ({ open: span, list: untilClosed(rc, symbol, span) }));
  if (!lists.every(({ list }) => list && !list.between.some((s) => endsTransactionIn(rc, s)))) return false;
  if (!contains(rc.source, ({ kind }) => kind === 'ExceptionHandler')) return true;
  const [only, ...more] = lists;
  if (!only?.list || more.length > 0 || repeatsAt(rc.source, only.open)) return false;
  const { open, list } = only;
  return [...fetches.map(({ span }) => span), ...closesAndAsks].every(
    (use) => use.start >= open.start && use.end <= list.close.span.end,
  );
}

const endsTransactionIn = (rc: Body, statement: OracleNode): boolean =>
  contains(statement, (node) => statementEffects(rc.unit.analysis, node).transactionControl);
