import { setImmediate } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimeClosure, runtimeFunctions } from '../../src/runtime/index.js';
import { openRuntime } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

const units = [...runtimeFunctions().values()];

describeTargets('the whole runtime', (url) => {
  it('can be created', async () => {
    const database = await openRuntime(
      url,
      units.map(({ name }) => name),
    );
    await database.close();
  });
});

describe('each unit with what it requires and nothing else', () => {
  let db: PGlite;
  beforeAll(async () => {
    db = await PGlite.create();
  });
  afterAll(() => db.close());

  it('can be created', async () => {
    const failures: string[] = [];
    for (const unit of units) {
      await db.exec('BEGIN');
      try {
        for (const required of runtimeClosure([unit.name])) await db.exec(required.sql);
      } catch (error) {
        failures.push(`${unit.file}: ${error instanceof Error ? error.message : error}`);
      }
      await db.exec('ROLLBACK');
      // PGlite works in this thread: whoever waits for it is to hear that it lives.
      await setImmediate();
    }
    expect(failures).toEqual([]);
  });
});
