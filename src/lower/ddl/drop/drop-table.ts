import type { Analysis } from '../../../analyze/analysis.js';
import type { Symbol as OracleSymbol, RelationSymbol } from '../../../analyze/model/symbols.js';
import { runAt } from '../../../analyze/names/places.js';
import { droppedWithTable } from '../../../diagnostics/op6-objects.js';
import { lastName } from '../../../ir/dotted.js';
import type { DropObject, ScriptUnit } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgStatement } from '../../../ir/postgres/index.js';
import { isWithin, type Span } from '../../../ir/span.js';
import { nodesOf, walk } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { remembered } from '../../remembered.js';
import { type DdlContext, runsInPlace } from '../ddl-context.js';
import { ddlLock } from '../ddl-lock.js';
import { literal, nameOf, regclassText, relationNamed } from '../names.js';
import { runtimeStatement } from '../runtime-statement.js';
import { cascades, drop, mustBeThere } from './drop-statement.js';
import { isMadeLater, nameOfUnit } from './made-later.js';
import { typesNamed } from './types-named.js';

/**
 * `drop table …` where nothing of the inputs depends on the table, else `select ora.drop_table(…)`: Oracle drops the
 * table, and what depends on it is invalid until the table is there again. So are views (invalid-views.ts), but for
 * those that the script makes anew; routines go with the table. (SQL Language Reference, "DROP TABLE")
 */
export function dropTable(unit: DdlContext, node: DropObject): readonly PgStatement[] {
  const mustExist = mustBeThere(unit, node);
  const name = nameOf(unit, node.name);
  const constraints = cascades(node);
  const relation = relationNamed(unit, node.name);
  const dependants = relation ? dependantsOf(unit, relation) : [];
  const views = dependants.filter((d) => d.kinds === viewKinds);
  const place = runAt(node.span);
  const keepsViews =
    views.length > 0 &&
    runsInPlace(unit) &&
    (mayRunAnyTime(unit, node) || !views.some(({ what, kinds }) => isMadeLater(unit, what, kinds, place)));
  for (const { what, kinds, span } of dependants)
    if (
      !(keepsViews && kinds === viewKinds) &&
      unit.analysis.precedes(span, place) &&
      !isMadeLater(unit, what, kinds, place)
    )
      unit.report(droppedWithTable(node.span, lastName(node.name), what));
  // A script that only removes is of a schema that is not among the inputs; a materialized view is ORA-12083.
  const isOwn = relation?.definition !== undefined && relation.definition.kind !== 'CreateMaterializedView';
  if (isOwn && dependants.length === 0 && !constraints)
    return [...ddlLock(unit, node.span, name), drop(node, 'table', [name], { mustExist })];
  const missing = mustExist ? [] : [keepsViews ? 'missing => true' : 'true'];
  const args = [literal(regclassText(name)), String(constraints), ...(keepsViews ? ['views => true'] : []), ...missing];
  return [runtimeStatement(node.span, 'drop_table', ...args)];
}

/** Views over columns that go: `select *` has all of them. */
export function reportViewsOfColumns(
  unit: UnitContext,
  table: RelationSymbol,
  columns: readonly string[],
  span: Span,
): void {
  const isRead = (view: OracleNode): boolean =>
    tablesRead(unit.analysis, view).some((t) => calledAs(t) === calledAs(table));
  for (const view of unit.analysis.catalog.relations) {
    if (view.relation !== 'view' || !view.definition || view.definition.span.file !== span.file) continue;
    if (!unit.analysis.precedes(view.definition.span, span) || !isRead(view.definition)) continue;
    let named: string | undefined;
    walk(view.definition, (n) => {
      if (n.kind === 'Star') named ??= columns[0];
      if (n.kind === 'Identifier') named ??= columns.find((c) => c === n.name);
      return named === undefined;
    });
    if (named !== undefined && !isMadeLater(unit, view.name, viewKinds, span))
      unit.report(droppedWithTable(span, `${table.name}.${named}`, view.name, 'column'));
  }
}

