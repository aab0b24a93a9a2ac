/** PostgreSQL's names have no more bytes. */
const longest = 63;

/**
 * What Oracle calls a column that is an expression without an alias: its text, in capitals and without blanks and
 * comments. Undefined where PostgreSQL has no such name. (PL/SQL Packages, "DBMS_SQL", DESCRIBE_COLUMNS)
 */
export function expressionName(text: string): string | undefined {
  const name = text
    .replace(/\/\*.*?\*\/|--[^\n]*/gs, '')
    .replace(/\s+/g, '')
    .toUpperCase();
  return name === '' || Buffer.byteLength(name) > longest ? undefined : name;
}
