import type { OwnedUnit } from '../ir/owned-units.js';
import { settle } from '../ir/walk.js';
import { withoutApexImports } from './apex-exports.js';
import { withoutDataPumpBlocks } from './data-pump-blocks.js';
import { withDataPumpJobs } from './data-pump-jobs.js';
import { withDdlCalls } from './ddl-calls.js';
import { withoutTablesThatAreThere } from './definitions/already-there.js';
import { withoutInvalidTriggers } from './definitions/invalid-triggers.js';
import { type AlterTime, withTypeChanges } from './definitions/type-changes.js';
import { withFieldCursors } from './field-cursors.js';
import { withMergedInlineViews } from './merged-inline-views.js';
import { withOwnJsonNames } from './own-json-names.js';
import { withParallelTasks } from './parallel-tasks.js';
import { withSqlMacros } from './sql-macros.js';
import { withCaseTexts } from './texts/case-texts.js';
import { withCommittingCalls } from './texts/committing-calls.js';
import { withParameterTexts } from './texts/dynamic-sql-parameters.js';
import { withJobTexts } from './texts/job-texts.js';
import { parsedBlocks } from './texts/parsed-blocks.js';
import { withParsedDefinitions } from './texts/parsed-definitions.js';
import { withCollectionTexts } from './texts/texts-in-collections.js';
import { withTransactionCalls } from './transaction-calls.js';
import { withUriAddresses } from './uri-addresses.js';
import { withXmlTables } from './xml-tables.js';

type Pass = <T extends OwnedUnit>(units: readonly T[]) => readonly T[];

/** Of what scripts hold, and not of the blocks that texts are. */
const ofScripts: readonly Pass[] = [
  withoutTablesThatAreThere,
  withDataPumpJobs,
  withoutDataPumpBlocks,
  withoutApexImports,
  withoutInvalidTriggers,
];
/** What looks at all units. */
const amongUnits: readonly Pass[] = [withParallelTasks, withSqlMacros, withOwnJsonNames, withXmlTables];
/** What looks at one. */
const ofEach: readonly Pass[] = [withMergedInlineViews, withFieldCursors, withUriAddresses, withTransactionCalls];
/** Texts that programs execute. */
const ofTexts: readonly Pass[] = [
  withDdlCalls,
  withParameterTexts,
  withCollectionTexts,
  withCaseTexts,
  withParsedDefinitions,
];

const through = <T extends OwnedUnit>(passes: readonly Pass[], units: readonly T[]): readonly T[] =>
  passes.reduce((now, pass) => settled(pass(now)), units);

/** Each pass looks at what the one before has left, and most leave nearly all as it is. */
function settled<T extends OwnedUnit>(units: readonly T[]): readonly T[] {
  for (const { unit } of units) settle(unit);
  return units;
}

/**
 * Oracle trees → Oracle trees of the same meaning that say more: what is dynamic in the source and known from the rest
 * of it, stands there as code, so that analysis and lowering see it. In this order, since each pass reads what the one
 * before has made. Out: the units, and the routines that texts of jobs became.
 */
export function rewriteUnits<T extends OwnedUnit>(
  units: readonly T[],
  timeOf: (item: T) => AlterTime | undefined = () => undefined,
): { readonly units: readonly T[]; readonly routines: readonly OwnedUnit[] } {
  const merged = settled(withTypeChanges(through([...ofScripts, ...amongUnits, ...ofEach], units), timeOf));
  return withTextRoutines(settled(withCommittingCalls(through(ofTexts, merged))));
}

/**
 * The same for blocks that the analysis has found in texts of the units.
 * Out: the blocks in their order, and the routines that texts of jobs in them became.
 */
export function rewriteBlocks<T extends OwnedUnit>(
  units: readonly T[],
  blocks: readonly T[],
): { readonly units: readonly T[]; readonly routines: readonly OwnedUnit[] } {
  const known = through(amongUnits, [...units, ...blocks]).slice(units.length);
  return withTextRoutines(through([...ofEach, ...ofTexts], known));
}

/** Texts of jobs and of DBMS_SQL. */
function withTextRoutines<T extends OwnedUnit>(
  units: readonly T[],
): { readonly units: readonly T[]; readonly routines: readonly OwnedUnit[] } {
  const jobs = withJobTexts(units);
  return { units: jobs.units, routines: [...jobs.routines, ...parsedBlocks(jobs.units)] };
}

export { withAutonomousBlocks } from './autonomous-blocks.js';
export { dynamicDefinitions } from './definitions/dynamic-definitions.js';
export { tablesAfterEachUnit } from './definitions/dynamic-tables.js';
export { withoutFailingColumnChanges } from './definitions/failing-column-changes.js';
export { withoutFailingRenames } from './definitions/failing-renames.js';
export { changesAsRun } from './definitions/never-run.js';
export { withSpecificationsBesideBodies } from './definitions/specifications-beside-bodies.js';
export type { AlterTime } from './definitions/type-changes.js';
export { withExpressionNames } from './expression-names.js';
export { type ScriptVariables, scriptVariables, withScriptVariables } from './script-variables.js';