const viewKinds = /^VIEW$|^CreateView$/;

interface Dependant {
  readonly what: string;
  /** Kinds of units that create or drop it. */
  readonly kinds: RegExp;
  readonly span: Span;
}

/** Views over the table; routines and packages with its rows in their headings and types. */
const dependantsOf = ({ analysis }: UnitContext, table: RelationSymbol): readonly Dependant[] =>
  dependants(analysis).get(calledAs(table)) ?? [];

/** What depends on the tables of each name. */
const dependants = remembered((analysis: Analysis): ReadonlyMap<string, readonly Dependant[]> => {
  const found = new Map<string, Dependant[]>();
  const note = (tables: readonly RelationSymbol[], dependant: Dependant): void => {
    for (const name of new Set(tables.map(calledAs))) {
      const known = found.get(name);
      if (known) known.push(dependant);
      else found.set(name, [dependant]);
    }
  };
  for (const view of analysis.catalog.relations)
    if (view.relation === 'view' && view.definition)
      note(tablesRead(analysis, view.definition), {
        what: view.name,
        kinds: viewKinds,
        span: view.definition.span,
      });
  for (const routine of analysis.catalog.routines)
    note(tablesOfRows([routine]), {
      what: routine.name,
      kinds: /^(PROCEDURE|FUNCTION|CreateRoutine)$/,
      span: routine.declaration.span,
    });
  for (const pack of analysis.catalog.packages) {
    const node = pack.specification ?? pack.body;
    if (node)
      note(tablesOfRows([...pack.members.values()].flat()), {
        what: pack.name,
        kinds: /^PACKAGE$|^CreatePackage$/,
        span: node.span,
      });
  }
  for (const unit of analysis.units) {
    const kinds = withBodies.get(unit.kind);
    const what = kinds && nameOfUnit(unit);
    if (!kinds || what === undefined) continue;
    const within = nodesOf(
      unit,
      'RoutineDeclaration',
      'RoutineDefinition',
      'SubtypeDeclaration',
      'RecordTypeDeclaration',
      'CollectionTypeDeclaration',
    ).flatMap((node) => analysis.declaredBy(node) ?? []);
    const further = tablesOfRows(within).filter((t) => !found.get(calledAs(t))?.some((f) => f.what === what));
    note(further, { what, kinds, span: unit.span });
  }
  return found;
});

/** Units in whose bodies types and nested routines may be declared. */
const withBodies: ReadonlyMap<ScriptUnit['kind'], RegExp> = new Map<ScriptUnit['kind'], RegExp>([
  ['CreateRoutine', /^(PROCEDURE|FUNCTION|CreateRoutine)$/],
  ['CreatePackageBody', /^(PACKAGE|PACKAGE BODY|CreatePackage|CreatePackageBody)$/],
  ['CreateTrigger', /^(TRIGGER|CreateTrigger)$/],
]);

/** The tables whose rows the members have in their headings and types. */
const tablesOfRows = (members: readonly OracleSymbol[]): readonly RelationSymbol[] =>
  members
    .flatMap(typesNamed)
    .flatMap((type) => (type?.kind === 'record' && type.identity.kind === 'table' ? [type.identity.table] : []));

/** Views and routines hold names: of a table that was dropped and made again they need the new one. */
const calledAs = ({ owner, name }: RelationSymbol): string => JSON.stringify([owner, name]);

const tablesRead = (analysis: Analysis, node: OracleNode): readonly RelationSymbol[] =>
  nodesOf(node, 'TableRef').flatMap((n) => analysis.sourceOf(n)?.relation ?? []);

/** Is it the text of a stored unit, whose callers are not known? Where that stands says nothing about what it finds. */
function mayRunAnyTime({ analysis, inProgram }: DdlContext, { span }: DropObject): boolean {
  if (!inProgram || span.givenAt) return false;
  const around = analysis.units.find((u) => isWithin(span, u.span));
  return around !== undefined && around.kind !== 'AnonymousBlock';
}
