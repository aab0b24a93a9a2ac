import type { Analysis } from '../../analyze/analysis.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { unknownSequence } from '../../diagnostics/op3-calls.js';
import { objectMissing, readsRefused } from '../../diagnostics/op6-objects.js';
import { lastName } from '../../ir/dotted.js';
import type { CreateMaterializedView, CreateView, ScriptUnit } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import type { PgCreateMaterializedView, PgCreateView, PgExpr, PgStatement } from '../../ir/postgres/index.js';
import { nameKey } from '../../ir/postgres/name-key.js';
import { forEachChild, walk } from '../../ir/walk.js';
import { isCall } from '../builders.js';
import { stubView } from '../ddl/views/stub-view.js';
import { foldName, type Naming } from '../naming/naming.js';
import type { LoweredUnit } from '../unit.js';
import { missingColumns } from './missing-columns.js';

interface Project {
  readonly analysis: Analysis;
  readonly naming: Naming;
}
interface Lowered {
  readonly unit: ScriptUnit;
  readonly lowered: LoweredUnit;
}

/**
 * The inputs are all there is: a statement about a table or view that none of them creates cannot be executed.
 * Views over such become stubs; foreign keys, indexes, comments and other statements are left out, and so is what names
 * a column that its table never has. Each is reported. Bodies of routines are looked at when they run.
 */
export function closeWorld<T extends Lowered>(project: Project, units: readonly T[]): readonly T[] {
  const world = new ClosedWorld(project, units);
  return units.map((u) => world.unit(u));
}

/** What has been said of a unit, and with which code it is refused. */
interface Said {
  readonly diagnostics: Diagnostic[];
  refused?: string;
}

class ClosedWorld {
  private readonly missingIn: (name: readonly string[]) => string | undefined;
  private readonly missingColumn: (statement: PgStatement) => string | undefined;
  /** The views whose reading raises. */
  private readonly raising: ReadonlySet<string>;
  /** Those, and materialized views that stay empty: some of their columns have no types. */
  private readonly untyped: ReadonlySet<string>;

  constructor(
    private readonly project: Project,
    units: readonly Lowered[],
  ) {
    this.missingIn = missingFrom(providedNames(project, units));
    this.missingColumn = missingColumns(
      project,
      units.flatMap(({ lowered }) => [...lowered.statements, ...lowered.late]),
    );
    const isStub = ({ lowered }: Lowered, s: PgStatement): boolean =>
      lowered.refused !== undefined || statementNeeds(s).some((n) => this.missingIn(n) !== undefined);
    this.raising = raisingViews(units, isStub);
    const empty = units.flatMap((u) =>
      u.lowered.statements.flatMap((s) =>
        s.kind === 'PgCreateMaterializedView' && isStub(u, s) ? [nameKey(s.name)] : [],
      ),
    );
    this.untyped = new Set([...this.raising, ...empty]);
  }

  unit<T extends Lowered>(u: T): T {
    const changed = changedObject(this.project, u.unit);
    const unknown = changed && this.missingIn(changed.name);
    if (changed && unknown !== undefined) return withoutChange(u, changed.statement, unknown);
    const said: Said = { diagnostics: [] };
    const possible = (statement: PgStatement): PgStatement[] => this.possible(statement, u.unit, said);
    const statements = u.lowered.statements.flatMap(possible);
    const late = u.lowered.late.flatMap(possible);
    if (said.diagnostics.length === 0) return u;
    return {
      ...u,
      lowered: {
        ...u.lowered,
        statements,
        late,
        // What is left out asks for no sequence.
        diagnostics: [
          ...u.lowered.diagnostics.filter((d) => statements.length > 0 || d.code !== unknownSequence.code),
          ...said.diagnostics,
        ],
        refused: u.lowered.refused ?? said.refused,
      },
    };
  }

  /** What of a statement can be executed, and says what cannot. */
  private possible(statement: PgStatement, unit: ScriptUnit, said: Said): PgStatement[] {
    if (isOfDroppedColumn(this.project, unit)) return [];
    const needs = statementNeeds(statement);
    const missing = needs.map(this.missingIn).find((name) => name !== undefined);
    if (missing !== undefined) return this.withoutObject(statement, unit, missing, said);
    const column = this.missingColumn(statement);
    if (column !== undefined) return leftOut(statement, column, said);
    const untyped = needs.map(nameKey).find((name) => this.untyped.has(name));
    if (
      untyped !== undefined &&
      isView(statement) &&
      (unit.kind === 'CreateView' || unit.kind === 'CreateMaterializedView')
    )
      if (computesWithUnknown(this.project.analysis, unit.query))
        return this.stub(unit, said, readsRefused(statement.span, viewName(statement), untyped, asStub));
    const refusedView = needs.map(nameKey).find((name) => this.raising.has(name));
    return refusedView === undefined ? [statement] : withoutRows(statement, refusedView, said.diagnostics);
  }

