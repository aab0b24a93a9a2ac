import { declaringNode } from '../../../../analyze/effects/cursor-counters.js';
import type { CursorSymbol, ParameterInfo, RoutineSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import { isLoop } from '../../../../ir/kinds.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { Span } from '../../../../ir/span.js';
import { contains, walk } from '../../../../ir/walk.js';
import type { UnitContext } from '../../../context.js';
import { cursorOf, isCursorField } from '../../body/cursor-state.js';
import { cursorsGivenBy, cursorsMadeSameBy } from '../../effects/cursors/same-cursors.js';

/**
 * Where else rows are fetched from a cursor:
 * - `no`: nowhere;
 * - `by calls`: only in routines that statements of the declaring body pass it to;
 * - `unseen`: in some way that the declaring body does not show.
 */
type FetchedElsewhere = 'no' | 'by calls' | 'unseen';

interface Answer {
  /** Without regard to other variables that get the cursor, which are `aliases`. */
  readonly answer: FetchedElsewhere;
  /** The assignments of the declaring body between the cursor and another variable, each with the loops around it. */
  readonly aliases: readonly { readonly span: Span; readonly loops: readonly Span[] }[];
  /** The nested routines, which the body may call behind all of them. */
  readonly nested: readonly Span[];
}

const answers = new WeakMap<CursorSymbol | VariableSymbol, Answer>();

/**
 * May rows be fetched from the cursor out of sight of the body that asks for its attributes: by a routine that it is
 * passed to, by one nested beside it, or through another variable? Attributes belong to the cursor, not to the
 * variable. (PL/SQL Language Reference, "Cursor Variables")
 * @param at the place that asks: an assignment that is only reached after it does not count
 */
export function fetchedElsewhere(unit: UnitContext, symbol: CursorSymbol | VariableSymbol, at: Span): FetchedElsewhere {
  let known = answers.get(symbol);
  if (known === undefined) answers.set(symbol, (known = findElsewhere(unit, symbol)));
  const holds = ({ start, end }: Span): boolean => start <= at.start && end >= at.end;
  const isBehind = ({ span, loops }: Answer['aliases'][number]): boolean => span.start > at.end && !loops.some(holds);
  return known.aliases.every((alias) => isBehind(alias) && !known.nested.some(holds)) ? known.answer : 'unseen';
}

function findElsewhere(unit: UnitContext, symbol: CursorSymbol | VariableSymbol): Answer {
  const variable = symbol.kind === 'cursor' ? symbol.variable : symbol;
  const scope = declaringNode(variable);
  if (!scope) return { answer: 'no', aliases: [], nested: [] };
  const aliases: { span: Span; loops: readonly Span[] }[] = [];
  const routines: Span[] = [];
  const isParameter = symbol.kind === 'variable' && symbol.storage === 'parameter';
  const statements = new Set<unknown>();
  let byCalls = false;
  let unseen = false;
  let jumps = false;
  // What nested routines fetch is counted where all see it.
  const isCounted = unit.analysis.cursorCounters(variable) !== undefined;
  const visit = (root: OracleNode, nested: boolean, loops: readonly Span[]): void =>
    walk(root, (node) => {
      if (unseen) return false;
      if (node.kind === 'RoutineDefinition' && node !== root) {
        routines.push(node.span);
        visit(node, true, []);
        return false;
      }
      if (isLoop(node) && node !== root) {
        visit(node, nested, [...loops, node.span]);
        return false;
      }
      // GOTO may lead back.
      if (node.kind === 'Goto') jumps = true;
      if (node.kind === 'CallStatement' && !nested) statements.add(node.call);
      if (node.kind === 'Fetch') unseen ||= nested && !isCounted && isCursor(unit, node.cursor, symbol);
      else if (makesAlias(unit, node, symbol)) {
        if (nested) unseen = true;
        else aliases.push({ span: node.span, loops });
      }
      if (node.kind === 'Call' && isHandedOver(unit, node, symbol)) {
        if (statements.has(node)) byCalls = true;
        else unseen = true;
      }
      return !unseen;
    });
  visit(scope, false, []);
  return {
    answer: unseen || (byCalls && isParameter) ? 'unseen' : byCalls ? 'by calls' : 'no',
    aliases: jumps ? aliases.map((a) => ({ ...a, loops: [variable.block?.span ?? a.span] })) : aliases,
    nested: routines,
  };
}

const isCursor = (unit: UnitContext, expr: Expr, symbol: CursorSymbol | VariableSymbol): boolean =>
  cursorOf(unit, expr)?.symbol === symbol;

/** Does another variable get the cursor, or the cursor's variable that of another one? */
function makesAlias(unit: UnitContext, node: OracleNode, symbol: CursorSymbol | VariableSymbol): boolean {
  const { analysis } = unit;
  const cursorIn = (holder: Expr): object | undefined => cursorOf(unit, holder)?.symbol;
  const isVariable = (holder: Expr): boolean =>
    cursorOf(unit, holder)?.symbol.kind === 'variable' || isCursorField(unit, holder);
  const isPair = (one: Expr, other: Expr): boolean =>
    (cursorIn(one) === symbol && isVariable(other)) || (cursorIn(other) === symbol && isVariable(one));
  switch (node.kind) {
    case 'Assignment':
      return cursorsGivenBy(analysis, node.value).some((from) => isPair(node.target, from));
    case 'VariableDeclaration': {
      const given = node.initial ? cursorsGivenBy(analysis, node.initial) : [];
      return given.some((from) =>
        analysis.declaredBy(node) === symbol ? isVariable(from) : cursorIn(from) === symbol,
      );
    }
    case 'Call':
      return cursorsMadeSameBy(analysis, node).some(([one, other]) => isPair(one, other));
    default:
      return false;
  }
}

/** Is the cursor an argument of a routine that may fetch from it? */
export function isHandedOver(
  unit: UnitContext,
  call: Expr & { kind: 'Call' },
  symbol: CursorSymbol | VariableSymbol,
): boolean {
  const { base } = unit.analysis.resolve(call);
  if (base.kind !== 'routine') return false;
  const { routine } = base;
  return base.args.some(
    ({ parameter, actual }) =>
      actual?.kind === 'Name' && isCursor(unit, actual, symbol) && mayFetch(unit, routine, parameter),
  );
}

/** Is the cursor passed to a routine of which only the heading is known? */
export function isHandedOutside(unit: UnitContext, symbol: VariableSymbol): boolean {
  const scope = declaringNode(symbol);
  return (
    scope !== undefined &&
    contains(scope, (node) => {
      if (node.kind !== 'Call') return false;
      const { base } = unit.analysis.resolve(node);
      return (
        base.kind === 'routine' &&
        !base.routine.definition &&
        base.args.some((a) => a.actual?.kind === 'Name' && isCursor(unit, a.actual, symbol))
      );
    })
  );
}

/** Does the routine fetch from the parameter, or pass it on? */
function mayFetch(unit: UnitContext, routine: RoutineSymbol, { variable }: ParameterInfo): boolean {
  if (!routine.definition) return true;
  return contains(routine.definition, (node) => {
    if (node.kind === 'Fetch') return isCursor(unit, node.cursor, variable);
    if (node.kind !== 'Call') return false;
    const { base } = unit.analysis.resolve(node);
    return (
      base.kind === 'routine' && base.args.some((a) => a.actual?.kind === 'Name' && isCursor(unit, a.actual, variable))
    );
  });
}
