import type { ParseTree } from 'antlr4ng';
import type { ColumnDefinition, CreateTable, PhysicalClause, TableConstraint } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type ColumnDefinitionContext,
  type CreateModifierContext,
  type CreateTableContext,
  type ExternalDataContext,
  type ExternalOrganizationContext,
  type ExternalPropertyContext,
  type OutOfLineConstraintContext,
  OracleParser as P,
  type SupplementalLoggingContext,
  type TableItemContext,
  type TableOptionContext,
} from '../../generated/OracleParser.js';
import { closeList, lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildIdentifier, buildQualifiedName } from '../names.js';
import { unquoted } from '../plsql/routines.js';
import { buildQuery } from '../queries/queries.js';
import { firstOf, lastOf, required } from '../required.js';
import { firstTokenOf, hasToken, ruleOf, tokenTypeOf } from '../tree.js';
import { buildColumn } from './columns.js';
import { buildTableConstraint } from './constraints.js';
import { withSwitches } from './key-target.js';
import { buildPartitioning } from './partitions.js';
import { physicalClause } from './physical.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** (SQL Language Reference, "CREATE TABLE") */
export function buildTable(
  cx: BuildContext,
  ctx: CreateTableContext,
  span: Span,
  modifiers: readonly CreateModifierContext[],
): CreateTable {
  const name = buildQualifiedName(cx, required(ctx.name(0)));
  const options: Writable<TableOptions> = { physical: [] };
  const switches = ctx.tableOption().flatMap((option) => option.constraintSwitch() ?? []);
  const { columns, constraints } = withSwitches(cx, switches, buildItems(cx, ctx, options.physical));
  for (const modifier of modifiers) addModifier(cx, modifier, options);
  for (const option of ctx.tableOption()) addOption(cx, option, options);
  if (ctx._objectType && hasToken(ctx, P.NOT))
    options.physical.push({ kind: 'PhysicalClause', span: cx.span(ctx._objectType), what: 'NOT SUBSTITUTABLE' });
  const query = ctx.query();
  return {
    kind: 'CreateTable',
    span,
    name,
    ...(ctx.ifNotExists() && { ifNotExists: true }),
    ...(ctx._objectType && { ofType: buildQualifiedName(cx, ctx._objectType) }),
    columns,
    constraints,
    ...(query && { asQuery: buildQuery(cx, query) }),
    ...options,
  };
}

type TableOptions = Pick<
  CreateTable,
  'temporary' | 'onCommit' | 'organization' | 'external' | 'cluster' | 'partitioning' | 'keyIsIdentifier'
> & { readonly physical: PhysicalClause[] };

function buildItems(
  cx: BuildContext,
  ctx: CreateTableContext,
  physical: PhysicalClause[],
): { readonly columns: readonly ColumnDefinition[]; readonly constraints: readonly TableConstraint[] } {
  const columns: ColumnDefinition[] = [];
  const constraints: TableConstraint[] = [];
  const items = ctx.tableItem();
  for (const item of items) {
    if (!addItem(cx, item, columns, constraints)) physical.push(physicalClause(cx, item));
  }
  if (items.length > 0) {
    const close = required(ctx.children.findLast((child) => tokenTypeOf(child) === P.RPAREN));
    const last = lastOf(items);
    closeList(cx, last.columnDefinition() === null ? constraints : columns, firstTokenOf(close).start);
  }
  return { columns, constraints };
}

/** False for what is neither: SCOPE FOR, REF … WITH ROWID, PERIOD FOR. */
export function addItem(
  cx: BuildContext,
  item: TableItemContext,
  columns: ColumnDefinition[],
  constraints: TableConstraint[],
): boolean {
  const child = firstOf(item.children);
  switch (ruleOf(child)) {
    case P.RULE_columnDefinition:
      columns.push(lineNode(cx, child as ColumnDefinitionContext, buildColumn));
      break;
    case P.RULE_outOfLineConstraint:
      constraints.push(lineNode(cx, child as OutOfLineConstraintContext, buildTableConstraint));
      break;
    case P.RULE_supplementalLogging:
      constraints.push(lineNode(cx, child as SupplementalLoggingContext, buildSupplementalLog));
      break;
    default:
      return false;
  }
  return true;
}

