import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readProject } from '../../src/runner/script/project.js';
import type { Target } from '../../src/runner/target/target.js';
import { inBuiltProject } from '../../src/runner/verify/built-project.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const out = temporaryFolder();
afterEach(() => rmSync(out, { recursive: true }));

async function built(files: readonly string[], query: string): Promise<unknown> {
  mkdirSync(join(out, 'sql'), { recursive: true });
  for (const [index, text] of files.entries()) writeFileSync(join(out, 'sql', `000${index}_f.sql`), text);
  return await inBuiltProject(readProject(out), 'pglite:', async (target: Target) =>
    (await target.execute(query)).rows.flat(),
  );
}

describe('a project in an empty database', () => {
  it('is built where its files do not go into one transaction', async () => {
    const files = [
      "set search_path = pg_catalog;\ncreate type public.mood as enum ('a');\nselect 1 -- the last word",
      'create table t (m mood);\ncreate index concurrently t_m on t (m);',
      "begin;\nalter type mood add value 'b';\ncommit;\ninsert into t values ('b');",
    ];
    expect(await built(files, 'select m from t')).toEqual(['b']);
  });

  it('says the line at which it is not', async () => {
    const files = [
      'create table t (a int);',
      'create view v as select a from t;\n\ncreate view w as\nselect b from t;',
      'select 1',
    ];
    expect(await built(files, 'select 1')).toMatch(/sql\/0001_f\.sql:3: column "b" does not exist/);
  });
});
