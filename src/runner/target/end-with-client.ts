import { DatabaseError } from './database-error.js';
import type { Target } from './target.js';

/**
 * Has the server end what it runs when this process is gone: after a second Ctrl-C a loop without an end would go on
 * there, with its locks. (PostgreSQL, "client_connection_check_interval")
 */
export async function endWithClient(target: Target): Promise<void> {
  if (target.kind !== 'postgres') return;
  try {
    await target.execute("set client_connection_check_interval = '2s'");
  } catch (error) {
    // A server on a system that cannot tell does not take it.
    if (!(error instanceof DatabaseError)) throw error;
  }
}
