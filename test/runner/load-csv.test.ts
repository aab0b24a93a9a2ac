import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { readCsv, scanCsv } from '../../src/runner/load/csv.js';
import { RecordReader } from '../../src/runner/load/source.js';
import { openTarget } from '../../src/runner/target/target.js';
import { describeTargetsApart } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeProject } from './faults/project.js';

function fileOf(name: string, ...parts: readonly (string | readonly number[])[]): string {
  const folder = temporaryFolder();
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part)));
  writeFileSync(join(folder, name), Buffer.concat(bytes));
  return folder;
}

describe('records of a CSV file', () => {
  const text = 'a,"x\n""y"""\r\nб,€\n\n"long ü\n\n\n",1\r\nz"\n"z,last';
  const folder = fileOf('x.csv', text);
  const ends = [...text.matchAll(/y"""\r\n|€\n|(?<=€\n)\n|,1\r\n|last/g)].map(({ index, 0: found }) =>
    Buffer.byteLength(text.slice(0, index + found.length)),
  );

  it.each([
    [1, 1],
    [3, 2],
    [7, 1 << 20],
    [1 << 20, 5],
    [1 << 20, 1 << 20],
  ])('are whole, read by %i bytes in blocks of some %i', (chunkBytes, maxBytes) => {
    for (const maxRows of [1, 2, 100]) {
      const reader = new RecordReader(join(folder, 'x.csv'), 0, scanCsv, chunkBytes);
      const read: number[] = [];
      const bytes: Buffer[] = [];
      for (let taken = reader.take(maxRows, maxBytes); taken !== undefined; taken = reader.take(maxRows, maxBytes)) {
        const { from } = taken;
        expect(taken.ends.length).toBeLessThanOrEqual(maxRows);
        read.push(...taken.ends.map((end) => from + end));
        bytes.push(taken.bytes);
      }
      reader.close();
      expect(read).toEqual(ends);
      expect(Buffer.concat(bytes).toString()).toBe(text);
    }
  });

  it('have the fields that COPY finds, quotes inside of them too', () => {
    const file = join(fileOf('y.csv', '1,x"y,z"w\n"a"b"c",\n"","",""""\n", ","\r",x\r\n'), 'y.csv');
    expect([...readCsv(file)].map(({ fields }) => fields)).toEqual([
      ['1', 'xy,zw'],
      ['abc', undefined],
      [undefined, undefined, '"'],
      [', ', '\r', 'x'],
    ]);
  });
});

