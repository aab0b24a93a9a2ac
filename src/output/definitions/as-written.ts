import { sizedType } from '../../analyze/oracle/builtin-types.js';
import type { Compilation, CompiledUnit } from '../../compile.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { isCreation } from '../../ir/kinds.js';
import type { ColumnDefinition, QualifiedName } from '../../ir/oracle/index.js';
import { ownedName } from '../../ir/owned-units.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { rowMovement } from '../../lower/ddl/tables/row-movement.js';
import type { OrderedStatement } from '../../lower/project/creation-rank.js';
import { objectOf } from '../objects.js';
import { type Owner, schemasFirst } from '../project/project-statements.js';
import { distinctTemporaries } from '../temporary-names.js';
import { callsPrograms, typesAltered } from './altered-objects.js';
import { announcingBodies } from './bodies-to-come.js';
import { makesAgain, withoutEarlyDrops } from './drops.js';
import { forcedViewsLater } from './forced-views.js';
import { replacing } from './redefinitions.js';
import { altersBehindUse, usedBeforeReplaced } from './used-before-replaced.js';

/**
 * Is the project one script whose statements and blocks use definitions that it replaces or makes again further on, or
 * tables and types that it alters under the programs that they call? Then each has to be made where the script has it.
 */
export function isSequence(units: readonly CompiledUnit[]): boolean {
  const creating = new Set(units.filter(({ unit }) => isCreation(unit)).map(({ session }) => session));
  if (creating.size !== 1) return false;
  return (
    usedBeforeReplaced(units).length > 0 ||
    altersBehindUse(units) ||
    typesAltered(units).some(({ follows }) => !follows) ||
    makesAgain(units) ||
    switchesRowMovement(units) ||
    freesOfBlanks(units)
  );
}

/** ENABLE or DISABLE ROW MOVEMENT behind rows, blocks or calls. */
function switchesRowMovement(units: readonly CompiledUnit[]): boolean {
  const first = units.findIndex(callsPrograms);
  return (
    first >= 0 &&
    units
      .slice(first)
      .some(
        ({ unit }) =>
          unit.kind === 'AlterTable' &&
          unit.actions.some((a) => a.kind === 'PhysicalAction' && rowMovement(a.what) !== undefined),
      )
  );
}

/** MODIFY of a CHAR column to another type, behind rows and under a view: their blanks stay. */
function freesOfBlanks(units: readonly CompiledUnit[]): boolean {
  const first = units.findIndex(callsPrograms);
  if (first < 0 || !units.some(({ unit }) => unit.kind === 'CreateView')) return false;
  const charColumns = new Set<string>();
  return units.some(({ unit, owner }, i) => {
    if (unit.kind === 'CreateTable')
      for (const c of unit.columns.filter(isChar)) charColumns.add(columnKey(unit.name, owner, c));
    if (unit.kind !== 'AlterTable' || i <= first) return false;
    return unit.actions.some(
      (a) =>
        a.kind === 'ModifyColumns' && a.columns.some((c) => c.type && charColumns.has(columnKey(unit.name, owner, c))),
    );
  });
}

const isChar = ({ type }: ColumnDefinition): boolean =>
  type?.kind === 'BuiltinTypeRef' && sizedType(type, undefined, undefined).kind === 'char';

const columnKey = (table: QualifiedName, owner: string, { name }: ColumnDefinition): string =>
  `${ownedName(table, owner)}.${name.name}`;

/**
 * The statements of a project that is one script, in its order: CREATE OR REPLACE takes the place of what is there, and
 * DROP drops it. What is dropped before the script has made it is left out: installers clear their place.
 */
export function statementsAsWritten(
  compilation: Compilation,
  report: (diagnostic: Diagnostic) => void,
): readonly OrderedStatement<Owner>[] {
  const units = withoutEarlyDrops(forcedViewsLater(compilation), report).filter(
    ({ lowered }) => lowered.role !== 'query',
  );
  const own = distinctTemporaries(
    units.flatMap((u) => [...u.lowered.statements, ...u.lowered.late].map((statement) => ({ statement, owner: u }))),
  );
  const { statements, preparations, firsts } = replacing(own, compilation.naming);
  const prepared = new Set<CompiledUnit>();
  const schemas = new Set<string>();
  /** Those that no DROP PACKAGE may have taken away since. */
  const standing = new Set<string>();
  const owners = new Map(units.map((unit) => [unit, { unit, object: objectOf(unit.unit, unit.owner) }]));
  const made = announcingBodies(statements).flatMap(
    ({ statement, owner: unit }): readonly OrderedStatement<Owner>[] => {
      const owner = owners.get(unit);
      if (!owner) return [];
      // The schema of a package goes with it.
      if (unit.unit.kind === 'DropObject' && unit.unit.objectKind === 'PACKAGE') standing.clear();
      if (statement.kind === 'PgCreateSchema') {
        if (standing.has(statement.name)) return [];
        standing.add(statement.name);
        schemas.add(statement.name);
      }
      const isFirst = !prepared.has(unit);
      prepared.add(unit);
      const before = isFirst && !firsts.has(unit) ? (preparations.get(unit) ?? []) : [];
      return [...before.map((text) => fixed(statement, text)), statement].map((s) => ({
        statement: s,
        owner,
        late: false,
        session: unit.session,
      }));
    },
  );
  return [...schemasFirst(compilation, schemas, made), ...made];
}

const fixed = ({ span }: PgStatement, text: string): PgStatement => ({ kind: 'PgFixedStatement', span, text });
