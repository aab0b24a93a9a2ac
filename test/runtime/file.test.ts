import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { familyOf, openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeServer } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const everyFunction = familyOf('file', 'lob');

// PGlite has a file system of its own.
describeServer('BFILE', (url) => {
  let db: RuntimeDatabase;
  const folder = temporaryFolder();
  beforeAll(async () => {
    db = await openRuntime(url, everyFunction);
    writeFileSync(join(folder, 'a.txt'), 'Grüße');
    chmodSync(folder, 0o755);
    await db.query(`SET ora.directory_docs = '${folder}'`);
  });
  afterAll(async () => {
    await db.close();
  });

  it('is read once it is open', async () => {
    await db.block(
      `f text := ora.bfilename('DOCS', 'a.txt'); b bytea := ''; c text := 'x'; d numeric := 2; s numeric := 1; l integer; w integer`,
      `ASSERT ora.dbms_lob_fileexists(f) = 1 AND ora.dbms_lob_fileexists('DOCS/b.txt') = 0 AND ora.bfile_getlength(f) = 7;
       CALL ora.dbms_lob_fileopen(f);
       ASSERT ora.dbms_lob_fileisopen(f) = 1;
       b := ora.dbms_lob_loadfromfile(b, f, 7);
       ASSERT b = convert_to('Grüße', 'UTF8');
       CALL ora.dbms_lob_loadclobfromfile(c, f, 18446744073709551615, d, s, 0, l, w);
       ASSERT c = 'xGrüße' AND d = 7 AND s = 8 AND w = 0, format('%s %s %s', c, d, s);
       d := 8; s := 2;
       CALL ora.dbms_lob_loadblobfromfile(b, f, 18446744073709551615, d, s);
       ASSERT convert_from(b, 'UTF8') = 'Grüßerüße' AND d = 14 AND s = 8, format('%s %s', d, s);
       CALL ora.dbms_lob_fileclose(f);
       ASSERT ora.dbms_lob_fileisopen(f) = 0;`,
    );
  });

  it.each([
    [`CALL ora.dbms_lob_fileopen('DOCS/none')`, 'ORA-22288: file or LOB operation FILEOPEN failed'],
    [`CALL ora.dbms_lob_fileopen('NONE/a.txt')`, 'ORA-22285: non-existent directory or file'],
    [`CALL ora.dbms_lob_fileopen('DOCS/../a.txt')`, 'ORA-22288'],
    [`CALL ora.dbms_lob_fileclose('DOCS/a.txt')`, 'ORA-22289: cannot perform FILECLOSE operation on an unopened file'],
    ['CALL ora.dbms_lob_filecloseall()', 'ORA-22289: cannot perform FILECLOSEALL'],
    [`SELECT ora.dbms_lob_loadfromfile(''::bytea, 'DOCS/a.txt', 7)`, 'ORA-22289: cannot perform LOADFROMFILE'],
    [
      `CALL ora.dbms_lob_fileopen('DOCS/a.txt'); SELECT ora.dbms_lob_loadfromfile(''::bytea, 'DOCS/a.txt', 8)`,
      'ORA-22993: specified input amount is greater than actual source amount',
    ],
  ])('%s fails as in Oracle', async (statement, message) => {
    expect(await db.error(statement)).toContain(message);
  });
});

describeServer('files written and removed', (url) => {
  let db: RuntimeDatabase;
  const folder = temporaryFolder();
  beforeAll(async () => {
    db = await openRuntime(url, [
      'utl_file_fremove',
      'utl_file_frename',
      'dbms_xslprocessor_clob2file',
      'dbms_xslprocessor_read2clob',
    ]);
    chmodSync(folder, 0o777);
    await db.query(`SET ora.directory_docs = '${folder}'`);
  });
  afterAll(async () => {
    await db.close();
  });

  it('the extension that removes and renames is asked for by name', async () => {
    await db.query(`CALL ora.dbms_xslprocessor_clob2file('Grüße', 'DOCS', 'a.txt')`);
    expect(await db.error(`CALL ora.utl_file_fremove('DOCS', 'a.txt')`)).toContain('CREATE EXTENSION adminpack');
    await db.query('CREATE EXTENSION adminpack');
  });

  it('a file is renamed, replaced only where that is said, and removed', async () => {
    await db.query(`CALL ora.dbms_xslprocessor_clob2file('other', 'DOCS', 'b.txt')`);
    const rename = (more: string) => `CALL ora.utl_file_frename('DOCS', 'a.txt', 'DOCS', 'b.txt'${more})`;
    expect(await db.error(rename(''))).toContain('ORA-29292');
    await db.query(rename(', true'));
    expect(await db.value(`SELECT ora.dbms_xslprocessor_read2clob('DOCS', 'b.txt')`)).toBe('Grüße');
    expect(await db.error(rename(''))).toContain('ORA-29283');
    await db.query(`CALL ora.utl_file_fremove('DOCS', 'b.txt')`);
    expect(await db.error(`CALL ora.utl_file_fremove('DOCS', 'b.txt')`)).toContain('ORA-29283');
    expect(await db.error(`SELECT ora.dbms_xslprocessor_read2clob('DOCS', 'b.txt')`)).toContain('ORA-29283');
  });
});