  private withoutObject(statement: PgStatement, unit: ScriptUnit, missing: string, said: Said): PgStatement[] {
    if (!isView(statement) || (unit.kind !== 'CreateView' && unit.kind !== 'CreateMaterializedView'))
      return leftOut(statement, missing, said);
    return this.stub(unit, said, objectMissing(statement.span, viewName(statement), missing, asStub));
  }

  private stub(unit: CreateView | CreateMaterializedView, said: Said, diagnostic: Diagnostic): PgStatement[] {
    said.diagnostics.push(diagnostic);
    said.refused = diagnostic.code;
    return stubView(this.project, unit, diagnostic);
  }
}

const asStub = 'it is created as a stub that raises';

const isView = (s: PgStatement): s is PgCreateView | PgCreateMaterializedView =>
  s.kind === 'PgCreateView' || s.kind === 'PgCreateMaterializedView';

const viewName = ({ name }: PgCreateView | PgCreateMaterializedView): string => `View ${name.at(-1)}`;

/**
 * Does the query compute with columns of types that are not known? Those of a stub are texts, which PostgreSQL compares
 * with no number.
 */
function computesWithUnknown(analysis: Analysis, query: OracleNode): boolean {
  if (query.kind === 'SelectItem' || query.kind === 'GroupExpr' || query.kind === 'OrderItem')
    return query.value.kind !== 'Name' && computesWithUnknown(analysis, query.value);
  if (query.kind === 'Name' && analysis.resolve(query).base.kind === 'column')
    return analysis.typeOf(query).kind === 'unknown';
  let found = false;
  forEachChild(query, (child) => {
    found ||= computesWithUnknown(analysis, child);
  });
  return found;
}

function leftOut(statement: PgStatement, missing: string, { diagnostics }: Said): PgStatement[] {
  diagnostics.push(objectMissing(statement.span, describe(statement), missing, 'it is left out'));
  return [];
}

/** Asks for the name of an object that no unit provides. */
function missingFrom(provided: ReadonlySet<string>): (name: readonly string[]) => string | undefined {
  return (name: readonly string[]): string | undefined => {
    const [schema] = name;
    if (
      name.length < 2 ||
      schema === 'ora' ||
      schema === 'pg_catalog' ||
      schema === 'information_schema' ||
      schema === 'pg_temp'
    )
      return undefined;
    return provided.has(nameKey(name)) ? undefined : nameKey(name);
  };
}

/**
 * The object that ALTER TABLE or RENAME changes, as PostgreSQL names it, and the name of the
 * statement; undefined for all others.
 */
function changedObject(
  { analysis, naming }: Project,
  unit: ScriptUnit,
): { readonly name: readonly string[]; readonly statement: string } | undefined {
  if (unit.kind !== 'AlterTable' && unit.kind !== 'Rename') return undefined;
  const parts = unit.kind === 'Rename' ? [unit.from] : unit.name.parts;
  const statement = unit.kind === 'Rename' ? 'RENAME' : 'ALTER TABLE';
  const symbol = (unit.kind === 'AlterTable' && analysis.symbolOf(unit.name)) || analysis.objectAt(parts, unit.span);
  if (symbol?.kind === 'relation' || symbol?.kind === 'sequence') return { name: naming.of(symbol), statement };
  // What RENAME refuses has been said.
  if (symbol && unit.kind === 'Rename') return undefined;
  const owner = parts.length > 1 ? (parts[0]?.name ?? '') : analysis.ownerAt(unit.span);
  return { name: [naming.schemaOf(owner), foldName(lastName({ parts }))], statement };
}

/** The whole change of an object that is not there is left out; what was said about its parts has that one reason. */
function withoutChange<T extends Lowered>(u: T, statement: string, missing: string): T {
  const { span } = u.unit;
  const diagnostic = objectMissing(span, statement, missing, 'it is left out');
  return { ...u, lowered: { ...u.lowered, statements: [], late: [], diagnostics: [diagnostic] } };
}

/** Views whose reading raises: those that are refused or lack what they read, and views over them. */
function raisingViews(
  units: readonly Lowered[],
  isStub: (unit: Lowered, statement: PgStatement) => boolean,
): ReadonlySet<string> {
  const views = units.flatMap((u) =>
    u.lowered.statements.flatMap((s) =>
      s.kind === 'PgCreateView' && u.unit.kind === 'CreateView'
        ? [{ name: nameKey(s.name), needs: statementNeeds(s), isStub: isStub(u, s) }]
        : [],
    ),
  );
  const raising = new Set(views.filter((v) => v.isStub).map((v) => v.name));
  for (let before = -1; before !== raising.size; ) {
    before = raising.size;
    for (const v of views) if (v.needs.some((n) => raising.has(nameKey(n)))) raising.add(v.name);
  }
  return raising;
}

