import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import { type OracleType, unknown } from '../../../analyze/model/types.js';
import { partitionAction } from '../../../diagnostics/op6.js';
import { lastName } from '../../../ir/dotted.js';
import type { AlterTable, Expr, PartitionDefinition, Partitioning } from '../../../ir/oracle/index.js';
import type { PgExpr, PgPartitionBound } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { lowerTo } from '../../expressions/index.js';
import { helperName } from '../../naming/naming.js';
import { attempt, ddlContext } from '../expressions.js';
import { fold, literal, regclassText } from '../names.js';
import { isDefaultMark, isNameOf, listsSeveral } from '../tables/partition-keys.js';
import { lowerSubpartitions } from '../tables/partitions.js';
import { parent, partitionValues, perform, select } from './alter-partitions.js';
import { type AlterPlace, atRunTime } from './alter-place.js';

/**
 * ADD PARTITION of a list, or of a range above all others: a table of its own, `t_p`, and one for each of its
 * subpartitions. Everything else is reported.
 */
export function addPartition(place: AlterPlace, partition: PartitionDefinition): void {
  const { relation } = place;
  const table = relation?.definition?.kind === 'CreateTable' ? relation.definition : undefined;
  const partitioning = table?.partitioning;
  const addition = { place, partition, partitioning };
  const isDone =
    (partitioning?.method === 'LIST' && addToList(addition, partitioning)) ||
    (partitioning?.method === 'RANGE' && addToRange(addition, partitioning));
  if (!isDone) place.unit.report(partitionAction(partition.span, 'ADD PARTITION'));
}

/** The partition that an ALTER TABLE adds. */
interface Addition {
  readonly place: AlterPlace;
  readonly partition: PartitionDefinition;
  readonly partitioning: Partitioning | undefined;
}

/** Is a column that the table computes among the keys of its subpartitions? What it is made of is not known here. */
const isComputedBelow = ({ relation }: AlterPlace, { subpartitioning }: Partitioning): boolean =>
  subpartitioning?.columns.some((key) => {
    const name = key.kind === 'Name' ? lastName(key) : undefined;
    const { definition } = relation ?? {};
    return definition?.kind !== 'CreateTable' || definition.columns.some((c) => c.name.name === name && c.virtual);
  }) ?? false;

/** False where it is not known how. */
function addToList(addition: Addition, partitioning: Partitioning): boolean {
  const { place, partition } = addition;
  const { values } = partition;
  if (!values || isComputedBelow(place, partitioning) || listsSeveral(partitioning)) return false;
  if (values.some(isDefaultMark)) {
    create(addition, { kind: 'default' });
    return true;
  }
  const [type = unknown] = keyTypes(place, partitioning);
  const lowered = attemptBounds(addition, () => values.map((v) => lowerTo(ddlContext(place.unit), v, type)));
  if (!lowered) return true;
  if (otherPartitions(addition, partitioning).some((p) => p.values?.some(isDefaultMark))) refuseBesideDefault(addition);
  create(addition, { kind: 'list', values: lowered });
  return true;
}

/** False where it is not known how. */
function addToRange(addition: Addition, partitioning: Partitioning): boolean {
  const { place, partition } = addition;
  if (partitioning.interval) {
    // Partitions come by themselves. (VLDB and Partitioning Guide, "Adding Partitions")
    select(place, partition.span, `ora.raise(14760, ${literal(noneOfIntervals)})`);
    return true;
  }
  if (otherPartitions(addition, partitioning).some(hasMaximum)) refuseBesideDefault(addition);
  if (isComputedBelow(place, partitioning)) return false;
  if (hasMaximum(partition)) {
    create(addition, { kind: 'default' });
    return true;
  }
  const { lessThan } = partition;
  if (!lessThan) return false;
  if (!lessThan.some(isMaximum) && isLastUnknown(place.relation, partition)) {
    if (partitioning.subpartitioning) return false;
    addAboveTheRest(addition, lessThan);
    return true;
  }
  const last = highestBound(place, partition);
  if (!last) return false;
  const types = keyTypes(place, partitioning);
  const lower = (bound: readonly Expr[]): (PgExpr | 'maxvalue')[] =>
    bound.map((e, i) => (isMaximum(e) ? 'maxvalue' : lowerTo(ddlContext(place.unit), e, types[i] ?? unknown)));
  const bounds = attemptBounds(addition, () => ({ from: lower(last), to: lower(lessThan) }));
  if (bounds) create(addition, { kind: 'range', ...bounds });
  return true;
}

