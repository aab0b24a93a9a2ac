/**
 * Changelogs that Liquibase runs name the delimiter of a changeset's statements. Where it is none of SQL*Plus's and has a
 * line for itself, a slash takes its place, as wide as it was. (Liquibase, "sql formatted changelogs", endDelimiter)
 * In:  --changeset me:1 endDelimiter:GO ⏎ INSERT … ⏎ GO   Out: --changeset me:1 endDelimiter:GO ⏎ INSERT … ⏎ / ⏎
 */
export function withSqlPlusDelimiters(text: string): string {
  if (!/^\s*--\s*liquibase formatted sql/i.test(text) || !/endDelimiter:/i.test(text)) return text;
  let delimiter: string | undefined;
  return text.replace(/^.*$/gm, (line) => {
    if (/^\s*--\s*changeset\b/i.test(line)) {
      delimiter = /\sendDelimiter:"?([^\s";\\]+)/i.exec(line)?.[1];
      return line;
    }
    const isDelimiter = delimiter !== undefined && line.trim().toLowerCase() === delimiter.toLowerCase();
    return isDelimiter ? '/'.padEnd(line.length) : line;
  });
}
