import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RuntimeReferences, referencesOf } from './references.js';

/** One file of the runtime: everything that bears one name in schema `ora` (a function with its overloads, a type, a table). */
export interface RuntimeUnit {
  /** Name below `ora.`, or `schema` for the creation of the schema itself. */
  readonly name: string;
  /** Path below `src/runtime/sql`, such as `string/substr.sql`. */
  readonly file: string;
  /** Statements as they stand in the file. */
  readonly sql: string;
  /** Names of the units its statements mention, sorted. */
  readonly requires: readonly string[];
}

/** A unit with what only the ordering needs to know. */
interface LoadedUnit extends RuntimeUnit {
  readonly references: RuntimeReferences;
}

interface Library {
  readonly schema: RuntimeUnit;
  readonly units: ReadonlyMap<string, LoadedUnit>;
}

const root = fileURLToPath(new URL('./sql/', import.meta.url));
let library: Library | undefined;

/** All units of the runtime by name, in name order. Read from disk once, at the first call. */
export function runtimeFunctions(): ReadonlyMap<string, RuntimeUnit> {
  return load().units;
}

/**
 * What has to be created so that the named functions work: the schema first, then every unit reached from `names`, each after those
 * its creation needs. Names of no unit are left out (the caller's own `ora.` objects).
 * PL/pgSQL bodies bind late, so they may call each other in a circle; signatures, SQL-language bodies and types bind at creation.
 */
export function runtimeClosure(names: Iterable<string>): readonly RuntimeUnit[] {
  const { schema, units } = load();
  const reached = reach(names, units);
  return [schema, ...inCreationOrder(reached, units)];
}

function reach(names: Iterable<string>, units: ReadonlyMap<string, LoadedUnit>): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const unit = units.get(name);
    if (unit === undefined || reached.has(name)) continue;
    reached.add(name);
    waiting.push(...unit.requires);
  }
  return reached;
}

function inCreationOrder(reached: ReadonlySet<string>, units: ReadonlyMap<string, LoadedUnit>): readonly RuntimeUnit[] {
  const ordered: RuntimeUnit[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string, path: readonly string[]): void => {
    const unit = units.get(name);
    if (unit === undefined || state.get(name) === 'done') return;
    if (state.get(name) === 'open')
      throw new Error(`runtime units need each other at creation: ${[...path, name].join(' → ')}`);
    state.set(name, 'open');
    for (const required of bindsAtCreation(unit, units)) visit(required, [...path, name]);
    state.set(name, 'done');
    const { references: _, ...plain } = unit;
    ordered.push(plain);
  };
  for (const name of [...reached].sort()) visit(name, []);
  return ordered;
}

/** Types and tables are looked up even by PL/pgSQL when a function is created, since they may be the type of a variable. */
function bindsAtCreation(unit: LoadedUnit, units: ReadonlyMap<string, LoadedUnit>): readonly string[] {
  const late = unit.references.late.filter((name) => units.get(name)?.references.definesType === true);
  return [...new Set([...unit.references.early, ...late])].filter((name) => units.has(name)).sort();
}

function load(): Library {
  library ??= readLibrary();
  return library;
}

function readLibrary(): Library {
  const entries = readdirSync(root, { withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isDirectory())
    .flatMap((family) => readdirSync(join(root, family.name)).map((file) => `${family.name}/${file}`))
    .filter((file) => file.endsWith('.sql'))
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
  const names = new Set(files.map((file) => basename(file, '.sql')));
  const units = new Map<string, LoadedUnit>();
  for (const file of files) {
    const unit = readUnit(file, names);
    const twin = units.get(unit.name);
    if (twin !== undefined) throw new Error(`runtime unit ${unit.name} is in ${twin.file} and in ${file}`);
    units.set(unit.name, unit);
  }
  const schema = {
    name: 'schema',
    file: 'schema.sql',
    sql: readFileSync(join(root, 'schema.sql'), 'utf8'),
    requires: [],
  };
  return { schema, units };
}

function readUnit(file: string, names: ReadonlySet<string>): LoadedUnit {
  const name = basename(file, '.sql');
  const sql = readFileSync(join(root, file), 'utf8');
  const references = referencesOf(sql);
  const requires = [...new Set([...references.early, ...references.late])]
    .filter((required) => required !== name && names.has(required))
    .sort();
  const others = (list: readonly string[]) => list.filter((required) => required !== name);
  return {
    name,
    file,
    sql,
    requires,
    references: { ...references, early: others(references.early), late: others(references.late) },
  };
}
