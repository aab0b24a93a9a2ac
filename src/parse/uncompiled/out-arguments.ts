import { dotted, lastName } from '../../ir/dotted.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { Argument, Call, Expr, Parameter, RoutineDefinition, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { nodesOf } from '../../ir/walk.js';

/** The parameters of the routines that a name may be of: `P`, `PK.P`. */
export type RoutineHeadings = ReadonlyMap<string, readonly (readonly Parameter[])[]>;

/** Of all routines that stand alone or in a specification. */
export function headingsOf(units: readonly ScriptUnit[]): RoutineHeadings {
  const found = new Map<string, (readonly Parameter[])[]>();
  const note = (name: string, parameters: readonly Parameter[]): void => addUnder(found, name, parameters);
  for (const unit of units) {
    if (unit.kind === 'CreateRoutine') note(unit.routine.name.name, unit.routine.parameters);
    if (unit.kind !== 'CreatePackage') continue;
    const pack = lastName(unit.name);
    for (const d of unit.declarations)
      if (d.kind === 'RoutineDeclaration' || d.kind === 'RoutineDefinition')
        note(`${pack}.${d.name.name}`, d.parameters);
  }
  return found;
}

/**
 * What calls below a node give to OUT and IN OUT parameters, where all routines that a call may mean have such a one in
 * that place. Routines that are declared there come first. (PL/SQL Language Reference, "Subprogram Parameter Modes")
 */
export function outArguments(root: OracleNode, headings: RoutineHeadings): readonly Expr[] {
  const calls = nodesOf(root, 'Call').filter(({ args }) => args.length > 0);
  if (calls.length === 0) return [];
  const local = nodesOf(root, 'RoutineDefinition');
  return calls.flatMap((call) => {
    const candidates = candidatesOf(call, local, headings).filter((parameters) => takes(parameters, call.args));
    if (candidates.length === 0) return [];
    return call.args.flatMap((arg, i) =>
      candidates.every((parameters) => (parameterOf(parameters, arg, i)?.mode ?? 'IN') !== 'IN') ? [arg.value] : [],
    );
  });
}

function candidatesOf(
  { callee }: Call,
  local: readonly RoutineDefinition[],
  headings: RoutineHeadings,
): readonly (readonly Parameter[])[] {
  if (callee.kind !== 'Name') return [];
  const own = callee.parts.length === 1 ? local.filter(({ name }) => name.name === lastName(callee)) : [];
  if (own.length > 0) return own.map(({ parameters }) => parameters);
  // OWNER.PK.P, or OWNER.P
  const [, ...rest] = callee.parts;
  return headings.get(dotted(callee)) ?? headings.get(dotted({ parts: rest })) ?? [];
}

const parameterOf = (parameters: readonly Parameter[], { name }: Argument, place: number): Parameter | undefined =>
  name ? parameters.find((p) => p.name.name === name.name) : parameters[place];

const takes = (parameters: readonly Parameter[], args: readonly Argument[]): boolean =>
  args.length <= parameters.length && args.every((arg, i) => parameterOf(parameters, arg, i) !== undefined);
