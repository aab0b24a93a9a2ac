import type { CompiledUnit } from '../../compile.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { contains } from '../../ir/walk.js';
import { printStatement } from '../../print/index.js';
import { runtimeClosure } from '../../runtime/index.js';
import { runtimeNames } from '../runtime-names.js';
import type { PrintedStatement } from '../statements.js';

/** The NLS parameters in force where the statements of units stand, and whether statements look at them. */
export class SessionSettings {
  private readonly inForce: ReadonlyMap<CompiledUnit, Settings>;
  private readonly programs: Programs;

  constructor(units: readonly CompiledUnit[]) {
    this.inForce = settingsInForce(units);
    this.programs = programsOf(units);
  }

  /** Are the same parameters set for both units? */
  areSame(one: CompiledUnit, other: CompiledUnit): boolean {
    return this.inForce.get(one) === this.inForce.get(other);
  }

  /**
   * Statements of one file, whose units have the same parameters as its owner's. Where they read or write text by the
   * session's formats the parameters are set around them, since each file of a converted schema may be applied in a
   * session of its own.
   */
  around<T extends { readonly unit: CompiledUnit }>(
    owner: T,
    statements: readonly PrintedStatement<T>[],
  ): readonly PrintedStatement<T>[] {
    const settings = this.inForce.get(owner.unit);
    if (!settings || !statements.some((s) => readsText(s, this.programs))) return statements;
    const fixed = (text: string): PrintedStatement<T> => {
      const made: PgStatement = { kind: 'PgFixedStatement', span: owner.unit.unit.span, text };
      return { owner, statement: made, ...printStatement(made) };
    };
    const before = [...settings].map(([name, value]) => fixed(`set ora.${name} = '${value.replaceAll("'", "''")}'`));
    const after = [...settings.keys()].map((name) => fixed(`reset ora.${name}`));
    return [...before, ...statements, ...after];
  }
}

/** By the parameter's name in lower case. */
type Settings = ReadonlyMap<string, string>;

/** The NLS parameters that ALTER SESSION has set before each unit in its session: the same map until the next one. */
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
      current = new Map([
        ...current,
        ...nls.flatMap(({ name, value }) => parametersOf(name.toLowerCase(), unquoted(value))),
      ]);
    }
    if (current.size > 0) found.set(unit, current);
  }
  return found;
}

const unquoted = (value: string): string => value.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'");

/** What a setting sets: dates follow the language. (Globalization Support Guide, "NLS_LANGUAGE") */
const parametersOf = (name: string, value: string): readonly (readonly [string, string])[] =>
  name === 'nls_language'
    ? [
        [name, value],
        ['nls_date_language', value],
      ]
    : [[name, value]];

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
