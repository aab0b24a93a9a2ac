import { lastName } from '../../ir/dotted.js';
import { isAnyOf } from '../../ir/kinds.js';
import { operandsOf } from '../../ir/literals.js';
import { callOf } from '../../ir/made-nodes.js';
import { replaceNodes } from '../../ir/map-tree.js';
import type { Call, ExecuteImmediate, Expr, RoutineDefinition, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { contains, nodesOf, walk } from '../../ir/walk.js';
import { type Callable, callablesOf } from './callables.js';
import { canBeReadTwice, variablesIn } from './read-twice.js';
import { branchesFor } from './text-branches.js';

/*
 * `EXECUTE IMMEDIATE 'BEGIN jobs.' || p || '(:1); END;'`: PostgreSQL lets nothing end the transaction that is called by
 * a text. The procedures of the inputs that end it and may be meant become branches of their own, which call them.
 */

/** A block that calls what is only named at run time, with all its arguments bound; `{}` stands for what is not known. */
const callOfName =
  /^\s*(?:begin\s+|call\s+)((?:[\w$#]+\.)*[\w$#]*\{\}[\w$#]*)\s*(?:\((\s*:\w+\s*(?:,\s*:\w+\s*)*)\))?\s*(?:;\s*end\s*;)?\s*$/i;

/** The units with branches for the procedures that end the transaction. */
export function withCommittingCalls<T extends { readonly unit: ScriptUnit }>(units: readonly T[]): readonly T[] {
  let known: readonly Ender[] | undefined;
  return units.map((one) => {
    if (!isAnyOf(one.unit.kind, 'AnonymousBlock', 'CreateRoutine', 'CreatePackageBody')) return one;
    const replaced = new Map<OracleNode, OracleNode>();
    let names: ReadonlySet<string> | undefined;
    const variables = (): ReadonlySet<string> => (names ??= variablesIn(one.unit));
    walk(one.unit, (node) => {
      const template = node.kind === 'ExecuteImmediate' ? templateOf(node, variables) : undefined;
      if (node.kind !== 'ExecuteImmediate' || !template) return true;
      known ??= endersOf(units.map(({ unit }) => unit));
      const texts = textsFor(template, known);
      const branches = branchesFor(node, inCapitals(node.text), texts, node.text);
      if (branches) replaced.set(node, branches);
      return true;
    });
    return replaced.size === 0 ? one : { ...one, unit: replaceNodes(one.unit, replaced) };
  });
}

/** The text in capitals, `{}` in the place of the one operand that is not known and can be read twice. */
function templateOf({ text, into, block }: ExecuteImmediate, variables: () => ReadonlySet<string>): string | undefined {
  if (into || block) return undefined;
  let template = '';
  const unknown: Expr[] = [];
  for (const operand of operandsOf(text)) {
    template += operand.kind === 'StringLiteral' ? operand.value.toUpperCase() : '{}';
    if (operand.kind !== 'StringLiteral') unknown.push(operand);
  }
  if (!callOfName.test(template)) return undefined;
  return unknown.every((operand) => canBeReadTwice(operand, variables())) ? template : undefined;
}

/** A procedure that may end the transaction, as a call from outside of its unit names it. */
interface Ender {
  readonly name: string;
  readonly routine: RoutineDefinition;
}

/** The text for each of the procedures that it can be. */
function textsFor(template: string, enders: readonly Ender[]): string[] {
  const [, written = '', binds] = callOfName.exec(template) ?? [];
  const [before = '', after = ''] = written.split('{}');
  const given = binds === undefined ? 0 : binds.split(',').length;
  const texts = new Set<string>();
  for (const { name, routine } of enders) {
    const isMeant =
      name.length > before.length + after.length && name.startsWith(before.toUpperCase()) && name.endsWith(after);
    const needed = routine.parameters.filter((p) => !p.initial).length;
    if (isMeant && given >= needed && given <= routine.parameters.length)
      texts.add(template.replace(written, () => name));
  }
  return [...texts];
}

function endersOf(units: readonly ScriptUnit[]): readonly Ender[] {
  const callables = callablesOf(units);
  const all = units.flatMap((unit) => callables(unit));
  const enders = namesOfEnders(all);
  return all.flatMap(({ unit, routine, inside }) => {
    if (inside || routine.routine !== 'PROCEDURE' || !enders.has(routine)) return [];
    const own = routine.name.name;
    if (unit.kind === 'CreateRoutine') return [{ name: own, routine }];
    return unit.kind === 'CreatePackageBody' ? [{ name: `${lastName(unit.name)}.${own}`, routine }] : [];
  });
}

/** The routines that end the transaction, or call one of a name that does. */
function namesOfEnders(all: readonly Callable[]): ReadonlySet<RoutineDefinition> {
  const enders = new Set<RoutineDefinition>();
  const names = new Set<string>();
  const rest = new Map(
    all.filter(({ routine }) => !isAutonomous(routine)).map(({ routine }) => [routine, routine.body]),
  );
  for (let size = -1; size !== enders.size; ) {
    size = enders.size;
    for (const [routine, body] of rest) {
      if (!contains(body, (node) => endsTransaction(node) || (node.kind === 'Name' && names.has(lastName(node)))))
        continue;
      enders.add(routine);
      names.add(routine.name.name);
      rest.delete(routine);
    }
  }
  return enders;
}

const endsTransaction = (node: OracleNode): boolean => node.kind === 'Commit' || (node.kind === 'Rollback' && !node.to);

const isAutonomous = ({ body }: RoutineDefinition): boolean =>
  body.kind === 'Block' && nodesOf(body, 'Pragma').some(({ name }) => name === 'AUTONOMOUS_TRANSACTION');

const inCapitals = (text: Expr): Call => callOf(text.span, 'UPPER', text);
