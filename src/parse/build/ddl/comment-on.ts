import type { CommentOn } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import type { CommentStatementContext } from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { stringValue } from '../expressions/literals.js';
import { buildQualifiedName } from '../names.js';

/** (SQL Language Reference, "COMMENT") */
export function buildCommentOn(cx: BuildContext, ctx: CommentStatementContext, span: Span): CommentOn {
  const target = cx.wordsOf(ctx.commentTarget());
  const literal = ctx.STRING_LITERAL();
  const on = target === 'VIEW' ? 'TABLE' : isCommented(target) ? target : 'OTHER';
  const name = buildQualifiedName(cx, ctx.name());
  return { kind: 'CommentOn', span, on, name, text: literal === null ? '' : stringValue(literal.getText()) };
}

function isCommented(target: string): target is Exclude<CommentOn['on'], 'OTHER'> {
  return target === 'TABLE' || target === 'COLUMN' || target === 'MATERIALIZED VIEW';
}
