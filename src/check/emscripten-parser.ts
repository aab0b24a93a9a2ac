import createInstance, { type ParserError, type ParserInstance } from 'pg-query-emscripten/pg_query_wasm.js';
import { type ParserAnswer, rawStatements } from './parser-answer.js';

/**
 * pg-query-emscripten (PostgreSQL 16's grammar) behind a wall. Its own `parse` puts every text on the stack of 64 KB
 * and leaves it there, so that an instance dies after 50 to 60 KB of input; here the text goes to the heap and is
 * freed. What is left of its limits (measured): an expression of 1,000 nested operands breaks an instance, and from
 * then on it answers nonsense or throws.
 */
export class EmscriptenParser {
  /** The heap of an instance is 17 MB and does not grow; a tree takes some thirty times its text. */
  static readonly largestInput = 200_000;
  /** An instance took 30 MB without a change; nobody knows what is left behind by the rarer ways through its code. */
  private static readonly instanceBudget = 8_000_000;
  private instance: ParserInstance | undefined;
  private fed = 0;
  /** How many instances were made; for measurements. */
  instances = 0;

  async parse(text: string): Promise<ParserAnswer> {
    const bytes = Buffer.from(`${text}\0`);
    if (bytes.length > EmscriptenParser.largestInput) return { kind: 'broke' };
    if (this.fed + bytes.length > EmscriptenParser.instanceBudget) this.instance = undefined;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const wasUsed = this.instance !== undefined;
      this.instance ??= await this.renew();
      this.fed += bytes.length;
      const answer = ask(this.instance, bytes);
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
    return await new createInstance();
  }
}

/** `allocate`: on the heap, by malloc (0), and not on the stack (1). */
const onHeap = 0;

/** @param text in UTF-8, closed by a zero byte */
function ask(instance: ParserInstance, text: Uint8Array): ParserAnswer {
  try {
    const at = instance.allocate(text, onHeap);
    const { parse_tree, error } = instance.raw_parse(at);
    instance._free(at);
    if (error.message !== '') return rejection(error);
    const { stmts } = JSON.parse(parse_tree) as { readonly stmts?: readonly unknown[] };
    return { kind: 'accepted', statements: rawStatements(stmts) };
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
