import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { partitionAction } from '../../../diagnostics/op6.js';
import type { AlterTableAction, Expr, PartitionDefinition } from '../../../ir/oracle/index.js';
import type { PgCreateTable, PgExpr } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { lowerTo } from '../../expressions/index.js';
import { helperName } from '../../naming/naming.js';
import { attempt, ddlContext } from '../expressions.js';
import { fold, literal, regclassText } from '../names.js';
import { isDefaultMark, isNameOf, listsSeveral } from '../tables/partition-keys.js';
import { parent, partitionValues, perform, select } from './alter-partitions.js';
import type { AlterPlace } from './alter-place.js';

/**
 * ADD PARTITION of a list, or above the highest bound of a range: a table of its own,
 * `t_p`. Everything else is reported.
 */
export function addPartition(
  place: AlterPlace,
  partition: Extract<AlterTableAction, { kind: 'AddPartition' }>['partition'],
): void {
  const { unit, relation, table } = place;
  const definition = relation?.definition?.kind === 'CreateTable' ? relation.definition.partitioning : undefined;
  const types = (definition?.columns ?? []).map(
    (key): OracleType =>
      (key.kind === 'Name' && relation?.columns.find((c) => c.name === key.parts.at(-1)?.name)?.type) || {
        kind: 'unknown',
      },
  );
  const boundOf = (e: Expr, i: number): PgExpr | 'maxvalue' =>
    isNameOf(e, 'MAXVALUE') ? 'maxvalue' : lowerTo(ddlContext(unit), e, types[i] ?? { kind: 'unknown' });
  const own = partition.name ? fold(partition.name) : unnamed(place, partition);
  const name = [table[0] ?? '', helperName(table.at(-1) ?? '', own, '_')];
  const created = (bound: NonNullable<PgCreateTable['partitionOf']>['bound']): void => {
    place.statements.push({
      kind: 'PgCreateTable',
      span: partition.span,
      name,
      columns: [],
      constraints: [],
      partitionOf: { parent: table, bound },
    });
  };
  if (partition.values && definition?.method === 'LIST' && !definition.subpartitioning && !listsSeveral(definition)) {
    const { values } = partition;
    if (values.some(isDefaultMark)) {
      created({ kind: 'default' });
      return;
    }
    const lowered = attempt(
      unit,
      () => values.map((v) => lowerTo(ddlContext(unit), v, types[0] ?? { kind: 'unknown' })),
      () => partitionAction(partition.span, 'ADD PARTITION'),
    );
    if (lowered && [...definition.partitions, ...addedPartitions(relation)].some((p) => p.values?.some(isDefaultMark)))
      select(place, partition.span, `ora.no_default_partition(${parent(place)})`);
    if (lowered) created({ kind: 'list', values: lowered });
    return;
  }
  if (definition?.method === 'RANGE' && definition.interval) {
    // Partitions come by themselves. (VLDB and Partitioning Guide, "Adding Partitions")
    select(place, partition.span, `ora.raise(14760, ${literal(noneOfIntervals)})`);
    return;
  }
  const isMaximum = hasMaximum(partition);
  const others = [...(definition?.partitions ?? []), ...addedPartitions(relation).filter((p) => p !== partition)];
  if (definition?.method === 'RANGE' && others.some(hasMaximum))
    select(place, partition.span, `ora.no_default_partition(${parent(place)})`);
  if (isMaximum && definition?.method === 'RANGE' && !definition.subpartitioning) {
    created({ kind: 'default' });
    return;
  }
  const below = partition.lessThan?.some((e) => isNameOf(e, 'MAXVALUE')) ? undefined : partition.lessThan;
  if (below && definition?.method === 'RANGE' && !definition.subpartitioning && isLastUnknown(relation, partition)) {
    addAboveTheRest(place, partition, below, name);
    return;
  }
  const last = highestBound(place, partition);
  if (partition.lessThan && last && definition?.method === 'RANGE' && !definition.subpartitioning) {
    const { lessThan } = partition;
    const bounds = attempt(
      unit,
      () => [last, lessThan].map((list) => list.map(boundOf)),
      () => partitionAction(partition.span, 'ADD PARTITION'),
    );
    if (bounds?.[0] && bounds[1]) created({ kind: 'range', from: bounds[0], to: bounds[1] });
    return;
  }
  unit.report(partitionAction(partition.span, 'ADD PARTITION'));
}

const noneOfIntervals = 'ADD PARTITION is not permitted on Interval partitioned objects';

/** Is it the partition of MAXVALUE? */
const hasMaximum = ({ lessThan }: PartitionDefinition): boolean =>
  lessThan?.every((e) => isNameOf(e, 'MAXVALUE')) ?? false;

/**
 * Is the last partition known at run time only? So it is where statements drop partitions of the table, and to a text, which is none of the
 * statements that are known to alter it.
 */
const isLastUnknown = (relation: RelationSymbol | undefined, partition: PartitionDefinition): boolean =>
  !addedPartitions(relation).includes(partition) ||
  (relation?.alters ?? []).some((a) =>
    a.actions.some((x) => x.kind === 'OtherPartitionAction' && x.what.startsWith('DROP PARTITION')),
  );

/** ADD PARTITION where the last range is known at run time only. */
function addAboveTheRest(
  place: AlterPlace,
  { span }: PartitionDefinition,
  lessThan: readonly Expr[],
  name: readonly string[],
): void {
  const upper = partitionValues(place, lessThan);
  if (!upper) return;
  const names = [regclassText(place.table), name.at(-1) ?? ''].map((t) => b.text(span, t));
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
  (relation?.alters ?? []).flatMap((a) => a.actions.flatMap((x) => (x.kind === 'AddPartition' ? [x.partition] : [])));
