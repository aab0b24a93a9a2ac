import { expect, it } from 'vitest';
import { convertProject, schemaOf } from './project.js';

it('lets those who insert rows draw the numbers of identity columns', async () => {
  const made = await convertProject({
    't.sql': [
      'create table t (id number generated always as identity, v number);',
      'create table u (id number, v number);',
      'create table w (id number generated always as identity, v number);',
      'create role writer;',
      'grant select, insert on t to writer;',
      'grant insert on u to writer;',
      'grant select on w to writer;',
    ].join('\n'),
  });
  const schema = schemaOf(made);
  expect(schema).toContain('grant usage on sequence public.t_id_seq to writer');
  expect(schema.match(/grant usage on sequence/g)).toHaveLength(1);
});
