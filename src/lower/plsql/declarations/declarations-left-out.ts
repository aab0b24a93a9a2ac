import type { Declaration } from '../../../ir/oracle/index.js';
import { withoutComments } from '../../../source/tokens/without-comments.js';
import type { UnitContext } from '../../context.js';

/**
 * What the source says of declarations of which nothing is left in the output, such as exceptions, subtypes and
 * constants that stand for their values: the comments of each, and under them the declaration itself, which they are
 * about.
 * @param leftOut of these declarations
 * @returns comments with their delimiters, in order; none for declarations without any
 */
export function commentsLeftOver(unit: UnitContext, leftOut: readonly Declaration[]): readonly string[] {
  return leftOut.flatMap((d) => {
    const { comments = [], trailingComment } = d;
    if (comments.length === 0 && trailingComment === undefined) return [];
    const itself = `-- ${oneLine(unit.textOf?.(d.span) ?? d.kind)}`;
    return [...comments, trailingComment === undefined ? itself : `${itself} ${trailingComment.replace(/^\n/, '')}`];
  });
}

/** A declaration without its comments and line breaks, and no longer than a line can be. */
function oneLine(text: string): string {
  const flat = withoutComments(text).replace(/\s+/g, ' ').trim();
  return flat.length > 100 ? `${flat.slice(0, 97)}...` : flat;
}
