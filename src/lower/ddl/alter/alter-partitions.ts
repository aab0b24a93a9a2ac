import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { partitionAction } from '../../../diagnostics/op6.js';
import { alterIgnored } from '../../../diagnostics/op6-objects.js';
import { lastName } from '../../../ir/dotted.js';
import type { AlterTableAction, Expr, Identifier } from '../../../ir/oracle/index.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { lowerTo } from '../../expressions/index.js';
import { helperName } from '../../naming/naming.js';
import { partitionOf } from '../../queries/from/table-name.js';
import { ddlLock } from '../ddl-lock.js';
import { attempt, ddlContext } from '../expressions.js';
import { fold, literal, regclassText, relationNamed } from '../names.js';
import { listsSeveral } from '../tables/partition-keys.js';
import type { AlterPlace } from './alter-place.js';

type PartitionAction = Extract<AlterTableAction, { kind: 'OtherPartitionAction' }>;

/** TRUNCATE and RENAME of partitions are those of their tables; the runtime drops them and makes new ones of old ones. */
export function otherPartitionAction(place: AlterPlace, action: PartitionAction): void {
  // Indexes of PostgreSQL are always in step with their table.
  if (/^MODIFY .* UNUSABLE LOCAL INDEXES$/.test(action.what)) {
    place.unit.report(alterIgnored(action.span, action.what));
    return;
  }
  const [first] = action.partitions ?? [];
  const isDone = first && isPartitioned(place.relation) && changePartitions(place, action, first);
  if (!isDone) place.unit.report(partitionAction(action.span, action.what));
}

/** False where it is not known how. */
function changePartitions(place: AlterPlace, action: PartitionAction, first: Identifier): boolean {
  const sub = /^(DROP|TRUNCATE) SUBPARTITIONS?\b/.exec(action.what)?.[1];
  if (sub) return changeSubpartitions(place, action, sub === 'DROP');
  const verb = /^(DROP|TRUNCATE|RENAME|SPLIT|MERGE|EXCHANGE|MODIFY) PARTITION/.exec(action.what)?.[1];
  if (verb === undefined) return false;
  checkPartitions(place, action);
  switch (verb) {
    case 'DROP':
      dropPartitions(place, action);
      return true;
    case 'TRUNCATE':
      truncatePartitions(place, action);
      return true;
    case 'RENAME':
      return renamePartition(place, action, first);
    case 'SPLIT':
      return splitPartition(place, action, first);
    case 'MODIFY':
      return modifyValues(place, action, first);
    case 'MERGE':
      return mergePartitions(place, action);
    case 'EXCHANGE':
      return exchangePartition(place, action, first);
    default:
      return false;
  }
}

/** A partition that no input makes is looked up when the statement runs. */
function checkPartitions(place: AlterPlace, { span, partitions = [] }: PartitionAction): void {
  const known = knownPartitions(place.relation);
  for (const p of partitions)
    if (!known.has(fold(p))) select(place, span, `ora.partition_check(${parent(place)}, ${partitionText(place, p)})`);
}

function dropPartitions(place: AlterPlace, { span, partitions = [] }: PartitionAction): void {
  for (const p of partitions) select(place, span, `ora.drop_partition(${partitionText(place, p)})`);
}

/** DROP and TRUNCATE SUBPARTITION: false for one that CREATE TABLE does not name. */
function changeSubpartitions(place: AlterPlace, { span, partitions = [] }: PartitionAction, drops: boolean): boolean {
  const tables = partitions.map((name) => partitionOf(place.relation, place.table, { sub: true, name }));
  if (tables.some((t) => t === undefined)) return false;
  for (const table of tables.flatMap((t) => (t ? [t] : [])))
    if (drops) select(place, span, `ora.drop_partition(${literal(regclassText(table))})`);
    else truncate(place, span, table);
  return true;
}

function truncatePartitions(place: AlterPlace, { span, partitions = [] }: PartitionAction): void {
  for (const p of partitions) truncate(place, span, partitionTable(place, p));
}

function truncate({ unit, statements }: AlterPlace, span: Span, table: readonly string[]): void {
  statements.push(...ddlLock(unit, span, table), { kind: 'PgTruncate', span, table });
}

