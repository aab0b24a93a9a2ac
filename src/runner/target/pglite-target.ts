import { Worker } from 'node:worker_threads';
import { connectionFailure, DatabaseError, toDatabaseError } from './database-error.js';
import { takeDirectory } from './pglite-directory.js';
import type { Notice, NoticeListener, StatementResult, Target } from './target.js';

/** What the thread of the database says. Answers come in the order of the questions. */
type WorkerMessage =
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly error: Readonly<Record<string, unknown>> }
  | { readonly kind: 'error'; readonly error: Readonly<Record<string, unknown>> }
  | { readonly kind: 'result'; readonly result: StatementResult }
  | { readonly kind: 'notice'; readonly notice: Readonly<Record<string, unknown>> };

/** What it is asked; with parameters by the extended protocol. */
type WorkerRequest =
  | { readonly kind: 'run'; readonly sql: string; readonly parameters?: readonly (string | null)[] }
  | { readonly kind: 'close' };

/** How PGlite runs; without a timeout statements take what they take. */
interface PgliteOptions {
  /** A statement that runs longer ends with 57014, and the database with it: PGlite has no statement_timeout. */
  readonly statementTimeoutMs?: number;
}

/** Opens an embedded PostgreSQL (PGlite) in a thread of its own, in memory without a directory. */
export async function openPglite(directory: string | undefined, options: PgliteOptions = {}): Promise<Target> {
  const place = directory === undefined ? undefined : takeDirectory(directory);
  const database = new DatabaseThread(directory, options.statementTimeoutMs);
  try {
    await database.opened;
    place?.made();
    const ask = (request: WorkerRequest) => database.ask(request);
    const version = Number((await ask({ kind: 'run', sql: 'show server_version_num' })).rows[0]?.[0]);
    return {
      kind: 'pglite',
      version,
      label: `pglite:${directory ?? ''}`,
      execute: (sql) => ask({ kind: 'run', sql }),
      query: (sql, parameters = []) => ask({ kind: 'run', sql, parameters }),
      onNotice: (listener) => database.onNotice(listener),
      async close() {
        await database.close();
        place?.release();
      },
    };
  } catch (error) {
    await database.stop();
    place?.failed();
    place?.release();
    throw error;
  }
}

interface Question {
  readonly resolve: (result: StatementResult) => void;
  readonly reject: (error: DatabaseError) => void;
}

/**
 * The stack of the thread. PostgreSQL's own check (max_stack_depth, up to 7680 kB here) has to speak first: it counts
 * what is on WebAssembly's stack, and what the engine needs besides is many times that. Without room for it the
 * database breaks, and answers nothing any more.
 */
const stackMegabytes = 192;

class DatabaseThread {
  readonly opened: Promise<void>;
  private readonly worker: Worker;
  private readonly listeners = new Set<NoticeListener>();
  /** The question being answered; questions are put one at a time. */
  private current: Question | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private ended: string | undefined;

  constructor(
    directory: string | undefined,
    private readonly timeoutMs: number | undefined,
  ) {
    this.worker = new Worker(new URL('./pglite-worker.js', import.meta.url), {
      workerData: { directory },
      // What node was started with (loaders, profilers) is not for this thread.
      execArgv: [],
      resourceLimits: { stackSizeMb: stackMegabytes },
      stdout: false,
    });
    this.opened = new Promise((opened, failed) => {
      this.worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'open') opened();
        else if (message.kind === 'failed') failed(toDatabaseError(message.error));
        else this.hear(message);
      });
      this.worker.on('error', (error) => {
        failed(error);
        this.end(`the embedded database broke: ${error.message}`);
      });
      this.worker.on('exit', () => this.end('the embedded database has ended'));
    });
  }

  /** Waits for its turn. */
  ask(request: WorkerRequest): Promise<StatementResult> {
    const turn = this.last.then(() => this.put(request));
    this.last = turn.catch(() => {});
    return turn;
  }

  onNotice(listener: NoticeListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    if (this.ended === undefined) await this.ask({ kind: 'close' }).catch(() => {});
    await this.stop();
  }

  async stop(): Promise<void> {
    await this.worker.terminate();
  }

  private put(request: WorkerRequest): Promise<StatementResult> {
    if (this.ended !== undefined) return Promise.reject(lost(this.ended));
    // An open database that nobody asks anything must not keep the process alive.
    this.worker.ref();
    let timer: NodeJS.Timeout | undefined;
    if (this.timeoutMs !== undefined) timer = setTimeout(() => this.timeOut(), this.timeoutMs);
    return new Promise<StatementResult>((resolve, reject) => {
      this.current = { resolve, reject };
      this.worker.postMessage(request);
    }).finally(() => {
      clearTimeout(timer);
      this.worker.unref();
    });
  }

  private hear(message: Exclude<WorkerMessage, { readonly kind: 'open' | 'failed' }>): void {
    switch (message.kind) {
      case 'notice': {
        const notice = toNotice(message.notice);
        for (const listener of this.listeners) listener(notice);
        return;
      }
      case 'result':
        this.current?.resolve(message.result);
        this.current = undefined;
        return;
      case 'error':
        this.current?.reject(toDatabaseError(message.error));
        this.current = undefined;
        return;
      default: {
        const forgotten: never = message;
        throw new Error(`unknown message ${JSON.stringify(forgotten)}`);
      }
    }
  }

  private timeOut(): void {
    const sqlstate = '57014';
    this.current?.reject(new DatabaseError({ sqlstate, message: 'canceling statement due to statement timeout' }));
    this.end('the embedded database was stopped because a statement took too long');
    void this.stop();
  }

  private end(reason: string): void {
    this.ended ??= reason;
    this.current?.reject(lost(this.ended));
    this.current = undefined;
  }
}

const lost = (message: string): DatabaseError => new DatabaseError({ sqlstate: connectionFailure, message });

/** Both drivers name a notice's fields as they name an error's. */
export function toNotice(raw: unknown): Notice {
  const { severity } = raw as { readonly severity?: string };
  const { message } = raw as { readonly message?: string };
  const error = toDatabaseError(raw);
  return { ...error, message: message ?? '', severity: severity ?? 'NOTICE' };
}
