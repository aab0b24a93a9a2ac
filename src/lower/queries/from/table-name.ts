import type { RowSource } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import {
  databaseLink,
  dictionaryViewMissing,
  partitionExtension,
  unsupportedClause,
} from '../../../diagnostics/op2.js';
import type { QualifiedName, TableRef } from '../../../ir/oracle/index.js';
import type { InvalidInOracle } from '../../../ir/oracle-error.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import { refuse, type UnitContext } from '../../context.js';
import { foldName, helperName } from '../../naming/naming.js';
import { dictionaryViewName, relationName } from '../row-sources.js';
import { isGoneBehindSynonym } from './gone-behind-synonym.js';

/** `t partition (p)`: the table that the partition of this name became. @throws Refusal */
export function partitionName(
  item: Pick<TableRef, 'span' | 'name' | 'partition'>,
  relation: RelationSymbol | undefined,
  table: readonly string[],
): readonly string[] {
  return (
    (item.partition && partitionOf(relation, table, item.partition)) ??
    refuse({
      ...partitionExtension(item.span, item.name.parts.map((p) => p.name).join('.')),
      ...withError(relation, item.partition),
    })
  );
}

/** What Oracle raises, if nothing changes the partitions of the table. (Database Error Messages, ORA-02149, ORA-14501) */
function withError(
  relation: RelationSymbol | undefined,
  partition: TableRef['partition'],
): { readonly invalid?: InvalidInOracle } {
  const definition = relation?.definition;
  if (definition?.kind !== 'CreateTable' || relation?.alters?.length) return {};
  const { partitioning } = definition;
  if (!partitioning) return { invalid: { kind: 'raises', ...oracleFailure(14501) } };
  const isNamed = partition?.name !== undefined && !partition.sub && partitioning.interval === undefined;
  return isNamed && partitioning.partitions.every((p) => p.name)
    ? { invalid: { kind: 'raises', ...oracleFailure(2149) } }
    : {};
}

/**
 * The table that the partition or subpartition of this name became, `t_p` or `t_p_s`; interval and reference partitions
 * have no such table.
 */
export function partitionOf(
  relation: RelationSymbol | undefined,
  table: readonly string[],
  partition: NonNullable<TableRef['partition']>,
): readonly string[] | undefined {
  const definition = relation?.definition;
  const partitioning = definition?.kind === 'CreateTable' ? definition.partitioning : undefined;
  const wanted = partition.name?.name;
  if (!partitioning || wanted === undefined || !['RANGE', 'LIST', 'HASH'].includes(partitioning.method))
    return undefined;
  const base = table.at(-1) ?? '';
  const template = partitioning.subpartitioning?.template ?? partitioning.template ?? [];
  const actions = (relation?.alters ?? []).flatMap((a) => a.actions);
  const added = actions.flatMap((x) => (x.kind === 'AddPartition' ? [x.partition] : []));
  for (const p of [...partitioning.partitions, ...added]) {
    if (!p.name) continue;
    const { name } = p.name;
    const own = helperName(base, foldName(name), '_');
    if (!partition.sub && name === wanted) return [...table.slice(0, -1), own];
    // A subpartition of the template has the partition's name before its own. (SQL Language Reference, CREATE TABLE,
    // subpartition_template)
    const sub = partition.sub
      ? p.subpartitions?.length
        ? p.subpartitions.find((x) => x.name?.name === wanted)
        : template.find((x) => x.name && `${name}_${x.name.name}` === wanted)
      : undefined;
    if (sub?.name) return [...table.slice(0, -1), helperName(own, foldName(sub.name.name), '_')];
  }
  const later = actions.flatMap((x) => (x.kind === 'OtherPartitionAction' ? (x.into ?? []) : []));
  if (!partition.sub && later.some((p) => p.name === wanted))
    return [...table.slice(0, -1), helperName(base, foldName(wanted), '_')];
  return undefined;
}

/** The table, view or subquery factor that a name means. */
export function tableName(unit: UnitContext, name: QualifiedName, source: RowSource | undefined): readonly string[] {
  const parts = name.parts.map((p) => p.name);
  const last = parts.at(-1) ?? '';
  if (name.link !== undefined) refuse(databaseLink(name.span, parts.join('.'), name.link));
  if (source?.kind === 'factor') return [foldName(last)];
  if (source?.kind === 'dual') return ['ora', 'dual'];
  if (source?.relation) {
    if (source.relation.supplied && !dictionaryViewName(source.relation.name))
      refuse(dictionaryViewMissing(name.span, source.relation.name));
    if (isGoneBehindSynonym(unit, name, source.relation))
      refuse({
        ...unsupportedClause(name.span, `The synonym ${last} of a table that has been dropped (ORA-00980)`),
        invalid: { kind: 'raises', ...oracleFailure(980) },
      });
    return relationName(unit, source.relation);
  }
  const owner = parts.length > 1 ? (parts[parts.length - 2] ?? '') : unit.analysis.ownerAt(name.span);
  const link = unit.analysis.catalog.linkOf(parts, owner);
  if (link !== undefined) refuse(databaseLink(name.span, parts.join('.'), link));
  return [unit.naming.schemaOf(owner), foldName(last)];
}
