import type {
  CreateMaterializedView,
  CreateMaterializedViewLog,
  CreateView,
  Identifier,
  PhysicalClause,
  TableConstraint,
} from '../../../ir/oracle/index.js';
import { cover, type Span } from '../../../ir/span.js';
import {
  type ColumnPathListContext,
  type CreateMaterializedViewContext,
  type CreateMaterializedViewLogContext,
  type CreateModifierContext,
  type CreateViewContext,
  type InlineConstraintContext,
  type MaterializedViewOptionContext,
  OracleParser as P,
  type RefreshOptionContext,
  type ViewItemContext,
  type ViewOptionContext,
} from '../../generated/OracleParser.js';
import { lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildIdentifier, buildQualifiedName } from '../names.js';
import { buildQuery } from '../queries/queries.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken } from '../tree.js';
import { buildColumnConstraint, buildTableConstraint } from './constraints.js';
import { physicalClause } from './physical.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** (SQL Language Reference, "CREATE VIEW") */
export function buildView(
  cx: BuildContext,
  ctx: CreateViewContext,
  span: Span,
  modifiers: readonly CreateModifierContext[],
): CreateView {
  const name = buildQualifiedName(cx, ctx.name());
  const options: Writable<Pick<CreateView, 'ofType' | 'objectIdentifier' | 'under' | 'bequeath'>> = {};
  for (const option of ctx.viewOption()) addViewOption(cx, option, options);
  const { columns, constraints } = buildItems(cx, ctx.viewItem());
  const hidden = ctx.viewItem().flatMap((item) => {
    const column = hasToken(item, P.INVISIBLE) ? item.identifier() : null;
    return column === null ? [] : [buildIdentifier(cx, column).name];
  });
  const query = buildQuery(cx, ctx.query());
  const restriction = ctx.subqueryRestriction();
  const restrictionName = restriction?.identifier();
  return {
    kind: 'CreateView',
    span,
    name,
    ...(columns.length > 0 && { columns }),
    ...(hidden.length > 0 && { hidden }),
    ...(constraints.length > 0 && { constraints }),
    ...options,
    ...(modifiers.some((modifier) => hasToken(modifier, P.EDITIONING)) && { editioning: true }),
    query,
    ...(restriction && {
      restriction: hasToken(restriction, P.CHECK) ? ('CHECK OPTION' as const) : ('READ ONLY' as const),
    }),
    ...(restrictionName && { restrictionName: buildIdentifier(cx, restrictionName) }),
  };
}

function addViewOption(
  cx: BuildContext,
  ctx: ViewOptionContext,
  options: Writable<Pick<CreateView, 'ofType' | 'objectIdentifier' | 'under' | 'bequeath'>>,
): void {
  const names = ctx.name();
  const [first, second] = Array.isArray(names) ? names : [names];
  if (hasToken(ctx, P.BEQUEATH)) options.bequeath = hasToken(ctx, P.DEFINER) ? 'DEFINER' : 'CURRENT_USER';
  if (hasToken(ctx, P.OF) && first) options.ofType = buildQualifiedName(cx, first);
  const parent = hasToken(ctx, P.OF) ? second : hasToken(ctx, P.UNDER) ? first : undefined;
  if (parent) options.under = buildQualifiedName(cx, parent);
  const paths = ctx.columnPathList();
  if (paths !== null) options.objectIdentifier = identifiersOf(cx, paths);
}

function identifiersOf(cx: BuildContext, ctx: ColumnPathListContext): Identifier[] {
  return ctx.expression().map((path) => {
    const value = buildExpr(cx, path);
    const last = value.kind === 'Name' ? value.parts[value.parts.length - 1] : undefined;
    return last ?? { kind: 'Identifier', span: value.span, name: cx.textOf(path).toUpperCase(), quoted: false };
  });
}

function buildItems(
  cx: BuildContext,
  items: readonly ViewItemContext[],
): { readonly columns: readonly Identifier[]; readonly constraints: readonly TableConstraint[] } {
  const columns: Identifier[] = [];
  const constraints: TableConstraint[] = [];
  for (const item of items) {
    const constraint = item.outOfLineConstraint();
    if (constraint !== null) {
      constraints.push(lineNode(cx, constraint, buildTableConstraint));
      continue;
    }
    const column = buildIdentifier(cx, required(item.identifier()));
    columns.push(column);
    for (const inline of item.inlineConstraint()) {
      const built = onColumn(cx, inline, column);
      if (built !== undefined) constraints.push(built);
    }
  }
  return { columns, constraints };
}

