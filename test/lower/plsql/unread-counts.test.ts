import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** What becomes of the statements of a procedure, without declarations. */
function body(text: string): string {
  const { sql } = converted(
    `create table t (a number, b number);
     create procedure p (x in out number) is n number; begin ${text} end;\n/\n`,
  );
  return (/\$\$ declare (.*) end; \$\$;$/m.exec(sql)?.[1] ?? sql)
    .replaceAll('get diagnostics sql_rowcount = row_count;', 'COUNT;')
    .replace(/insert into hr\.t \(a\) values \((\w+)\);/g, 'INSERT $1;');
}

describe('Counts of statements that nothing reads', () => {
  it.each([
    [
      'what FORALL leaves',
      'insert into t (a) values (1); x := sql%rowcount; forall i in 1 .. 3 insert into t (a) values (i); insert into t (a) values (2); x := sql%rowcount;',
      'INSERT 1; COUNT; x := sql_rowcount; for i in 1 .. 3 loop INSERT i; end loop; INSERT 2; COUNT; x := sql_rowcount;',
    ],
    [
      'what the next statement sets',
      'insert into t (a) values (1); insert into t (a) values (2); x := sql%rowcount;',
      'INSERT 1; INSERT 2; COUNT; x := sql_rowcount;',
    ],
    [
      'the last ones',
      'insert into t (a) values (1); x := sql%rowcount; insert into t (a) values (2);',
      'INSERT 1; COUNT; x := sql_rowcount; INSERT 2;',
    ],
    [
      'what one branch does not set is kept',
      'insert into t (a) values (1); if x > 1 then insert into t (a) values (2); end if; x := sql%rowcount;',
      'INSERT 1; COUNT; if x > 1 then INSERT 2; COUNT; end if; x := sql_rowcount;',
    ],
    [
      'what both branches set is not',
      'insert into t (a) values (1); if x > 1 then insert into t (a) values (2); else insert into t (a) values (3); end if; x := sql%rowcount;',
      'INSERT 1; if x > 1 then INSERT 2; COUNT; else INSERT 3; COUNT; end if; x := sql_rowcount;',
    ],
    [
      'the round before, in a loop',
      'insert into t (a) values (3); loop exit when sql%rowcount = 1; insert into t (a) values (1); insert into t (a) values (2); end loop;',
      'INSERT 3; COUNT; loop exit when sql_rowcount = 1; INSERT 1; INSERT 2; COUNT; end loop;',
    ],
    [
      'where a loop is left',
      'loop insert into t (a) values (1); exit when x > 1; insert into t (a) values (2); end loop; x := sql%rowcount;',
      'loop INSERT 1; COUNT; exit when x > 1; INSERT 2; end loop; x := sql_rowcount;',
    ],
    [
      'a loop that may have no round',
      'insert into t (a) values (1); for i in 1 .. x loop insert into t (a) values (2); end loop; x := sql%rowcount;',
      'INSERT 1; COUNT; for i in 1 .. ora.pls_integer(x) loop INSERT 2; COUNT; end loop; x := sql_rowcount;',
    ],
    [
      'a query that a handler asks about',
      'begin select a into n from t; exception when no_data_found then x := sql%rowcount; end;',
      "begin sql_rowcount := 0; select t.a into strict n from hr.t; exception when sqlstate 'P0002' then x := sql_rowcount; end;",
    ],
    [
      'a query that none asks about',
      'select a into n from t; insert into t (a) values (n); x := sql%rowcount;',
      'select t.a into strict n from hr.t; INSERT n; COUNT; x := sql_rowcount;',
    ],
    [
      'before RETURN',
      'insert into t (a) values (1); if x = 1 then insert into t (a) values (2); return; end if; x := sql%rowcount;',
      'INSERT 1; COUNT; if x = 1 then INSERT 2; return; end if; x := sql_rowcount;',
    ],
  ])('%s', (_, oracle, postgres) => {
    const [, statements] = /\bbegin (.*)/.exec(body(oracle)) ?? [];
    expect(statements?.trim()).toBe(postgres);
  });

  it('The variable goes where nothing is left to read it', () => {
    expect(
      body('insert into t (a) values (1); if sql%rowcount is null then null; end if; return; x := sql%rowcount;'),
    ).toContain('sql_rowcount');
    expect(body('insert into t (a) values (1);')).not.toContain('sql_rowcount');
  });

  it('A cursor has none where only %ISOPEN is asked', () => {
    const { sql } = converted(
      `create procedure p (c in out sys_refcursor) is
begin
  if c%isopen then close c; end if;
  open c for select 1 as a from dual;
end;
/
`,
    );
    expect(sql).toContain('cursor_is_open');
    expect(sql).not.toContain('c_rowcount');
  });

  it('A comment keeps its place', () => {
    const { sql } = converted(
      `create table t (a number);
create procedure p (x out number, n out number) is
begin
  -- first
  select a into n from t; -- one
  update t set a = 1;
  x := sql%rowcount;
end;
/
`,
    );
    expect(sql.replace(/\s+/g, ' ')).toContain('-- first select');
  });
});
