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

/** What the first table of a control file makes of records. */
function extracted(control: string, ...records: readonly string[]): readonly Extracted[] {
  const file = parseControlFile(control);
  const shape = new RecordShape(file.tables[0]!, file.encoding, new Set());
  return records.map((record, index) => {
    const bytes = Buffer.from(record).toString('latin1');
    return shape.extract(bytes, 0, { number: index + 1, sysdate: '2026-01-02', bases: new Map([['n', 10]]) }).extracted;
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
    expect(fieldExpression("TO_DATE(:a || '01', 'YYYYMMDD')")?.(new Map([['a', '202402']]))).toBe(
      '2024-02-01 00:00:00',
    );
    expect(fieldExpression(':a / 100')).toBeUndefined();
  });
});

describeTargetsApart('a load by control files', 'control_file_test', (url) => {
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
      // Every record takes a number, also one that is refused.
      expect(rows).toEqual([['51', '54', '51', '1999-02-01 00:00:00', 'LAST']]);
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
