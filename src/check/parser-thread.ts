import { Worker } from 'node:worker_threads';
import type { ParserVerdict } from './parser-gate.js';

/**
 * A thread that judges statements, in the order in which they are sent. It may end at any time: what it
 * has not answered then stays open.
 */
export class ParserThread {
  private readonly worker: Worker;
  private readonly sent: (readonly string[])[] = [];
  private readonly answers: (readonly ParserVerdict[])[] = [];
  private hasEnded = false;
  private settle: (() => void) | undefined;

  constructor(program: URL) {
    // What it makes of a statement is gone with the next: room for more would only be filled.
    this.worker = new Worker(program, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } });
    this.worker.on('message', (verdicts: readonly ParserVerdict[]) => {
      this.answers.push(verdicts);
      this.settle?.();
    });
    // An error is followed by `exit`; without a listener it would be thrown.
    this.worker.on('error', () => undefined);
    this.worker.on('exit', () => {
      this.hasEnded = true;
      this.settle?.();
    });
  }

  send(statements: readonly string[]): void {
    if (statements.length === 0) return;
    this.sent.push(statements);
    this.worker.postMessage(statements);
  }

  /** The verdicts over the statements sent so far; without those of a thread that has ended. */
  async verdicts(): Promise<ReadonlyMap<string, ParserVerdict>> {
    while (this.answers.length < this.sent.length && !this.hasEnded) {
      await new Promise<void>((resolve) => {
        this.settle = resolve;
      });
    }
    const known = new Map<string, ParserVerdict>();
    for (const [i, verdicts] of this.answers.entries())
      for (const [j, verdict] of verdicts.entries()) known.set(this.sent[i]![j]!, verdict);
    return known;
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
