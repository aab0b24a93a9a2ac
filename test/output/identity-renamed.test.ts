import { expect, it } from 'vitest';
import { convertProject, schemaOf } from './project.js';

it('keeps identity columns from UPDATE under the names that they have in the end', async () => {
  const made = await convertProject({
    '1.sql': [
      'create table t (id number generated always as identity, v number);',
      'create table u (id number generated always as identity, v number);',
      'create table w (v number);',
    ].join('\n'),
    '2.sql': [
      'alter table t rename column id to ident;',
      'alter table u drop column id;',
      'alter table w add (n number generated always as identity);',
      'alter table w rename column n to nn;',
    ].join('\n'),
  });
  const schema = schemaOf(made);
  expect(schema).toMatch(/before update of ident on public\.t /);
  expect(schema).not.toMatch(/update of \w+ on public\.u /);
  expect(schema).toMatch(/before update of nn on public\.w /);
});
