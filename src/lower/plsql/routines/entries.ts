import type { Analysis } from '../../../analyze/analysis.js';
import { dispatchedTo, overridersOf, overridingEachOther } from '../../../analyze/model/overriders.js';
import { isPipelined, type RoutineSymbol } from '../../../analyze/model/symbols.js';
import type { Expr } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { walkWhere } from '../../../ir/walk.js';
import { isJobRoutine } from '../../../rewrite/texts/job-texts.js';
import { gapParameters } from '../../collections/gaps/gaps.js';
import { splitParts } from '../../collections/gaps/split.js';
import type { UnitContext } from '../../context.js';
import { entryName } from '../../naming/naming.js';
import { remembered } from '../../remembered.js';
import { calleesOf, defaultsUsed, effectPlaces } from '../effects/callees.js';
import { isAtomic } from '../effects/effects-of-statements.js';
import { needsCapture } from '../effects/failures/needs-capture.js';
import { dynamicBlock } from '../effects/texts/dynamic-block.js';

/**
 * Has the routine a second entry that returns its error instead of raising it? Only where converted code calls it in
 * capture mode, and where it controls transactions or would leave work behind that a sub-transaction undoes.
 * (CALLING-CONVENTION.md, "Errors")
 */
export function hasCapturedEntry(unit: UnitContext, routine: RoutineSymbol): boolean {
  return calledUnderCapture(unit.analysis).has(routine);
}

/** The name of that entry. */
export const capturedEntry = (unit: UnitContext, routine: RoutineSymbol): readonly string[] | undefined =>
  hasCapturedEntry(unit, routine) ? entryName(unit.naming.of(routine), '__c') : undefined;

/**
 * The name of that entry of the routine's own code: under `name`, which is another one than the routine's where
 * subtypes override a method.
 */
export const capturedCode = (
  unit: UnitContext,
  routine: RoutineSymbol,
  name: readonly string[],
): readonly string[] | undefined =>
  hasCapturedEntry(unit, routine) && isFit(unit.analysis, routine) ? entryName(name, '__c') : undefined;

/** May a call of the routine end the transaction, be it in a method that overrides it? */
export const mayEndTransaction = (analysis: Analysis, routine: RoutineSymbol): boolean =>
  dispatchedTo(routine).some((method) => {
    const { transactionControl, autonomous } = analysis.effectsOf(method);
    return transactionControl && !autonomous;
  });

/**
 * A procedure declared in a routine that hands back one value only is a function: nobody else calls it, and an
 * assignment costs a tenth of CALL, for which PostgreSQL plans the arguments and makes a row each time.
 */
export function handsBackAsResult(unit: UnitContext, routine: RoutineSymbol): boolean {
  if (routine.routine !== 'PROCEDURE' || !routine.nested || hasCapturedEntry(unit, routine)) return false;
  const effects = unit.analysis.effectsOf(routine);
  if (effects.transactionControl || effects.autonomous) return false;
  const written = unit.analysis.capturesOf(routine).filter((c) => c.written);
  const parts = written.map((c) => splitParts(unit, c.variable)?.length ?? 1);
  const own = [...routine.parameters, ...gapParameters(unit, routine)].filter((p) => p.mode !== 'IN').length;
  return parts.reduce((sum, n) => sum + n, own) === 1;
}

function canHaveEntry(analysis: Analysis, routine: RoutineSymbol): boolean {
  if (routine.container?.kind !== 'objectType') return isFit(analysis, routine) && isOfUse(analysis, routine);
  // The object decides which of them runs: where one has the entry, what chooses between them has.
  const chooses = overridersOf(routine).length > 0;
  return (
    (chooses || isFit(analysis, routine)) &&
    overridingEachOther(routine).some((method) => isFit(analysis, method) && isOfUse(analysis, method))
  );
}

/** Has it a body that can return its error? */
const isFit = (analysis: Analysis, routine: RoutineSymbol): boolean =>
  routine.definition?.body.kind === 'Block' && !isPipelined(routine) && !analysis.effectsOf(routine).autonomous;

const isOfUse = (analysis: Analysis, routine: RoutineSymbol): boolean =>
  routine.definition !== undefined && (analysis.effectsOf(routine).transactionControl || !isAtomic(analysis, routine));

/**
 * All routines that some call in capture mode reaches, along calls from bodies that are in capture mode for that
 * reason.
 */
const calledUnderCapture = remembered((analysis: Analysis): ReadonlySet<RoutineSymbol> => {
  const reached = new Set<RoutineSymbol>();
  const open: RoutineSymbol[] = [];
  const defaults = new Set<Expr>();
  const reach = (node: OracleNode): void => {
    walkWhere(node, effectPlaces(analysis), (inner) => {
      if (inner.kind === 'RoutineDefinition' && inner !== node) return false;
      const block = blockOf(analysis, inner);
      if (block) reach(block);
      for (const value of defaultsUsed(analysis, inner)) {
        if (defaults.has(value)) continue;
        defaults.add(value);
        reach(value);
      }
      for (const callee of calleesOf(analysis, inner)) {
        if (reached.has(callee) || !canHaveEntry(analysis, callee)) continue;
        reached.add(callee);
        open.push(callee);
      }
      return true;
    });
  };
  const visit = (start: OracleNode): void => {
    walkWhere(start, effectPlaces(analysis), (node) => {
      const block = blockOf(analysis, node);
      if (block) visit(block);
      // A function that controls transactions cannot be called in an expression of PostgreSQL at all.
      for (const callee of calleesOf(analysis, node)) {
        if (
          callee.routine !== 'FUNCTION' ||
          reached.has(callee) ||
          !mayEndTransaction(analysis, callee) ||
          !canHaveEntry(analysis, callee)
        )
          continue;
        reached.add(callee);
        open.push(callee);
      }
      if (node.kind === 'Block' && needsCapture(analysis, node)) for (const s of node.body) reach(s);
      return true;
    });
  };
  for (const unit of analysis.units) visit(unit);
  // A function that ends transactions is of use to callers from outside as a procedure only.
  for (const routine of outermostFunctions(analysis)) {
    if (reached.has(routine) || !analysis.effectsOf(routine).transactionControl || !canHaveEntry(analysis, routine))
      continue;
    reached.add(routine);
    open.push(routine);
  }
  // The queue takes the errors of jobs, which may end transactions.
  for (const routine of analysis.catalog.routines) {
    if (!isJobRoutine(routine.name) || routine.routine !== 'PROCEDURE' || !canHaveEntry(analysis, routine)) continue;
    reached.add(routine);
    open.push(routine);
  }
  for (let routine = open.pop(); routine; routine = open.pop()) if (routine.definition) reach(routine.definition);
  return reached;
});

/** Functions on their own and those of packages. */
function outermostFunctions(analysis: Analysis): readonly RoutineSymbol[] {
  return analysis.units
    .flatMap((unit): readonly OracleNode[] =>
      unit.kind === 'CreateRoutine' ? [unit.routine] : unit.kind === 'CreatePackageBody' ? unit.declarations : [],
    )
    .flatMap((node) => {
      const symbol = node.kind === 'RoutineDefinition' ? analysis.declaredBy(node) : undefined;
      return symbol?.kind === 'routine' && symbol.routine === 'FUNCTION' ? [symbol] : [];
    });
}

function blockOf(analysis: Analysis, node: OracleNode): OracleNode | undefined {
  return node.kind === 'ExecuteImmediate' && !node.block ? dynamicBlock(analysis, node) : undefined;
}
