/** What may stand between two words of a statement: blanks and comments, as the source of a regular expression. */
export const gap = String.raw`(?:\s|--[^\n]*\n|/\*[\s\S]*?\*/)`;

const leading = new RegExp(`^${gap}*`);

/** A statement from its first word on. */
export const withoutLeadingComments = (sql: string): string => sql.replace(leading, '');
