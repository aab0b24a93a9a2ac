import { counted } from '../../assess/counted.js';
import type { LedgerTarget } from '../ledger/ledger.js';
import type { LedgerState } from '../ledger/ledger-state.js';
import { asideSchema } from '../plan/changes/change.js';
import type { Plan } from '../plan/plan-model.js';
import { projectUnits } from '../plan/project-units.js';
import { shapeOf } from '../plan/statements/statement-shape.js';
import type { Project } from '../script/project.js';
import { quotePath } from '../sql/quoting.js';
import { type AtStake, atStake, stakeText } from './at-stake.js';

/** What a plan takes out of a target. */
export interface Removals {
  /** Tables that step aside, or that a statement of the project drops. */
  readonly tables: readonly AtStake[];
  /** Other objects that the project has no more. */
  readonly others: number;
  /** Objects of the ledger, those of the runtime left out, and some of their names. */
  readonly standing: number;
  readonly examples: readonly string[];
  /** Nothing of what the ledger knows is in the project: it is not the one that was applied here. */
  readonly isOtherProject: boolean;
}

/** What the plan takes out. Not inside a transaction. */
export async function removalsOf(
  plan: Plan,
  project: Project,
  state: LedgerState,
  target: LedgerTarget,
): Promise<Removals> {
  if (plan.units.length === 0) return nothing;
  const standing = state.units
    .filter(({ id }) => !id.startsWith('runtime_'))
    .flatMap(({ statements }) => statements.flatMap(({ key }) => (isObject(key) ? [key] : [])));
  const wanted = new Set(
    (standing.length === 0 ? [] : projectUnits(project, { inPhases: false })).flatMap(({ contents }) =>
      contents.map(({ key }) => key),
    ),
  );
  const gone = standing.filter((key) => !wanted.has(key));
  const tables = plan.units.flatMap(({ statements }) => statements.flatMap(({ sql }) => removedTable(sql)));
  return {
    tables: await atStake(target, tables),
    others: gone.filter((key) => !key.startsWith('table ')).length,
    standing: standing.length,
    examples: standing.slice(0, 3).map((key) => key.replace(/"([a-z_][a-z0-9_$]*)"/g, '$1')),
    isOtherProject: standing.length > 0 && gone.length === standing.length,
  };
}

const nothing: Removals = { tables: [], others: 0, standing: 0, examples: [], isOtherProject: false };

/** Is it the key of an object that belongs to one project alone? Schemas and extensions are shared. */
const isObject = (key: string): boolean =>
  /^(table|view|materialized view|sequence|function|procedure|type|domain|trigger|event trigger|aggregate) /.test(key);

function removedTable(sql: string): readonly string[] {
  if (!/^\s*(alter|drop)\s+table\b/i.test(sql)) return [];
  const shape = shapeOf(sql);
  const isAside =
    shape.action === 'alter' &&
    shape.alterations.some(({ verb, text }) => verb === 'set' && text.includes(asideSchema));
  return shape.kind === 'table' && (isAside || shape.action === 'drop')
    ? [shape, ...shape.others].map(({ name }) => quotePath(name))
    : [];
}

/**
 * Whether somebody has to say that it is meant: tables go, more than half of what stands goes, or all of it is another
 * project's.
 */
export const isDrastic = ({ tables, others, standing, isOtherProject }: Removals): boolean =>
  tables.length > 0 || isOtherProject || others * 2 > standing;

/** What is taken out, a line each; none where nothing is. */
export function removalLines(removals: Removals): readonly string[] {
  const { tables, others } = removals;
  return [
    ...otherProject(removals),
    ...tables.map((table) => `takes out table ${stakeText(table)}`),
    ...(others > 0 ? [`drops ${counted(others, tables.length > 0 ? 'other object' : 'object')}`] : []),
  ];
}

/** That the database holds another project, where it does. */
export function otherProject({ isOtherProject, standing, examples }: Removals): readonly string[] {
  if (!isOtherProject) return [];
  const some = `${examples.join(', ')}${standing > examples.length ? ', …' : ''}`;
  return [
    `this database holds another project: ${counted(standing, 'object')} (${some}), none of which this one has; a ` +
      'database has one project: convert both into one folder, or apply this one to a database of its own',
  ];
}
