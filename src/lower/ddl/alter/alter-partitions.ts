import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { partitionAction } from '../../../diagnostics/op6.js';
import { alterIgnored } from '../../../diagnostics/op6-objects.js';
import type { AlterTableAction, Expr, Identifier, PartitionDefinition } from '../../../ir/oracle/index.js';
import type { PgCreateTable, PgExpr } from '../../../ir/postgres/index.js';
import { b, pgTypes } from '../../builders.js';
import { lowerTo } from '../../expressions/index.js';
import { shorten } from '../../naming/naming.js';
import { attempt, ddlContext } from '../expressions.js';
import { fold, literal, regclassText, relationNamed } from '../names.js';
import { isDefaultMark, isNameOf, listsSeveral } from '../tables/partition-keys.js';
import type { AlterPlace } from './alter-place.js';

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

/** DROP, TRUNCATE and RENAME of partitions are those of their tables; the runtime makes new ones of old ones. */
export function otherPartitionAction(
  place: AlterPlace,
  action: Extract<AlterTableAction, { kind: 'OtherPartitionAction' }>,
): void {
  const { span } = action;
  // Indexes of PostgreSQL are always in step with their table.
  if (/^MODIFY .* UNUSABLE LOCAL INDEXES$/.test(action.what)) {
    place.unit.report(alterIgnored(span, action.what));
    return;
  }
  const partitions = action.partitions ?? [];
  const verb = /^(DROP|TRUNCATE|RENAME|SPLIT|MERGE|EXCHANGE|MODIFY) PARTITION/.exec(action.what)?.[1];
  const partition = (p: Identifier): readonly string[] => partitionTable(place.table, fold(p));
  const own = (p: Identifier): string => regclassText(partition(p));
  const fixed = (text: string): void => void place.statements.push({ kind: 'PgFixedStatement', span, text });
  const done = (): boolean => {
    const [first, second] = partitions;
    const [into, other] = action.into ?? [];
    if (!first || !isPartitioned(place.relation)) return false;
    const parent = literal(regclassText(place.table));
    const name = (p: Identifier): string => literal(partitionTable(place.table, fold(p))[1] ?? '');
    const known = knownPartitions(place.relation);
    for (const p of partitions)
      if (!known.has(fold(p))) fixed(`select ora.partition_check(${parent}, ${literal(own(p))})`);
    switch (verb) {
      case 'DROP':
      case 'TRUNCATE':
        for (const p of partitions)
          place.statements.push(
            verb === 'DROP'
              ? { kind: 'PgDrop', span, objectKind: 'table', names: [partition(p)], ifExists: false }
              : { kind: 'PgTruncate', span, table: partition(p) },
          );
        return true;
      case 'RENAME':
        if (!into) return false;
        place.statements.push({
          kind: 'PgRename',
          span,
          objectKind: 'table',
          name: partition(first),
          to: partition(into).at(-1) ?? '',
        });
        return true;
      case 'SPLIT': {
        return splitPartition(place, { action, into, other, own, first });
      }
      case 'MODIFY': {
        return modifyValues(place, action, own, first);
      }
      case 'MERGE':
        if (!into || !second || partitions.length > 2 || hasSubpartitions(place.relation)) return false;
        fixed(`select ora.merge_partitions(${parent}, ${literal(own(first))}, ${literal(own(second))}, ${name(into)})`);
        return true;
      case 'EXCHANGE': {
        const table = action.table && relationNamed(place.unit, action.table);
        if (!table || hasSubpartitions(place.relation)) return false;
        const with_ = literal(regclassText(place.unit.naming.of(table)));
        fixed(`select ora.exchange_partition(${parent}, ${literal(own(first))}, ${with_})`);
        return true;
      }
      default:
        return false;
    }
  };
  if (!done()) place.unit.report(partitionAction(span, action.what));
}

/** MODIFY PARTITION … ADD or DROP VALUES. */
function modifyValues(
  place: AlterPlace,
  action: Extract<AlterTableAction, { kind: 'OtherPartitionAction' }>,
  own: (p: Identifier) => string,
  first: Identifier,
): boolean {
  const { span } = action;
  const changed = action.values && partitionValues(place, action.at);
  if (!changed || hasSubpartitions(place.relation)) return false;
  const tables = [regclassText(place.table), own(first)].map((t) => b.text(span, t));
  const values = b.array(span, ...changed);
  const call = b.ora(span, 'partition_values', ...tables, values, b.boolean(span, action.values === 'ADD'));
  place.statements.push({
    kind: 'PgQueryStatement',
    span,
    query: b.select(span, { items: [b.item(span, call)] }),
  });
  return true;
}

