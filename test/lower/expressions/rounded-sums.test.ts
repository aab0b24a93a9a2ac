import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** The sum of what ROUND makes of a quotient, with the places that `declared` gives `v`. */
const sumOf = (declared: string, before = ''): string =>
  converted(`
create table currency (code varchar2(3) primary key, units number(1) not null, fine number(2) not null);
create procedure p (r out number) is
  type units is table of pls_integer index by varchar2(3);
  u units;
  third constant number := 1 / 3;
  ${declared}
begin
  ${before}
  r := round(third, v) + 1000000;
end;
/
`).sql;

describe('a sum of what ROUND makes of a number with all digits', () => {
  it('keeps all its digits where the places are few by their type', () => {
    expect(sumOf('v number(1) := 2;')).not.toContain('num_computed');
  });

  it('keeps them where all that gives the places is few', () => {
    expect(sumOf('v pls_integer := 2;', 'v := 4;')).not.toContain('num_computed');
    expect(sumOf('v pls_integer;', 'select units into v from currency where rownum = 1;')).not.toContain(
      'num_computed',
    );
    expect(
      sumOf('v pls_integer;', `select units into u('EUR') from currency where rownum = 1; v := u('EUR');`),
    ).not.toContain('num_computed');
  });

  it('is brought to the digits of NUMBER where the places may be many', () => {
    expect(sumOf('v pls_integer := 2;', 'v := 35;')).toContain('num_computed');
    expect(sumOf('v number(2);', 'select fine into v from currency where rownum = 1;')).toContain('num_computed');
    expect(sumOf('v pls_integer := 2;', 'v := v + 1;')).toContain('num_computed');
    expect(sumOf('v pls_integer;', 'for i in 1 .. 38 loop v := i; end loop;')).toContain('num_computed');
  });
});
