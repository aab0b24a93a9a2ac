import type { Analysis, BoundArgument } from '../../analyze/analysis.js';
import { calledRoutines } from '../../analyze/model/callees.js';
import type { PackageSymbol, ParameterInfo, RoutineSymbol, VariableSymbol } from '../../analyze/model/symbols.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { PgType } from '../../ir/postgres/index.js';
import { nodesOf } from '../../ir/walk.js';
import { distinctType, parameterType, pgTypeOf } from '../types.js';
import { whatIsLifted } from './lifted-names.js';
import { foldName, type Naming } from './naming.js';
import type { ProgramNames } from './program-names.js';

/**
 * Keeps overloads apart that PostgreSQL could not tell by their input types, and renames those that differ in names or
 * results only. (CALLING-CONVENTION.md, "Names")
 */
export function renameOverloads(analysis: Analysis, naming: Naming, names: ProgramNames): void {
  const groups: (readonly RoutineSymbol[])[] = [];
  for (const pkg of packagesOf(analysis)) {
    for (const symbols of pkg.members.values())
      groups.push(symbols.filter((s): s is RoutineSymbol => s.kind === 'routine'));
  }
  for (const type of analysis.catalog.types) {
    if (type.kind !== 'objectType') continue;
    const byName = new Map<string, RoutineSymbol[]>();
    for (const m of type.methods) if (m.container === type) addUnder(byName, m.name, m);
    groups.push(...byName.values());
  }
  let found: ReadonlyMap<RoutineSymbol, ReadonlySet<number>> | undefined;
  const lengths = () => (found ??= lengthsOfCalls(analysis));
  for (const group of groups) {
    if (group.length < 2) continue;
    distinguish(group, naming);
    const keys: string[] = group.map((r) => inputTypes(r, (v) => parameterType(naming, v)));
    const selves = group.map((r) => selfOf(r, naming));
    distinguishByOut(group, keys, naming);
    const seen = new Set<string>();
    const callable = { PROCEDURE: new Map<string, RoutineSymbol>(), FUNCTION: new Map<string, RoutineSymbol>() };
    let number = 1;
    for (const [i, routine] of group.entries()) {
      const withSelf = (types: string) => [selves[i], types].filter(Boolean).join(',');
      const key = withSelf(keys[i] ?? '');
      const calls = callsOf(routine, keys[i] ?? '', naming.isDistinguishedByOut(routine)).map(withSelf);
      // To PostgreSQL a call could mean either kind, or either of two where it leaves out defaults.
      const other = callable[routine.routine === 'PROCEDURE' ? 'FUNCTION' : 'PROCEDURE'];
      const isMeant = (c: string): boolean => {
        const same = callable[routine.routine].get(c);
        const length = c === '' ? 0 : c.split(',').length - (selves[i] === undefined ? 0 : 1);
        return same !== undefined && [same, routine].some((r) => isCalledWith(r, length, lengths(), naming));
      };
      if (seen.has(key) || calls.some((c) => other.has(c) || isMeant(c))) {
        const what = whatIsLifted(routine, naming);
        do naming.rename(routine, `${foldName(routine.name)}__${++number}`);
        while (!names.isFree(routine, naming.of(routine), what));
        names.take(routine, naming.of(routine), what);
        continue;
      }
      seen.add(key);
      for (const call of calls) if (!callable[routine.routine].has(call)) callable[routine.routine].set(call, routine);
    }
  }
}

/** Is the routine called with so many input arguments? */
function isCalledWith(
  routine: RoutineSymbol,
  length: number,
  lengths: ReadonlyMap<RoutineSymbol, ReadonlySet<number>>,
  naming: Naming,
): boolean {
  const withOut = naming.isDistinguishedByOut(routine);
  return [...(lengths.get(routine) ?? [])].some((given) => {
    const inputs = routine.parameters.slice(0, given).filter((p) => isInput(p, withOut));
    return inputs.length === length;
  });
}

const isInput = ({ variable, mode }: ParameterInfo, withOut: boolean): boolean =>
  variable.name !== 'SELF' && (withOut || mode !== 'OUT');

/** How many arguments the calls of an overloaded routine have, those left out at the end not counted. */
function lengthsOfCalls(analysis: Analysis): ReadonlyMap<RoutineSymbol, ReadonlySet<number>> {
  const found = new Map<RoutineSymbol, Set<number>>();
  const add = (routine: RoutineSymbol, args: readonly BoundArgument[]): void => {
    if (routine.overload.count < 2) return;
    const lengths = found.get(routine) ?? new Set();
    found.set(routine, lengths.add(args.findLastIndex((a) => a.actual !== undefined) + 1));
  };
  for (const unit of analysis.units)
    for (const node of nodesOf(unit, 'Call', 'Name', 'Member', 'New'))
      for (const { callee, args } of calledRoutines(analysis.resolve(node))) add(callee, args);
  return found;
}

