// The thread of `ParsersAhead`: each message is a list of statements, and answered in turn with their verdicts.
import { parentPort } from 'node:worker_threads';
import { ParserGate } from './parser-gate.js';

const parsers = new ParserGate();
let before: Promise<void> = Promise.resolve();
parentPort?.on('message', (statements: readonly string[]) => {
  before = before.then(async () => parentPort?.postMessage(await parsers.check(statements)));
});
