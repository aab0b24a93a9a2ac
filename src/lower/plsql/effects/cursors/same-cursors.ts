import type { Analysis } from '../../../../analyze/analysis.js';
import type { ParameterInfo, RoutineSymbol } from '../../../../analyze/model/symbols.js';
import type { Call, Expr, Name } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import { contains } from '../../../../ir/walk.js';

/*
 * Two cursor variables name one cursor after `a := b`, `a := f(b)` where the function returns its parameter, and
 * `p(b, a)` where the procedure assigns one parameter to the other. (PL/SQL Language Reference, "Cursor Variables")
 */

/** What holds a cursor: the name or field of a variable. */
type Holder = Expr;

/** The variables whose cursor an assignment of the value hands on. */
export function cursorsGivenBy(analysis: Analysis, value: Expr): readonly Holder[] {
  if (value.kind === 'Name' || value.kind === 'Member') {
    const { base } = analysis.resolve(value);
    if (base.kind === 'variable') return [value];
  }
  if (value.kind !== 'Call') return [];
  const { base } = analysis.resolve(value);
  if (base.kind !== 'routine') return base.kind === 'variable' ? [value] : [];
  return base.args.flatMap(({ actual, parameter }) =>
    actual && handsOn(analysis, base.routine, parameter) ? [actual] : [],
  );
}

/** The pairs of variables of which a call may give one the cursor of the other. */
export function cursorsMadeSameBy(analysis: Analysis, call: Call): readonly (readonly [Holder, Holder])[] {
  const { base } = analysis.resolve(call);
  if (base.kind !== 'routine') return [];
  const given = base.args.flatMap((arg) =>
    arg.actual && arg.parameter.variable.type.kind === 'refCursor' ? [{ ...arg, actual: arg.actual }] : [],
  );
  return given
    .filter(({ parameter }) => handsOn(analysis, base.routine, parameter))
    .flatMap((from) =>
      given.flatMap((to) => (to !== from && to.parameter.mode !== 'IN' ? [[to.actual, from.actual] as const] : [])),
    );
}

/** May the routine return the cursor of its parameter, assign it, or give it to another routine? */
function handsOn(analysis: Analysis, { definition }: RoutineSymbol, { variable }: ParameterInfo): boolean {
  if (variable.type.kind !== 'refCursor' || !definition) return false;
  const isParameter = (node: OracleNode | undefined): boolean => {
    if (node?.kind !== 'Name') return false;
    const { base, steps } = analysis.resolve(node satisfies Name);
    return base.kind === 'variable' && base.variable === variable && steps.length === 0;
  };
  return contains(definition, (node) => {
    switch (node.kind) {
      case 'Return':
      case 'Assignment':
        return isParameter(node.value);
      case 'VariableDeclaration':
        return isParameter(node.initial);
      case 'Call':
        return node.args.some(({ value }) => isParameter(value));
      default:
        return false;
    }
  });
}
