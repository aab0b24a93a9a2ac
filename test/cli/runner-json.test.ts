import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { cli } from '../support/cli.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const server = inject('postgresUrl');

describe.skipIf(server === undefined)(
  'every command that works on a target prints one JSON document (PostgreSQL)',
  () => {
    const folder = temporaryFolder();
    const out = join(folder, 'out');
    const target = `${server?.replace(/\/postgres$/, '')}/runner_json`;
    let admin: Target;
    const file = (name: string, text: string) => writeFileSync(join(out, 'sql', name), text);
    beforeAll(async () => {
      admin = await openTarget(server!);
      await admin.execute(
        `create database runner_json template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
      );
      mkdirSync(join(out, 'sql'), { recursive: true });
      file('0001_t.sql', 'create table public.t (id int primary key, name text);\n');
      file('0002_f.sql', "create function public.f() returns int language sql as 'select 1';\n");
    });
    afterAll(async () => {
      await admin.execute('drop database runner_json with (force)');
      await admin.close();
    });

    /** The exit code and the document; anything beside it on stdout is a fault. */
    const json = async (...args: readonly string[]) => {
      const { code, out: said } = await cli(...args, '--json');
      return { code, document: JSON.parse(said) as Record<string, unknown> };
    };
    const at = ['--target', target];

    it('where all goes well', async () => {
      const snapshot = join(folder, 'snapshot');
      const budget = join(folder, 'budget.sql');
      writeFileSync(budget, '-- budget: rows <= 1\nselect * from public.t where id = $1;\n');
      for (const [args, document] of [
        [['role', out, '--database', 'runner_json'], { role: 'oraphant_deploy', database: 'runner_json' }],
        [['plan', out, ...at], { units: [{ id: 't' }, { id: 'f' }], notes: [] }],
        [['apply', out, ...at, '--dry-run', 'target'], { exit: 0, mode: 'target', untried: [], failure: null }],
        [['apply', out, ...at, '--dry-run', 'scratch'], { exit: 0, mode: 'scratch', failure: null }],
        [
          ['apply', out, ...at, '--snapshot', snapshot, '--atomic'],
          { exit: 0, units: { done: 2, total: 2 }, failure: null },
        ],
        [['status', out, ...at], { state: 'done', units: 2, pending: 0, chain: [] }],
        [
          ['audit', ...at],
          { problems: [], entries: [{ action: 'run' }, { unit: 't' }, { unit: 'f' }, { state: 'ended' }] },
        ],
        [['drift', ...at], { differences: [] }],
        [['verify', out, ...at, '--budget', budget], { problems: [] }],
        [
          ['verify', out, ...at, '--pgtap', join(folder, 'tap')],
          [{ name: '01_structure.sql' }, {}, {}, {}],
        ],
        [['repair', ...at, '--adopt'], { adopted: [], reverted: [] }],
        [['rollback', ...at, '--yes'], { exit: 0, units: { done: 2, total: 2 }, differences: [] }],
        [['finalize', ...at], { dropped: [], kept: [] }],
        [['restore', ...at, '--snapshot', snapshot, '--yes'], { restored: snapshot }],
      ] as const)
        expect({ args, ...(await json(...args)) }).toMatchObject({ args, code: 0, document });
    });

    it('where it does not', async () => {
      await json('apply', out, ...at);
      file('0003_wrong.sql', 'create view public.v as\nselect nope from public.t;\n');
      expect(await json('apply', out, ...at)).toMatchObject({
        code: 6,
        document: { exit: 6, failure: { unit: 'wrong', file: 'sql/0003_wrong.sql', line: 2, sqlstate: '42703' } },
      });
      expect(await json('status', out, ...at)).toMatchObject({ code: 0, document: { state: 'failed', pending: 1 } });
      rmSync(join(out, 'sql/0003_wrong.sql'));
      await json('apply', out, ...at);
      const owner = await openTarget(target);
      await owner.execute('alter table public.t add column x int');
      await owner.close();
      expect(await json('drift', ...at)).toMatchObject({ code: 4, document: { differences: [{ change: 'added' }] } });
      file('0004_u.sql', 'create table public.u (id int);\n');
      expect(await json('apply', out, ...at)).toMatchObject({
        code: 4,
        document: { exit: 4, problems: [expect.stringMatching(/public\.t\.x/), expect.anything()] },
      });
      expect(await json('verify', out, ...at)).toMatchObject({ code: 9, document: { problems: expect.anything() } });
      expect(await json('audit', ...at, '--head', 'f'.repeat(64))).toMatchObject({
        code: 3,
        document: { problems: [{}] },
      });
      expect(await json('rollback', ...at, '--run', 'nothing')).toMatchObject({ code: 3, document: { exit: 3 } });
      expect(await json('rollback', ...at, '--all', '--to', 't')).toMatchObject({ code: 3, document: { exit: 3 } });
      expect(await json('repair', ...at, '--done', 'nothing')).toMatchObject({ code: 3, document: { exit: 3 } });
      expect(await json('apply', out, ...at, '--snapshot', join(folder, 'no/such/folder/copy'))).toMatchObject({
        code: 2,
        document: { exit: 2, problems: [expect.stringMatching(/^no such file or folder: .*no.such.folder$/)] },
      });
      expect(await json('restore', ...at, '--snapshot', join(folder, 'none'))).toMatchObject({
        code: 2,
        document: { exit: 2, problems: [expect.stringMatching(/^no such file or folder: /)] },
      });
    });

    it('where it cannot even begin', async () => {
      const [broken, empty] = [join(folder, 'broken'), join(folder, 'empty')];
      for (const place of [broken, empty]) mkdirSync(join(place, 'sql'), { recursive: true });
      mkdirSync(join(broken, 'oraphant.json'));
      writeFileSync(join(broken, 'sql/0001_t.sql'), 'create table t (a int);');
      const nobody = ['--target', 'postgres://postgres@127.0.0.1:1/x'];
      const readers = ['plan', 'apply', 'verify', 'status'].flatMap((command) => [
        [command, join(folder, 'none'), ...at],
        [command, folder, ...at],
        [command, broken, ...at],
        [command, empty, ...at],
        [command, out, ...nobody],
        [command, out, '--target', 'mysql://x'],
        [command, out, '--target', `${target}_none`],
      ]);
      const others = ['audit', 'drift', 'rollback', 'finalize', 'repair --adopt', 'repair --revert'].flatMap(
        (command) => [
          [...command.split(' '), ...nobody],
          [...command.split(' '), '--target', 'mysql://x'],
        ],
      );
      for (const args of [
        ...readers,
        ...others,
        ['role', out, '--database', ''],
        ['role', out, '--database', 'd', '--name', 'pg_deploy'],
        ['role', empty, '--database', 'd'],
        ['convert', join(folder, 'none'), '-o', join(folder, 'x')],
        ['lineage', 'A.B', join(folder, 'none')],
        ['where', 'f:1', '-o', join(folder, 'none')],
        ['plan'],
        ['explain', 'OP0000'],
      ])
        expect({ args, ...(await json(...args)) }).toMatchObject({
          args,
          code: 2,
          document: { exit: 2, problems: expect.arrayContaining([expect.any(String)]) },
        });
    });

    it('where somebody has been at the ledger', async () => {
      const owner = await openTarget(target);
      const all = [
        ...['status', 'audit', 'drift', 'rollback', 'finalize'].map((command) => [command]),
        ...['apply', 'plan', 'verify'].map((command) => [command, out]),
        ['repair', '--adopt'],
      ];
      try {
        await owner.execute(
          `alter table oraphant.entry disable trigger append_only; update oraphant.entry set detail = '{"half' where seq = 1`,
        );
        const codes: Record<string, number> = {};
        for (const [command = '', ...args] of all) codes[command] = (await json(command, ...args, ...at)).code;
        expect(codes).toMatchObject({ status: 3, audit: 3, rollback: 3, finalize: 3, apply: 3, verify: 9, repair: 3 });
        const { document } = await json('verify', out, ...at);
        expect(JSON.stringify(document)).toMatch(/entry was changed.*append_only is gone or disabled/);
        await owner.execute('alter table oraphant.entry rename column detail to details');
        for (const [command = '', ...args] of all)
          expect({ command, ...(await json(command, ...args, ...at)) }).toMatchObject({
            code: 3,
            document: { exit: 3, problems: [expect.stringContaining('the ledger cannot be read: 42703')] },
          });
        await owner.execute('drop schema oraphant cascade');
      } finally {
        await owner.close();
      }
      // A file where a folder would be.
      expect(await json('apply', out, ...at, '--log', join(out, 'sql/0001_t.sql/x.log'))).toMatchObject({
        code: 3,
        document: { problems: [expect.stringContaining('the log cannot be written')] },
      });
    });
  },
);