/** SPLIT PARTITION … INTO: false where it is not known what goes where. */
function splitPartition(
  place: AlterPlace,
  {
    action,
    into,
    other,
    own,
    first,
  }: {
    readonly action: Extract<AlterTableAction, { kind: 'OtherPartitionAction' }>;
    readonly into: Identifier | undefined;
    readonly other: Identifier | undefined;
    readonly own: (p: Identifier) => string;
    readonly first: Identifier;
  },
): boolean {
  const { span } = action;
  const at = partitionValues(place, action.at);
  if (!into || !other || at === undefined || hasSubpartitions(place.relation)) return false;
  const names = [into, other].map((p) => b.text(span, partitionTable(place.table, fold(p))[1] ?? ''));
  const tables = [regclassText(place.table), own(first)].map((t) => b.text(span, t));
  const call = b.ora(span, 'split_partition', ...tables, b.array(span, ...at), ...names);
  place.statements.push({
    kind: 'PgQueryStatement',
    span,
    query: b.select(span, { items: [b.item(span, call)] }),
  });
  return true;
}

/** The names of the partitions that the statements of the inputs make. */
function knownPartitions(relation: RelationSymbol | undefined): ReadonlySet<string> {
  const made = relation?.definition?.kind === 'CreateTable' ? (relation.definition.partitioning?.partitions ?? []) : [];
  const names = made.flatMap((p) => (p.name ? [p.name] : []));
  for (const action of (relation?.alters ?? []).flatMap((a) => a.actions)) {
    if (action.kind === 'AddPartition' && action.partition.name) names.push(action.partition.name);
    if (action.kind === 'OtherPartitionAction') names.push(...(action.into ?? []));
  }
  return new Set(names.map(fold));
}

const hasSubpartitions = (relation: RelationSymbol | undefined): boolean =>
  relation?.definition?.kind !== 'CreateTable' || relation.definition.partitioning?.subpartitioning !== undefined;

/** The values of AT or VALUES, each as text. */
function partitionValues(
  { unit, relation }: AlterPlace,
  values: readonly Expr[] | undefined,
): readonly PgExpr[] | undefined {
  const partitioning = relation?.definition?.kind === 'CreateTable' ? relation.definition.partitioning : undefined;
  const [first] = values ?? [];
  if (!values || !first) return undefined;
  const typeOf = (i: number): OracleType => {
    const key = partitioning?.columns[partitioning.method === 'LIST' ? 0 : i];
    const name = key?.kind === 'Name' ? key.parts.at(-1)?.name : undefined;
    return relation?.columns.find((c) => c.name === name)?.type ?? { kind: 'unknown' };
  };
  return attempt(
    unit,
    () => values.map((v, i) => b.cast(v.span, lowerTo(ddlContext(unit), v, typeOf(i)), pgTypes.text)),
    () => partitionAction(first.span, 'SPLIT PARTITION'),
  );
}

function isPartitioned(relation: RelationSymbol | undefined): boolean {
  const partitioning = relation?.definition?.kind === 'CreateTable' ? relation.definition.partitioning : undefined;
  const method = listsSeveral(partitioning) ? undefined : partitioning?.method;
  return method === 'RANGE' || method === 'LIST' || method === 'HASH';
}

const partitionTable = (table: readonly string[], partition: string): readonly string[] => [
  table[0] ?? '',
  shorten(`${table.at(-1)}_${partition}`),
];

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
  const name = [
    table[0] ?? '',
    shorten(`${table.at(-1)}_${partition.name ? fold(partition.name) : unnamed(place, partition)}`),
  ];
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
    if (lowered) created({ kind: 'list', values: lowered });
    return;
  }
  const isMaximum = partition.lessThan?.every((e) => isNameOf(e, 'MAXVALUE')) ?? false;
  if (isMaximum && definition?.method === 'RANGE' && !definition.subpartitioning && !definition.interval) {
    created({ kind: 'default' });
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

/** Oracle makes up a name; here each such partition of the table has its number. */
function unnamed({ relation }: AlterPlace, partition: PartitionDefinition): string {
  const at = addedPartitions(relation)
    .filter((p) => !p.name)
    .indexOf(partition);
  return at > 0 ? `added_${at + 1}` : 'added';
}
