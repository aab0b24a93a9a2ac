import { describe, expect, it } from 'vitest';
import { lowerStatementText } from '../lowered-statement.js';

const schema = `create table emp (empno number(4) primary key, ename varchar2(10), hiredate date, sal number(7,2), deptno number(2));
create table bonus (empno number(4) primary key, pct number);
create view emps as select empno, sal from emp;
create view rich as select empno, sal from emp where sal > 1000;
create view kinds as select distinct deptno from emp;
create sequence s1;
`;
const lower = (text: string) => lowerStatementText(`${schema}${text};\n`);

describe('DML', () => {
  it.each([
    ['insert into emp (empno, ename) values (1, null)', 'insert into public.emp (empno, ename) values (1, null)'],
    // Behind a star of unknown columns the places are counted from the end.
    [
      "insert into emp (empno, sal, deptno, ename) select 1, u.*, '2', 3 from unknown_table u",
      "insert into public.emp (empno, sal, deptno, ename) select 1, u.*, 2, '3' from public.unknown_table as u",
    ],
    [
      'merge into rich m using bonus b on (m.empno = b.empno) when matched then update set sal = 1',
      'merge into public.emp as m using public.bonus as b on m.sal > 1000 and m.empno = b.empno when matched then update set sal = 1',
    ],
    [
      'insert into bonus values (s1.nextval, s1.nextval)',
      "insert into public.bonus values (nextval('public.s1'), currval('public.s1'))",
    ],
    [
      'update emp e set e.sal = e.sal * 2 where e.deptno = 10',
      'update public.emp as e set sal = e.sal * 2 where e.deptno = 10',
    ],
    [
      'update emp set (sal, deptno) = (select pct, 1 from bonus where bonus.empno = emp.empno)',
      'update public.emp set (sal, deptno) = (select bonus.pct, 1 from public.bonus where bonus.empno = emp.empno)',
    ],
    ['delete emp e where e.sal < 0', 'delete from public.emp as e where e.sal < 0'],
    [
      'delete from emp where rownum <= 10',
      'delete from public.emp where emp.ctid in (select emp.ctid from public.emp limit 10)',
    ],
    [
      'merge into bonus b using emp e on (b.empno = e.empno) when matched then update set pct = e.sal delete where pct < 0 when not matched then insert (empno) values (e.empno)',
      'merge into public.bonus as b using public.emp as e on b.empno = e.empno when matched and e.sal < 0 then delete when matched then update set pct = e.sal when not matched then insert (empno) values (e.empno)',
    ],
  ])('%s', (oracle, expected) => expect(lower(oracle)).toEqual({ sql: expected, codes: [] }));

  it.each([
    ['delete on emp for each row', ['OP2045']],
    ['update on emp', ['OP2045']],
    ['delete on emp', []],
    ['insert on emp for each row', []],
  ])('MERGE with DELETE WHERE under a trigger on %s', (event, codes) => {
    const trigger = `create trigger t after ${event} begin null; end;\n/\n`;
    const merge =
      'merge into emp e using bonus b on (b.empno = e.empno) when matched then update set sal = b.pct delete where sal < 0';
    expect(lower(`${trigger}${merge}`).codes).toEqual(codes);
  });

  it.each([
    'when matched then delete',
    'when matched and b.pct > 1 then update set sal = 1',
    'when matched then update set sal = 1 when matched then update set sal = 2',
  ])('refuses MERGE … %s', (branches) =>
    expect(lower(`merge into emp e using bonus b on (b.empno = e.empno) ${branches}`).codes).toEqual(['OP2001']),
  );

  it('changes the table behind an inline view by the address of its rows', () => {
    const { sql } = lower(
      'update (select e.sal, b.pct from emp e join bonus b on e.empno = b.empno) set sal = sal * pct',
    );
    expect(sql).toMatch(/^update public\.emp as changed set sal = /);
    expect(sql).toContain('e.ctid as row_address');
    expect(sql).toMatch(/where changed\.ctid = view_rows\.row_address$/);
  });

  it('reads the source of INSERT ALL once', () => {
    const { sql } = lower(
      'insert all into emp (empno) values (n) into bonus (empno) values (n) select empno + 1 n from emp',
    );
    expect(sql.match(/from public\.emp/g)).toHaveLength(1);
    expect(sql).toContain('as materialized');
  });

  it.each([
    ['insert into emp (empno) select 1 from dual log errors', 'OP2040'],
    ['merge into kinds m using bonus b on (m.deptno = b.empno) when matched then update set deptno = 1', 'OP2042'],
    ['update (select deptno, sum(sal) s from emp group by deptno) set s = 1', 'OP2041'],
  ])('refuses %s', (oracle, code) => {
    const made = lower(oracle);
    expect(made.sql).toBe('');
    expect(made.codes).toContain(code);
  });

  it('refuses DML on views that read each other', () => {
    const circle = 'create view there as select empno from emp;\ncreate view here as select empno from there;';
    const { codes } = lower(
      `${circle}\ncreate or replace view there as select empno from here;\nupdate here set empno = 1`,
    );
    expect(codes).toContain('OP2041');
    expect(codes).not.toContain('OP9901');
  });
});
