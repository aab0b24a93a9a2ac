import { openToRead, type Target } from './target.js';

/** Reads without a lock: looking never waits for a run. */
export async function withReader<T>(
  url: string,
  work: (target: Target) => Promise<T>,
  open: () => Promise<Target> = () => openToRead(url),
): Promise<T> {
  const target = await open();
  try {
    await target.execute('set search_path = public, pg_temp');
    return await work(target);
  } finally {
    await target.close();
  }
}