function buildSupplementalLog(cx: BuildContext, ctx: SupplementalLoggingContext): TableConstraint {
  return { kind: 'SupplementalLog', span: cx.span(ctx), state: {} };
}

function addModifier(cx: BuildContext, ctx: CreateModifierContext, options: Writable<TableOptions>): void {
  switch (firstTokenOf(ctx).type) {
    case P.GLOBAL:
      options.temporary = 'GLOBAL';
      break;
    case P.PRIVATE:
      options.temporary = 'PRIVATE';
      break;
    case P.TEMPORARY:
      options.temporary ??= 'GLOBAL';
      break;
    default:
      options.physical.push(physicalClause(cx, ctx));
  }
}

function addOption(cx: BuildContext, ctx: TableOptionContext, options: Writable<TableOptions>): void {
  const partitioning = ctx.partitioning();
  if (partitioning !== null) {
    options.partitioning = buildPartitioning(cx, partitioning);
    return;
  }
  const state = ctx.constraintSwitch();
  if (state !== null && !hasToken(state, P.TRIGGERS) && !hasToken(state, P.LOCK)) return;
  switch (firstTokenOf(ctx).type) {
    case P.ON:
      options.onCommit = onCommit(ctx);
      break;
    case P.ORGANIZATION:
      options.organization = organization(ctx);
      options.physical.push({
        kind: 'PhysicalClause',
        span: cx.span(ctx),
        what: `ORGANIZATION ${options.organization}`,
      });
      if (options.organization === 'EXTERNAL') options.external = buildExternal(cx, ctx.externalOrganization());
      break;
    case P.OBJECT:
      if (hasToken(ctx, P.PRIMARY)) options.keyIsIdentifier = true;
      options.physical.push(physicalClause(cx, ctx));
      break;
    case P.CLUSTER:
      options.cluster = buildQualifiedName(cx, required(ctx.name()));
      break;
    default:
      options.physical.push(physicalClause(cx, ctx));
  }
}

function onCommit(ctx: TableOptionContext): CreateTable['onCommit'] {
  if (hasToken(ctx, P.DEFINITION)) return hasToken(ctx, P.DROP) ? 'DROP DEFINITION' : 'PRESERVE DEFINITION';
  return hasToken(ctx, P.DELETE) ? 'DELETE ROWS' : 'PRESERVE ROWS';
}

function organization(ctx: TableOptionContext): NonNullable<CreateTable['organization']> {
  if (hasToken(ctx, P.HEAP)) return 'HEAP';
  return hasToken(ctx, P.INDEX) ? 'INDEX' : 'EXTERNAL';
}

/** (SQL Language Reference, "external_table_clause") */
function buildExternal(
  cx: BuildContext,
  ctx: ExternalOrganizationContext | null,
): NonNullable<CreateTable['external']> {
  const external: Writable<NonNullable<CreateTable['external']>> = { location: [] };
  for (const property of ctx?.externalProperty() ?? []) addExternalProperty(cx, property, external);
  return external;
}

function addExternalProperty(
  cx: BuildContext,
  ctx: ExternalPropertyContext,
  external: Writable<NonNullable<CreateTable['external']>>,
): void {
  const type = ctx.identifier();
  if (type !== null) external.type = buildIdentifier(cx, type).name;
  const data = ctx.externalData();
  if (data !== null) addExternalData(cx, data, external);
}

/** Where the rows are, and how they are read. */
function addExternalData(
  cx: BuildContext,
  ctx: ExternalDataContext,
  external: Writable<NonNullable<CreateTable['external']>>,
): void {
  const name = ctx.identifier();
  switch (firstTokenOf(ctx).type) {
    case P.DEFAULT:
      if (name) external.directory = buildIdentifier(cx, name).name;
      break;
    case P.LOCATION:
      external.location = ctx.externalLocation().map((location) => locationText(cx, location));
      break;
    case P.ACCESS: {
      const parameters = ctx.opaqueAccessParameters() ?? ctx.query();
      if (parameters) external.accessParameters = cx.textOf(parameters);
      break;
    }
    default:
      break;
  }
}

function locationText(cx: BuildContext, ctx: ParseTree): string {
  return cx
    .textOf(ctx)
    .split(/(?<=^[^']*:)\s*/)
    .map((part) => unquoted(part.trim()))
    .join('');
}
