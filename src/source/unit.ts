import type { Span } from '../ir/span.js';
import { type MappedText, originEndOf, originOf } from './files/mapped-text.js';
import type { CommandLine } from './sqlplus/commands.js';
import type { Comment } from './tokens/lexer.js';

/** How a unit ended: by `;` or `/`, by the end of its line (commands), or without any terminator. */
export type Terminator = ';' | '/' | 'line' | 'none';

interface UnitBase {
  /** Index of the file. */
  readonly file: number;
  /** Where the statement stands in the file, without its terminator. */
  readonly start: number;
  readonly end: number;
  /**
   * What the database gets: variables substituted, continuation hyphens gone; of PL/SQL with its last semicolon, of SQL
   * without. `originSpan` gives the place in the file for a range of it.
   */
  readonly text: string;
  readonly source: MappedText;
  readonly terminator: Terminator;
  /** The comments between the unit before and this one, as ranges of the file. */
  readonly leading: readonly Comment[];
  /** A `/` after an SQL statement that its `;` had already run. */
  readonly rerun: boolean;
}

/** What a CREATE statement creates, as far as its first words tell. */
export interface CreatedObject {
  /** In lower case: `package body`, `java source`. */
  readonly kind: string;
  /** As written. */
  readonly owner?: string;
  readonly name: string;
}

/** One SQL statement. */
export interface SqlUnit extends UnitBase {
  readonly kind: 'sql';
  /**
   * The text with the hyphens at the ends of its lines, where there are any: to every tool but
   * SQL*Plus they are minus signs.
   */
  readonly withHyphens?: { readonly text: string; readonly source: MappedText };
}

/** A PL/SQL block, stored unit, type, library, or SQL with PL/SQL declarations. EXECUTE is one, too. */
export interface PlsqlUnit extends UnitBase {
  readonly kind: 'plsql';
  /** Set where the block was written as an EXECUTE command. */
  readonly command?: CommandLine;
}

/** A command of SQL*Plus or SQLcl; `text` is its line. */
interface CommandUnit extends UnitBase {
  readonly kind: 'sqlplus';
  readonly command: CommandLine;
}

/** Wrapped PL/SQL, or a source in Java or JavaScript: not readable here. */
export interface OpaqueUnit extends UnitBase {
  readonly kind: 'wrapped' | 'foreign';
  readonly object: CreatedObject;
}

/** What a script sends to the database or says to SQL*Plus. */
export type Unit = SqlUnit | PlsqlUnit | CommandUnit | OpaqueUnit;

/** The range of the file behind a range of a unit's text. */
export function originSpan(unit: Unit, start: number, end: number): Span {
  const from = originOf(unit.source, start);
  return { file: unit.file, start: from, end: Math.max(from, end > start ? originEndOf(unit.source, end) : from) };
}
