import type { Statement } from '../ir/oracle/index.js';

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
