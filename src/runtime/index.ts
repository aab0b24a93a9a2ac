import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withEachType } from './each-type.js';
import { withMessageList } from './message-list.js';
import { type RuntimeReferences, referencesOf } from './references.js';

/**
 * One file of the runtime: everything that bears one name in schema `ora` (a function with
 * its overloads, a type, a table).
 */
interface RuntimeUnit {
  /** Name below `ora.`, or `schema` for the creation of the schema itself. */
  readonly name: string;
  /** Path below `src/runtime/sql`, such as `string/substr.sql`. */
  readonly file: string;
  /** Its statements. */
  readonly sql: string;
  /** Names of the units its statements mention, sorted. */
  readonly requires: readonly string[];
}

/** A unit with what only the ordering needs to know. */
interface LoadedUnit extends RuntimeUnit {
  readonly references: RuntimeReferences;
}

const root = fileURLToPath(new URL('./sql/', import.meta.url));

/** The units on disk, each read when it is first asked for: most inputs need a small part of them. */
class Library {
  /** Paths below `root` by name, in name order. */
  private readonly files: ReadonlyMap<string, string>;
  private readonly loaded = new Map<string, LoadedUnit>();
  private complete: ReadonlyMap<string, LoadedUnit> | undefined;

  constructor() {
    const files = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((family) => readdirSync(join(root, family.name)).map((file) => `${family.name}/${file}`))
      .filter((file) => file.endsWith('.sql'))
      .sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
    const named = new Map<string, string>();
    for (const file of files) {
      const name = basename(file, '.sql');
      const twin = named.get(name);
      if (twin !== undefined) throw new Error(`runtime unit ${name} is in ${twin} and in ${file}`);
      named.set(name, file);
    }
    this.files = named;
  }

  has(name: string): boolean {
    return this.files.has(name);
  }

  get(name: string): LoadedUnit | undefined {
    const known = this.loaded.get(name);
    if (known !== undefined) return known;
    const file = this.files.get(name);
    if (file === undefined) return undefined;
    const unit = readUnit(name, file, this.files);
    this.loaded.set(name, unit);
    return unit;
  }

  all(): ReadonlyMap<string, LoadedUnit> {
    this.complete ??= new Map([...this.files.keys()].map((name) => [name, this.get(name)!]));
    return this.complete;
  }
}

let opened: Library | undefined;
const library = (): Library => (opened ??= new Library());

/** All units of the runtime by name, in name order. */
export function runtimeFunctions(): ReadonlyMap<string, RuntimeUnit> {
  return library().all();
}

/** The unit of a name; undefined where the runtime has none. */
export function runtimeFunction(name: string): RuntimeUnit | undefined {
  return library().get(name);
}

/**
 * What has to be created so that the named functions work: the schema first, then every unit reached from `names`, each
 * after those its creation needs. Names of no unit are left out (the caller's own `ora.` objects).
 * PL/pgSQL bodies bind late, so they may call each other in a circle; signatures, SQL-language bodies and types bind at
 * creation.
 */
export function runtimeClosure(names: Iterable<string>): readonly RuntimeUnit[] {
  const units = library();
  const schema = {
    name: 'schema',
    file: 'schema.sql',
    sql: readFileSync(join(root, 'schema.sql'), 'utf8'),
    requires: [],
  };
  return [schema, ...inCreationOrder(reach(names, units), units)];
}

function reach(names: Iterable<string>, units: Library): ReadonlySet<string> {
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

function inCreationOrder(reached: ReadonlySet<string>, units: Library): readonly RuntimeUnit[] {
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

/**
 * Types and tables are looked up even by PL/pgSQL when a function is created, since they may be the type of a variable.
 */
function bindsAtCreation(unit: LoadedUnit, units: Library): readonly string[] {
  const late = unit.references.late.filter((name) => units.get(name)?.references.definesType === true);
  return [...new Set([...unit.references.early, ...late])].filter((name) => units.has(name)).sort();
}

function readUnit(name: string, file: string, names: ReadonlyMap<string, string>): LoadedUnit {
  const sql = withMessageList(withEachType(readFileSync(join(root, file), 'utf8')));
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
