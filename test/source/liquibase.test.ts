import { expect, it } from 'vitest';
import { sourceFile } from '../../src/source/files/source-file.js';

it('reads the delimiter of a changeset as the slash of SQL*Plus, in its place', () => {
  const written = [
    '--liquibase formatted sql',
    '--changeset me:1 endDelimiter:GO stripComments:false',
    'insert into go values (1)',
    'go',
    '--changeset me:2 endDelimiter:"//"',
    'begin null; end;',
    '//',
    '--changeset me:3',
    'GO',
    '',
  ];
  const expected = [...written];
  expected[3] = '/ ';
  expected[6] = '/ ';
  expect(sourceFile(0, 'a.sql', written.join('\n')).text).toBe(expected.join('\n'));
  const other = written.slice(1).join('\n');
  expect(sourceFile(0, 'a.sql', other).text).toBe(other);
});
