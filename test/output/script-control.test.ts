import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../src/compile.js';
import { compileScript } from '../../src/output/script.js';

const compiled = async (sql: string) => (await compileScript(sql, 's.sql', {}, defaultOptions)).steps;

describe('commands that steer a script', () => {
  it('WHENEVER SQLERROR says what follows an error, from there on', async () => {
    const steps = await compiled(`insert into a values (1);
whenever sqlerror exit failure rollback
insert into a values (2);
WHENEVER OSERROR EXIT
insert into a values (3);
whenever sqlerror exit sql.sqlcode
insert into a values (4);
whenever sqlerror continue none
insert into a values (5);
whenever sqlerror continue commit
insert into a values (6);
`);
    expect(steps.map((s) => s.onError)).toEqual([
      undefined,
      { exits: true, ending: 'rollback' },
      { exits: true, ending: 'rollback' },
      { exits: true, ending: 'commit' },
      undefined,
      { exits: false, ending: 'commit' },
    ]);
  });

  it('nothing after EXIT is run', async () => {
    const steps = await compiled('insert into a values (1);\nexit rollback\ninsert into a values (2);\n');
    expect(steps.map((s) => s.sql)).toEqual([expect.stringContaining('values (1)'), 'rollback']);
    expect(await compiled('insert into a values (1);\nquit;\nnonsense;\n')).toHaveLength(1);
  });
});
