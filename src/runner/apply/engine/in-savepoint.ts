import type { Target } from '../../target/target.js';

const takenBack = 'rollback to savepoint oraphant_try; release savepoint oraphant_try';

/**
 * Runs statements inside the caller's transaction and takes back what they did, in one message where they
 * succeed. @throws DatabaseError
 */
export async function tryOut(target: Pick<Target, 'execute'>, sql: string): Promise<void> {
  try {
    await target.execute(`savepoint oraphant_try;\n${sql}\n;${takenBack}`);
  } catch (error) {
    await target.execute(takenBack);
    throw error;
  }
}
