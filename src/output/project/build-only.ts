import { addUnder } from '../../ir/lists-by-key.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { contains, walk } from '../../ir/walk.js';
import { meetsRows } from '../../lower/project/creation-rank.js';
import { hasDdl } from '../../lower/project/needs.js';
import { printStatement } from '../../print/index.js';
import type { PrintedStatement } from '../statements.js';
import { reaching, uses } from './routine-reach.js';

/** What a project is parted into. */
interface Parted<T> {
  readonly build: readonly PrintedStatement<T>[];
  readonly scripts: readonly PrintedStatement<T>[];
  /** Those of the scripts that change rows themselves, in scripts that create nothing or through what was refused. */
  readonly rows: readonly PrintedStatement<T>[];
  /** Those that call routines which change rows, in scripts that create objects. */
  readonly calls: readonly PrintedStatement<T>[];
}

/** What is known of the unit that a statement belongs to. */
interface PartingOptions<T> {
  /** It is never part of the schema. */
  readonly isForScripts: (owner: T) => boolean;
  /** Its script creates objects: what the script does to rows belongs to the installation. */
  readonly isOfInstallation: (owner: T) => boolean;
  /** Definitions are replaced, too, where the script does it. */
  readonly isInSequence: boolean;
  /** Where it stands: its session, and its place in the order of all units. */
  readonly placeOf: (owner: T) => { readonly session: number; readonly at: number };
}

/**
 * Parts what builds the schema from what only uses it, which goes to `scripts/` (demonstrations):
 * - a block without DDL, and a call, unless its script creates objects and the block changes rows, or the script goes on
 *   to change rows or tables behind it: then it sees, and leaves, what is there at its place;
 * - what `isForScripts` says;
 * - whatever would run a routine that was refused, since that raises an error that no handler takes. A materialized view
 *   over such a routine is built without data, an index over one is left out.
 */
export function buildOnly<T>(printed: readonly PrintedStatement<T>[], options: PartingOptions<T>): Parted<T> {
  return new Parting(printed, options).parted();
}

class Parting<T> {
  private readonly blocks: ReadonlyMap<T, readonly PgStatement[]>;
  /** The routines that raise a refusal, themselves or through what they call. */
  private readonly refused: ReadonlySet<string>;
  private readonly writing: ReadonlySet<string>;
  /** By session, the place of the last unit that is part of the schema. */
  private readonly last = new Map<number, number>();
  private readonly triggers: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly printed: readonly PrintedStatement<T>[],
    private readonly options: PartingOptions<T>,
  ) {
    const routines = printed.flatMap(({ statement }) => (statement.kind === 'PgCreateRoutine' ? [statement] : []));
    this.blocks = blocksOf(printed);
    this.refused = reaching(routines, raisesRefusal);
    this.writing = reaching(routines, changesRows);
    this.triggers = triggerFunctions(printed);
    for (const p of printed) {
      if (!this.isPartOfSchema(p)) continue;
      const { session, at } = options.placeOf(p.owner);
      this.last.set(session, Math.max(at, this.last.get(session) ?? at));
    }
  }

  parted(): Parted<T> {
    const build: PrintedStatement<T>[] = [];
    const scripts: PrintedStatement<T>[] = [];
    for (const p of this.printed) {
      switch (this.placeOf(p)) {
        case 'build':
          build.push(p);
          break;
        case 'scripts':
          scripts.push(p);
          break;
        case 'withoutData':
          build.push(withoutData(p));
          break;
        case 'nowhere':
          break;
      }
    }
    const rows = scripts.filter(
      ({ statement, owner }) => statement.kind === 'PgDo' && this.partsOf(owner).some(changesRows),
    );
    const calls = scripts.filter((p) => !rows.includes(p) && this.isCallThatWrites(p));
    return { build, scripts, rows, calls };
  }

  private partsOf(owner: T): readonly PgStatement[] {
    return this.blocks.get(owner) ?? [];
  }

  private placeOf(p: PrintedStatement<T>): 'build' | 'scripts' | 'withoutData' | 'nowhere' {
    const { statement, owner } = p;
    if (this.partsOf(owner).includes(statement)) return this.isBlockOfSchema(p) ? 'build' : 'scripts';
    const runsRefused = (): boolean => uses(statement, this.refused);
    switch (statement.kind) {
      case 'PgDmlStatement':
        return runsRefused() || this.firesRefused(statement) ? 'scripts' : 'build';
      case 'PgCallStatement':
        return statement.name[0] === 'ora' || (this.isFollowed(owner) && !runsRefused()) ? 'build' : 'scripts';
      case 'PgCreateMaterializedView':
        return statement.withData && runsRefused() ? 'withoutData' : 'build';
      case 'PgCreateIndex':
        return runsRefused() ? 'nowhere' : 'build';
      default:
        return 'build';
    }
  }

  /** Does what the unit does to rows or tables make it a part of the schema, before its surroundings are looked at? */
  private isPartOfSchema({ statement, owner }: PrintedStatement<T>): boolean {
    if (statement.kind === 'PgCallStatement' || this.options.isForScripts(owner)) return false;
    return this.blocks.has(owner) ? this.builds(owner) : this.options.isInSequence || meetsRows(statement);
  }

  /** Does a block create something, or change rows in a script that creates objects? */
  private builds(owner: T): boolean {
    const parts = this.partsOf(owner);
    return parts.some(hasDdl) || (this.options.isOfInstallation(owner) && parts.some(changesRows));
  }

  /** Does its script, which creates objects, go on with a part of the schema behind it? */
  private isFollowed(owner: T): boolean {
    const { session, at } = this.options.placeOf(owner);
    return this.options.isOfInstallation(owner) && at < (this.last.get(session) ?? at);
  }

  private isBlockOfSchema({ owner }: PrintedStatement<T>): boolean {
    if (this.options.isForScripts(owner)) return false;
    return (
      (this.builds(owner) || this.isFollowed(owner)) && !this.partsOf(owner).some((part) => uses(part, this.refused))
    );
  }

  /** Do triggers of the tables that it names run a routine that was refused? */
  private firesRefused(statement: PgStatement): boolean {
    if (this.refused.size === 0) return false;
    const functions = tablesOf(statement).flatMap((table) => this.triggers.get(table) ?? []);
    return functions.some((name) => this.refused.has(name));
  }

  private isCallThatWrites({ statement, owner }: PrintedStatement<T>): boolean {
    return (
      statement.kind !== 'PgCreateRoutine' && this.options.isOfInstallation(owner) && uses(statement, this.writing)
    );
  }
}

