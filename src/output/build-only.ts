import type { PgStatement } from '../ir/postgres/index.js';
import { nameKey } from '../ir/postgres/name-key.js';
import { contains, walk } from '../ir/walk.js';
import { hasDdl } from '../lower/project/order.js';
import { printStatement } from '../print/index.js';
import type { PrintedStatement } from './statements.js';

/**
 * Parts what builds the schema from what only uses it. Blocks without DDL (demonstrations, calls) go to `scripts/`; so
 * do those of `isForScripts`, and whatever would run a routine that was refused, since that raises an error no handler
 * takes. A materialized view over such a routine is built without data.
 */
export function buildOnly<T>(
  printed: readonly PrintedStatement<T>[],
  isForScripts: (owner: T) => boolean = () => false,
): { readonly build: readonly PrintedStatement<T>[]; readonly scripts: readonly PrintedStatement<T>[] } {
  const refused = refusedRoutines(printed);
  const triggers = new Map<string, string[]>();
  for (const { statement } of printed) {
    if (statement.kind !== 'PgCreateTrigger') continue;
    const table = nameKey(statement.table);
    const functions = triggers.get(table);
    if (functions) functions.push(nameKey(statement.function));
    else triggers.set(table, [nameKey(statement.function)]);
  }
  const build: PrintedStatement<T>[] = [];
  const scripts: PrintedStatement<T>[] = [];
  for (const p of printed) {
    const { statement } = p;
    switch (statement.kind) {
      case 'PgDo':
        (hasDdl(statement) && !uses(statement, refused) && !isForScripts(p.owner) ? build : scripts).push(p);
        break;
      case 'PgDmlStatement': {
        const fires = (): boolean =>
          refused.size > 0 && tablesOf(statement).some((t) => (triggers.get(t) ?? []).some((f) => refused.has(f)));
        (uses(statement, refused) || fires() ? scripts : build).push(p);
        break;
      }
      case 'PgCallStatement':
        (statement.name[0] === 'ora' ? build : scripts).push(p);
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
  return { build, scripts };
}

/** Routines that raise a refusal themselves or through what they call. */
function refusedRoutines<T>(printed: readonly PrintedStatement<T>[]): ReadonlySet<string> {
  const refused = new Set<string>();
  for (const { statement } of printed) {
    if (statement.kind === 'PgCreateRoutine' && raisesRefusal(statement)) refused.add(nameKey(statement.name));
  }
  if (refused.size === 0) return refused;
  const callers = new Map<string, string[]>();
  for (const { statement } of printed) {
    if (statement.kind !== 'PgCreateRoutine') continue;
    const own = nameKey(statement.name);
    for (const callee of called(statement)) {
      const list = callers.get(callee);
      if (list) list.push(own);
      else callers.set(callee, [own]);
    }
  }
  const open = [...refused];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const caller of callers.get(name) ?? []) {
      if (refused.has(caller)) continue;
      refused.add(caller);
      open.push(caller);
    }
  }
  return refused;
}

const raisesRefusal = (statement: PgStatement): boolean =>
  contains(statement, (node) => node.kind === 'PlRaise' && node.refused !== undefined);

function called(statement: PgStatement): ReadonlySet<string> {
  const names = new Set<string>();
  walk(statement, (node) => {
    if (node.kind === 'PgCall' || node.kind === 'PlCall') names.add(nameKey(node.name));
  });
  return names;
}

function uses(statement: PgStatement, refused: ReadonlySet<string>): boolean {
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
