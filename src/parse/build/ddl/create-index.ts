import type { CreateIndex, PhysicalClause } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type CreateIndexContext,
  type IndexColumnContext,
  type IndexOptionContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildIdentifier, buildQualifiedName } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken } from '../tree.js';
import { physicalClause } from './physical.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Options = Writable<Pick<CreateIndex, 'special' | 'local' | 'reverse' | 'invisible'>>;

/** (SQL Language Reference, "CREATE INDEX") */
export function buildIndex(
  cx: BuildContext,
  ctx: CreateIndexContext,
  span: Span,
  { unique, bitmap, search }: { readonly unique: boolean; readonly bitmap: boolean; readonly search?: boolean },
): CreateIndex {
  const name = buildQualifiedName(cx, required(ctx.name(0)));
  const onCluster = ctx._table === undefined;
  const table = buildQualifiedName(cx, ctx._table ?? required(ctx.name(1)));
  const alias = ctx.tableAlias()?.columnAlias();
  const columns = ctx.indexColumn().map((column) => buildIndexColumn(cx, column));
  const options: Options = {};
  const physical: PhysicalClause[] = [];
  if (onCluster) options.special = { kind: 'CLUSTER', span, what: 'ON CLUSTER' };
  const join = ctx.bitmapJoin();
  if (join !== null) options.special = { kind: 'JOIN', span, what: cx.textOf(join) };
  if (search) options.special = { kind: 'DOMAIN', span, what: 'SEARCH' };
  for (const option of ctx.indexOption()) addOption(cx, option, options, physical);
  return {
    kind: 'CreateIndex',
    span,
    name,
    unique,
    bitmap,
    table,
    ...(alias && { tableAlias: buildIdentifier(cx, alias) }),
    columns,
    ...options,
    physical,
  };
}

function buildIndexColumn(cx: BuildContext, ctx: IndexColumnContext): CreateIndex['columns'][number] {
  const value = buildExpr(cx, ctx.expression());
  if (hasToken(ctx, P.DESC)) return { value, direction: 'DESC' };
  return hasToken(ctx, P.ASC) ? { value, direction: 'ASC' } : { value };
}

function addOption(cx: BuildContext, ctx: IndexOptionContext, options: Options, physical: PhysicalClause[]): void {
  switch (firstTokenOf(ctx).type) {
    case P.LOCAL:
      options.local = true;
      return;
    case P.INDEXTYPE:
      options.special = {
        kind: 'DOMAIN',
        span: cx.span(ctx),
        what: cx.wordsOf(required(ctx.name())).replaceAll(' . ', '.'),
      };
      return;
    case P.REVERSE:
      options.reverse = true;
      break;
    case P.INVISIBLE:
      options.invisible = true;
      break;
    default:
      break;
  }
  physical.push(physicalClause(cx, ctx));
}