function withoutData<T>(p: PrintedStatement<T>): PrintedStatement<T> {
  if (p.statement.kind !== 'PgCreateMaterializedView') return p;
  const statement: PgStatement = { ...p.statement, withData: false };
  return { ...p, statement, ...printStatement(statement) };
}

/** What a block consists of, by its owner: itself, and what it declares. */
function blocksOf<T>(printed: readonly PrintedStatement<T>[]): ReadonlyMap<T, readonly PgStatement[]> {
  const blocks = new Map<T, PgStatement[]>();
  for (const { statement, owner } of printed) if (statement.kind === 'PgDo') addUnder(blocks, owner, statement);
  for (const { statement, owner } of printed)
    if ('name' in statement && statement.name[0] === 'pg_temp') blocks.get(owner)?.push(statement);
  return blocks;
}

/** The functions of the triggers of each table. */
function triggerFunctions<T>(printed: readonly PrintedStatement<T>[]): ReadonlyMap<string, readonly string[]> {
  const triggers = new Map<string, string[]>();
  for (const { statement } of printed) {
    if (statement.kind !== 'PgCreateTrigger') continue;
    const table = nameKey(statement.table);
    addUnder(triggers, table, nameKey(statement.function));
  }
  return triggers;
}

const raisesRefusal = (statement: PgStatement): boolean =>
  contains(statement, (node) => node.kind === 'PlRaise' && node.refused !== undefined);

/** Does it insert, update, delete or merge rows of a table that stays? */
const changesRows = (statement: PgStatement): boolean =>
  contains(
    statement,
    (node) =>
      (node.kind === 'PgInsert' || node.kind === 'PgUpdate' || node.kind === 'PgDelete' || node.kind === 'PgMerge') &&
      node.target.name.length > 1 &&
      node.target.name[0] !== 'pg_temp' &&
      node.target.name[0] !== 'ora',
  );

function tablesOf(statement: PgStatement): string[] {
  const tables: string[] = [];
  walk(statement, (node) => {
    if (node.kind === 'PgTable') tables.push(nameKey(node.name));
  });
  return tables;
}
