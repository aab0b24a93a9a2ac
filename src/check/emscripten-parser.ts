import createInstance, { type ParserError, type ParserInstance } from 'pg-query-emscripten/pg_query_wasm.js';
import { type ParserAnswer, rawStatements } from './parser-answer.js';

/**
 * pg-query-emscripten (PostgreSQL 16's grammar) behind a wall. An instance has a small heap and leaks: it dies after 50 to 60 KB of
 * input, whatever the sizes of the pieces, and from then on answers nonsense or throws (measured: 883 statements of 52 bytes in a
 * call each, 1,000 in one call, 28 bodies of 1.9 KB). A new one costs 12 ms.
 */
export class EmscriptenParser {
  /** Input beyond this breaks even a fresh instance too often. */
  static readonly largestInput = 16_000;
  /** Half of what an instance was seen to survive. */
  private static readonly instanceBudget = 26_000;
  private instance: ParserInstance | undefined;
  private fed = 0;
  /** How many instances were made; for measurements. */
  instances = 0;

  async parse(text: string): Promise<ParserAnswer> {
    const bytes = Buffer.byteLength(text);
    if (bytes > EmscriptenParser.largestInput) return { kind: 'broke' };
    if (this.fed + bytes > EmscriptenParser.instanceBudget) this.instance = undefined;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const wasUsed = this.instance !== undefined;
      this.instance ??= await this.renew();
      this.fed += bytes;
      const answer = ask(this.instance, text);
      if (answer.kind === 'accepted' || (answer.kind === 'rejected' && (!wasUsed || isSyntaxError(answer.message)))) {
        return answer;
      }
      // Only a fresh instance is believed when it complains about something else than syntax.
      this.instance = undefined;
      if (!wasUsed) return { kind: 'broke' };
    }
    return { kind: 'broke' };
  }

  private async renew(): Promise<ParserInstance> {
    this.fed = 0;
    this.instances += 1;
    return await new createInstance({ print: () => {}, printErr: () => {} });
  }
}

function ask(instance: ParserInstance, text: string): ParserAnswer {
  try {
    const { parse_tree, error } = instance.parse(text);
    return error === null ? { kind: 'accepted', statements: rawStatements(parse_tree.stmts) } : rejection(error);
  } catch {
    // An exception says that the instance is dead, and nothing about the text.
    return { kind: 'broke' };
  }
}

const isSyntaxError = (message: string): boolean => /^syntax error at |^unterminated /.test(message);

function rejection(error: ParserError): ParserAnswer {
  // An error without words is a broken instance's.
  if (!/^[\x20-\x7e]/.test(error.message) || /out of memory|stack depth|FATAL/i.test(error.message))
    return { kind: 'broke' };
  return { kind: 'rejected', message: error.message, position: error.cursorpos > 0 ? error.cursorpos : undefined };
}