/** Those that a later definition replaces, too. */
function packagesOf(analysis: Analysis): ReadonlySet<PackageSymbol> {
  const packages = new Set(analysis.catalog.packages);
  for (const unit of analysis.units) {
    const symbol = unit.kind === 'CreatePackageBody' ? analysis.declared(unit) : undefined;
    if (symbol?.kind === 'package') packages.add(symbol);
  }
  return packages;
}

/**
 * VARCHAR2 and CLOB, DATE and TIMESTAMP, RAW and BLOB: one type in PostgreSQL, but kept apart by the parameters where
 * overloads differ in nothing else.
 */
function distinguish(group: readonly RoutineSymbol[], naming: Naming): void {
  const inputs = group.map((r) => inputsOf(r));
  const keys = group.map((r) => inputTypes(r, (v) => pgTypeOf(naming, v.type, 'value')));
  for (const [i, left] of inputs.entries()) {
    for (const [j, right] of inputs.entries()) {
      if (i >= j || keys[i] !== keys[j]) continue;
      for (const [at, variable] of left.entries()) {
        const other = right[at];
        if (!other || typeText(distinctType(naming, variable.type)) === typeText(distinctType(naming, other.type)))
          continue;
        naming.distinguish(variable);
        naming.distinguish(other);
      }
    }
  }
}

/**
 * Procedures of a package that differ in OUT types only: those become INOUT, which PostgreSQL distinguishes
 * by. `keys` gets the longer keys.
 */
function distinguishByOut(group: readonly RoutineSymbol[], keys: string[], naming: Naming): void {
  const all = group.map((r) => inputTypes(r, (v) => pgTypeOf(naming, v.type, 'value'), 'withOut'));
  for (const key of new Set(keys)) {
    const same = group.flatMap((routine, i) => (keys[i] === key ? [{ routine, i }] : []));
    const canBe = same.every(
      ({ routine }) =>
        routine.routine === 'PROCEDURE' &&
        routine.container?.kind === 'package' &&
        routine.parameters.every((p) => !p.initial),
    );
    const longer = new Set(same.map(({ i }) => all[i] ?? ''));
    const isFree = [...longer].every((k) => !keys.some((other, i) => other === k && !same.some((s) => s.i === i)));
    if (same.length < 2 || !canBe || longer.size < same.length || !isFree) continue;
    for (const { routine, i } of same) {
      naming.distinguishByOut(routine);
      keys[i] = all[i] ?? '';
    }
  }
}

/**
 * The keys of calls that leave out parameters with defaults, and of the whole; with OUT
 * parameters where those are INOUT.
 */
function callsOf(routine: RoutineSymbol, key: string, withOut: boolean): string[] {
  const types = key === '' ? [] : key.split(',');
  const inputs = routine.parameters.filter((p) => isInput(p, withOut));
  const required = inputs.findLastIndex((p) => !p.initial) + 1;
  return [...new Set([...inputs.map((_, n) => n).slice(required), inputs.length])].map((n) =>
    types.slice(0, n).join(','),
  );
}

/** What PostgreSQL distinguishes by: the types of IN and IN OUT parameters; `withOut`: those of OUT parameters, too. */
function inputTypes(routine: RoutineSymbol, typeOf: (parameter: VariableSymbol) => PgType, out?: 'withOut'): string {
  return inputsOf(routine, out)
    .map((v) => typeText(typeOf(v)))
    .join(',');
}

/** The type of SELF, which methods but static ones and constructors take first. */
function selfOf({ container, declaration }: RoutineSymbol, naming: Naming): string | undefined {
  const role = declaration.method?.role;
  if (container?.kind !== 'objectType' || role === undefined || role === 'STATIC' || role === 'CONSTRUCTOR')
    return undefined;
  return naming.of(container).join('.');
}

/** SELF is there whether it is declared or not. */
const inputsOf = (routine: RoutineSymbol, out?: 'withOut'): readonly VariableSymbol[] =>
  routine.parameters.filter((p) => isInput(p, out === 'withOut')).map((p) => p.variable);

const typeText = (type: PgType): string => `${type.name.join('.')}${type.array ? '[]' : ''}`;
