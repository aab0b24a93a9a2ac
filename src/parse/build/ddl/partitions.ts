import type { Expr, PartitionDefinition, Partitioning, PhysicalClause } from '../../../ir/oracle/index.js';
import {
  OracleParser as P,
  type PartitionAttributeContext,
  type PartitionDefinitionContext,
  type PartitioningContext,
  type PartitionKeyContext,
  type PartitionSettingContext,
  type PartitionValuesContext,
  type SubpartitionDefinitionContext,
  type SubpartitionTemplateContext,
} from '../../generated/OracleParser.js';
import { lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildLastName } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken } from '../tree.js';
import { physicalClause } from './physical.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** (SQL Language Reference, "CREATE TABLE", table_partitioning_clauses) */
export function buildPartitioning(cx: BuildContext, ctx: PartitioningContext): Partitioning {
  const method = methodOf(required(ctx._partitionMethod).type);
  const keys = buildKeys(cx, ctx.partitionKey());
  const settings: Writable<Settings> = {};
  for (const setting of ctx.partitionSetting()) addSetting(cx, setting, settings);
  const partitions = ctx.partitionDefinition().map((definition) => lineNode(cx, definition, buildPartition));
  const [reference] = method === 'REFERENCE' ? keys : [];
  const name = reference?.kind === 'Name' ? reference.parts[reference.parts.length - 1] : undefined;
  return {
    kind: 'Partitioning',
    span: cx.span(ctx),
    method,
    columns: method === 'REFERENCE' ? [] : keys,
    ...(name && { reference: name }),
    ...settings,
    partitions,
  };
}

type Settings = Pick<Partitioning, 'interval' | 'automatic' | 'count' | 'subpartitioning' | 'template'>;

function methodOf(word: number): Partitioning['method'] {
  switch (word) {
    case P.RANGE:
      return 'RANGE';
    case P.LIST:
      return 'LIST';
    case P.HASH:
      return 'HASH';
    case P.REFERENCE:
      return 'REFERENCE';
    case P.SYSTEM:
      return 'SYSTEM';
    default:
      return 'CONSISTENT HASH';
  }
}

function buildKeys(cx: BuildContext, ctx: PartitionKeyContext | null): Expr[] {
  return ctx === null ? [] : ctx.expression().map((key) => buildExpr(cx, key));
}

function addSetting(cx: BuildContext, ctx: PartitionSettingContext, settings: Writable<Settings>): void {
  const interval = ctx.expression();
  if (interval !== null) settings.interval = buildExpr(cx, interval);
  const below = ctx.subpartitioning();
  if (below !== null) {
    const word = hasToken(below, P.RANGE) ? P.RANGE : hasToken(below, P.LIST) ? P.LIST : P.HASH;
    settings.subpartitioning = {
      kind: 'Partitioning',
      span: cx.span(below),
      method: methodOf(word),
      columns: buildKeys(cx, below.partitionKey()),
      partitions: [],
    };
  }
  const template = ctx.subpartitionTemplate();
  if (template !== null) addTemplate(cx, template, settings);
  const first = firstTokenOf(ctx).type;
  if (first === P.AUTOMATIC) settings.automatic = true;
  const count = ctx.NUMBER_LITERAL();
  if (count === null) return;
  if (first === P.PARTITIONS) settings.count = Number(count.getText());
  else if (settings.subpartitioning) {
    settings.subpartitioning = { ...settings.subpartitioning, count: Number(count.getText()) };
  }
}

function addTemplate(cx: BuildContext, ctx: SubpartitionTemplateContext, settings: Writable<Settings>): void {
  const count = ctx.NUMBER_LITERAL();
  if (count === null) {
    settings.template = ctx.subpartitionDefinition().map((definition) => lineNode(cx, definition, buildPartition));
  } else if (settings.subpartitioning) {
    settings.subpartitioning = { ...settings.subpartitioning, count: Number(count.getText()) };
  }
}

/** A partition or subpartition with its bounds. */
export function buildPartition(
  cx: BuildContext,
  ctx: PartitionDefinitionContext | SubpartitionDefinitionContext,
): PartitionDefinition {
  const name =
    ctx.ruleIndex === P.RULE_partitionDefinition
      ? (ctx as PartitionDefinitionContext)._partitionName
      : (ctx as SubpartitionDefinitionContext)._subpartitionName;
  const built = name && buildLastName(cx, name);
  const values = ctx.partitionValues();
  const bounds = values === null ? {} : buildBounds(cx, values);
  const physical: PhysicalClause[] = ctx
    .partitionAttribute()
    .map((attribute: PartitionAttributeContext) => physicalClause(cx, attribute));
  const count = ctx
    .partitionAttribute()
    .find((attribute: PartitionAttributeContext) => hasToken(attribute, P.SUBPARTITIONS))
    ?.NUMBER_LITERAL();
  const subpartitions =
    ctx.ruleIndex === P.RULE_partitionDefinition
      ? (ctx as PartitionDefinitionContext).subpartitionDefinition().map((below) => lineNode(cx, below, buildPartition))
      : [];
  return {
    kind: 'PartitionDefinition',
    span: cx.span(ctx),
    ...(built && { name: built }),
    ...bounds,
    ...(subpartitions.length > 0 && { subpartitions }),
    ...(count && { subpartitionCount: Number(count.getText()) }),
    ...(physical.length > 0 && { physical }),
  };
}

function buildBounds(cx: BuildContext, ctx: PartitionValuesContext): Pick<PartitionDefinition, 'lessThan' | 'values'> {
  const values = ctx.expression().map((value) => buildExpr(cx, value));
  return hasToken(ctx, P.LESS) ? { lessThan: values } : { values };
}
