import type { LineNode, Statement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { madeOf } from '../errors/capture.js';

/** The first of the statements gets what stands before a node, the last what stands after it. */
export function withComments(statement: LineNode, lowered: PlStatement[]): PlStatement[] {
  const [first, ...rest] = lowered;
  const comments = statement.comments ?? [];
  if (!first) {
    return comments.length > 0
      ? [{ kind: 'PlComment', span: statement.span, comments, blankBefore: statement.blankBefore }]
      : [];
  }
  if (comments.length === 0 && !statement.trailingComment && !statement.blankBefore) return lowered;
  const last = rest.at(-1);
  const head = madeOf(first, {
    ...first,
    comments: [...comments, ...(first.comments ?? [])],
    blankBefore: statement.blankBefore || first.blankBefore,
    trailingComment: last ? first.trailingComment : (statement.trailingComment ?? first.trailingComment),
  });
  if (!last) return [head];
  return [
    head,
    ...rest.slice(0, -1),
    statement.trailingComment ? madeOf(last, { ...last, trailingComment: statement.trailingComment }) : last,
  ];
}

/** What is said of a statement that becomes a part of others. */
export const commentsOf = ({ kind, span, comments, blankBefore }: Statement): PlStatement[] =>
  withComments({ kind, span, comments, blankBefore } as LineNode, []);