/** A constraint written after a column of a view, as one of the view; it declares and does not check. */
function onColumn(cx: BuildContext, ctx: InlineConstraintContext, column: Identifier): TableConstraint | undefined {
  const built = buildColumnConstraint(cx, ctx);
  const { state } = built;
  const span = cover(column.span, built.span);
  switch (built.kind) {
    case 'ColumnUnique':
      return { kind: 'Unique', span, state, columns: [column] };
    case 'ColumnPrimaryKey':
      return { kind: 'PrimaryKey', span, state, columns: [column] };
    case 'ColumnReferences': {
      const { table, columns: referenced, onDelete } = built;
      return {
        kind: 'ForeignKey',
        span,
        state,
        columns: [column],
        table,
        ...(referenced && { referenced }),
        ...(onDelete && { onDelete }),
      };
    }
    case 'ColumnCheck':
      return { kind: 'Check', span, state, condition: built.condition };
    case 'NotNull':
    case 'Nullable':
    case 'ScopeIs':
    case 'WithRowid':
      return undefined;
    default:
      return built satisfies never;
  }
}

type MaterializedOptions = Pick<CreateMaterializedView, 'build' | 'prebuilt' | 'refresh' | 'queryRewrite'>;

/** (SQL Language Reference, "CREATE MATERIALIZED VIEW") */
export function buildMaterializedView(
  cx: BuildContext,
  ctx: CreateMaterializedViewContext,
  span: Span,
): CreateMaterializedView {
  const name = buildQualifiedName(cx, required(ctx.name(0)));
  const { columns } = buildItems(cx, ctx.viewItem());
  const options: Writable<MaterializedOptions> = {};
  const physical: PhysicalClause[] = [];
  for (const option of ctx.materializedViewOption()) addMaterializedOption(cx, option, options, physical);
  return {
    kind: 'CreateMaterializedView',
    span,
    name,
    ...(columns.length > 0 && { columns }),
    query: buildQuery(cx, ctx.query()),
    ...options,
    physical,
  };
}

function addMaterializedOption(
  cx: BuildContext,
  ctx: MaterializedViewOptionContext,
  options: Writable<MaterializedOptions>,
  physical: PhysicalClause[],
): void {
  switch (firstTokenOf(ctx).type) {
    case P.BUILD:
      options.build = hasToken(ctx, P.DEFERRED) ? 'DEFERRED' : 'IMMEDIATE';
      break;
    case P.NEVER:
      options.refresh = { method: 'NEVER' };
      break;
    case P.REFRESH:
      options.refresh = buildRefresh(cx, ctx.refreshOption());
      break;
    case P.ENABLE:
    case P.DISABLE:
      if (hasToken(ctx, P.REWRITE)) options.queryRewrite = hasToken(ctx, P.ENABLE);
      else physical.push(physicalClause(cx, ctx));
      break;
    default:
      if (hasToken(ctx, P.PREBUILT)) options.prebuilt = true;
      else physical.push(physicalClause(cx, ctx));
  }
}

function buildRefresh(
  cx: BuildContext,
  contexts: readonly RefreshOptionContext[],
): NonNullable<CreateMaterializedView['refresh']> {
  const refresh: Writable<NonNullable<CreateMaterializedView['refresh']>> = {};
  for (const ctx of contexts) {
    switch (firstTokenOf(ctx).type) {
      case P.FAST:
        refresh.method = 'FAST';
        break;
      case P.COMPLETE:
        refresh.method = 'COMPLETE';
        break;
      case P.FORCE:
        refresh.method = 'FORCE';
        break;
      case P.ON:
        refresh.on = hasToken(ctx, P.COMMIT) ? 'COMMIT' : hasToken(ctx, P.DEMAND) ? 'DEMAND' : 'STATEMENT';
        break;
      case P.START:
        refresh.startWith = buildExpr(cx, required(ctx.expression()));
        break;
      case P.NEXT:
        refresh.next = buildExpr(cx, required(ctx.expression()));
        break;
      default:
        break;
    }
  }
  return refresh;
}

/** (SQL Language Reference, "CREATE MATERIALIZED VIEW LOG") */
export function buildMaterializedViewLog(
  cx: BuildContext,
  ctx: CreateMaterializedViewLogContext,
  span: Span,
): CreateMaterializedViewLog {
  return { kind: 'CreateMaterializedViewLog', span, table: buildQualifiedName(cx, ctx.name()) };
}
