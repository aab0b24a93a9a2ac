/**
 * What a database said when it refused a statement, the same for every target.
 * Fields are those of the protocol's ErrorResponse (PostgreSQL manual, "Error and Notice Message Fields").
 */
export interface DatabaseErrorFields {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** 1-based character offset into the statement. */
  readonly position?: number;
  /** The PL/pgSQL call stack ("PL/pgSQL function f() line 3 at RAISE"). */
  readonly where?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly dataType?: string;
  readonly constraint?: string;
}

/**
 * What a target throws where the database refuses a statement, or, with a SQLSTATE of class
 * 08, where the connection fails.
 */
export class DatabaseError extends Error implements DatabaseErrorFields {
  override readonly name = 'DatabaseError';
  readonly sqlstate: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly position?: number;
  readonly where?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly dataType?: string;
  readonly constraint?: string;

  constructor(fields: DatabaseErrorFields, options?: ErrorOptions) {
    super(fields.message, options);
    this.sqlstate = fields.sqlstate;
    this.detail = fields.detail;
    this.hint = fields.hint;
    this.position = fields.position;
    this.where = fields.where;
    this.schema = fields.schema;
    this.table = fields.table;
    this.column = fields.column;
    this.dataType = fields.dataType;
    this.constraint = fields.constraint;
  }
}

/** A SQLSTATE of class 08 (connection exception) for whatever went wrong below SQL. */
export const connectionFailure = '08006';

/**
 * Makes a DatabaseError of what a driver threw; both drivers use the protocol's names, with `code` for the SQLSTATE.
 */
export function toDatabaseError(thrown: unknown): DatabaseError {
  if (thrown instanceof DatabaseError) return thrown;
  const raw = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Readonly<Record<string, unknown>>;
  const text = (key: string): string | undefined => {
    const value = raw[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const code = text('code');
  const position = Number(raw.position);
  return new DatabaseError(
    {
      // A driver's own codes (ECONNREFUSED …) are longer than the five characters of a SQLSTATE.
      sqlstate:
        code !== undefined && /^[0-9A-Z]{5}$/.test(code) && text('severity') !== undefined ? code : connectionFailure,
      message: thrown instanceof Error ? describe(thrown) : (text('message') ?? String(thrown)),
      detail: text('detail'),
      hint: text('hint'),
      position: Number.isInteger(position) && position > 0 ? position : undefined,
      where: text('where'),
      schema: text('schema'),
      table: text('table'),
      column: text('column'),
      dataType: text('dataType'),
      constraint: text('constraint'),
    },
    { cause: thrown },
  );
}

/** node's AggregateError (several addresses refused) has no message of its own. */
function describe(error: Error): string {
  if (error.message !== '') return error.message;
  if (error instanceof AggregateError) {
    return error.errors.map((inner) => (inner instanceof Error ? inner.message : String(inner))).join('; ');
  }
  return error.name;
}