/** What reads such a view when it is executed is made empty, or left out. */
function withoutRows(statement: PgStatement, view: string, diagnostics: Diagnostic[]): PgStatement[] {
  const empty = 'it is created empty';
  switch (statement.kind) {
    case 'PgCreateTable':
      if (!statement.asQuery) return [statement];
      diagnostics.push(readsRefused(statement.span, describe(statement), view, empty));
      return [{ ...statement, withoutData: true }];
    case 'PgCreateMaterializedView': {
      const name = `Materialized view ${statement.name.at(-1)}`;
      if (statement.withData) diagnostics.push(readsRefused(statement.span, name, view, empty));
      return [{ ...statement, withData: false }];
    }
    case 'PgDmlStatement':
      diagnostics.push(readsRefused(statement.span, describe(statement), view, 'it is left out'));
      return [];
    default:
      return [statement];
  }
}

/** A comment goes with its column; here comments come after all changes of the table. */
function isOfDroppedColumn({ analysis }: Project, unit: ScriptUnit): boolean {
  if (unit.kind !== 'CommentOn' || unit.on !== 'COLUMN') return false;
  const { parts } = unit.name;
  const column = lastName(unit.name);
  const symbol = analysis.symbolOf(unit.name) ?? analysis.objectAt(parts.slice(0, -1), unit.span);
  if (symbol?.kind !== 'relation' || symbol.columns.some((c) => c.name === column)) return false;
  return (symbol.alters ?? []).some((a) =>
    a.actions.some((x) => x.kind === 'DropColumns' && x.columns.some((c) => c.name === column)),
  );
}

function providedNames({ analysis, naming }: Project, units: readonly Lowered[]): ReadonlySet<string> {
  const names = new Set<string>();
  const written = new Set<object>(units.map((u) => u.unit));
  // Tables and views that blocks of an installation create by dynamic SQL.
  for (const r of analysis.catalog.relations)
    if (r.definition && !written.has(r.definition)) names.add(nameKey(naming.of(r)));
  for (const { lowered } of units)
    for (const statement of lowered.statements) for (const name of namesProvidedBy(statement)) names.add(nameKey(name));
  return names;
}

/** The tables, views and sequences that are there after the statement. */
function namesProvidedBy(s: PgStatement): (readonly string[])[] {
  const besides = (name: string): readonly string[] => ('name' in s ? [...s.name.slice(0, -1), name] : [name]);
  switch (s.kind) {
    case 'PgCreateTable':
    case 'PgCreateView':
    case 'PgCreateMaterializedView':
    case 'PgCreateSequence':
      return [s.name];
    case 'PgAlterTable':
      return s.actions.flatMap((a) => (a.kind === 'rename' ? [besides(a.to)] : []));
    case 'PgRename':
      return s.on === undefined ? [besides(s.to)] : [];
    default:
      return [];
  }
}

/** Tables, views and sequences that must be there when the statement is executed. */
function statementNeeds(statement: PgStatement): (readonly string[])[] {
  switch (statement.kind) {
    case 'PgCreateView':
    case 'PgCreateMaterializedView':
    case 'PgCreateTable':
    case 'PgDmlStatement': {
      const names: (readonly string[])[] = [];
      walk(statement, (node) => {
        if (node.kind === 'PgTable') names.push(node.name);
        const sequence = statement.kind === 'PgDmlStatement' ? unknownSequenceOf(node as PgExpr) : undefined;
        if (sequence !== undefined) names.push(sequence.split('.'));
      });
      return names;
    }
    case 'PgAlterTable':
      return [
        statement.name,
        ...statement.actions.flatMap((a) =>
          a.kind === 'add constraint' && a.constraint.kind === 'foreign key' ? [a.constraint.table] : [],
        ),
      ];
    case 'PgCreateIndex':
    case 'PgCreateTrigger':
      return [statement.table];
    case 'PgComment':
      if (statement.on === 'column') return [statement.name.slice(0, -1)];
      return statement.on === 'table' || statement.on === 'view' || statement.on === 'materialized view'
        ? [statement.name]
        : [];
    case 'PgGrant':
      return statement.objectKind === 'table' ? [statement.object] : [];
    default:
      return [];
  }
}

/** A sequence that no input creates is a text that is looked up when the statement runs. */
function unknownSequenceOf(node: PgExpr): string | undefined {
  if (!isCall(node, 'nextval', 'currval')) return undefined;
  const [name] = node.args;
  const text = isCall(name, 'ora.sequence_there') ? name.args[0] : undefined;
  return text?.kind === 'PgString' ? text.value : undefined;
}

function describe(statement: PgStatement): string {
  switch (statement.kind) {
    case 'PgAlterTable': {
      const [action] = statement.actions;
      const table = nameKey(statement.name);
      if (action?.kind !== 'add constraint') return `ALTER TABLE ${table}`;
      const { name } = action.constraint;
      return name === undefined ? `A constraint without a name of ${table}` : `Constraint ${name} of ${table}`;
    }
    case 'PgCreateIndex':
      return `Index ${statement.name}`;
    case 'PgCreateTrigger':
      return `Trigger ${statement.name}`;
    case 'PgCreateTable':
      return `Table ${nameKey(statement.name)}`;
    case 'PgComment':
      return 'The comment';
    case 'PgGrant':
      return 'The grant';
    default:
      return 'The statement';
  }
}
