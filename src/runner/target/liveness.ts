import type { Target } from './target.js';

/** How `watched` looks after a connection; `onStall` is told why it gives one up. */
interface LivenessOptions {
  /** Opens a connection to look from. */
  readonly open: () => Promise<Target>;
  /** The server process of the connection that is watched; '' while it is not known. */
  readonly pid: () => string;
  /** How long an answer may take before somebody looks. */
  readonly afterMs: number;
  /** How long to go without anybody being able to look. */
  readonly deadlineMs: number;
  readonly onStall: (why: string) => void;
}

type Sight = 'busy' | 'waiting' | 'unknown';

/**
 * A network may swallow a statement or its answer without closing the connection, and then both sides wait for ever.
 * While an answer is out, the server is asked from another connection what its process does: one that waits for us,
 * twice in a row, has answered or never heard us. The connection is then given up, and what waits for it fails as on
 * any lost connection.
 */
export function watched(target: Target, options: LivenessOptions): Target {
  if (target.kind !== 'postgres') return target;
  const during = async <T>(work: Promise<T>): Promise<T> => {
    const watch = lookNowAndThen(target, options);
    try {
      return await work;
    } finally {
      watch.end();
    }
  };
  const { copyIn } = target;
  return {
    ...target,
    execute: (sql) => during(target.execute(sql)),
    query: (sql, parameters) => during(target.query(sql, parameters)),
    ...(copyIn === undefined
      ? {}
      : { copyIn: (sql: string, data: Buffer, meanwhile?: () => void) => during(copyIn(sql, data, meanwhile)) }),
  };
}

function lookNowAndThen(target: Target, options: LivenessOptions): { end(): void } {
  let isOver = false;
  let timer: NodeJS.Timeout;
  let idle = 0;
  let blind = 0;
  let copied = '';
  const look = async () => {
    const seen = await sight(options, copied);
    if (isOver) return;
    copied = seen.copied;
    idle = seen.sight === 'waiting' ? idle + 1 : 0;
    blind = seen.sight === 'unknown' ? blind + options.afterMs : 0;
    if (idle >= 2 || blind > options.deadlineMs) {
      options.onStall(idle >= 2 ? 'the server waits for us, and its answer did not come' : 'nobody answers');
      await target.close();
    } else again();
  };
  const again = () => {
    timer = setTimeout(() => void look(), options.afterMs);
    timer.unref();
  };
  again();
  return {
    end() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

async function sight(
  { open, pid, afterMs }: LivenessOptions,
  before: string,
): Promise<{ readonly sight: Sight; readonly copied: string }> {
  const unknown = { sight: 'unknown', copied: before } as const;
  if (pid() === '') return unknown;
  const looked = async (): Promise<{ readonly sight: Sight; readonly copied: string }> => {
    const observer = await open();
    try {
      // A COPY waits for us too while its data is under way: it is alive as long as more of it arrives.
      const { rows } = await observer.query(
        `select a.state, a.wait_event, coalesce(c.bytes_processed::text, '') from pg_stat_activity a left join ` +
          'pg_stat_progress_copy c on c.pid = a.pid where a.pid = $1::int',
        [pid()],
      );
      const [[state, event, copied] = []] = rows;
      const isBusy = state === 'active' && (event !== 'ClientRead' || copied !== before);
      return { sight: isBusy ? 'busy' : 'waiting', copied: copied ?? '' };
    } finally {
      await observer.close();
    }
  };
  const late = new Promise<typeof unknown>((resolve) => {
    setTimeout(() => resolve(unknown), Math.max(afterMs, 5000)).unref();
  });
  // A server that is down, or refuses the connection, tells nothing.
  return await Promise.race([looked().catch(() => unknown), late]);
}
