import { declaringNode } from '../../../../analyze/effects/cursor-counters.js';
import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import { isLoop } from '../../../../ir/kinds.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { isWithin, type Span } from '../../../../ir/span.js';
import { contains, forEachChild } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { cursorOf } from '../../body/cursor-state.js';
import { isHandedOver } from './shared-cursors.js';

/** Has a row been fetched from the cursor, or the end been met, since it was opened? */
type FetchedBefore = 'yes' | 'no' | 'unclear';

/** Where a node stands. */
interface Surroundings {
  readonly loops: readonly Span[];
  /** In a routine that is not around the attribute. */
  readonly nested: boolean;
  /** It runs wherever the attribute is reached. */
  readonly sure: boolean;
}

/**
 * What the text before an attribute tells of a cursor that several variables or routines fetch from: before the first
 * FETCH, %FOUND and %NOTFOUND are NULL. (PL/SQL Language Reference, "%FOUND Attribute: Has a Row Been Fetched?")
 */
export function fetchedBefore(unit: UnitContext, symbol: CursorSymbol | VariableSymbol, at: Span): FetchedBefore {
  const scope = declaringNode(symbol.kind === 'cursor' ? symbol.variable : symbol);
  if (!scope) return 'unclear';
  let fetched = -1;
  let opened = -1;
  let again = false;
  const visit = (node: OracleNode, { loops, nested, sure }: Surroundings): void => {
    const { span } = node;
    const inner = isLoop(node) ? [...loops, span] : loops;
    if (mayFetch(unit, node, symbol)) {
      if (span.start < at.start && !nested && sure && node.kind === 'Fetch') fetched = Math.max(fetched, span.start);
      else if (nested || span.start < at.start || loops.some((loop) => isWithin(at, loop))) again = true;
    } else if (mayOpen(unit, node, symbol) && span.start < at.start)
      opened = Math.max(opened, nested ? at.start : span.start);
    if (node.kind === 'Goto') again = true;
    const elsewhere = nested || (node.kind === 'RoutineDefinition' && !isWithin(at, span));
    const skipped = partsPassedBy(node, at);
    forEachChild(node, (child) =>
      visit(child, { loops: inner, nested: elsewhere, sure: sure && !skipped.includes(child) }),
    );
  };
  visit(scope, { loops: [], nested: false, sure: true });
  if (fetched < 0) return again ? 'unclear' : 'no';
  return opened < fetched ? 'yes' : 'unclear';
}

/** The parts of a statement that need not have run where the place is reached. */
function partsPassedBy(node: OracleNode, at: Span): readonly OracleNode[] {
  const holds = ({ span }: OracleNode): boolean => isWithin(at, span);
  switch (node.kind) {
    case 'If':
    case 'CaseStatement': {
      const { branches, otherwise = [] } = node;
      return [...branches.filter((branch) => !holds(branch)), ...(otherwise.some(holds) ? [] : otherwise)];
    }
    case 'WhileLoop':
    case 'ForLoop':
    case 'CursorForLoop':
      return holds(node) ? [] : node.body;
    case 'BasicLoop': {
      // The first round may end with an EXIT in front of it.
      const leaves = node.body.findIndex((s) => contains(s, (inner) => inner.kind === 'Exit'));
      return holds(node) || leaves < 0 ? [] : node.body.slice(leaves + 1);
    }
    case 'Block': {
      const { body, handlers } = node;
      if (handlers.length === 0 || body.some(holds)) return [];
      return [...body, ...handlers.filter((handler) => !holds(handler))];
    }
    default:
      return [];
  }
}

/** A fetch from the cursor, or from another variable, which may hold the same. */
function mayFetch(unit: UnitContext, node: OracleNode, symbol: CursorSymbol | VariableSymbol): boolean {
  if (node.kind === 'Fetch') {
    const from = cursorOf(unit, node.cursor)?.symbol;
    return from === symbol || (symbol.kind === 'variable' && from?.kind !== 'cursor');
  }
  return node.kind === 'Call' && isHandedOver(unit, node, symbol);
}

function mayOpen(unit: UnitContext, node: OracleNode, symbol: CursorSymbol | VariableSymbol): boolean {
  if (node.kind === 'Assignment') {
    const { target } = node;
    return target.kind === 'Name' && cursorOf(unit, target)?.symbol === symbol;
  }
  if (node.kind !== 'OpenCursor' && node.kind !== 'OpenFor') return false;
  const cursor = cursorOf(unit, node.cursor)?.symbol;
  return cursor === symbol || (symbol.kind === 'variable' && cursor?.kind !== 'cursor');
}

/** Is %FOUND or %NOTFOUND of the parameter asked where nothing need have been fetched here? */
export function askedAtEntry(unit: UnitContext, parameter: VariableSymbol): boolean {
  const scope = declaringNode(parameter);
  let asked = false;
  const visit = (node: OracleNode): void => {
    if (node.kind === 'CursorAttribute') {
      const { cursor, attribute, span } = node;
      if (cursor === 'SQL' || cursor.kind === 'BindVariable') return;
      if (attribute !== 'FOUND' && attribute !== 'NOTFOUND') return;
      asked ||= cursorOf(unit, cursor)?.symbol === parameter && fetchedBefore(unit, parameter, span) !== 'yes';
    }
    if (!asked) forEachChild(node, visit);
  };
  if (scope) visit(scope);
  return asked;
}
