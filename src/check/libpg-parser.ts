import { hasSqlDetails, loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import { type ParserAnswer, rawStatements } from './parser-answer.js';

/** libpg-query (PostgreSQL 18's grammar, WASM): survives large and many inputs. */
export class LibpgParser {
  private loading: Promise<void> | undefined;

  async parse(text: string): Promise<ParserAnswer> {
    await this.load();
    try {
      const { stmts } = parseSync(text) as { readonly stmts?: readonly unknown[] };
      return { kind: 'accepted', statements: rawStatements(stmts) };
    } catch (error) {
      return rejection(error);
    }
  }

  /** The bodies of CREATE FUNCTION, CREATE PROCEDURE or DO. */
  async parsePlpgsql(text: string): Promise<ParserAnswer> {
    await this.load();
    try {
      parsePlPgSQLSync(text);
      return { kind: 'accepted', statements: [] };
    } catch (error) {
      return rejection(error);
    }
  }

  private load(): Promise<void> {
    this.loading ??= loadModule();
    return this.loading;
  }
}

function rejection(error: unknown): ParserAnswer {
  if (hasSqlDetails(error)) {
    const { message, cursorPosition } = error.sqlDetails ?? { message: error.message, cursorPosition: -1 };
    // This library counts from 0.
    return { kind: 'rejected', message, position: cursorPosition >= 0 ? cursorPosition + 1 : undefined };
  }
  if (!(error instanceof Error) || error.name === 'RuntimeError') return { kind: 'broke' };
  // What the library has no stub of the server for says nothing about the text.
  if (/^Not implemented|out of memory|not initialized/.test(error.message)) return { kind: 'broke' };
  return { kind: 'rejected', message: error.message, position: undefined };
}
