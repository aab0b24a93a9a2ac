import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { parseControlFile } from '../../src/runner/load/control-file.js';
import { type Extracted, RecordShape } from '../../src/runner/load/control-record.js';
import { dateReader } from '../../src/runner/load/date-mask.js';
import { fieldExpression } from '../../src/runner/load/field-expression.js';
import { openTarget, type Target } from '../../src/runner/target/target.js';
import { describeTargetsApart } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeProject } from './faults/project.js';

/** The columns of the first table that hold dates: those that its fields make them of. */
function dateColumns({ tables }: ReturnType<typeof parseControlFile>): ReadonlySet<string> {
  const isDate = ({ type, from }: (typeof tables)[0]['fields'][0]) =>
    /^(?:date|timestamp)/.test(type) || from === 'sysdate';
  return new Set(tables[0]!.fields.filter(isDate).map(({ column }) => column));
}

/** What the first table of a control file makes of records. */
function extracted(control: string, ...records: readonly string[]): readonly Extracted[] {
  const file = parseControlFile(control);
  const shape = new RecordShape(file.tables[0]!, file.encoding, dateColumns(file));
  return records.map((record, index) => {
    const bytes = Buffer.from(record).toString('latin1');
    const facts = { number: index + 1, kept: index, sysdate: '2026-01-02', bases: new Map([['n', 10]]) };
    return shape.extract(bytes, 0, facts).extracted;
  });
}

const row = (...fields: readonly (string | undefined)[]): Extracted => ({ kind: 'row', fields });

