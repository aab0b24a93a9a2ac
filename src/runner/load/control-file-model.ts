/** A SQL*Loader control file as a load needs it (Oracle manual, Utilities, "SQL*Loader Control File Reference"). */
export interface ControlFile {
  readonly skip: number;
  /** Encoding of the data as TextDecoder names it. */
  readonly encoding: string;
  /** Data files; `*` is what stands after BEGINDATA. */
  readonly infiles: readonly InFile[];
  readonly tables: readonly IntoTable[];
  /** Data stands after BEGINDATA. */
  readonly hasData: boolean;
}

/** INFILE of a control file. (Utilities, "SQL*Loader Control File Reference") */
export interface InFile {
  readonly name: string;
  /** `"str '…'"`: what ends a record; a line end where nothing is said. */
  readonly terminator: string | undefined;
  /** `"fix n"`: bytes of a record. */
  readonly fixed: number | undefined;
}

/**
 * `INTO TABLE t APPEND WHEN … TRAILING NULLCOLS (…)`; the mode is the file's where the table says none. (Utilities,
 * "SQL*Loader Control File Reference")
 */
export interface IntoTable {
  readonly name: readonly string[];
  readonly mode: 'insert' | 'append' | 'replace' | 'truncate';
  /** All of them have to hold. */
  readonly when: readonly Condition[];
  readonly trailingNullcols: boolean;
  readonly fields: readonly Field[];
}

/** `a = 'x'`, `(1:3) <> BLANKS`: of WHEN, NULLIF and DEFAULTIF. (Utilities, "SQL*Loader Field List Reference") */
export interface Condition {
  /** A field's name, or a place in the record. */
  readonly on: { readonly field: string } | { readonly from: number; readonly to: number };
  readonly equal: boolean;
  /** Undefined is BLANKS. */
  readonly value: string | undefined;
}

/**
 * One field of a table's list and the column that it fills; a FILLER is read and fills none. Without `position` it
 * begins where the one before ended. (Utilities, "SQL*Loader Field List Reference")
 */
export interface Field {
  readonly column: string;
  readonly filler: boolean;
  readonly from: 'record' | 'constant' | 'sequence' | 'recnum' | 'expression' | 'sysdate';
  readonly position: { readonly from: number | 'next'; readonly to: number | undefined } | undefined;
  readonly length: number | undefined;
  readonly terminatedBy: string | 'whitespace' | undefined;
  readonly enclosedBy: readonly [string, string] | undefined;
  readonly optionallyEnclosed: boolean;
  readonly type: 'char' | 'number' | 'date' | 'timestamp' | 'timestamptz';
  readonly mask: string | undefined;
  readonly nullIf: readonly Condition[];
  readonly defaultIf: readonly Condition[];
  /** SQL in quotes after the field, or of EXPRESSION. */
  readonly expression: string | undefined;
  /** CONSTANT's text; of SEQUENCE the first value and the step. */
  readonly constant: string | undefined;
  readonly sequence: { readonly start: number | 'max' | 'count'; readonly step: number } | undefined;
}

/** What the runner does not load: said with its line, never guessed. */
export class ControlFileError extends Error {
  override readonly name = 'ControlFileError';
}
