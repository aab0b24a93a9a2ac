import { type CutStatement, cutBodies } from './body-cut.js';
import { EmscriptenParser } from './emscripten-parser.js';
import { LibpgParser } from './libpg-parser.js';
import type { ParserAnswer, RawStatement } from './parser-answer.js';
import { plpgsqlCopy } from './plpgsql-copy.js';
import { ServerGate } from './server-gate.js';
import { factsOf, type StatementFacts } from './statement-facts.js';

/** PostgreSQL's own verdict over one statement. */
type Verdict =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'rejected';
      readonly message: string;
      /** 1-based character offset into the statement, where known. */
      readonly position: number | undefined;
    };

const accepted: Verdict = { kind: 'accepted' };

/** Statements are joined for one call of the parser up to this many bytes. */
const batchBytes = 6_000;

/**
 * The gate every emitted statement passes: PostgreSQL's own parser, and for a body its PL/pgSQL compiler.
 *
 * Statements go to pg-query-emscripten, joined first and one by one where the whole is refused, and to libpg-query where they are too large
 * for it. Bodies go to libpg-query's PL/pgSQL compiler and, if refused, to CREATE in an embedded PostgreSQL: outside of a server the
 * compiler knows no types and refuses what PostgreSQL takes. The older compiler of pg-query-emscripten is not asked about bodies:
 * it refuses fields of composite parameters (`e ora.err … e.code := 5`) and accepts `RETURN x` in a routine without a result.
 */
export class Gate {
  private readonly first = new EmscriptenParser();
  private readonly second = new LibpgParser();
  private readonly server = new ServerGate();

  /** One verdict for each statement, in order. A statement is without its semicolon, or with it. */
  async check(statements: readonly string[]): Promise<readonly Verdict[]> {
    const verdicts: Verdict[] = [];
    for (const statement of statements) this.server.note(statement);
    for (const batch of batches(statements)) {
      const together = await this.parseTogether(batch.map(({ cut }) => cut.text));
      for (const [at, { text, cut }] of batch.entries()) {
        const parsed = together?.[at];
        verdicts.push(parsed === undefined ? await this.checkOne(text) : await this.checkContents(text, cut, [parsed]));
      }
    }
    return verdicts;
  }

  /** Ends the embedded server, if it was needed. */
  close(): Promise<void> {
    return this.server.close();
  }

  /**
   * The statements of a batch in one call; undefined where they do not come back one for one. Joining must not help anybody: two
   * unclosed quotes would close each other, so each has to end exactly where it was put: at a semicolon of ours, in place of its own.
   */
  private async parseTogether(statements: readonly string[]): Promise<readonly RawStatement[] | undefined> {
    const texts = statements.map((text) => (text.endsWith(';') ? text.slice(0, -1) : text));
    const ends: number[] = [];
    let bytes = 0;
    for (const text of texts) {
      bytes += Buffer.byteLength(text) + 1;
      ends.push(bytes);
      bytes += 2;
    }
    const answer = await this.first.parse(texts.map((text) => `${text}\n;\n`).join(''));
    if (answer.kind !== 'accepted' || answer.statements.length !== texts.length) return undefined;
    return answer.statements.every((statement, at) => statement.endByte === ends[at]) ? answer.statements : undefined;
  }

  private async checkOne(text: string): Promise<Verdict> {
    if (text.includes('\0')) return { kind: 'rejected', message: 'a NUL character', position: text.indexOf('\0') + 1 };
    const answer = await this.parse(text);
    switch (answer.kind) {
      case 'accepted':
        return this.checkContents(text, { text, contents: [] }, answer.statements);
      case 'rejected':
        return answer;
      case 'broke':
        return this.server.checkStatement(text);
      default: {
        const forgotten: never = answer;
        return forgotten;
      }
    }
  }

  /** The first parser's grammar is nearer to the reference: what it refuses is newer syntax, even if the second takes it. */
  private async parse(text: string): Promise<ParserAnswer> {
    const answer = await this.first.parse(text);
    return answer.kind === 'broke' ? await this.second.parse(text) : answer;
  }

  private async checkContents(text: string, cut: CutStatement, statements: readonly RawStatement[]): Promise<Verdict> {
    for (const statement of statements) {
      const { body, newerThan15 } = factsOf(statement);
      if (newerThan15 !== undefined) {
        return { kind: 'rejected', message: `${newerThan15} is not in PostgreSQL 15`, position: undefined };
      }
      if (body === undefined) continue;
      const whole = { ...body, text: cut.contents[Number(body.text)] ?? body.text };
      const verdict = await this.checkBody(text, whole, statements.length === 1);
      if (verdict.kind === 'rejected') return verdict;
    }
    return accepted;
  }

  private async checkBody(text: string, body: NonNullable<StatementFacts['body']>, isAlone: boolean): Promise<Verdict> {
    if (body.language === 'sql') {
      const answer = await this.parse(body.text);
      if (answer.kind === 'broke') return this.server.checkStatement(body.text);
      return answer.kind === 'rejected' ? { ...answer, position: undefined } : accepted;
    }
    if (body.language !== 'plpgsql' || !isAlone) return accepted;
    const copy = plpgsqlCopy(text);
    if ((await this.second.parsePlpgsql(copy)).kind === 'accepted') return accepted;
    return body.isRoutine ? this.server.checkRoutine(text) : this.server.checkBlock(body.text);
  }
}

interface BatchMember {
  readonly text: string;
  readonly cut: CutStatement;
}

function* batches(statements: readonly string[]): Generator<readonly BatchMember[]> {
  let batch: BatchMember[] = [];
  let size = 0;
  for (const text of statements) {
    const cut = cutBodies(text);
    // UTF-16 units are near enough here.
    if (batch.length > 0 && size + cut.text.length > batchBytes) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push({ text, cut });
    size += cut.text.length;
  }
  if (batch.length > 0) yield batch;
}

/** Checks statements with a gate of their own. For many calls make one `Gate` and keep it. */
export async function gate(statements: readonly string[]): Promise<readonly Verdict[]> {
  const one = new Gate();
  try {
    return await one.check(statements);
  } finally {
    await one.close();
  }
}
