import type { PgCreateRoutine, PgStatement } from '../ir/postgres/index.js';
import { nameKey } from '../ir/postgres/name-key.js';
import { contains, walk } from '../ir/walk.js';
import { meetsRows } from '../lower/project/creation-rank.js';
import { hasDdl } from '../lower/project/needs.js';
import { printStatement } from '../print/index.js';
import type { PrintedStatement } from './statements.js';

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
 * Parts what builds the schema from what only uses it. Blocks without DDL and calls go to `scripts/` (demonstrations),
 * but for those of a script that creates objects which change rows themselves, or behind which the script goes on to
 * change rows or tables: they see, and leave, what is there at their place. So do those of `isForScripts`, and whatever
 * would run a routine that was refused, since that raises an error no handler takes. A materialized view over such a
 * routine is built without data.
 */
export function buildOnly<T>(
  printed: readonly PrintedStatement<T>[],
  { isForScripts, isOfInstallation, isInSequence, placeOf }: PartingOptions<T>,
): Parted<T> {
  const routines = printed.flatMap(({ statement }) => (statement.kind === 'PgCreateRoutine' ? [statement] : []));
  const refused = reaching(routines, raisesRefusal);
  const writing = reaching(routines, changesRows);
  const triggers = triggerFunctions(printed);
  const blocks = blocksOf(printed);
  const builds = ({ owner }: PrintedStatement<T>): boolean => {
    const parts = blocks.get(owner) ?? [];
    return parts.some(hasDdl) || (isOfInstallation(owner) && parts.some(changesRows));
  };
  const last = new Map<number, number>();
  for (const p of printed) {
    const counts = blocks.has(p.owner) ? builds(p) : isInSequence || meetsRows(p.statement);
    if (!counts || isForScripts(p.owner)) continue;
    if (p.statement.kind === 'PgCallStatement') continue;
    const { session, at } = placeOf(p.owner);
    last.set(session, Math.max(at, last.get(session) ?? at));
  }
  const isFollowed = ({ owner }: PrintedStatement<T>): boolean => {
    const { session, at } = placeOf(owner);
    return isOfInstallation(owner) && at < (last.get(session) ?? at);
  };
  const belongs = (p: PrintedStatement<T>): boolean =>
    (builds(p) || isFollowed(p)) &&
    !(blocks.get(p.owner) ?? []).some((part) => uses(part, refused)) &&
    !isForScripts(p.owner);
  const build: PrintedStatement<T>[] = [];
  const scripts: PrintedStatement<T>[] = [];
  for (const p of printed) {
    const { statement } = p;
    if (blocks.get(p.owner)?.includes(statement)) {
      (belongs(p) ? build : scripts).push(p);
      continue;
    }
    switch (statement.kind) {
      case 'PgDmlStatement': {
        const fires = (): boolean =>
          refused.size > 0 && tablesOf(statement).some((t) => (triggers.get(t) ?? []).some((f) => refused.has(f)));
        (uses(statement, refused) || fires() ? scripts : build).push(p);
        break;
      }
      case 'PgCallStatement':
        (statement.name[0] === 'ora' || (isFollowed(p) && !uses(statement, refused)) ? build : scripts).push(p);
        break;
      case 'PgCreateMaterializedView':
        if (statement.withData && uses(statement, refused)) {
          const empty: PgStatement = { ...statement, withData: false };
          build.push({ ...p, statement: empty, ...printStatement(empty) });
        } else build.push(p);
        break;
      case 'PgCreateIndex':
        if (!uses(statement, refused)) build.push(p);
        break;
      default:
        build.push(p);
    }
  }
  const rows = scripts.filter(
    ({ statement, owner }) => statement.kind === 'PgDo' && (blocks.get(owner) ?? []).some(changesRows),
  );
  return {
    build,
    scripts,
    rows,
    calls: scripts.filter(
      (p) =>
        !rows.includes(p) &&
        p.statement.kind !== 'PgCreateRoutine' &&
        isOfInstallation(p.owner) &&
        uses(p.statement, writing),
    ),
  };
}

/** What a block consists of, by its owner: itself, and what it declares. */
function blocksOf<T>(printed: readonly PrintedStatement<T>[]): ReadonlyMap<T, readonly PgStatement[]> {
  const blocks = new Map<T, PgStatement[]>();
  for (const { statement, owner } of printed)
    if (statement.kind === 'PgDo') blocks.set(owner, [...(blocks.get(owner) ?? []), statement]);
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
    const functions = triggers.get(table);
    if (functions) functions.push(nameKey(statement.function));
    else triggers.set(table, [nameKey(statement.function)]);
  }
  return triggers;
}

/** Routines that do something themselves or through what they call. */
export function reaching(
  routines: readonly PgCreateRoutine[],
  does: (routine: PgCreateRoutine) => boolean,
): ReadonlySet<string> {
  const found = new Set(routines.filter(does).map(({ name }) => nameKey(name)));
  if (found.size === 0) return found;
  const callers = new Map<string, string[]>();
  for (const statement of routines) {
    const own = nameKey(statement.name);
    for (const callee of called(statement)) {
      const list = callers.get(callee);
      if (list) list.push(own);
      else callers.set(callee, [own]);
    }
  }
  const open = [...found];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const caller of callers.get(name) ?? []) {
      if (found.has(caller)) continue;
      found.add(caller);
      open.push(caller);
    }
  }
  return found;
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

function called(statement: PgStatement): ReadonlySet<string> {
  const names = new Set<string>();
  walk(statement, (node) => {
    if (node.kind === 'PgCall' || node.kind === 'PlCall') names.add(nameKey(node.name));
  });
  return names;
}

/** Does a statement call one of the routines? */
export function uses(statement: PgStatement, refused: ReadonlySet<string>): boolean {
  if (refused.size === 0) return false;
  for (const name of called(statement)) if (refused.has(name)) return true;
  return false;
}

function tablesOf(statement: PgStatement): string[] {
  const tables: string[] = [];
  walk(statement, (node) => {
    if (node.kind === 'PgTable') tables.push(nameKey(node.name));
  });
  return tables;
}
