/**
 * `-- @each a | b`, a line `-- @of x | y` for each, and what is written once for all of
 * them: up to the next blank line.
 */
const template = /^-- @each (?<names>.+)\n(?<rows>(?:-- @of .+\n)+)(?<text>(?:.+\n)+)/gm;

const cells = (line: string): readonly string[] => line.split(' | ').map((cell) => cell.trim());

/**
 * In: the text of a runtime file, in which a function that PostgreSQL needs once for each type may be written once.
 * Out: its statements.
 *   -- @each type | larger
 *   -- @of integer | int4larger
 *   CREATE FUNCTION ora.greatest(a {type}, b {type}) RETURNS {type} LANGUAGE sql AS $$ SELECT {larger}(a, b) $$;
 */
export function withEachType(sql: string): string {
  return sql.replace(template, (_, names: string, rows: string, text: string) =>
    rows
      .trimEnd()
      .split('\n')
      .map((row) => filledIn(text, cells(names), cells(row.slice('-- @of '.length))))
      .join('\n'),
  );
}

function filledIn(text: string, names: readonly string[], values: readonly string[]): string {
  return text.replace(/\{([a-z]+)\}/g, (hole, name: string) => values[names.indexOf(name)] ?? hole);
}
