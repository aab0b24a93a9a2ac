import { isAnyOf } from '../../ir/kinds.js';
import type { Expr } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, forEachChild } from '../../ir/walk.js';
import type { Analysis, Effects } from '../analysis.js';
import type { RoutineSymbol } from '../model/symbols.js';

type NameOrCall = Extract<Expr, { kind: 'Name' | 'Member' | 'Call' }>;

const isNameOrCall = (node: OracleNode): node is NameOrCall =>
  node.kind === 'Name' || node.kind === 'Member' || node.kind === 'Call';

const repeatable = new WeakMap<Analysis, Map<RoutineSymbol, boolean>>();

/** The function that a node of a query calls, where it gives the same each time. */
export function repeatableCall(analysis: Analysis, node: OracleNode): RoutineSymbol | undefined {
  if (!isNameOrCall(node)) return undefined;
  const { base, steps } = analysis.resolve(node);
  if (base.kind !== 'routine' || steps.length > 0) return undefined;
  const { routine } = base;
  return routine.routine === 'FUNCTION' && !routine.nested && answersAlike(analysis, routine) ? routine : undefined;
}

/** Is anything in the expression that the row around it decides: a column, ROWNUM, a subquery? */
export function dependsOnRow(analysis: Analysis, node: OracleNode): boolean {
  if (node.kind === 'Query' || node.kind === 'Select') return true;
  let found = false;
  if (isNameOrCall(node)) {
    const { base } = analysis.resolve(node);
    found = !isAnyOf(base.kind, 'variable', 'routine', 'builtin');
  }
  // The name of what is called is no value of its own.
  const name = node.kind === 'Call' ? node.callee : undefined;
  forEachChild(node, (child) => {
    found ||= child !== name && dependsOnRow(analysis, child);
  });
  return found;
}

/** Changes nothing, prints nothing, and asks nothing that is another each time. */
export function answersAlike(analysis: Analysis, routine: RoutineSymbol): boolean {
  let known = repeatable.get(analysis);
  if (!known) repeatable.set(analysis, (known = new Map()));
  const before = known.get(routine);
  if (before !== undefined) return before;
  // Until it is known: routines that call each other are left alone.
  known.set(routine, false);
  const effects = analysis.effectsOf(routine);
  const result =
    routine.definition !== undefined &&
    isQuiet(effects) &&
    !(effects.readsState && functionsWriteState(analysis, routine)) &&
    [...effects.calls].every((callee) => answersAlike(analysis, callee)) &&
    asksNothingNew(analysis, routine.definition);
  known.set(routine, result);
  return result;
}

const isQuiet = (effects: Effects): boolean =>
  effects.writesTables.size === 0 &&
  !effects.dynamicSql &&
  !effects.writesState &&
  !effects.output &&
  !effects.transactionControl &&
  !effects.autonomous;

/** Another function of the package, which the same statement may call, writes what this one reads. */
const functionsWriteState = (analysis: Analysis, { container }: RoutineSymbol): boolean =>
  container?.kind === 'package' &&
  [...container.members.values()]
    .flat()
    .some((m) => m.kind === 'routine' && m.routine === 'FUNCTION' && analysis.effectsOf(m).writesState);

function asksNothingNew(analysis: Analysis, definition: OracleNode): boolean {
  return !contains(definition, (node) => {
    if (!isNameOrCall(node)) return false;
    const { base } = analysis.resolve(node);
    if (base.kind === 'builtin')
      return /^(SYS_GUID|SYSTIMESTAMP|SYSDATE|CURRENT_(DATE|TIMESTAMP)|LOCALTIMESTAMP|USERENV|SYS_CONTEXT)$/.test(
        base.name,
      );
    return base.kind === 'supplied' || base.kind === 'sequence' || base.kind === 'unresolved';
  });
}
