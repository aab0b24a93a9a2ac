import { ParserGate, type Parsers, type ParserVerdict, type ServerQuestion } from './parser-gate.js';
import { ServerGate } from './server-gate.js';
import type { Verdict } from './verdict.js';

/**
 * The gate every emitted statement passes: PostgreSQL's own parser, and for a body its PL/pgSQL compiler. Where these
 * cannot tell, CREATE in an embedded PostgreSQL decides.
 */
export class Gate {
  private readonly server = new ServerGate();

  constructor(private readonly parsers: Parsers = new ParserGate()) {}

  /** Says that a statement will probably be among those to check. */
  expect(statement: string): void {
    this.parsers.expect?.(statement);
  }

  /** One verdict for each statement, in order. A statement is without its semicolon, or with it. */
  async check(statements: readonly string[]): Promise<readonly Verdict[]> {
    for (const statement of statements) this.server.note(statement);
    const verdicts: Verdict[] = [];
    for (const verdict of await this.parsers.check(statements)) verdicts.push(await this.decide(verdict));
    return verdicts;
  }

  /** Ends the embedded server and the thread of the parsers, where there is one. */
  async close(): Promise<void> {
    await Promise.all([this.server.close(), this.parsers.close?.()]);
  }

  private async decide(verdict: ParserVerdict): Promise<Verdict> {
    if (verdict.kind !== 'open') return verdict;
    for (const question of verdict.questions) {
      const answer = await this.ask(question);
      if (answer.kind === 'rejected') return answer;
    }
    return verdict.otherwise;
  }

  private ask({ about, text }: ServerQuestion): Promise<Verdict> {
    switch (about) {
      case 'statement':
        return this.server.checkStatement(text);
      case 'routine':
        return this.server.checkRoutine(text);
      case 'block':
        return this.server.checkBlock(text);
      default: {
        const forgotten: never = about;
        return forgotten;
      }
    }
  }
}
