/*
 * What a cursor is. (PL/SQL Language Reference, "Explicit Cursors", "Cursor Variables", "Named Cursor Attribute", "FETCH Statement")
 *   - Its rows are those of the moment when it was opened.
 *   - %FOUND and %NOTFOUND are NULL before the first fetch; after BULK COLLECT with LIMIT, %NOTFOUND says that fewer rows than that came.
 *   - Of a cursor that is not open all attributes but %ISOPEN raise INVALID_CURSOR, as FETCH and CLOSE do.
 *   - To open a cursor that is open raises CURSOR_ALREADY_OPEN; a cursor variable is opened anew.
 */

export interface Row {
  readonly id: number;
  readonly v: number | null;
}

export class OracleError extends Error {
  constructor(readonly code: number) {
    super(String(code));
  }
}

export const invalid = -1001;
export const alreadyOpen = -6511;

export class Cursor {
  private rows: readonly Row[] | undefined;
  private at = 0;
  private found: boolean | null = null;
  private fetched = 0;

  get isOpen(): boolean {
    return this.rows !== undefined;
  }

  open(rows: readonly Row[]): void {
    this.rows = rows.map((r) => ({ ...r }));
    this.at = 0;
    this.found = null;
    this.fetched = 0;
  }

  close(): void {
    if (!this.rows) throw new OracleError(invalid);
    this.rows = undefined;
  }

  fetch(): Row | undefined {
    if (!this.rows) throw new OracleError(invalid);
    const row = this.rows[this.at];
    this.found = row !== undefined;
    if (row) {
      this.at++;
      this.fetched++;
    }
    return row;
  }

  bulk(limit: number | undefined): readonly Row[] {
    if (!this.rows) throw new OracleError(invalid);
    const rows = this.rows.slice(this.at, limit === undefined ? undefined : this.at + limit);
    this.at += rows.length;
    this.fetched += rows.length;
    this.found = limit !== undefined && rows.length === limit;
    return rows;
  }

  /** %ROWCOUNT. */
  get count(): number {
    if (!this.rows) throw new OracleError(invalid);
    return this.fetched;
  }

  /** What `shown` prints of it. */
  attributes(): string {
    if (!this.rows) throw new OracleError(invalid);
    const mark = this.found === null ? '?' : this.found ? 'T' : 'F';
    const opposite = this.found === null ? '?' : this.found ? 'F' : 'T';
    return `${mark}${opposite} ${this.fetched}`;
  }

  /** Is there a row that UPDATE … WHERE CURRENT OF can mean? */
  get isOnRow(): boolean {
    return this.isOpen && this.found === true;
  }
}