function renamePartition(place: AlterPlace, { span, into: [into] = [] }: PartitionAction, first: Identifier): boolean {
  if (!into) return false;
  const name = partitionTable(place, first);
  const to = partitionTable(place, into).at(-1) ?? '';
  place.statements.push({ kind: 'PgRename', span, objectKind: 'table', name, to });
  return true;
}

/** SPLIT PARTITION … INTO: false where it is not known what goes where. */
function splitPartition(place: AlterPlace, action: PartitionAction, first: Identifier): boolean {
  const { span } = action;
  const [into, other] = action.into ?? [];
  const at = partitionValues(place, action.at);
  if (!into || !other || at === undefined || hasSubpartitions(place.relation)) return false;
  const names = [into, other].map((p) => b.text(span, nameOfPartition(place, p)));
  perform(
    place,
    b.ora(span, 'split_partition', ...parentAndPartition(place, first, span), b.array(span, ...at), ...names),
  );
  return true;
}

/** MODIFY PARTITION … ADD or DROP VALUES. */
function modifyValues(place: AlterPlace, action: PartitionAction, first: Identifier): boolean {
  const { span } = action;
  const changed = action.values && partitionValues(place, action.at);
  if (!changed || hasSubpartitions(place.relation)) return false;
  const isAdded = b.boolean(span, action.values === 'ADD');
  perform(
    place,
    b.ora(span, 'partition_values', ...parentAndPartition(place, first, span), b.array(span, ...changed), isAdded),
  );
  return true;
}

function mergePartitions(place: AlterPlace, { span, partitions = [], into: [into] = [] }: PartitionAction): boolean {
  const [first, second] = partitions;
  if (!into || !first || !second || partitions.length > 2 || hasSubpartitions(place.relation)) return false;
  const [one, other, name] = [partitionText(place, first), partitionText(place, second), nameOfPartition(place, into)];
  select(place, span, `ora.merge_partitions(${parent(place)}, ${one}, ${other}, ${literal(name)})`);
  return true;
}

function exchangePartition(place: AlterPlace, { span, table }: PartitionAction, first: Identifier): boolean {
  const other = table && relationNamed(place.unit, table);
  if (!other || hasSubpartitions(place.relation)) return false;
  const otherText = literal(regclassText(place.unit.naming.of(other)));
  select(place, span, `ora.exchange_partition(${parent(place)}, ${partitionText(place, first)}, ${otherText})`);
  return true;
}

/** Adds `select call`, a call of the runtime as text, to the statements. */
export function select(place: AlterPlace, span: Span, call: string): void {
  place.statements.push({ kind: 'PgFixedStatement', span, text: `select ${call}` });
}

/** Adds `select call` of a call that has expressions of the program in it. */
export function perform(place: AlterPlace, call: PgExpr): void {
  const { span } = call;
  place.statements.push({
    kind: 'PgQueryStatement',
    span,
    query: b.select(span, { items: [b.item(span, call)] }),
  });
}

/** The table and the partition, as the runtime finds them. */
const parentAndPartition = (place: AlterPlace, partition: Identifier, span: Span): readonly PgExpr[] =>
  [place.table, partitionTable(place, partition)].map((table) => b.text(span, regclassText(table)));

/** The table as the runtime finds it: the literal of its name. */
export const parent = ({ table }: AlterPlace): string => literal(regclassText(table));

const partitionText = (place: AlterPlace, partition: Identifier): string =>
  literal(regclassText(partitionTable(place, partition)));

/** The table that a partition is. */
const partitionTable = ({ table }: AlterPlace, partition: Identifier): readonly string[] => [
  table[0] ?? '',
  helperName(table.at(-1) ?? '', fold(partition), '_'),
];

const nameOfPartition = (place: AlterPlace, partition: Identifier): string => partitionTable(place, partition)[1] ?? '';

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

/** The values of AT, VALUES or LESS THAN, each as text. */
export function partitionValues(
  { unit, relation }: AlterPlace,
  values: readonly Expr[] | undefined,
): readonly PgExpr[] | undefined {
  const partitioning = relation?.definition?.kind === 'CreateTable' ? relation.definition.partitioning : undefined;
  const [first] = values ?? [];
  if (!values || !first) return undefined;
  const typeOf = (i: number): OracleType => {
    const key = partitioning?.columns[partitioning.method === 'LIST' ? 0 : i];
    const name = key?.kind === 'Name' ? lastName(key) : undefined;
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
