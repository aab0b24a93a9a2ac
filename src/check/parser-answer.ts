/** A statement of PostgreSQL's raw parse tree, and where it ends in the text. */
export interface RawStatement {
  /** As `{ SelectStmt: { … } }`. */
  readonly node: Readonly<Record<string, unknown>>;
  /** Offset in UTF-8 bytes after the last token; undefined for the last statement of a text without a semicolon. */
  readonly endByte: number | undefined;
}

/** What one parser says to a text. A parser that breaks says nothing about the text. */
export type ParserAnswer =
  | { readonly kind: 'accepted'; readonly statements: readonly RawStatement[] }
  | { readonly kind: 'rejected'; readonly message: string; readonly position: number | undefined }
  | { readonly kind: 'broke' };

/** Reads the `stmts` list, which both parsers write alike. */
export function rawStatements(stmts: readonly unknown[] | undefined): readonly RawStatement[] {
  return (stmts ?? []).map((entry) => {
    const raw = entry as {
      readonly stmt?: Readonly<Record<string, unknown>>;
      readonly stmt_location?: number | null;
      readonly stmt_len?: number;
    };
    const endByte = raw.stmt_len ? (raw.stmt_location ?? 0) + raw.stmt_len : undefined;
    return { node: raw.stmt ?? {}, endByte };
  });
}
