import type { Rename } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import type { RenameStatementContext } from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildLastName } from '../names.js';
import { required } from '../required.js';

/** (SQL Language Reference, "RENAME") */
export function buildRename(cx: BuildContext, ctx: RenameStatementContext, span: Span): Rename {
  const [from, to] = ctx.name();
  return { kind: 'Rename', span, from: buildLastName(cx, required(from)), to: buildLastName(cx, required(to)) };
}
