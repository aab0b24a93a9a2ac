import { ParserGate, type Parsers, type ParserVerdict } from './parser-gate.js';
import { ParserThread } from './parser-thread.js';

/** What is expected is handed over in portions of so many characters. */
const portion = 30_000;

/** With less than this to check a thread of its own takes longer to start than it saves. */
const worthAThread = 90_000;

/**
 * Parsers that begin with the statements that are expected in a thread of their own, while the others are still being
 * made. What a thread does not answer is checked in this one: the verdicts are the same.
 */
export class ParsersAhead implements Parsers {
  private readonly here = new ParserGate();
  private readonly seen = new Set<string>();
  private waiting: string[] = [];
  private waitingLength = 0;
  private length = 0;
  private thread: ParserThread | undefined;

  /** `worker`: what the thread runs. */
  constructor(private readonly worker = new URL('./gate-worker.js', import.meta.url)) {}

  expect(statement: string): void {
    if (this.seen.has(statement)) return;
    this.seen.add(statement);
    this.waiting.push(statement);
    this.waitingLength += statement.length;
    this.length += statement.length;
    if (this.length >= worthAThread && this.waitingLength >= portion) this.handOver();
  }

  async check(statements: readonly string[]): Promise<readonly ParserVerdict[]> {
    for (const statement of statements) this.expect(statement);
    if (this.thread) this.handOver();
    const known = new Map(await this.thread?.verdicts());
    const open = [...new Set(statements.filter((statement) => !known.has(statement)))];
    for (const [i, verdict] of (await this.here.check(open)).entries()) known.set(open[i]!, verdict);
    return statements.map((statement) => known.get(statement)!);
  }

  async close(): Promise<void> {
    const thread = this.thread;
    this.thread = undefined;
    this.seen.clear();
    await thread?.close();
  }

  private handOver(): void {
    this.thread ??= new ParserThread(this.worker);
    this.thread.send(this.waiting);
    this.waiting = [];
    this.waitingLength = 0;
  }
}
