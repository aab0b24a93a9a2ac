import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { deployRole } from '../../src/runner/apply/deploy-role.js';
import { readProject } from '../../src/runner/script/project.js';
import { openTarget } from '../../src/runner/target/target.js';
import { accountFor } from '../../src/runner/verify/account.js';
import { selfContainedProject, writeProject } from './faults/project.js';

describe('the account of Oracle objects', () => {
  it('counts each once, and names what is there twice, gone, empty or made by two files', () => {
    const project = writeProject({
      '0001_t.sql': 'create table t (a int);',
      '0002_empty.sql': '-- nothing',
      '0003_again.sql': 'create table t (a int);',
    });
    const object = (kind: string, name: string, output: string, status = 'exact') => ({
      ...{ kind, name, output, status, file: 'a.sql', line: 1 },
    });
    const objects = [
      object('table', 'T', 'sql/0001_t.sql'),
      object('view', 'V', 'sql/0002_empty.sql'),
      object('view', 'W', 'sql/0009_gone.sql'),
      object('synonym', 'S', ''),
      object('procedure', 'P', 'sql/0003_again.sql', 'refused'),
      object('table', 'T', 'sql/0003_again.sql'),
    ];
    writeFileSync(join(project.out, 'oraphant.json'), JSON.stringify({ objects }));
    expect(accountFor(readProject(project.out))).toEqual({
      objects: 6,
      counts: { converted: 4, 'part of another or left out': 1, refused: 1 },
      problems: [
        { object: 'view V', message: 'its file sql/0002_empty.sql makes nothing' },
        { object: 'view W', message: 'its file sql/0009_gone.sql is gone' },
        { object: 'table T', message: 'it is there twice: a.sql:1 and a.sql:1' },
        { object: 'table "t"', message: 'two files make it: sql/0001_t.sql and sql/0003_again.sql' },
      ],
    });
  });
});

const url = inject('postgresUrl');

describe.skipIf(url === undefined)('the role that deploys (PostgreSQL)', () => {
  it('may apply the project, and nothing beyond it', async () => {
    const project = writeProject({
      ...selfContainedProject(3),
      '9000_public.sql': 'create table public.plain (id int);',
    });
    const admin = await openTarget(url!);
    await admin.execute('create database deploy_test');
    const database = `${url!.replace(/\/postgres$/, '')}/deploy_test`;
    const owner = await openTarget(database);
    try {
      await owner.execute(deployRole(readProject(project.out), 'deploy_test', 'deploy "er"'));
      const as = new URL(database);
      as.username = encodeURIComponent('deploy "er"');
      const report = await applyProject(project.out, { url: as.href, tool: 't' });
      expect(report).toMatchObject({ exit: 0, failure: undefined });
      const deployer = await openTarget(as.href);
      for (const sql of ['create database other', 'create role other', "copy (select 1) to '/tmp/oraphant-x'"])
        await expect(deployer.execute(sql)).rejects.toMatchObject({ sqlstate: '42501' });
      await deployer.close();
    } finally {
      await owner.close();
      await admin.execute('drop database deploy_test with (force)');
      await admin.execute('drop role if exists "deploy ""er"""');
      await admin.close();
    }
  });
});
