import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** What a procedure with a parameter `s` and a variable `v` becomes, on one line. */
function body(statements: string, handlers = ''): string {
  const { sql } = converted(
    `create procedure p (s varchar2, o out varchar2) is v varchar2(60); i pls_integer;
     begin ${statements} ${handlers} end;\n/\n`,
  );
  return sql.replace(/\s+/g, ' ');
}

const open = "o := '<' || coalesce(s, '');";
const known = "o := '<' || s;";

describe('What a way to a statement says of variables', () => {
  it.each([
    ["if s is not null then o := '<' || s; end if;"],
    ["if s is null then return; end if; o := '<' || s;"],
    ["if s is null then raise_application_error(-20001, 'x'); end if; o := '<' || s;"],
    ["if s = 'a' and i = 1 then o := '<' || s; end if;"],
    ["if not (s is null or i = 1) then o := '<' || s; end if;"],
    ["if i = 1 or s is null then null; else o := '<' || s; end if;"],
    ["if upper(s) like 'A%' then o := '<' || s; end if;"],
    ["if s is null then null; elsif i = 1 then o := '<' || s; end if;"],
    ["case s when 'a' then null; else null; end case; case when s > 'a' then o := '<' || s; else null; end case;"],
    ["while s <> o loop o := '<' || s; end loop;"],
    ["loop exit when s is null; o := '<' || s; end loop;"],
    ["if s is null then return; end if; begin o := '<' || s; exception when others then null; end;"],
    ["if s is not null then for k in 1 .. 3 loop o := '<' || s; dbms_output.put_line(s); end loop; end if;"],
  ])('%s', (statements) => expect(body(statements)).toContain(known));

  it.each([
    ["o := case when s is null then 'x' else '<' || s end;", "else '<' || s end;"],
    ["o := case when s > 'a' then '<' || s end;", "then '<' || s end;"],
    ["o := case when i = 1 or s is null then 'x' when i = 2 then '<' || s end;", "then '<' || s end;"],
    ["o := case when s > 'a' then 'x' else '<' || s end;", "else '<' || coalesce(s, '') end;"],
    ["o := case s when 'a' then '<' || s end;", "then '<' || coalesce(s, '') end;"],
    ["o := case when s is null then 'x' end; o := '<' || s;", "o := '<' || coalesce(s, '');"],
  ])('%s', (statements, made) => expect(body(statements)).toContain(made));

  it.each([
    ["if s = 'a' then null; else o := '<' || s; end if;"],
    ["if s = 'a' or i = 1 then o := '<' || s; end if;"],
    ["if s is null then o := 'x'; end if; o := '<' || s;"],
    ["if not (s is not null and i = 1) then o := '<' || s; end if;"],
    ["if nvl(s, 'a') = 'a' then o := '<' || s; end if;"],
    ["if s || 'a' = 'a' then o := '<' || s; end if;"],
    ["loop exit when i = 1; exit when s is null; end loop; o := '<' || s;"],
    ["if s is null then goto past; end if; <<past>> o := '<' || s;"],
  ])('nothing: %s', (statements) => expect(body(statements)).toContain(open));

  it.each([
    ["v := 'a'; o := '<' || v;", "o := '<' || v;"],
    ["if v is null then v := 'a'; end if; o := '<' || v;", "o := '<' || v;"],
    ["v := 'a'; v := s; o := '<' || v;", "o := '<' || coalesce(v, '');"],
    ["v := 'a'; while i < 3 loop o := '<' || v; v := s; end loop;", "o := '<' || coalesce(v, '');"],
    ["v := 'a'; while i < 3 loop o := '<' || v; v := v || s || ','; end loop;", "o := '<' || v;"],
    ["i := 0; loop i := i + 1; exit when i > 3; o := '<' || i; end loop;", "o := '<' || i::text;"],
    ["i := 0; loop i := i + 1; o := '<' || i; i := null; end loop;", "o := '<' || coalesce(i::text, '');"],
    ["v := 'a'; select max(dummy) into v from dual; o := '<' || v;", "o := '<' || coalesce(v, '');"],
    ["v := 'a'; execute immediate 'begin :x := null; end;' using out v; o := '<' || v;", "coalesce(v, '')"],
    ["v := 'a'; unknown_procedure(v); o := '<' || v;", "coalesce(v, '')"],
    ["v := 'a'; if i = 1 then v := null; end if; o := '<' || v;", "o := '<' || coalesce(v, '');"],
    ["v := 'a'; v := v || s; o := '<' || v;", "o := '<' || v;"],
  ])('assigned: %s', (statements, expected) => expect(body(statements)).toContain(expected));

  it('a handler knows what holds before the block and is not written in it', () => {
    const statements =
      "if s is null then return; end if; v := 'a'; begin v := s; exception when others then o := v || '<' || s; end;";
    expect(body(statements)).toContain("o := coalesce(v, '') || '<' || s;");
  });

  it('a variable that a nested routine can write is not followed', () => {
    const { sql } = converted(
      `create procedure p (s varchar2, o out varchar2) is v varchar2(60) := 'a';
         procedure q is begin v := s; end;
       begin q; o := '<' || v; end;\n/\n`,
    );
    expect(sql).toContain("coalesce(v, '')");
  });
});
