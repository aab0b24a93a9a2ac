import { describe, expect, it } from 'vitest';
import { lowerStatementText } from '../lowered-statement.js';

const schema = `create table emp (empno number(4) primary key, ename varchar2(10), mgr number(4), hiredate date, sal number(7,2), deptno number(2));
create table dept (deptno number(2) primary key, dname varchar2(14), code char(3));
create table part (id number, d date) partition by range (d) (partition p1 values less than (date '2024-01-01'));
create sequence s1;
`;
const lower = (text: string) => lowerStatementText(`${schema}${text};\n`);
const sql = (text: string): string => lower(text).sql;

describe('queries', () => {
  it.each([
    ['select * from emp e', 'select * from public.emp as e'],
    ['select 1 + 1 x from dual', 'select (1 + 1)::numeric as x'],
    ['select code from dept', 'select rpad(dept.code::text, 3) as code from public.dept'],
    [
      'select e.ename, d.dname from emp e, dept d where e.deptno = d.deptno (+)',
      'select e.ename, d.dname from public.emp as e left join public.dept as d on e.deptno = d.deptno',
    ],
    ['select table_name from user_tables', 'select user_tables.table_name from ora.user_tables'],
    ['select id from part partition (p1)', 'select part.id from public.part_p1 as part'],
    [
      'select ename from emp minus select dname from dept intersect select dname from dept',
      '(select emp.ename from public.emp except select dept.dname from public.dept) intersect select dept.dname from public.dept',
    ],
  ])('%s', (oracle, expected) => expect(sql(oracle)).toBe(expected));

  it('reads ROWNUM as a limit where nothing comes after it, else below what comes after', () => {
    expect(sql('select ename from emp where rownum <= 5 and sal > 1')).toBe(
      'select emp.ename from public.emp where emp.sal > 1 limit 5',
    );
    expect(sql('select ename from emp where rownum <= 5 order by sal')).toBe(
      'select emp.ename from (select emp.ename, emp.sal from public.emp limit 5) as emp order by emp.sal',
    );
    expect(sql('select * from (select ename from emp order by sal) where rownum <= 5')).toBe(
      'select emp.ename from public.emp order by emp.sal limit 5',
    );
    expect(sql('select ename from emp where rownum > 1')).toContain('limit 0');
  });

  it('compares CHAR columns and VARCHAR2 values so that an index on the column serves', () => {
    const where = (condition: string): string =>
      sql(`select dname from dept where ${condition}`).split(' where ')[1] ?? '';
    expect(where("code = 'AB'")).toBe("dept.code = 'AB'");
    expect(where('code = dname')).toBe('rpad(dept.code::text, 3) = dept.dname');
    expect(where("code = sys_context('A', 'B')")).toContain('rpad(dept.code::text, 3) = ora.');
    expect(where("code = cast('AB' as varchar2(3)) or not code = cast('AB' as varchar2(3))")).toBe(
      "dept.code = case when length('AB'::varchar(3)) = 3 then 'AB'::varchar(3)::bpchar end or not rpad(dept.code::text, 3) = 'AB'::varchar(3)",
    );
  });

  it('calls functions once where rows are chosen by what depends on nothing of the row', () => {
    const given = (body: string, condition: string): string =>
      lower(`create package k is n number; c number; function f(x number default 1) return number; end;
/
create package body k is
  function f(x number default 1) return number is begin ${body} end;
end;
/
select ename from emp where ${condition}`).sql;
    expect(given('return n;', 'empno = k.f')).toContain('emp.empno = (select k.f())');
    expect(given('return n;', 'sal between k.f(2) and k.f(3) + 1')).toContain('(select k.f(3) + 1)');
    expect(given('return n;', 'empno = k.f(mgr)')).toContain('emp.empno = k.f(emp.mgr)');
    expect(given('return n;', 'k.f = 1')).toContain('where (select k.f()) = 1');
    expect(given('return n;', 'empno in (1, k.f)')).toContain('emp.empno in (1, (select k.f()))');
    expect(given('return n;', "ename like k.f || '%'")).toMatch(/like \(select .*k\.f\(\).*\)/);
    expect(given('return n;', 'not empno = k.f')).toContain('not emp.empno = k.f()');
    // What another function of the package writes could change on the way.
    const both = lower(`create package k is function f return number; function g return number; end;
/
create package body k is
  n number;
  function f return number is begin return n; end;
  function g return number is begin n := n + 1; return n; end;
end;
/
select k.g from emp where empno = k.f`).sql;
    expect(both).toContain('emp.empno = k.f()');
    // What it changes, prints or asks could be another each time.
    for (const body of ['c := c + 1; return c;', 'dbms_output.put_line(1); return 1;', 'return s1.nextval;'])
      expect(given(body, 'empno = k.f')).toContain('emp.empno = k.f()');
  });

  it('makes a series of CONNECT BY LEVEL over DUAL', () => {
    expect(sql('select level n from dual connect by level <= 3')).toBe(
      'select level as n from generate_series(1::numeric, 3) as level',
    );
    expect(sql('select level n from dual connect by level < (select max(sal) from emp)')).toContain(
      'greatest(1, coalesce(ceil(',
    );
  });

  it('casts what PostgreSQL would take for an integer in derived tables, not in EXISTS', () => {
    expect(sql('select n / 2 h from (select 1 n from dual)')).toContain('select 1::numeric as n');
    expect(sql('select ename from emp where exists (select 1 from dept)')).toBe(
      'select emp.ename from public.emp where exists (select 1 from public.dept)',
    );
  });

  it('gives NULL and literals the type of the whole set operation', () => {
    expect(sql('select null from dual union all select sal from emp')).toBe(
      'select null::numeric union all select emp.sal from public.emp',
    );
  });

  it('never lets a constant in GROUP BY or ORDER BY be a position it was not', () => {
    expect(sql('select count(*) c from emp group by 1')).toContain('group by 1::numeric');
    expect(sql("select ename from emp order by 'x', ename")).toBe(
      'select emp.ename from public.emp order by emp.ename',
    );
  });

  it.each([
    ['select * from emp@remote', 'OP2002'],
    ['select * from emp as of timestamp sysdate', 'OP2001'],
    ['select * from v$sqlarea', 'OP2003'],
    ['select ename from emp where sal = 1 or rownum > 3', 'OP2020'],
    ['select ename from emp e, dept d where e.deptno (+) = d.deptno (+)', 'OP2030'],
    ['select id from part partition (p9)', 'OP2012'],
  ])('refuses %s', (oracle, code) => {
    const made = lower(oracle);
    expect(made.sql).toBe('');
    expect(made.codes).toContain(code);
  });

  it('knows the column that PIVOT XML makes', () => {
    const made = lower('select deptno_xml from (select sal, deptno from emp) pivot xml (sum(sal) for deptno in (any))');
    expect(made.codes).toEqual([]);
  });

  it('refuses more grouping sets than PostgreSQL takes, and does not write them out', () => {
    const columns = Array.from({ length: 24 }, (_, i) => `c${i} number`);
    const cube = (n: number): string => `cube(${columns.slice(0, n).map((c) => c.split(' ')[0])})`;
    const grouped = (text: string) =>
      lowerStatementText(
        `create table facts (${columns});\nselect c0, group_id(), count(*) from facts group by ${text};\n`,
      );
    expect(grouped(`${cube(12)}`).sql).toContain('group by cube (');
    for (const text of [cube(24), `${cube(12)}, rollup(c0)`]) {
      expect(grouped(text).sql).toBe('');
      expect(grouped(text).codes).toEqual(['OP2001']);
    }
  });

  it('reports what FOR UPDATE cannot do', () => {
    const made = lower('select e.ename from emp e left join dept d on e.deptno = d.deptno for update wait 5');
    expect(made.sql).toMatch(/for update of e$/);
    expect(made.codes).toEqual(['OP2011', 'OP2010']);
    expect(lower('select ename from emp for update of sal nowait').sql).toMatch(/for update of emp nowait$/);
  });
});
