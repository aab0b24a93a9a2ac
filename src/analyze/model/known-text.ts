import type { Expr } from '../../ir/oracle/index.js';

/** A local variable, or a field of one. */
export type VariablePart = Extract<Expr, { kind: 'Name' | 'Member' }>;

/** What is known of a text: all of it, or how it begins. */
export interface KnownText {
  readonly text: string;
  readonly whole: boolean;
  /**
   * The whole as pieces that are known and variables whose values, at the place where it is executed, are
   * still those that went into it.
   */
  readonly parts?: readonly (string | VariablePart)[];
  /**
   * Where it is not known as a whole: its beginning in such pieces, as far as they go. Those that are appended
   * under conditions do not count.
   */
  readonly head?: readonly (string | VariablePart)[];
}

/** A text in pieces that are known, no two of them side by side, and values of the run; '' has no pieces. */
export type TextForm = readonly (string | Expr)[];

/** Is the text known without what only the run gives? */
export const isWholeText = (form: TextForm): form is readonly string[] =>
  form.every((piece) => typeof piece === 'string');

/** Is the text one INSERT, UPDATE, DELETE or MERGE? Its first word is known, with what ends it. */
export const isDmlText = (known: KnownText | undefined): boolean =>
  /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)*(?:insert|update|delete|merge)\s/i.test(known?.text ?? '');
