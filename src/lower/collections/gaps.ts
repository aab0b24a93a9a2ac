import type { Analysis } from '../../analyze/analysis.js';
import type { ParameterInfo, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import type { CallStatement, Expr } from '../../ir/oracle/index.js';
import { walk } from '../../ir/walk.js';
import type { UnitContext } from '../context.js';
import { remembered } from '../remembered.js';

/**
 * Is it a nested table that may have gaps: a local one or an IN OUT parameter from which single elements are deleted, one to which such a table is
 * assigned, or a parameter that such a table is handed to?
 */
export function hasGaps({ analysis }: UnitContext, symbol: VariableSymbol): boolean {
  if (symbol.type.kind !== 'collection' || symbol.type.collection.variant !== 'nestedTable') return false;
  return withGaps(analysis).has(symbol);
}

/** The parameters of a routine for tables with gaps: each has a second one after all parameters, which says what is gone. */
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

/** The variable that an expression names as a whole. */
export function wholeVariable(analysis: Analysis, expr: Expr): VariableSymbol | undefined {
  if (expr.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(expr);
  return base.kind === 'variable' && steps.length === 0 ? base.variable : undefined;
}

const withGaps = remembered((analysis: Analysis): ReadonlySet<VariableSymbol> => {
  const gaps = new Set<VariableSymbol>();
  const copies: (readonly [VariableSymbol, VariableSymbol])[] = [];
  const copy = (to: VariableSymbol | undefined, from: VariableSymbol | undefined): void => {
    if (to && from) copies.push([to, from]);
  };
  for (const unit of analysis.units) {
    walk(unit, (node) => {
      if (node.kind === 'CallStatement') {
        const deleted = deletedFrom(analysis, node);
        if (deleted) gaps.add(deleted);
      } else if (node.kind === 'Assignment') {
        const { target, value } = node;
        const to = wholeVariable(analysis, target as Expr);
        if (to && isTracked(to)) copy(to, wholeVariable(analysis, value));
      } else if (node.kind === 'VariableDeclaration') {
        const to = analysis.declaredBy(node);
        const { initial } = node;
        if (initial && to?.kind === 'variable' && isTracked(to)) copy(to, wholeVariable(analysis, initial));
      } else if (node.kind === 'Call') {
        const { base } = analysis.resolve(node as Extract<Expr, { kind: 'Call' }>);
        if (base.kind !== 'routine') return true;
        for (const { actual, parameter } of base.args) {
          const given = actual && takesGaps(base.routine, parameter) ? wholeVariable(analysis, actual) : undefined;
          copy(parameter.variable, given);
          if (given && parameter.mode !== 'IN' && isTracked(given)) copy(given, parameter.variable);
        }
      }
      return true;
    });
  }
  for (let grown = gaps.size > 0; grown; ) {
    grown = false;
    for (const [to, from] of copies) {
      if (!gaps.has(from) || gaps.has(to)) continue;
      gaps.add(to);
      grown = true;
    }
  }
  return gaps;
});

/** `v.DELETE(i)` of a variable that keeps track of its gaps. */
function deletedFrom(analysis: Analysis, { call }: CallStatement): VariableSymbol | undefined {
  if (call.kind !== 'Call') return undefined;
  const { base, steps } = analysis.resolve(call);
  const [step] = steps;
  return base.kind === 'variable' &&
    isTracked(base.variable) &&
    steps.length === 1 &&
    step?.kind === 'collectionMethod' &&
    step.method === 'DELETE' &&
    step.args.length > 0
    ? base.variable
    : undefined;
}
