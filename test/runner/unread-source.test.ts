import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { describeServer } from '../support/targets.js';
import { databasesOn, on } from './faults/databases.js';
import { writeProject } from './faults/project.js';

describeServer('a project of sources that were not all read', (server) => {
  it('drops nothing that may be in them', async () => {
    const databases = await databasesOn(server, 'unread');
    const url = await databases.fresh();
    const options = { url, tool: 't' };
    const project = writeProject({
      '0001_table_t.sql': 'create table public.t (id int);',
      '0002_other.sql': 'create table public.other (id int);',
    });
    const t = { name: 'T', kind: 'table', status: 'exact', output: 'sql/0001_table_t.sql' };
    const manifest = (fields: object) => writeFileSync(join(project.out, 'oraphant.json'), JSON.stringify(fields));
    manifest({ objects: [t], diagnostics: [] });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });

    rmSync(join(project.out, t.output));
    manifest({ objects: [], diagnostics: [{ code: 'OP9001', message: 'b cannot be read' }] });
    await expect(applyProject(project.out, options)).rejects.toThrow(/may hold it \(b cannot be read\)/);
    manifest({ objects: [{ ...t, status: 'refused', output: undefined }], diagnostics: [{ code: 'OP9101' }] });
    await expect(applyProject(project.out, options)).rejects.toMatchObject({
      exit: 3,
      message: expect.stringMatching(/table T stands in the target, and convert did not understand it/),
    });
    await on(url, (target) => target.execute('select from public.t'));

    // Another statement that was not understood says nothing about the table.
    manifest({ objects: [{ ...t, name: 'T2', status: 'refused', output: undefined }], diagnostics: [] });
    expect(await applyProject(project.out, options)).toMatchObject({ exit: 0 });
    await databases.close();
  });
});
