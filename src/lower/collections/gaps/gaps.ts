import type { Analysis, BoundArgument } from '../../../analyze/analysis.js';
import type { ParameterInfo, RoutineSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { wholeVariable } from '../../../analyze/names/whole-variable.js';
import { unreachable } from '../../../diagnostics/diagnostic.js';
import { sparseLeaves } from '../../../diagnostics/op3-collections.js';
import type { Assignment, Block, Call, CallStatement, Expr, VariableDeclaration } from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { remembered } from '../../remembered.js';
import { wholeUses } from './whole-uses.js';

/**
 * Is it a nested table that may have gaps which are kept beside it: a local one or an IN OUT parameter from which
 * single elements are deleted, one to which such a table is assigned, or a parameter that such a table is handed to?
 */
export function hasGaps({ analysis, naming }: UnitContext, symbol: VariableSymbol): boolean {
  const { type } = symbol;
  return isNestedTable(type) && !naming.keepsGaps(type.collection) && trackedTables(analysis).variables.has(symbol);
}

/** Is it a nested table, from which DELETE may take elements? */
export const isNestedTable = (type: OracleType): type is Extract<OracleType, { kind: 'collection' }> =>
  type.kind === 'collection' && type.collection.variant === 'nestedTable';

/** Warns where a nested table with gaps is used as a whole in PL/SQL, but for copies to another such table. */
export function reportWholeUses(unit: UnitContext, symbol: VariableSymbol, block: Block | undefined): void {
  if (!hasGaps(unit, symbol)) return;
  const { analysis } = unit;
  for (const span of wholeUses(analysis, trackedTables(analysis).variables, symbol, block))
    unit.report(sparseLeaves(span, symbol.name));
}

/**
 * The parameters of a routine for tables with gaps: each has a second one after all
 * parameters, which says what is gone.
 */
export function gapParameters(unit: UnitContext, routine: RoutineSymbol): readonly ParameterInfo[] {
  return routine.parameters.filter((p) => hasGaps(unit, p.variable));
}

/** Is it a parameter that may have gaps: IN, or IN OUT of a procedure? */
function takesGaps(routine: RoutineSymbol, { mode }: ParameterInfo): boolean {
  if (routine.definition?.body.kind !== 'Block') return false;
  return (
    mode === 'IN' || (mode === 'IN OUT' && routine.routine === 'PROCEDURE' && routine.container?.kind !== 'objectType')
  );
}

/** Is it a variable that can be changed and keeps track of its gaps? */
function isTracked(variable: VariableSymbol): boolean {
  if (variable.storage === 'local') return variable.block !== undefined;
  const { container } = variable;
  if (variable.storage !== 'parameter' || container?.kind !== 'routine') return false;
  const parameter = container.parameters.find((p) => p.variable === variable);
  return parameter?.mode === 'IN OUT' && takesGaps(container, parameter);
}

interface TrackedTables {
  /** The variables that may have gaps which can be kept beside them. */
  readonly variables: ReadonlySet<VariableSymbol>;
  /**
   * The types of what single elements are deleted from where they cannot, there or in a routine that it is handed to.
   */
  readonly others: readonly OracleType[];
}

/** The nested tables from which single elements are deleted, with what is copied from and to them; worked out once. */
export const trackedTables = remembered((analysis: Analysis): TrackedTables => {
  const found: FoundTables = { gaps: new Set(), others: [], copies: [], handedBack: new Set() };
  for (const unit of analysis.units)
    for (const node of nodesOf(unit, 'CallStatement', 'Assignment', 'VariableDeclaration', 'Call'))
      noteTables(analysis, node, found);
  const { gaps, others, copies, handedBack } = found;
  for (let grown = gaps.size > 0; grown; ) {
    grown = false;
    for (const [to, from] of copies) {
      if (!gaps.has(from) || gaps.has(to)) continue;
      gaps.add(to);
      grown = true;
    }
  }
  for (const parameter of handedBack) if (gaps.has(parameter)) others.push(parameter.type);
  return { variables: gaps, others };
});

/** What has been found so far. */
interface FoundTables {
  /** The variables from which single elements are deleted. */
  readonly gaps: Set<VariableSymbol>;
  readonly others: OracleType[];
  /** Which variable gets its value from which. */
  readonly copies: (readonly [to: VariableSymbol, from: VariableSymbol])[];
  /** Parameters whose value comes back to what keeps no track of its gaps. */
  readonly handedBack: Set<VariableSymbol>;
}

function noteTables(
  analysis: Analysis,
  node: CallStatement | Assignment | VariableDeclaration | Call,
  found: FoundTables,
): void {
  const { gaps, others, copies } = found;
  const noteCopy = (to: VariableSymbol | undefined, value: Expr | undefined): void => {
    const from = value && to && isTracked(to) ? wholeVariable(analysis, value) : undefined;
    if (to && from) copies.push([to, from]);
  };
  switch (node.kind) {
    case 'CallStatement': {
      const deleted = deletedFrom(analysis, node);
      if (deleted?.variable) gaps.add(deleted.variable);
      else if (deleted) others.push(deleted.type);
      return;
    }
    case 'Assignment':
      noteCopy(wholeVariable(analysis, node.target), node.value);
      return;
    case 'VariableDeclaration': {
      const declared = analysis.declaredBy(node);
      noteCopy(declared?.kind === 'variable' ? declared : undefined, node.initial);
      return;
    }
    case 'Call': {
      const { base } = analysis.resolve(node);
      if (base.kind === 'routine')
        for (const argument of base.args)
          if (takesGaps(base.routine, argument.parameter)) noteHandedOver(analysis, argument, found);
      return;
    }
    default:
      unreachable(node);
  }
}

/** A table that is handed to a routine, and comes back where the parameter is IN OUT. */
function noteHandedOver(
  analysis: Analysis,
  { actual, parameter: { variable, mode } }: BoundArgument,
  { copies, handedBack }: FoundTables,
): void {
  if (!actual) return;
  const given = wholeVariable(analysis, actual);
  if (given) copies.push([variable, given]);
  if (mode !== 'IN OUT') return;
  if (given && isTracked(given)) copies.push([given, variable]);
  else handedBack.add(variable);
}

/** The type of what `c.DELETE(i)` deletes from, and the variable where it is one that keeps track of its gaps. */
function deletedFrom(
  analysis: Analysis,
  { call }: CallStatement,
): { readonly type: OracleType; readonly variable?: VariableSymbol } | undefined {
  if (call.kind !== 'Call') return undefined;
  const { base, steps } = analysis.resolve(call);
  const [owner, last] = steps.slice(-2).length === 2 ? steps.slice(-2) : [undefined, steps[0]];
  if (last?.kind !== 'collectionMethod' || last.method !== 'DELETE' || last.args.length === 0) return undefined;
  if (owner) return { type: owner.type };
  if (base.kind !== 'variable') return undefined;
  const { variable } = base;
  return { type: variable.type, ...(isTracked(variable) && { variable }) };
}
