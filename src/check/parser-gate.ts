import { type CutStatement, cutBodies } from './body-cut.js';
import { EmscriptenParser } from './emscripten-parser.js';
import { LibpgParser } from './libpg-parser.js';
import type { ParserAnswer, RawStatement } from './parser-answer.js';
import { plpgsqlCopy } from './plpgsql-copy.js';
import { factsOf, type StatementFacts } from './statement-facts.js';
import type { Verdict } from './verdict.js';

/** What only a server can decide: a statement, the CREATE of a routine, or the body of a DO. */
export interface ServerQuestion {
  readonly about: 'statement' | 'routine' | 'block';
  readonly text: string;
}

/**
 * What the parsers say to one statement. Where they leave questions, those are asked in turn, and `otherwise`
 * counts if the server accepts all.
 */
export type ParserVerdict =
  | Verdict
  | { readonly kind: 'open'; readonly questions: readonly ServerQuestion[]; readonly otherwise: Verdict };

/** Judges statements without a server. */
export interface Parsers {
  /** One verdict for each statement, in order. A statement is without its semicolon, or with it. */
  check(statements: readonly string[]): Promise<readonly ParserVerdict[]>;
  /** A statement that will probably be among those to check. */
  expect?(statement: string): void;
  close?(): Promise<void>;
}

const accepted: Verdict = { kind: 'accepted' };

/** Statements are joined for one call of the parser up to this many bytes. */
const batchBytes = 6_000;

/**
 * PostgreSQL's parser and PL/pgSQL compiler in this thread. Statements go to pg-query-emscripten, joined first and one
 * by one where the whole is refused, and to libpg-query where they are too large for it. Bodies go to libpg-query's
 * PL/pgSQL compiler; what it refuses is left to a server: outside of one the compiler knows no types and refuses what
 * PostgreSQL takes. The older compiler of pg-query-emscripten is not asked about bodies: it refuses fields of composite
 * parameters (`e ora.err … e.code := 5`) and accepts `RETURN x` in a routine without a result.
 */
export class ParserGate implements Parsers {
  private readonly first = new EmscriptenParser();
  private readonly second = new LibpgParser();

  async check(statements: readonly string[]): Promise<readonly ParserVerdict[]> {
    const verdicts: ParserVerdict[] = [];
    for (const batch of batches(statements)) {
      const together = await this.parseTogether(batch.map(({ cut }) => cut.text));
      for (const [at, { text, cut }] of batch.entries()) {
        const parsed = together?.[at];
        verdicts.push(parsed === undefined ? await this.checkOne(text) : await this.checkContents(text, cut, [parsed]));
      }
    }
    return verdicts;
  }

  /**
   * The statements of a batch in one call; undefined where they do not come back one for one. Joining must not help
   * anybody: two unclosed quotes would close each other, so each has to end exactly where it was put: at a semicolon of
   * ours, in place of its own.
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

  private async checkOne(text: string): Promise<ParserVerdict> {
    if (text.includes('\0')) return { kind: 'rejected', message: 'a NUL character', position: text.indexOf('\0') + 1 };
    const answer = await this.parse(text);
    switch (answer.kind) {
      case 'accepted':
        return this.checkContents(text, { text, contents: [] }, answer.statements);
      case 'rejected':
        return answer;
      case 'broke':
        return open('statement', text);
      default: {
        const forgotten: never = answer;
        return forgotten;
      }
    }
  }

  /**
   * The first parser's grammar is nearer to the reference: what it refuses is newer
   * syntax, even if the second takes it.
   */
  private async parse(text: string): Promise<ParserAnswer> {
    const answer = await this.first.parse(text);
    return answer.kind === 'broke' ? await this.second.parse(text) : answer;
  }

  private async checkContents(
    text: string,
    cut: CutStatement,
    statements: readonly RawStatement[],
  ): Promise<ParserVerdict> {
    const questions: ServerQuestion[] = [];
    const so = (verdict: Verdict): ParserVerdict =>
      questions.length === 0 ? verdict : { kind: 'open', questions, otherwise: verdict };
    for (const statement of statements) {
      const { body, newerThan15 } = factsOf(statement);
      if (newerThan15 !== undefined)
        return so({ kind: 'rejected', message: `${newerThan15} is not in PostgreSQL 15`, position: undefined });
      if (body === undefined) continue;
      const whole = { ...body, text: cut.contents[Number(body.text)] ?? body.text };
      const verdict = await this.checkBody(text, whole, statements.length === 1);
      if (verdict.kind === 'rejected') return so(verdict);
      if (verdict.kind === 'open') questions.push(...verdict.questions);
    }
    return so(accepted);
  }

  private async checkBody(
    text: string,
    body: NonNullable<StatementFacts['body']>,
    isAlone: boolean,
  ): Promise<ParserVerdict> {
    if (body.language === 'sql') {
      const answer = await this.parse(body.text);
      if (answer.kind === 'broke') return open('statement', body.text);
      return answer.kind === 'rejected' ? { ...answer, position: undefined } : accepted;
    }
    if (body.language !== 'plpgsql' || !isAlone) return accepted;
    const copy = plpgsqlCopy(text);
    if ((await this.second.parsePlpgsql(copy)).kind === 'accepted') return accepted;
    return body.isRoutine ? open('routine', text) : open('block', body.text);
  }
}

const open = (about: ServerQuestion['about'], text: string): ParserVerdict => ({
  kind: 'open',
  questions: [{ about, text }],
  otherwise: accepted,
});

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
