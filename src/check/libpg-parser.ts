import createModule, { type LibpgModule } from 'libpg-query/wasm/libpg-query.js';
import { type ParserAnswer, rawStatements } from './parser-answer.js';

/** libpg-query (PostgreSQL 18's grammar, WASM): survives large and many inputs. */
export class LibpgParser {
  /**
   * Statements, which are few: most are another parser's. The package makes an instance of its own when it is loaded.
   */
  async parse(text: string): Promise<ParserAnswer> {
    const { hasSqlDetails, loadModule, parseSync } = await import('libpg-query');
    await loadModule();
    try {
      const { stmts } = parseSync(text);
      return { kind: 'accepted', statements: rawStatements(stmts) };
    } catch (error) {
      if (!hasSqlDetails(error)) return rejection(error);
      const { message, cursorPosition } = error.sqlDetails ?? { message: error.message, cursorPosition: -1 };
      // This library counts from 0.
      return { kind: 'rejected', message, position: cursorPosition >= 0 ? cursorPosition + 1 : undefined };
    }
  }

  /**
   * The bodies of CREATE FUNCTION, CREATE PROCEDURE or DO. The package's own call reads the answer's JSON, of which
   * nothing is wanted here and which is many times as long as the body: a fifth of the time.
   */
  async parsePlpgsql(text: string): Promise<ParserAnswer> {
    const module = await (instance ??= createModule());
    let input = 0;
    let output = 0;
    try {
      const bytes = module.lengthBytesUTF8(text) + 1;
      input = module._malloc(bytes);
      module.stringToUTF8(text, input, bytes);
      output = module._wasm_parse_plpgsql(input);
      // Success is an object, everything else a message.
      if (module.HEAPU8[output] === openingBrace) return { kind: 'accepted', statements: [] };
      return rejection(new Error(module.UTF8ToString(output)));
    } catch (error) {
      return rejection(error);
    } finally {
      if (input !== 0) module._free(input);
      if (output !== 0) module._wasm_free_string(output);
    }
  }
}

/** One for the whole process: it survives what it is given, and making it costs as much as a hundred bodies. */
let instance: Promise<LibpgModule> | undefined;

const openingBrace = 0x7b;

function rejection(error: unknown): ParserAnswer {
  if (!(error instanceof Error) || error.name === 'RuntimeError') return { kind: 'broke' };
  // What the library has no stub of the server for says nothing about the text.
  if (/^Not implemented|out of memory|not initialized/.test(error.message)) return { kind: 'broke' };
  return { kind: 'rejected', message: error.message, position: undefined };
}
