import type { Truncate } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import { OracleParser as P, type TruncateStatementContext } from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildQualifiedName } from '../names.js';
import { hasToken } from '../tree.js';

/** Undefined for TRUNCATE CLUSTER. */
export function buildTruncate(cx: BuildContext, ctx: TruncateStatementContext, span: Span): Truncate | undefined {
  if (hasToken(ctx, P.CLUSTER)) return undefined;
  return { kind: 'Truncate', span, table: buildQualifiedName(cx, ctx.name()), cascade: hasToken(ctx, P.CASCADE) };
}
