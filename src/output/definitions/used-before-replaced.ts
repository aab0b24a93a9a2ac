import type { Compilation, CompiledUnit } from '../../compile.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { usedAndReplaced } from '../../diagnostics/op6-objects.js';
import { addUnder } from '../../ir/lists-by-key.js';
import { ownerAndName } from '../../ir/owned-units.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import type { PostgresNode } from '../../ir/postgres/node.js';
import { walk } from '../../ir/walk.js';
import { hasDdl } from '../../lower/project/needs.js';
import { remembered } from '../../lower/remembered.js';
import { callsPrograms, tablesAltered } from './altered-objects.js';
import { definitionKey, nameInKey } from './definition-keys.js';
import { shape } from './duplicates.js';
import { mentions } from './mentions.js';

/** A definition that its session uses before it makes another one of it. */
interface UsedBeforeReplaced {
  /** The first unit that uses it. */
  readonly use: CompiledUnit;
  readonly key: string;
  /** The definition that replaces it. */
  readonly next: CompiledUnit;
}

/**
 * The programs, views, triggers and types that a session defines more than once, with a statement or block between two
 * different definitions that comes to the first of them: by a call, a query, a view, or a trigger that it fires.
 */
export function usedBeforeReplaced(units: readonly CompiledUnit[]): readonly UsedBeforeReplaced[] {
  const definitions = new Map<string, number[]>();
  for (const [i, unit] of units.entries()) {
    const key = definitionKey(unit);
    if (key === undefined || !replaceable.test(key)) continue;
    const known = `${unit.session} ${key}`;
    addUnder(definitions, known, i);
  }
  const several = [...definitions].filter(([, list]) => list.length > 1);
  if (several.length === 0) return [];
  const reach = new Reach(units);
  return several.flatMap(([known, list]): readonly UsedBeforeReplaced[] => {
    const key = known.slice(known.indexOf(' ') + 1);
    for (const [n, at] of list.slice(0, -1).entries()) {
      const [one, next] = [units[at]!, units[list[n + 1]!]!];
      if (isSame(one, next)) continue;
      const use = units
        .slice(at + 1, list[n + 1])
        .find((unit) => unit.session === one.session && reach.uses(unit, one, key));
      if (use) return [{ use, key, next }];
    }
    return [];
  });
}

/** Reports what a script uses before it replaces it, where the schema has the last definitions alone. */
export function reportReplaced({ units, files }: Compilation, report: (diagnostic: Diagnostic) => void): void {
  for (const { use, key, next } of usedBeforeReplaced(units)) {
    const line = files[next.source.file]?.lineColumn(next.source.start).line ?? 1;
    report(usedAndReplaced(use.unit.span, key.replace(' .', ' '), line));
  }
}

/** Does a session alter a table behind what has come to a program that names it? */
export function altersBehindUse(units: readonly CompiledUnit[]): boolean {
  const altered = tablesAltered(units);
  if (altered.length === 0) return false;
  const reach = new Reach(units);
  const coming = [...units.entries()].filter(([, u]) => reach.programs(u).length > 0);
  return altered.some(({ unit: { unit, owner, session }, at }) => {
    const isNamed = unit.kind === 'AlterTable' ? mentions(ownerAndName(unit.name, owner).name) : undefined;
    return (
      isNamed !== undefined &&
      coming.some(([i, u]) => i < at && u.session === session && reach.programs(u).some((p) => isNamed(p.source.text)))
    );
  });
}

/** What CREATE OR REPLACE makes anew. */
const replaceable = /^(?:package|type|procedure|function|trigger|view)\b/;

/** A specification may differ in constants alone, which stand nowhere but in what uses them. */
const isSame = (one: CompiledUnit, next: CompiledUnit): boolean =>
  one.source.text === next.source.text ||
  (one.unit.kind !== 'CreatePackage' && shape(one.lowered.statements) === shape(next.lowered.statements));

/** What statements come to, by the names of PostgreSQL. */
class Reach {
  /** What a routine, view or change of a table comes to next. */
  private readonly next = new Map<string, Set<string>>();
  /** The texts of the programs that make a routine or view. */
  private readonly texts = new Map<string, CompiledUnit[]>();