describeServer('lines of files', (url) => {
  let db: RuntimeDatabase;
  const folder = temporaryFolder();
  beforeAll(async () => {
    db = await openRuntime(url, [
      'utl_file_fopen',
      'utl_file_fclose',
      'utl_file_put_line',
      'utl_file_put',
      'utl_file_fcopy',
    ]);
    writeFileSync(join(folder, 'a.txt'), 'one\ntwo ä\\\nthree\nfour');
    chmodSync(folder, 0o777);
    await db.query(`SET ora.directory_docs = '${folder}'`);
  });
  afterAll(async () => {
    await db.close();
  });

  it.each([
    ['2, 3', 'two ä\\\nthree\n'],
    ['3', 'three\nfour'],
    ['1, 1', 'one\n'],
    ['9', ''],
  ])('FCOPY copies lines %s', async (lines, expected) => {
    await db.query(`CALL ora.utl_file_fcopy('DOCS', 'a.txt', 'DOCS', 'b.txt', ${lines})`);
    expect(readFileSync(join(folder, 'b.txt'), 'utf8')).toBe(expected);
  });

  it.each(['put_line', 'put'])('%s of more than a line may have is a write error', async (member) => {
    const attempt = (
      text: string,
    ) => `DO $do$ DECLARE f ora.utl_file_file_type := ora.utl_file_fopen('DOCS', 'c.txt', 'w', 10); BEGIN
      CALL ora.utl_file_${member}(f, '${text}'); CALL ora.utl_file_fclose(f); END $do$`;
    await db.query(attempt('123456789\n123456789'));
    expect(await db.error(attempt('12345678901'))).toContain('ORA-29285: file write error');
  });
});

describeServer('places in files that are read', (url) => {
  let db: RuntimeDatabase;
  const folder = temporaryFolder();
  beforeAll(async () => {
    db = await openRuntime(url, ['utl_file_fopen', 'utl_file_get_line', 'utl_file_fseek', 'utl_file_fgetpos']);
    writeFileSync(join(folder, 'a.txt'), 'one\ntwo\nthree\n');
    chmodSync(folder, 0o755);
    await db.query(`SET ora.directory_docs = '${folder}'`);
  });
  afterAll(async () => {
    await db.close();
  });

  it('FSEEK goes to a byte, or on and back from where reading is', async () => {
    await db.query(`DO $do$ DECLARE f ora.utl_file_file_type := ora.utl_file_fopen('DOCS', 'a.txt', 'r'); l text; BEGIN
      ASSERT ora.utl_file_fgetpos(f) = 0;
      CALL ora.utl_file_get_line(f, l);
      ASSERT ora.utl_file_fgetpos(f) = 4;
      CALL ora.utl_file_fseek(f, NULL, 4);
      CALL ora.utl_file_get_line(f, l);
      ASSERT l = 'three', l;
      CALL ora.utl_file_fseek(f, 4);
      CALL ora.utl_file_get_line(f, l);
      ASSERT l = 'two', l;
      CALL ora.utl_file_fseek(f, relative_offset => -100);
      ASSERT ora.utl_file_fgetpos(f) = 0;
    END $do$`);
  });

  it.each([
    ['fseek(f, 15)', 'r', 'ORA-29290: invalid offset specified for seek'],
    ['fseek(f)', 'r', 'ORA-29290'],
    ['fseek(f, -1)', 'r', 'ORA-29290'],
    ['fseek(f, 0)', 'rb', 'ORA-29283: invalid file operation'],
  ])('%s of a file opened with %s fails', async (call, mode, message) => {
    const open = `f ora.utl_file_file_type := ora.utl_file_fopen('DOCS', 'a.txt', '${mode}')`;
    expect(await db.error(`DO $do$ DECLARE ${open}; BEGIN CALL ora.utl_file_${call}; END $do$`)).toContain(message);
  });
});
