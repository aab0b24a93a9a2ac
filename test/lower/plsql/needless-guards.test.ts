import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** What becomes of statements between calls of a procedure whose work stays when a later one fails, on one line. */
function body(statements: string): string {
  const { sql } = converted(
    `create table t (n number);
     create procedure q (x number) is begin insert into t values (1); insert into t values (1 / x); end;\n/
     create procedure p (a varchar2, o out number, c out varchar2) is
       n number; m number; k number(5,2); i pls_integer; s varchar2(3);
     begin
       begin q(1); ${statements} q(0);
       exception when others then o := sqlcode; end;
     end;\n/\n`,
  );
  return sql.replace(/\s+/g, ' ');
}

const guard = (statement: string): string => `begin ${statement} exception when others then get stacked diagnostics`;

describe('Sub-blocks that catch what cannot fail', () => {
  it.each([
    ['a number of any size', 'm := m + i; k := m; q(2); m := n;', 'm := n;'],
    ['a whole number', 'n := i;', 'n := i;'],
    ['a parameter', 'c := a;', 'c := a;'],
    ['a literal', 'n := 5;', 'n := 5;'],
  ])('are left out around %s', (_, statement, made) => {
    const text = body(statement);
    expect(text).toContain(made);
    expect(text).not.toContain(guard(made));
  });

  it.each([
    ['a number into fewer digits', 'k := m;', 'k := m;'],
    ['a text into a length', 's := a;', 's := ora.fit(a, 3);'],
    ['arithmetic', 'm := m / i;', 'm := ora.div(m, i);'],
    ['a counter of the name', 'for m in 1 .. 3 loop q(m); k := m; q(m); end loop;', 'k := m_2;'],
    ['a name that a block declares again', 'declare m number(2); begin q(1); m := i; q(1); end;', 'm_2 := i;'],
  ])('stay around %s', (_, statement, made) => expect(body(statement)).toContain(guard(made)));
});
