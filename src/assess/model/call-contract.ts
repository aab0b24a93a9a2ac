import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import type { Compilation } from '../../compile.js';
import { addUnder } from '../../ir/lists-by-key.js';
import type { PgCreateRoutine } from '../../ir/postgres/index.js';
import { parameterType } from '../../lower/types.js';
import { printType, quoteName } from '../../print/index.js';
import type { ObjectEntry } from './objects.js';
import { oracleTypeText } from './type-ranges.js';

/** What client programs see of a routine that can be called from outside. (src/lower/CALLING-CONVENTION.md) */
export interface CallContract {
  /** Index of the object that declares it. */
  readonly object: number;
  readonly oracle: string;
  /** How it is called after the move; '' where nothing was made. */
  readonly postgres: string;
  /** What clients have to change or know. */
  readonly changes: readonly string[];
}

/** Every public routine: stand-alone, in a package specification. */
export function callContracts(compilation: Compilation, objects: readonly ObjectEntry[]): readonly CallContract[] {
  const made = new Map<string, PgCreateRoutine[]>();
  for (const unit of compilation.units) {
    for (const s of unit.lowered.statements) {
      if (s.kind !== 'PgCreateRoutine') continue;
      const key = s.name.join('.');
      addUnder(made, key, s);
    }
  }
  return objects.flatMap((object) =>
    publicRoutines(compilation, object).map((routine) => contractOf(compilation, object, routine, made)),
  );
}

function publicRoutines({ analysis }: Compilation, object: ObjectEntry): readonly RoutineSymbol[] {
  const { unit } = object.unit;
  if (unit.kind === 'CreateRoutine') {
    const symbol = analysis.declaredBy(unit.routine);
    return symbol?.kind === 'routine' ? [symbol] : [];
  }
  if (unit.kind !== 'CreatePackage') return [];
  const symbol = analysis.declared(unit);
  if (symbol?.kind !== 'package') return [];
  return [...symbol.members.values()].flat().filter((m): m is RoutineSymbol => m.kind === 'routine' && m.public);
}

function contractOf(
  compilation: Compilation,
  object: ObjectEntry,
  routine: RoutineSymbol,
  made: ReadonlyMap<string, readonly PgCreateRoutine[]>,
): CallContract {
  const path = compilation.naming.of(routine);
  const wanted = routine.parameters.map((p) => compilation.naming.fold(p.variable.name));
  const candidates = made.get(path.join('.')) ?? [];
  const types = routine.parameters.map((p) => printType(parameterType(compilation.naming, p.variable)));
  // Overloads are told apart by the names and types of their parameters where they can be, else by their number.
  const named = candidates.filter((c) => wanted.every((name, i) => c.parameters[i]?.name === name));
  const target =
    named.find((c) => types.every((type, i) => c.parameters[i] && printType(c.parameters[i].type) === type)) ??
    named[0] ??
    candidates[routine.overload.index - 1] ??
    candidates[0];
  return {
    object: object.index,
    oracle: oracleSignature(object, routine),
    postgres: target ? postgresSignature(target) : '',
    changes: changesOf(compilation, object, routine, target, path),
  };
}

function oracleSignature(object: ObjectEntry, routine: RoutineSymbol): string {
  const name = [object.owner, object.unit.unit.kind === 'CreatePackage' ? object.name : '', routine.name]
    .filter((part) => part !== '')
    .join('.');
  const parameters = routine.parameters.map(
    (p) =>
      `${p.variable.name}${p.mode === 'IN' ? '' : ` ${p.mode}`} ` +
      `${oracleTypeText(p.variable.type)}${p.initial ? ' DEFAULT …' : ''}`,
  );
  const list = parameters.length === 0 ? '' : `(${parameters.join(', ')})`;
  return `${routine.routine} ${name}${list}${routine.returns ? ` RETURN ${oracleTypeText(routine.returns)}` : ''}`;
}

function postgresSignature(target: PgCreateRoutine): string {
  const parameters = target.parameters.map(
    (p) => `${p.mode === 'in' ? '' : `${p.mode} `}${p.name} ${printType(p.type)}${p.default ? ' default …' : ''}`,
  );
  return `${target.routine} ${quoteName(target.name)}(${parameters.join(', ')})${returns(target)}`;
}

function returns({ returns: type }: PgCreateRoutine): string {
  if (type === undefined) return '';
  if (typeof type === 'string') return ` returns ${type}`;
  if ('setOf' in type) return ` returns setof ${printType(type.setOf)}`;
  if ('table' in type) return ` returns table (${type.table.map((c) => `${c.name} ${printType(c.type)}`).join(', ')})`;
  return ` returns ${printType(type)}`;
}

function changesOf(
  compilation: Compilation,
  object: ObjectEntry,
  routine: RoutineSymbol,
  target: PgCreateRoutine | undefined,
  path: readonly string[],
): readonly string[] {
  const changes: string[] = [];
  if (!target) return ['Nothing was made of it: calls fail.'];
  const before = compilation.naming.fold(routine.name);
  if (path.at(-1) !== before) changes.push(`The overload has a name of its own: ${path.at(-1) ?? ''}.`);
  if (object.unit.unit.kind === 'CreatePackage' && path[0] !== compilation.naming.fold(object.name))
    changes.push(`The package is the schema ${path[0] ?? ''}.`);
  const out = routine.parameters.filter((p) => p.mode !== 'IN');
  if (routine.routine === 'FUNCTION' && out.length > 0)
    changes.push(
      'A function with OUT parameters gives one row: call SELECT * FROM it; the result is column ' +
        `${target.parameters.at(-1)?.name ?? ''}.`,
    );
  if (routine.routine === 'PROCEDURE' && out.length > 0)
    changes.push('CALL returns the OUT parameters as one row; drivers read it as a result set.');
  if (compilation.naming.isDistinguishedByOut(routine))
    changes.push('Its OUT parameters are INOUT: calls pass NULL of the right type, which chooses the overload.');
  for (const p of routine.parameters) {
    const name = compilation.naming.fold(p.variable.name);
    const same = target.parameters.find((t) => t.name === name);
    if (p.initial && same && !same.default)
      changes.push(`${name} has lost its default: callers from outside must pass it.`);
    const note = passing(p.variable.type);
    if (note !== '') changes.push(`${name} ${note}`);
  }
  if (routine.returns) {
    const note = passing(routine.returns);
    if (note !== '') changes.push(`The result ${note}`);
  }
  const effects = compilation.analysis.effectsOf(routine);
  if (effects.transactionControl)
    changes.push('It ends the transaction: call it in autocommit mode, not inside BEGIN and not from a function.');
  return changes;
}

/** How a value of a type is passed, where that is not as before. */
function passing(type: OracleType): string {
  switch (type.kind) {
    case 'refCursor':
      return 'is a cursor by name: read it by FETCH ALL in the same transaction (autocommit closes it).';
    case 'collection':
      return type.collection.variant === 'associativeArray'
        ? 'is a composite of two arrays, keys and values.'
        : 'is a PostgreSQL array.';
    case 'record':
    case 'object':
      return 'is a composite value, written as a row.';
    case 'boolean':
      return 'is a true boolean, which JDBC and ODBC can pass.';
    case 'blob':
    case 'clob':
      return `is a plain ${type.kind === 'blob' ? 'bytea' : 'text'} value, not a locator.`;
    default:
      return '';
  }
}
