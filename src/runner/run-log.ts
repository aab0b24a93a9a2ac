import { pino } from 'pino';

/** Events of a run, one JSON object a line, each with the run's id. */
export interface RunLog {
  event(name: string, fields?: Readonly<Record<string, unknown>>): void;
  close(): void;
}

/** Writes to a file (appending), so that a run that is killed leaves what it said; without a file, nowhere. */
export function openRunLog(file: string | undefined, run: string): RunLog {
  if (file === undefined) return { event: () => {}, close: () => {} };
  const destination = pino.destination({ dest: file, append: true, sync: true, mkdir: true });
  const log = pino({ base: { run }, messageKey: 'event', timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    event: (name, fields = {}) => log.info(fields, name),
    close: () => destination.end(),
  };
}