describeTargetsApart('a CSV file', 'load_csv_test', (url) => {
  const project = writeProject({
    '0001_schema.sql': 'create schema csv_test;',
    '0002_table.sql': 'create table csv_test.t (id int, t text, code char(3));',
    '0003_table.sql': 'create table csv_test.one (t text);',
    '0004_table.sql': 'create table csv_test.plain (id int, d timestamp(0), r bytea);',
    '0005_table.sql':
      'create table csv_test.typed (id int, n numeric(6,2), f double precision, d timestamp(0), z timestamptz, v varchar(3));',
    '0006_table.sql': `create table csv_test.spans (id int, span interval, months interval, days int);
create function csv_test.of_days() returns trigger language plpgsql as $$ begin new.days := extract(day from new.span); return new; end $$;
create trigger zzz_virtual before insert or update on csv_test.spans for each row execute function csv_test.of_days();`,
    '0007_table.sql': `create table csv_test.moments (id int, at timestamptz, at_zone varchar(64) default '+01:00');
comment on column csv_test.moments.at_zone is 'oraphant: the time zone of at';`,
  });
  const drop = 'drop schema if exists oraphant cascade; drop schema if exists csv_test cascade';

  /** What a load of the folder comes to: its report, the rows, the rejected ones as byte and reason. */
  async function loaded(data: string, table: string, order: string, batchRows?: number) {
    const target = await openTarget(url);
    try {
      await target.execute(drop);
      const open = async () => (url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(url));
      const load = { maxRejects: 100, ...(batchRows === undefined ? {} : { batchRows }) };
      const report = await applyProject(project.out, { url, tool: 't', open, data, load });
      expect(report.failure).toBeUndefined();
      const { rows } = await target.execute(`select * from csv_test.${table} order by ${order}`);
      const total = report.loads[0]?.rejected ?? 0;
      const rejects =
        total === 0
          ? []
          : [...readCsv(join(data, `rejects/csv_test.${table}.rejected.csv`))].map(({ fields }) => fields);
      expect(rejects.length).toBe(total);
      return { rows, rejects: rejects.map(([reason, at]) => [Number(at), reason]) };
    } finally {
      await target.execute(drop);
      await target.close();
    }
  }

  it.each([undefined, 1, 3])('gives the same rows in batches of %s', async (batchRows) => {
    const lines = [
      'ID,t,code\r\n1,"a ""q"", b",\r\n',
      '2,x"y,z"w,ab\n',
      '3,"two\r\nlines\n\\.\n",""\n',
      '\n',
      '4,\\t \\N \\\\,é\n',
      '\\.\n',
      '5,"",x\n',
      '6,5,6,7\n',
      'six,,\n',
      '7,übergröße €,last',
    ];
    const data = fileOf('csv_test.t.csv', lines.join(''));
    const at = (line: number) => Buffer.byteLength(lines.slice(0, line).join(''));
    const { rows, rejects } = await loaded(data, 't', 'id', batchRows);
    expect(rows).toEqual([
      ['1', 'a "q", b', null],
      ['2', 'xy,zw', 'ab '],
      ['3', 'two\r\nlines\n\\.\n', null],
      ['4', '\\t \\N \\\\', 'é  '],
      ['5', null, 'x  '],
    ]);
    expect(rejects).toEqual([
      [at(5), 'it has 1 fields, not 3'],
      [at(7), 'it has 4 fields, not 3'],
      [at(8), expect.stringContaining('22P02')],
      [at(9), expect.stringContaining('22001')],
    ]);
  });

  it('takes dates written year, month, day, and bytes in hexadecimal digits, and refuses others', async () => {
    const lines = [
      'ID,D,R\n',
      '1,2024-01-02 03:04:05,AABB\n',
      '2,02-JAN-2024,\\x0aff\n',
      '3,,\n',
      '4,02.01.2024,\n',
      '5,01/02/2024,\n',
      '6,02-JAN-65,\n',
      '7,,ABC\n',
      '8,,text\n',
    ];
    const { rows, rejects } = await loaded(fileOf('csv_test.plain.csv', lines.join('')), 'plain', 'id');
    expect(rows).toEqual([
      ['1', '2024-01-02 03:04:05', '\\xaabb'],
      ['2', '2024-01-02 00:00:00', '\\x0aff'],
      ['3', null, null],
    ]);
    expect(rejects.map(([, reason]) => reason)).toEqual([
      ...Array(3).fill(expect.stringContaining('22007')),
      ...Array(2).fill('bytes are not in hexadecimal digits'),
    ]);
  });

  it('loads nothing that is no text or has no end', async () => {
    const data = fileOf('csv_test.t.csv', 'id,t\n1,a\n2,b', [0xff], 'c\n3,d\n4,e', [0], 'f\n5,g\n6,"h\n7,i\n');
    const { rows, rejects } = await loaded(data, 't', 'id');
    expect(rows.map(([id]) => id)).toEqual(['1', '3', '5']);
    expect(rejects).toEqual([
      [9, '22021 invalid byte sequence for encoding "UTF8"'],
      [19, '22021 invalid byte sequence for encoding "UTF8": 0x00'],
      [29, '22P04 unterminated CSV quoted field'],
    ]);
    expect(readFileSync(join(data, 'rejects/csv_test.t.rejected.csv'), 'utf8')).toContain('7,i');
  });

  it('that does not fit at all ends soon', async () => {
    const data = fileOf('csv_test.t.csv', `id,t\n${Array.from({ length: 20_000 }, (_, n) => `${n};x\n`).join('')}`);
    const target = await openTarget(url);
    try {
      await target.execute(drop);
      const open = async () => (url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(url));
      const report = await applyProject(project.out, { url, tool: 't', open, data });
      expect(report).toMatchObject({
        exit: 6,
        failure: {
          error: {
            message: expect.stringMatching(
              /rows of csv_test\.t\.csv are refused by csv_test\.t: it has 1 fields, not 2/,
            ),
            detail: 'the first is the record at line 2, byte 5',
          },
        },
      });
      expect((await target.execute('select count(*) from csv_test.t')).rows).toEqual([['0']]);
    } finally {
      await target.execute(drop);
      await target.close();
    }
  });

  it('holds nothing that PostgreSQL would take, and Oracle would not', async () => {
    const wrong = [
      ['1', 'n', 'NaN'],
      ['2', 'n', '1_0'],
      ['3', 'd', 'now'],
      ['4', 'd', ' Today'],
      ['5', 'd', 'infinity'],
      ['6', 'd', '04-MAR-26'],
      ['7', 'd', '24-01-02'],
      ['8', 'd', '240102'],
      ['9', 'd', '2024-01-02 10:00:00+05'],
      ['10', 'd', '2024-01-02T10:00:00Z'],
      ['11', 'd', 'J2451187'],
      ['12', 'd', '2024-002'],
      ['13', 'd', 'epoch'],
      ['14', 'z', '-infinity'],
      ['15', 'v', 'abc '],
      ['16', 'n', '0x1F'],
      ['17', 'f', '0x1F'],
      ['18', 'd', '2024-01-02 allballs'],
      ['19', 'd', '2024-01-02 10:00 EST'],
      ['20', 'd', '2024-12-31 23:59:59.5'],
    ];
    const right = [
      ['101', 'n', '1e2'],
      ['102', 'n', '.005'],
      ['103', 'f', 'NaN'],
      ['104', 'f', '-Infinity'],
      ['105', 'd', '2024-01-02 10:00:00.4'],
      ['106', 'd', '04-MAR-2026'],
      ['107', 'd', '2024/01/02'],
      ['108', 'd', '20240102'],
      ['109', 'z', '2024-01-02 10:00:00+05:30'],
      ['110', 'z', '2024-01-02T10:00:00Z'],
      ['111', 'v', 'ab '],
      ['112', 'd', '2024-01-02 10:00 PM'],
      ['113', 'd', 'March 4, 2026'],
    ];
    const columns = ['id', 'n', 'f', 'd', 'z', 'v'];
    const lines = [...wrong, ...right].map(([id, column, value]) =>
      columns.map((name) => (name === 'id' ? id : name === column ? `"${value}"` : '')).join(','),
    );
    const data = fileOf('csv_test.typed.csv', `${columns.join(',')}\n${lines.join('\n')}\n`);
    for (const batchRows of [undefined, 1]) {
      const { rows, rejects } = await loaded(data, 'typed', 'id', batchRows);
      expect(rows.map(([id]) => id)).toEqual(right.map(([id]) => id));
      expect(rejects.length).toBe(wrong.length);
    }
  });

  it('has bytes in hexadecimal digits where a control file tells of it, too', async () => {
    const lines = ['1,AABB,2024-01-02', '2,xy,2024-01-02', '3,ABC,', '4,00,now', '5,,'];
    const data = fileOf(
      'plain.ctl',
      `LOAD DATA INFILE * APPEND INTO TABLE csv_test.plain FIELDS TERMINATED BY ',' TRAILING NULLCOLS (id, r, d DATE "YYYY-MM-DD")\nBEGINDATA\n${lines.join('\n')}\n`,
    );
    const target = await openTarget(url);
    try {
      await target.execute(drop);
      const open = async () => (url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(url));
      const report = await applyProject(project.out, { url, tool: 't', open, data, load: { maxRejects: 3 } });
      expect(report).toMatchObject({ exit: 0, loads: [{ rows: 2, rejected: 3 }] });
      const { rows } = await target.execute('select id, r from csv_test.plain order by id');
      expect(rows).toEqual([
        ['1', '\\xaabb'],
        ['5', null],
      ]);
    } finally {
      await target.execute(drop);
      await target.close();
    }
  });

  it('has intervals as Oracle writes them, whose sign is that of all fields, and fills columns that a trigger computes', async () => {
    const lines = [
      'id,span,months',
      '1,-02 03:04:05.100000,-01-02',
      '2,+000000002 03:04:05.0,+01-02',
      '3,-00 00:00:01.5,',
    ];
    const { rows } = await loaded(fileOf('csv_test.spans.csv', `${lines.join('\n')}\n`), 'spans', 'id');
    expect(rows).toEqual([
      ['1', '-2 days -03:04:05.1', '-1 years -2 mons', '-2'],
      ['2', '2 days 03:04:05', '1 year 2 mons', '2'],
      ['3', '-00:00:01.5', null, '0'],
    ]);
  });

  it('gives the zones that are kept beside moments', async () => {
    const lines = [
      'id,at',
      '1,2026-01-01 10:00:00 +02:00',
      '2,2026-07-01 10:00:00 America/New_York',
      '3,',
      '4,2026-01-01 10:00 PM -0530',
      '5,2026-01-01T10:00:00Z',
      '6,2026-01-01 10:00:00+02',
      '7,2026-01-01,more',
    ];
    const { rows, rejects } = await loaded(fileOf('csv_test.moments.csv', `${lines.join('\n')}\n`), 'moments', 'id');
    expect(rows.map(([, , zone]) => zone)).toEqual(['+02:00', 'America/New_York', null, '-05:30', '+00:00', '+02:00']);
    expect(rejects).toEqual([[expect.anything(), 'it has 3 fields, not 2']]);
    const own = fileOf('csv_test.moments.csv', 'id,at,at_zone\n1,2026-01-01 10:00:00+00,Asia/Tokyo\n');
    expect((await loaded(own, 'moments', 'id')).rows.map(([, , zone]) => zone)).toEqual(['Asia/Tokyo']);
    const without = fileOf('csv_test.moments.csv', 'id,at\n1,2026-01-01 10:00:00\n');
    expect((await loaded(without, 'moments', 'id')).rows.map(([, , zone]) => zone)).toEqual(['+01:00']);
  });

  it('keeps the row that stopped the load, and names its line', async () => {
    const data = fileOf('csv_test.t.csv', 'id,t\n1,"two\nlines"\nx,y\n');
    const target = await openTarget(url);
    try {
      await target.execute(drop);
      const open = async () => (url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(url));
      const report = await applyProject(project.out, { url, tool: 't', open, data });
      expect(report.failure?.error.detail).toBe('the first is the record at line 4, byte 19');
      const [reject] = [...readCsv(join(data, 'rejects/csv_test.t.rejected.csv'))];
      expect(reject?.fields.slice(1)).toEqual(['19', '4', 'x', 'y']);
    } finally {
      await target.execute(drop);
      await target.close();
    }
  });

  it('of one column has a NULL in each empty line', async () => {
    const data = fileOf('csv_test.one.csv', 't\na\n\n""\nb\n');
    const { rows } = await loaded(data, 'one', 't nulls last');
    expect(rows).toEqual([['a'], ['b'], [null], [null]]);
  });
});
