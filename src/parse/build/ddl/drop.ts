import type { DropObject } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import { type DropStatementContext, OracleParser as P } from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildQualifiedName } from '../names.js';
import { hasToken } from '../tree.js';

/** (SQL Language Reference, "DROP TABLE" and its siblings) */
export function buildDrop(cx: BuildContext, ctx: DropStatementContext, span: Span): DropObject {
  const modifier = ctx.dropModifier();
  const log = hasToken(ctx, P.LOG) ? ' LOG' : '';
  const objectKind = `${modifier === null ? '' : `${cx.wordsOf(modifier)} `}${cx.wordsOf(ctx.dropKind())}${log}`;
  return {
    kind: 'DropObject',
    span,
    objectKind,
    name: buildQualifiedName(cx, ctx.linkedName()),
    ...((ctx.ifExists() !== null || hasToken(ctx, P.IF)) && { ifExists: true }),
    options: ctx.dropOption().map((option) => cx.wordsOf(option)),
  };
}
