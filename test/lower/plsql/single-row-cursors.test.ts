import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** What becomes of the statements of a procedure with a cursor `c(p)` over a table `t`, without declarations. */
function body(text: string): string {
  const { sql } = converted(
    `create table t (a number, b number);
     create procedure p (x in out number) is
       cursor c (p number default 7) is select a from t where b = p order by a;
     begin ${text} end;\n/\n`,
  );
  return (/\$\$(?: declare .*?)? begin (.*) end; \$\$;$/m.exec(sql)?.[1] ?? sql)
    .replaceAll(/select t\.a into (\w+) from hr\.t where t\.b = (\w+) order by t\.a limit 1;/g, 'FIRST $2 INTO $1;')
    .replaceAll(/open c for select t\.a from hr\.t where t\.b = (\w+) order by t\.a;/g, 'OPEN $1;');
}

describe('Cursors that are opened for one row', () => {
  it.each([
    [
      'closed at once',
      'open c(x); fetch c into x; close c;',
      'FIRST x INTO fetched; if found then x := fetched; end if;',
    ],
    [
      'closed on both ways',
      'open c(x); fetch c into x; if c%notfound then close c; x := 1; else close c; end if;',
      'FIRST x INTO fetched; if found then x := fetched; else x := 1; end if;',
    ],
    [
      'closed on the way out and at the end',
      'open c(x); fetch c into x; if c%notfound then close c; return; end if; x := x + 1; close c;',
      'FIRST x INTO fetched; if found then x := fetched; else return; end if; x := x + 1;',
    ],
    ['never closed', 'open c(x); fetch c into x;', 'FIRST x INTO fetched; if found then x := fetched; end if;'],
    [
      'an argument that is no variable',
      'open c(x + 1); fetch c into x; close c;',
      'c_p := x + 1; FIRST c_p INTO fetched; if found then x := fetched; end if;',
    ],
  ])('are a query: %s', (_, source, made) => expect(body(source)).toBe(made));

  it.each([
    ['a second row is fetched', 'open c(x); fetch c into x; fetch c into x; close c;'],
    [
      'the loop may be left before CLOSE',
      'for i in 1 .. 2 loop open c(i); fetch c into x; exit when x > 1; close c; end loop;',
    ],
    ['it is closed on one way alone', 'open c(x); fetch c into x; if x > 1 then close c; end if;'],
    ['it is asked whether it is open', 'open c(x); fetch c into x; if c%isopen then x := 1; end if; close c;'],
    [
      'a second round may find it open',
      'for i in 1 .. 2 loop begin open c(i); fetch c into x; close c; exception when others then null; end; end loop;',
    ],
  ])('stay cursors where %s', (_, source) => expect(body(source)).toMatch(/\bopen c\b|OPEN /));
});