describe('a control file', () => {
  it('reads delimited fields, enclosed or not', () => {
    const control = `LOAD DATA INFILE * INTO TABLE dept FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' (deptno, dname, loc CHAR)\nBEGINDATA`;
    expect(
      extracted(
        control,
        '12,RESEARCH,"SARATOGA"',
        '10,"ACCOUNTING, ""old""" ,  CLEVELAND ',
        '11,"", x',
        '13,FINANCE',
        '14,"open,x',
        '15,"a"b,c',
      ),
    ).toEqual([
      row('12', 'RESEARCH', 'SARATOGA'),
      // Without the enclosure blanks in front go, and those behind stay.
      row('10', 'ACCOUNTING, "old"', 'CLEVELAND '),
      row('11', undefined, 'x'),
      { kind: 'refused', reason: 'column loc is not found before the end of the record' },
      { kind: 'refused', reason: 'column dname: the second " is missing' },
      { kind: 'refused', reason: 'column dname: no , behind the enclosed text' },
    ]);
  });

  it('takes missing fields for null with TRAILING NULLCOLS, and leaves a record of nulls', () => {
    const control = `LOAD DATA INTO TABLE t FIELDS TERMINATED BY '|' TRAILING NULLCOLS (a, b, c)`;
    expect(extracted(control, '1|x', '1||', ' | x ', '')).toEqual([
      row('1', 'x', undefined),
      row('1', undefined, undefined),
      row(' ', ' x ', undefined),
      { kind: 'discarded', reason: 'every field is null' },
    ]);
  });

  it('reads fields of fixed places, in bytes, without the blanks behind', () => {
    const control = `LOAD DATA INTO TABLE emp (empno POSITION(01:04) INTEGER EXTERNAL, ename POSITION(06:15) CHAR, sal POSITION(16-22) DECIMAL EXTERNAL NULLIF sal=BLANKS)`;
    expect(extracted(control, '7782 CLARK     2572.50', '7839  KÖNIG           ')).toEqual([
      row('7782', 'CLARK', '2572.50'),
      row('7839', ' KÖNIG', undefined),
    ]);
  });

  it('reads fields one behind the other by their lengths', () => {
    const control = 'LOAD DATA INTO TABLE t (a CHAR(3), b CHAR(2), c DATE "YYYYMMDD")';
    expect(extracted(control, 'abcde20240229')).toEqual([row('abc', 'de', '2024-02-29 00:00:00')]);
  });

  it('reads fields that blanks separate', () => {
    expect(extracted('LOAD DATA INTO TABLE t FIELDS TERMINATED BY WHITESPACE (a, b)', '  x \t y ')).toEqual([
      row('x', 'y'),
    ]);
  });

  it('knows values that are not in the record, fillers, and SQL of one record', () => {
    const control = `LOAD DATA INTO TABLE t FIELDS TERMINATED BY X'3b' TRAILING NULLCOLS (
      skipped FILLER, a "UPPER(TRIM(:a))", k CONSTANT 'x y', r RECNUM, n SEQUENCE(10, 5), s SYSDATE,
      b NULLIF b='-', c DEFAULTIF c=BLANKS, d "NVL(:d, 'none') || '/' || :skipped", e EXPRESSION "REPLACE(:a, 'b')")`;
    expect(extracted(control, '1; ab ;-;  ;', '2;b;q;w;D')).toEqual([
      row('AB', 'x y', '1', '10', '2026-01-02', undefined, undefined, 'none/1', ' a '),
      row('B', 'x y', '2', '15', '2026-01-02', 'q', 'w', 'D/2', undefined),
    ]);
  });

  it('keeps records that WHEN does not want', () => {
    const control = `LOAD DATA INTO TABLE t WHEN (1:1) = 'H' AND b != 'x' FIELDS TERMINATED BY ',' (a, b)`;
    expect(extracted(control, 'H,y', 'D,y', 'H,x').map(({ kind }) => kind)).toEqual(['row', 'discarded', 'discarded']);
  });

  it('takes a tab between fields for no blank before an enclosure', () => {
    const control = `LOAD DATA INTO TABLE t FIELDS TERMINATED BY X'09' OPTIONALLY ENCLOSED BY '"' TRAILING NULLCOLS (a, b, c)`;
    expect(extracted(control, '1\t\tz', '\t "y"\t', '1\t  y\tz')).toEqual([
      row('1', undefined, 'z'),
      row(undefined, 'y', undefined),
      row('1', 'y', 'z'),
    ]);
  });

  it('begins a field with delimiters at its POSITION', () => {
    const control = `LOAD DATA INTO TABLE t WHEN (1:1) = 'H' FIELDS TERMINATED BY ',' TRAILING NULLCOLS (kind FILLER POSITION(1), a, b)`;
    expect(extracted(control, 'H,x,y')).toEqual([row('x', 'y')]);
  });

  it('gives no text that a session would write by its format of dates', () => {
    for (const field of ['d DATE "YYYY-MM-DD"', 'd SYSDATE']) {
      const { tables } = parseControlFile(`LOAD DATA INTO TABLE t FIELDS TERMINATED BY ',' (a, ${field})`);
      expect(() => new RecordShape(tables[0]!, 'utf-8', new Set())).toThrow(/column d: a date for a column/);
      expect(new RecordShape(tables[0]!, 'utf-8', new Set(['d'])).columns).toEqual(['a', 'd']);
    }
  });

  it('goes on behind the fields of a table that does not want the record', () => {
    const { tables } = parseControlFile(`LOAD DATA INTO TABLE t WHEN k = '1' FIELDS TERMINATED BY ',' (k, a)`);
    const facts = { number: 1, kept: 0, sysdate: '', bases: new Map<string, number>() };
    expect(new RecordShape(tables[0]!, 'utf-8', new Set()).extract('2,x,y', 0, facts)).toEqual({
      extracted: { kind: 'discarded', reason: 'WHEN does not hold' },
      end: 4,
    });
  });

  it('knows the longest text of a field: 255 bytes, or what its type says, also beside an end', () => {
    const control = `LOAD DATA INTO TABLE t FIELDS TERMINATED BY ',' (a, b CHAR(300), c CHAR(2))`;
    const long = 'x'.repeat(256);
    expect(extracted(control, `a,${long},c`, `${long},b,c`, `${'é'.repeat(128)},b,c`, 'a,b,ccc')).toEqual([
      row('a', long, 'c'),
      { kind: 'refused', reason: 'column a: the field is longer than 255 bytes' },
      { kind: 'refused', reason: 'column a: the field is longer than 255 bytes' },
      { kind: 'refused', reason: 'column c: the field is longer than 2 bytes' },
    ]);
    expect(extracted('LOAD DATA INTO TABLE t (a POSITION(1:3) CHAR(5), b POSITION(7:8))', 'abcdefgh')).toEqual([
      row('abcde', 'gh'),
    ]);
  });

  it('sets numbers to 0 by DEFAULTIF, unless they are null; cuts tabs behind fields of a fixed length', () => {
    const control = `LOAD DATA INTO TABLE t (a POSITION(1:3), n POSITION(4:6) INTEGER EXTERNAL DEFAULTIF a = 'xyz')`;
    expect(extracted(control, 'xyz123', 'xyz', 'ab\t45')).toEqual([
      row('xyz', '0'),
      row('xyz', undefined),
      row('ab', '45'),
    ]);
  });

  it('compares and separates in the character set of the data', () => {
    const control = `LOAD DATA INTO TABLE t WHEN (1:2) = 'Ä' AND b = 'ß' FIELDS TERMINATED BY '§' (a, b)`;
    expect(extracted(control, 'Ä§ß')).toEqual([row('Ä', 'ß')]);
  });

  it('gives numbers and letters in SQL as Oracle does, and dates no form of its own', () => {
    const control = `LOAD DATA INTO TABLE t FIELDS TERMINATED BY ',' (a "TO_NUMBER(:a)", b "UPPER(:b)")`;
    expect(extracted(control, ' +007.50,straße', '-0.5,x', '1;5,x')).toEqual([
      row('7.5', 'STRAßE'),
      row('-.5', 'X'),
      { kind: 'refused', reason: "'1;5' is no number" },
    ]);
    const refuse = (text: string) => () => extracted(text, 'x');
    expect(refuse(`LOAD DATA INTO TABLE t (a CHAR(8) "TO_DATE(:a, 'YYYYMMDD') || 'x'")`)).toThrow(/does not know how/);
    expect(refuse(`LOAD DATA INTO TABLE t (a CHAR(8) "TO_DATE(:a, 'YYYYMMDD')")`)).toThrow(/does not know how/);
    expect(refuse(`LOAD DATA INTO TABLE t (k CONSTANT 'x', a CHAR(8) "NVL(:a, :k)")`)).toThrow(/:k in .* is no field/);
  });

  it('knows OPTIONS with lists', () => {
    const file = parseControlFile('OPTIONS (SILENT=(FEEDBACK, ERRORS), SKIP=2) LOAD DATA INTO TABLE t (a)');
    expect(file.skip).toBe(2);
  });

  it('knows names in quotes', () => {
    const { tables } = parseControlFile(
      `LOAD DATA INTO TABLE "HR"."Emp" ("ENO" CHAR(2) NULLIF "ENO" = '0') INTO TABLE hr."EMP" (a)`,
    );
    expect(tables.map(({ name }) => name)).toEqual([
      ['hr', 'Emp'],
      ['hr', 'emp'],
    ]);
    expect(tables[0]?.fields[0]).toMatchObject({ column: 'eno', nullIf: [{ on: { field: 'eno' } }] });
  });

  it('is refused with its line where something would be guessed', () => {
    const refuse = (text: string) => () => extracted(text, 'x');
    expect(refuse('LOAD DATA INTO TABLE t\n(a INTEGER)')).toThrow(/line 2: INTEGER in binary/);
    expect(refuse('LOAD DATA\nCHARACTERSET JA16SJIS INTO TABLE t (a)')).toThrow(/line 2: character set JA16SJIS/);
    expect(refuse('LOAD DATA\nCONCATENATE 2\nINTO TABLE t (a)')).toThrow(/line 2: not understood: 'CONCATENATE'/);
    expect(refuse('LOAD DATA INTO TABLE t (a LOBFILE(b))')).toThrow(/LOBFILE/);
    expect(refuse('LOAD DATA INTO TABLE t (a CHAR(3) "my_pkg.f(:a)")')).toThrow(/does not know how to do "my_pkg.f/);
    expect(refuse('LOAD DATA INTO TABLE t (a DATE "J")')).toThrow(/mask 'J'/);
  });
});

describe('a date mask', () => {
  it.each([
    ['DD-MON-RR', '05-Jan-49', '2049-01-05 00:00:00'],
    ['DD-MON-RR', '05-JAN-50', '1950-01-05 00:00:00'],
    ['RRMMDD', '260105', '2026-01-05 00:00:00'],
    ['YYYY-MM-DD HH24:MI TZH:TZM', '2026-01-05 10:00 -05:30', '2026-01-05 10:00:00 -05:30'],
    ['YYYY-MM-DD HH24:MI TZH:TZM', '2026-01-05 10:00 +02:00', '2026-01-05 10:00:00 +02:00'],
    ['YYYY-MM-DD HH24:MI TZH:TZM', '2026-01-05 10:00 02:00', '2026-01-05 10:00:00 +02:00'],
    ['DD/MM/SYYYY', '05/01/-0044', undefined],
    ['DDMMRR', '050199', '1999-01-05 00:00:00'],
    ['DD-MON-YY', '05-JAN-50', '2050-01-05 00:00:00'],
    ['YYYYMMDDHH24MISS', '20240229235958', '2024-02-29 23:59:58'],
    ['DD.MM.YYYY HH:MI:SS AM', '1.2.2024 12:05:06 am', '2024-02-01 00:05:06'],
    ['YYYY-MM-DD"T"HH24:MI:SS.FF3', '2024-01-02T03:04:05.678', '2024-01-02 03:04:05.678'],
    ['YYYY-MM-DD HH24:MI TZH:TZM', '2024-01-02 03:04 +05:30', '2024-01-02 03:04:00 +05:30'],
    ['MONTH DD, YYYY', 'december 24, 1999', '1999-12-24 00:00:00'],
    ['YYYYDDD', '2024366', '2024-12-31 00:00:00'],
    ['YYYY-MM-DD SSSSS', '2024-01-01 86399', '2024-01-01 23:59:59'],
  ])('%s reads %s', (mask, text, value) => {
    expect(dateReader(mask, new Date(2026, 6, 4))?.(text)).toBe(value);
  });

  it('takes no day that is not in the calendar, and no mask it does not know', () => {
    expect(dateReader('YYYY-MM-DD')?.('2023-02-29')).toBeUndefined();
    expect(dateReader('HH24:MI')?.('24:00')).toBeUndefined();
    expect(dateReader('YYYY-MM-DD')?.('2023-02-03 x')).toBeUndefined();
    expect(dateReader('YYYY WW')).toBeUndefined();
  });

  it('is known in SQL of a field', () => {
    expect(fieldExpression("TO_DATE(:a || '01', 'YYYYMMDD')")?.value(new Map([['a', '202402']]))).toBe(
      '2024-02-01 00:00:00',
    );
    expect(fieldExpression(':a / 100')).toBeUndefined();
  });
});

describeTargetsApart('a load by control files', 'control_file_test', (url) => {
  it('counts records over all data files, and those that are loaded, behind a byte order mark', async () => {
    const counted = writeProject({
      '0001_tables.sql': `create schema ctl_count; create table ctl_count.r (a text, n int);
create table ctl_count.s (a text, n int, seq int);`,
    });
    const data = join(temporaryFolder(), 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'a.dat'), '\ufeffx\ny\n');
    writeFileSync(join(data, 'b.dat'), 'z\n');
    writeFileSync(
      join(data, 'r.ctl'),
      `LOAD DATA INFILE 'a.dat' INFILE 'b.dat' INTO TABLE ctl_count.r FIELDS TERMINATED BY ',' (a, n RECNUM)`,
    );
    writeFileSync(
      join(data, 's.ctl'),
      `OPTIONS (SKIP=1) LOAD DATA INFILE * INTO TABLE ctl_count.s WHEN a != 'no' FIELDS TERMINATED BY ',' (a, n RECNUM, seq SEQUENCE(5, 2))
BEGINDATA
head
p
no
q
`,
    );
    const target = await openTarget(url);
    try {
      await target.execute('drop schema if exists oraphant cascade; drop schema if exists ctl_count cascade');
      const open = async () => (url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(url));
      const report = await applyProject(counted.out, { url, tool: 't', open, data, load: { batchRows: 1 } });
      expect(report.failure).toBeUndefined();
      const rows = async (query: string) => (await target.execute(query)).rows;
      expect(await rows('select a, n from ctl_count.r order by n')).toEqual([
        ['x', '1'],
        ['y', '2'],
        ['z', '3'],
      ]);
      expect(await rows('select a, n, seq from ctl_count.s order by n')).toEqual([
        ['p', '2', '5'],
        ['q', '4', '7'],
      ]);
    } finally {
      await target.execute('drop schema if exists oraphant cascade; drop schema if exists ctl_count cascade');
      await target.close();
    }
  });

  const folder = temporaryFolder();
  const project = writeProject({
    '0001_schema.sql': 'create schema ctl_test;',
    '0002_tables.sql': `create table ctl_test.proj (emp int, projno int, constraint proj_pk primary key (emp, projno));
create table ctl_test.emp (empno int primary key, ename varchar(10), deptno numeric(2), hired timestamp(0), loadseq int);`,
    '0003_fk.sql':
      'alter table ctl_test.proj add constraint proj_fk foreign key (emp) references ctl_test.emp (empno);',
  });
  afterAll(() => {});

  it('fills several tables from one file in batches, keeps what is refused and what is left', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    // After the manual's case study 5: an employee with up to two projects in one record.
    writeFileSync(
      join(data, 'emp.ctl'),
      `OPTIONS (SKIP=1)
LOAD DATA
INFILE 'emp.dat'
BADFILE 'emp.bad'
DISCARDFILE 'emp.dsc'
REPLACE
INTO TABLE ctl_test.emp
 (empno POSITION(1:4) INTEGER EXTERNAL, ename POSITION(6:15) CHAR, deptno POSITION(17:18) CHAR, hired POSITION(20:30) DATE "DD-MON-YYYY", loadseq SEQUENCE(MAX,1))
INTO TABLE ctl_test.proj
 WHEN projno != BLANKS
 (emp POSITION(1:4) INTEGER EXTERNAL, projno POSITION(32:34) INTEGER EXTERNAL)
INTO TABLE ctl_test.proj
 WHEN projno != BLANKS
 (emp POSITION(1:4) INTEGER EXTERNAL, projno POSITION(36:38) INTEGER EXTERNAL)
`,
    );
    const line = (n: number, name: string, date: string, projects: string) =>
      `${String(n).padStart(4)} ${name.padEnd(10)} 10 ${date} ${projects}`;
    const records = Array.from({ length: 50 }, (_, n) =>
      line(n + 1, `EMP ${n}`, '01-FEB-1999', n % 5 === 0 ? '101 102' : n % 5 === 1 ? '103' : ''),
    );
    writeFileSync(
      join(data, 'emp.dat'),
      `header\n${[...records, line(60, 'BAD DATE', '31-FEB-1999', ''), line(1, 'TWICE', '01-FEB-1999', ''), '', line(70, 'LAST', '02-MAR-2001', '101')].join('\r\n')}\r\n`,
    );
    let target: Target = await openTarget(url);
    try {
      await target.execute('drop schema if exists oraphant cascade; drop schema if exists ctl_test cascade');
      const open = async () => (url === 'pglite:' ? { ...target, close: async () => {} } : await openTarget(url));
      let batches = 0;
      const options = { url, tool: 't', open, data, load: { batchRows: 7, maxRejects: 5 } };
      const stopped = await applyProject(project.out, {
        ...options,
        isCancelled: () => batches > 2,
        fault: (unit, point) => {
          if (unit.startsWith('data ') && point === 'ack') batches += 1;
        },
      });
      expect(stopped.exit).toBe(130);
      const report = await applyProject(project.out, options);
      expect(report.failure).toBeUndefined();
      expect(report).toMatchObject({ exit: 0, resumed: true, loads: [{ rows: 51 + 31, rejected: 2, discarded: 1 }] });
      const { rows } = await target.execute(
        'select count(*), max(loadseq), count(distinct loadseq), min(hired), max(ename) from ctl_test.emp',
      );
      // Every record takes a number, also one that is refused, but none that is discarded.
      expect(rows).toEqual([['51', '53', '51', '1999-02-01 00:00:00', 'LAST']]);
      expect((await target.execute('select projno, count(*) from ctl_test.proj group by 1 order by 1')).rows).toEqual([
        ['101', '11'],
        ['102', '10'],
        ['103', '10'],
      ]);
      const aside = (what: string) =>
        readFileSync(join(data, `rejects/ctl_test.emp+ctl_test.proj+ctl_test.proj (emp.dat).${what}.csv`), 'utf8');
      expect(aside('rejected')).toMatch(/'31-FEB-1999' is no date of the form DD-MON-YYYY/);
      expect(aside('rejected')).toMatch(/23505 duplicate key/);
      expect(aside('discarded')).toMatch(/every field is null/);
    } finally {
      await target.execute('drop schema if exists oraphant cascade; drop schema if exists ctl_test cascade');
      await target.close();
      target = undefined as unknown as Target;
    }
  });
});
