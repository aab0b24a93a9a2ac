import type { Analysis } from '../../../../analyze/analysis.js';
import { calledRoutines } from '../../../../analyze/model/callees.js';
import { dispatchedTo } from '../../../../analyze/model/overriders.js';
import type { RoutineSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import { compoundKinds } from '../../../../ir/kinds.js';
import { addUnder } from '../../../../ir/lists-by-key.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { repeats } from '../../../../ir/repetition.js';
import { nodesOf, ofKinds, walkWhere } from '../../../../ir/walk.js';
import { remembered, rememberedOf } from '../../../remembered.js';
import { calleesOf, effectPlaces, mayCall } from '../callees.js';
import { isReference, selfByReference, variableByReference } from '../parameters/by-reference.js';

/*
 * A nested routine writes variables of the routines around it, and what it wrote before it failed stays. The variables
 * travel as INOUT parameters, which PL/pgSQL hands back only where the call succeeds: where the difference can be seen,
 * the routine needs the entry that returns its error. (PL/SQL Language Reference, "Nested, Package, and Standalone
 * Subprograms")
 */

/** Can a write of the nested routine to a variable of an enclosing scope be seen although the routine failed? */
export function writesStay(analysis: Analysis, routine: RoutineSymbol): boolean {
  if (!routine.nested && !takesReference(routine)) return false;
  return whoseWritesStay(analysis).has(routine);
}

const whoseWritesStay = remembered((analysis: Analysis): ReadonlySet<RoutineSymbol> => {
  const found = new Set<RoutineSymbol>();
  const open: RoutineSymbol[] = [];
  const add = (routine: RoutineSymbol): void => {
    if (found.has(routine)) return;
    found.add(routine);
    open.push(routine);
  };
  const references = analysis.units.some((unit) => declaresReference(unit));
  for (const unit of analysis.units) {
    if (!references && !holdsNested(analysis, unit)) continue;
    const mentions = (variable: VariableSymbol): readonly number[] => mentionsIn(analysis, unit).get(variable) ?? [];
    const visit = (node: OracleNode, loop: OracleNode | undefined): void => {
      if (node.kind === 'Block' && node.handlers.length > 0) {
        const from = loop ? startOf(loop) : (node.body.at(-1)?.span.end ?? node.span.start);
        for (const callee of nestedCallees(analysis, node.body)) {
          if (written(analysis, callee).some((v) => mentions(v).some((at) => at > from))) add(callee);
        }
        for (const { callee, variable } of references ? givenByReference(analysis, node.body) : [])
          if (variable.storage === 'package' || mentions(variable).some((at) => at > from)) add(callee);
      }
      const around = repeats(node) ? (loop ?? node) : node.kind === 'RoutineDefinition' ? undefined : loop;
      walkWhere(node, frames, (child) => {
        if (child === node) return true;
        visit(child, around);
        return false;
      });
    };
    visit(unit, undefined);
  }
  for (let routine = open.pop(); routine; routine = open.pop()) {
    for (const callee of nestedCallees(analysis, routine.definition ? [routine.definition] : []))
      if (written(analysis, callee).length > 0) add(callee);
    if (references && routine.definition)
      for (const { callee } of givenByReference(analysis, [routine.definition])) add(callee);
  }
  return found;
});

/** Has the routine parameters that it changes in the caller's variable? (PL/SQL Language Reference, "NOCOPY") */
const takesReference = (routine: RoutineSymbol): boolean =>
  routine.declaration.method?.role !== 'CONSTRUCTOR' && routine.parameters.some(isReference);

function declaresReference(unit: OracleNode): boolean {
  return nodesOf(unit, 'Parameter').some((p) => p.noCopy);
}

/** The variables that are handed to such parameters. */
function givenByReference(
  analysis: Analysis,
  nodes: readonly OracleNode[],
): readonly { readonly callee: RoutineSymbol; readonly variable: VariableSymbol }[] {
  const found: { callee: RoutineSymbol; variable: VariableSymbol }[] = [];
  for (const start of nodes)
    walkWhere(start, effectPlaces(analysis), (node) => {
      if (node.kind === 'RoutineDefinition' && node !== start) return false;
      if (!mayCall(node)) return true;
      for (const { callee, args } of calledRoutines(analysis.resolve(node))) {
        if (!takesReference(callee)) continue;
        for (const argument of args) {
          const variable = variableByReference(analysis, argument);
          if (variable) found.push({ callee, variable });
        }
      }
      const self = selfByReference(analysis, node);
      for (const callee of self ? dispatchedTo(self.method) : [])
        if (self) found.push({ callee, variable: self.variable });
      return true;
    });
  return found;
}

const startOf = (node: OracleNode): number => node.span.start;

/** What counts of what stands around a call. */
const frames = ofKinds('RoutineDefinition', ...compoundKinds);

function holdsNested(analysis: Analysis, unit: OracleNode): boolean {
  return nodesOf(unit, 'RoutineDefinition').some((node) => {
    const symbol = analysis.declaredBy(node);
    return symbol?.kind === 'routine' && written(analysis, symbol).length > 0;
  });
}

function written(analysis: Analysis, routine: RoutineSymbol): readonly VariableSymbol[] {
  return routine.nested ? analysis.capturesOf(routine).flatMap((c) => (c.written ? [c.variable] : [])) : [];
}

function nestedCallees(analysis: Analysis, nodes: readonly OracleNode[]): readonly RoutineSymbol[] {
  const found = new Set<RoutineSymbol>();
  for (const start of nodes) {
    walkWhere(start, effectPlaces(analysis), (node) => {
      if (node.kind === 'RoutineDefinition' && node !== start) return false;
      for (const callee of calleesOf(analysis, node)) if (callee.nested) found.add(callee);
      return true;
    });
  }
  return [...found];
}

/** Where each variable is named, itself or by a call of a nested routine that uses it. */
const mentionsIn = rememberedOf(
  (analysis: Analysis, unit: OracleNode): ReadonlyMap<VariableSymbol, readonly number[]> => {
    const found = new Map<VariableSymbol, number[]>();
    const note = (variable: VariableSymbol, at: number): void => addUnder(found, variable, at);
    walkWhere(unit, naming, (node) => {
      if (node.kind === 'CreateTrigger') {
        const trigger = analysis.declared(node);
        // What is in :NEW at the end of the trigger is what the table gets.
        if (trigger?.kind === 'trigger') note(trigger.newRow, Infinity);
      }
      if (node.kind === 'RoutineDefinition') {
        const routine = analysis.declaredBy(node);
        // The caller gets what its parameters hold at the end.
        if (routine?.kind === 'routine')
          for (const p of routine.parameters) if (p.mode !== 'IN') note(p.variable, Infinity);
      }
      if (node.kind === 'CreateTrigger' || node.kind === 'RoutineDefinition') return;
      const { base } = analysis.resolve(node);
      if (base.kind === 'variable') note(base.variable, startOf(node));
      if (base.kind === 'correlation' && base.row) note(base.row, startOf(node));
      if (base.kind === 'routine' && base.routine.nested)
        for (const c of analysis.capturesOf(base.routine)) note(c.variable, startOf(node));
    });
    return found;
  },
);

const naming = ofKinds('Name', 'Call', 'Member', 'CorrelationName', 'RoutineDefinition', 'CreateTrigger');
