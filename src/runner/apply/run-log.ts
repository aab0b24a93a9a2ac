import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../script/atomic-write.js';
import { RunFailure, runnerExit } from './run-failure.js';

/** Events of a run, one JSON object a line, each with the run's id. */
export interface RunLog {
  event(name: string, fields?: Readonly<Record<string, unknown>>): void;
  close(): void;
}

/**
 * Writes to a file (appending), so that a run that is killed leaves what it said; without a file, nowhere. A disk that
 * fills up under a run costs the log, not the run. @throws RunFailure where the file cannot be opened
 */
export async function openRunLog(file: string | undefined, run: string): Promise<RunLog> {
  if (file === undefined) return { event: () => {}, close: () => {} };
  const handle = opened(file);
  const { pino } = await import('pino');
  const destination = {
    write(line: string) {
      try {
        writeSync(handle, line);
      } catch {
        // What the run does is in the ledger.
      }
    },
  };
  const log = pino({ base: { run }, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    event: (name, fields = {}) => log.info(fields, name),
    close: () => closeSync(handle),
  };
}

function opened(file: string): number {
  try {
    makeFolder(dirname(file));
    return openSync(file, 'a');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RunFailure(runnerExit.preflight, [`the log cannot be written: ${reason}`], { cause: error });
  }
}
