import type { CompiledUnit } from '../../compile.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { contains } from '../../ir/walk.js';
import { b } from '../../lower/builders.js';
import { printStatement } from '../../print/index.js';
import { runtimeClosure } from '../../runtime/index.js';
import { runtimeNames } from '../runtime-names.js';
import type { PrintedStatement } from '../statements.js';

type Settings = ReadonlyMap<string, string>;

/** The NLS parameters that ALTER SESSION has set before each unit in its session. */
function settingsInForce(units: readonly CompiledUnit[]): ReadonlyMap<CompiledUnit, Settings> {
  const found = new Map<CompiledUnit, Settings>();
  let session = -1;
  let current: Settings = new Map();
  for (const unit of units) {
    if (unit.session !== session) {
      session = unit.session;
      current = new Map();
    }
    if (unit.unit.kind === 'AlterSession') {
      const nls = unit.unit.settings.filter((s) => s.name.toUpperCase().startsWith('NLS_'));
      current = new Map([...current, ...nls.map((s) => [s.name.toUpperCase(), s.value] as const)]);
    }
    if (current.size > 0) found.set(unit, current);
  }
  return found;
}

/**
 * Statements on rows that read or write text by the session's formats get the settings around them, since each file of
 * a converted schema may be applied in a session of its own.
 */
export function withSettings<T extends { readonly unit: CompiledUnit }>(
  printed: readonly PrintedStatement<T>[],
  units: readonly CompiledUnit[],
): readonly PrintedStatement<T>[] {
  const inForce = settingsInForce(units);
  if (inForce.size === 0) return printed;
  const programs = programsOf(units);
  return printed.flatMap((p) => {
    const settings = inForce.get(p.owner.unit);
    if (!settings || !readsText(p, programs)) return [p];
    const { span } = p.statement;
    const made = (statement: PgStatement): PrintedStatement<T> => ({
      owner: p.owner,
      statement,
      ...printStatement(statement),
    });
    const before = [...settings].map(([name, value]) =>
      made({
        kind: 'PgCallStatement',
        span,
        name: ['ora', 'dbms_session_set_nls'],
        args: [b.text(span, name), b.text(span, value)],
      }),
    );
    const after = [...settings.keys()].map((name) =>
      made({ kind: 'PgFixedStatement', span, text: `reset ora.${name.toLowerCase()}` }),
    );
    return [...before, p, ...after];
  });
}

/** The views of the inputs, and the tables and views that have triggers. */
interface Programs {
  readonly views: ReadonlySet<string>;
  readonly triggered: ReadonlySet<string>;
}

function programsOf(units: readonly CompiledUnit[]): Programs {
  const views = new Set<string>();
  const triggered = new Set<string>();
  for (const { lowered } of units)
    for (const s of lowered.statements) {
      if (s.kind === 'PgCreateView') views.add(nameKey(s.name));
      if (s.kind === 'PgCreateTrigger') triggered.add(nameKey(s.table));
    }
  return { views, triggered };
}

/** May a statement on rows, a block or a call read or write text by the formats? What is called is not looked into. */
function readsText(
  { statement, text }: Pick<PrintedStatement<unknown>, 'statement' | 'text'>,
  programs: Programs,
): boolean {
  switch (statement.kind) {
    case 'PgDmlStatement':
    case 'PgDo':
    case 'PgCreateMaterializedView':
      return readsSettings(text) || runsProgram(statement, programs);
    case 'PgCreateTable':
      return statement.asQuery !== undefined && (readsSettings(text) || runsProgram(statement, programs));
    case 'PgCallStatement':
      return statement.name[0] !== 'ora';
    default:
      return false;
  }
}

/** Does it call a routine of the inputs, read a view, or change a table or view that has triggers? */
const runsProgram = (statement: PgStatement, { views, triggered }: Programs): boolean =>
  contains(statement, (node) => {
    switch (node.kind) {
      case 'PgCall':
      case 'PlCall':
        return node.name.length > 1 && node.name[0] !== 'ora' && node.name[0] !== 'pg_catalog';
      case 'PgTable':
        return views.has(nameKey(node.name));
      case 'PgInsert':
      case 'PgUpdate':
      case 'PgDelete':
      case 'PgMerge':
        return triggered.has(nameKey(node.target.name));
      default:
        return false;
    }
  });

/** For each function of the runtime, which is the same in every compilation. */
const known = new Map<string, boolean>();

/** Does anything of the runtime that the text calls look at a session's NLS parameters? */
function readsSettings(text: string): boolean {
  const names = new Set<string>();
  runtimeNames(text, names);
  for (const name of names) {
    let reads = known.get(name);
    if (reads === undefined) {
      reads = runtimeClosure([name]).some((u) => /current_setting\('ora\.nls_/.test(u.sql));
      known.set(name, reads);
    }
    if (reads) return true;
  }
  return false;
}