  constructor(units: readonly CompiledUnit[]) {
    for (const unit of units)
      for (const statement of unit.lowered.statements) {
        const own = madeBy(statement);
        if (own === undefined) continue;
        if (statement.kind === 'PgCreateTrigger') {
          this.add(own, [nameKey(statement.function)]);
          // Rows of a temporary table are changed under its name in the session.
          this.add(changeOf(['pg_temp', ...statement.table.slice(-1)]), [nameKey(statement.function)]);
        } else this.add(own, named(statement));
        addUnder(this.texts, own, unit);
      }
  }

  private add(own: string, names: Iterable<string>): void {
    const known = this.next.get(own) ?? new Set<string>();
    this.next.set(own, known);
    for (const name of names) known.add(name);
  }

  /** Does the unit come to the definition? */
  uses(unit: CompiledUnit, definition: CompiledUnit, key: string): boolean {
    const statements = unit.lowered.statements.filter(runsSomething);
    if (statements.length === 0) return false;
    const isNamed = mentions(nameInKey(key));
    // A text of dynamic SQL names what it comes to.
    if (statements.some(hasDdl) && isNamed(unit.source.text)) return true;
    const found = this.from(statements);
    const own = definition.lowered.statements.map(madeBy);
    if (own.some((name) => name !== undefined && found.has(name) && !name.startsWith('on '))) return true;
    if (definition.unit.kind !== 'CreatePackage' && definition.unit.kind !== 'CreateType') return false;
    return (
      (callsPrograms(unit) && isNamed(unit.source.text)) ||
      this.programs(unit).some((p) => p !== definition && isNamed(p.source.text))
    );
  }

  /** The programs that the unit comes to. */
  readonly programs = remembered((unit: CompiledUnit): readonly CompiledUnit[] => {
    const statements = unit.lowered.statements.filter(runsSomething);
    return statements.length === 0 ? [] : [...this.from(statements)].flatMap((name) => this.texts.get(name) ?? []);
  });

  /** All that the statements come to. */
  private from(statements: readonly PgStatement[]): ReadonlySet<string> {
    const found = new Set<string>();
    const open = statements.flatMap((statement) => [...named(statement)]);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name)) continue;
      found.add(name);
      open.push(...(this.next.get(name) ?? []));
    }
    return found;
  }
}

/** The name of a change of the table's rows. */
const changeOf = (table: readonly string[]): string => `on ${nameKey(table)}`;

/** The name by which a statement's work is come to: that of a trigger is the change of its table. */
function madeBy(statement: PgStatement): string | undefined {
  switch (statement.kind) {
    case 'PgCreateRoutine':
    case 'PgCreateView':
      return nameKey(statement.name);
    case 'PgCreateTrigger':
      return changeOf(statement.table);
    default:
      return undefined;
  }
}

/** Does the statement itself read rows or run a program? */
function runsSomething(statement: PgStatement): boolean {
  switch (statement.kind) {
    case 'PgDmlStatement':
    case 'PgCallStatement':
    case 'PgDo':
    case 'PgCreateMaterializedView':
    case 'PgCreateIndex':
      return true;
    case 'PgCreateTable':
      return statement.asQuery !== undefined;
    case 'PgCreateRoutine':
      return statement.name[0] === 'pg_temp';
    default:
      return false;
  }
}

/** The names that a tree calls, reads or changes. */
function named(root: PgStatement): ReadonlySet<string> {
  const names = new Set<string>();
  const change = (name: readonly string[]): void => {
    names.add(nameKey(name)).add(changeOf(name));
  };
  walk(root, (node: PostgresNode) => {
    switch (node.kind) {
      case 'PgCall':
      case 'PlCall':
      case 'PgTable':
        names.add(nameKey(node.name));
        break;
      case 'PgInsert':
      case 'PgUpdate':
      case 'PgDelete':
      case 'PgMerge':
        change(node.target.name);
        break;
      default:
    }
  });
  if (root.kind === 'PgCallStatement') names.add(nameKey(root.name));
  return names;
}
