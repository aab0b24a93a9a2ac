/** `OUT/maps/NAME.sql.json`: which Oracle line is behind which line of `OUT/sql/NAME.sql`. */
export interface LineMap {
  /** Source files; a mapping names one by its index. */
  readonly sources: readonly string[];
  /**
   * `[output line, source index, source line]`, 1-based, ascending by output line; a line without an
   * entry belongs to the one before.
   */
  readonly lines: readonly (readonly [number, number, number])[];
  /**
   * Routines with a body in the file. PL/pgSQL counts lines from the opening dollar quote, which stands on `bodyLine`.
   */
  readonly routines: readonly { readonly name: string; readonly bodyLine: number; readonly endLine: number }[];
}