/** The table that the partition becomes, and those below it. */
function create(addition: Addition, bound: PgPartitionBound): void {
  const { place, partition, partitioning } = addition;
  const name = partitionTable(addition);
  const types = new Map((place.relation?.columns ?? []).map((c) => [c.name, c.type]));
  const below =
    partitioning && lowerSubpartitions(place.unit, place.table, types, partitioning, { name, definition: partition });
  place.statements.push(
    {
      kind: 'PgCreateTable',
      span: partition.span,
      name,
      columns: [],
      constraints: [],
      partitionOf: { parent: place.table, bound },
      partitionBy: below?.partitionBy,
    },
    ...(below?.tables ?? []),
  );
}

function partitionTable({ place, partition }: Addition): readonly [string, string] {
  const { table } = place;
  const own = partition.name ? fold(partition.name) : unnamed(place, partition);
  return [table[0] ?? '', helperName(table.at(-1) ?? '', own, '_')];
}

/** The types of the columns by which the table is partitioned. */
const keyTypes = ({ relation }: AlterPlace, { columns }: Partitioning): readonly OracleType[] =>
  columns.map(
    (key) => (key.kind === 'Name' && relation?.columns.find((c) => c.name === lastName(key))?.type) || unknown,
  );

/** Undefined, and reported, where a bound cannot be converted. */
const attemptBounds = <T>({ place, partition }: Addition, make: () => T): T | undefined =>
  attempt(place.unit, make, () => partitionAction(partition.span, 'ADD PARTITION'));

const otherPartitions = (
  { place, partition }: Addition,
  { partitions }: Partitioning,
): readonly PartitionDefinition[] => {
  const { analysis } = place.unit;
  // What statements of the same scripts add behind this one is not there yet; when programs add, nobody knows.
  const isAhead = ({ span, atRunTime: later }: AlterTable): boolean =>
    later !== true && !atRunTime(place) && analysis.precedes(partition.span, span);
  const added = (place.relation?.alters ?? []).flatMap((a) => (isAhead(a) ? [] : partitionsOf(a)));
  return [...partitions, ...added.filter((p) => p !== partition)];
};

/** Oracle adds none beside one of DEFAULT or MAXVALUE; that one may be gone when the statement runs. */
const refuseBesideDefault = ({ place, partition }: Addition): void =>
  select(place, partition.span, `ora.no_default_partition(${parent(place)})`);

const noneOfIntervals = 'ADD PARTITION is not permitted on Interval partitioned objects';

const isMaximum = (bound: Expr): boolean => isNameOf(bound, 'MAXVALUE');

/** Is it the partition of MAXVALUE? */
const hasMaximum = ({ lessThan }: PartitionDefinition): boolean => lessThan?.every(isMaximum) ?? false;

/**
 * Is the last partition known at run time only? It is where statements drop partitions of the table, and where a text
 * of dynamic SQL adds this one: the partitions that statements of the inputs add may not be there when it runs.
 */
const isLastUnknown = (relation: RelationSymbol | undefined, partition: PartitionDefinition): boolean =>
  !addedPartitions(relation).includes(partition) ||
  (relation?.alters ?? []).some((a) =>
    a.actions.some((x) => x.kind === 'OtherPartitionAction' && x.what.startsWith('DROP PARTITION')),
  );

/** ADD PARTITION where the last range is known at run time only. */
function addAboveTheRest(addition: Addition, lessThan: readonly Expr[]): void {
  const { place, partition } = addition;
  const { span } = partition;
  const upper = partitionValues(place, lessThan);
  if (!upper) return;
  const [, own] = partitionTable(addition);
  const names = [regclassText(place.table), own].map((t) => b.text(span, t));
  perform(place, b.ora(span, 'add_partition', ...names, b.array(span, ...upper)));
}

/** Oracle makes up a name; here each such partition of the table has its number. */
function unnamed({ relation }: AlterPlace, partition: PartitionDefinition): string {
  const at = addedPartitions(relation)
    .filter((p) => !p.name)
    .indexOf(partition);
  return at > 0 ? `added_${at + 1}` : 'added';
}

/** The bound of the last range partition before this one, those added by earlier statements counted. */
function highestBound(place: AlterPlace, partition: PartitionDefinition): readonly Expr[] | undefined {
  const { relation } = place;
  const first =
    relation?.definition?.kind === 'CreateTable' ? (relation.definition.partitioning?.partitions ?? []) : [];
  const added = addedPartitions(relation);
  const at = added.indexOf(partition);
  const earlier = [...first, ...added.slice(0, Math.max(0, at))];
  return earlier.at(-1)?.lessThan;
}

/** The partitions that ALTER TABLE adds to the table, in the order of the statements. */
const addedPartitions = (relation: RelationSymbol | undefined): readonly PartitionDefinition[] =>
  (relation?.alters ?? []).flatMap(partitionsOf);

const partitionsOf = ({ actions }: AlterTable): readonly PartitionDefinition[] =>
  actions.flatMap((x) => (x.kind === 'AddPartition' ? [x.partition] : []));
