import { dotted } from '../ir/dotted.js';
import type { CallStatement, Expr, Statement } from '../ir/oracle/index.js';

/* What rewritings of statements share: what is called, by its name alone, and what stays of the statement. */

/** The name of what an expression calls, without SYS; undefined where it is no plain name. */
export function calledName(call: CallStatement['call'] | Expr): string | undefined {
  const callee = call.kind === 'Call' ? call.callee : call;
  return callee.kind === 'Name' ? dotted(callee).replace(/^SYS\./, '') : undefined;
}

/** The comments and the blank line around a statement, for the one that takes its place. */
export const around = ({
  comments,
  trailingComment,
  blankBefore,
}: Statement): Pick<Statement, 'comments' | 'trailingComment' | 'blankBefore'> => ({
  ...(comments ? { comments } : {}),
  ...(trailingComment ? { trailingComment } : {}),
  ...(blankBefore ? { blankBefore } : {}),
});
