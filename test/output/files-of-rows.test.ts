import { expect, it } from 'vitest';
import type { LineMap } from '../../src/contract/line-map.js';
import { convertProject } from './project.js';

const table = 'create table t (id number);';
const rows = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, i) => `insert into t values (${from + i});`).join('\n');

/** The numbers that each file of `sql/` inserts, in the order of the files; none for the runtime and the table. */
async function inserted(sources: Readonly<Record<string, string>>): Promise<readonly (readonly number[])[]> {
  const { files } = await convertProject(sources);
  return files
    .filter(({ path }) => /^sql\/\d+_script_/.test(path))
    .map(({ text }) => [...text.matchAll(/values \((\d+)/g)].map((found) => Number(found[1])));
}

it('puts rows that follow each other in a source file into one file', async () => {
  expect(await inserted({ 'a.sql': `${table}\n${rows(1, 3)}` })).toEqual([[1, 2, 3]]);
});

it('puts what changes them there, too, and a block between them into a file of its own', async () => {
  const sources = {
    'a.sql': `${table}\n${rows(1, 2)}\ndelete from t;\n${rows(3, 3)}\nbegin null; end;\n/\n${rows(4, 5)}`,
  };
  expect(await inserted(sources)).toEqual([[1, 2, 3], [], [4, 5]]);
});

it('begins another file for another source file, and where the parameters of the session change', async () => {
  const changed = "alter session set nls_date_format = 'YYYY';";
  const sources = { 'a.sql': `${table}\n${rows(1, 2)}\n${changed}\n${rows(3, 3)}`, 'b.sql': rows(4, 4) };
  expect((await inserted(sources)).filter((found) => found.length > 0)).toEqual([[1, 2], [3], [4]]);
});

it('sets the parameters of the session once for the rows of a file', async () => {
  const dates = "insert into d values ('2026-01-31');\ninsert into d values ('2026-02-28');";
  const { files } = await convertProject({
    'a.sql': `create table d (a date);\nalter session set nls_date_format = 'YYYY-MM-DD';\n${dates}`,
  });
  const text = files.find(({ path }) => /_script_insert\.sql$/.test(path))?.text ?? '';
  expect(text.match(/^\w+/gm)).toEqual(['set', 'insert', 'insert', 'reset']);
});

it('says of each line which line of the source it comes from', async () => {
  const { files } = await convertProject({ 'a.sql': `${table}\n${rows(1, 2)}` });
  const text = files.find(({ path }) => /_script_insert\.sql$/.test(path))?.text.split('\n') ?? [];
  const map = files.find(({ path }) => /_script_insert\.sql\.json$/.test(path))?.text ?? '';
  const { lines } = JSON.parse(map) as LineMap;
  const sourceOf = (row: string): number | undefined =>
    lines.findLast(([line]) => line <= text.findIndex((l) => l.includes(row)) + 1)?.[2];
  expect([sourceOf('values (1'), sourceOf('values (2')]).toEqual([2, 3]);
});

it('puts comments that follow each other in a source file into one file', async () => {
  const comments = "comment on table t is 'things';\ncomment on column t.id is 'its number';";
  const { files } = await convertProject({
    'a.sql': `${table}\n${comments}`,
    'b.sql': "comment on table t is 'more';",
  });
  const texts = files.filter(({ path }) => /_script_commenton\.sql$/.test(path)).map(({ text }) => text);
  expect(texts.map((text) => text.match(/^comment/gm)?.length)).toEqual([2, 1]);
});
