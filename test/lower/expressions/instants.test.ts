import { expect, it } from 'vitest';
import { converted } from '../converted.js';

const routine = (uses: string): string =>
  `create procedure p(x timestamp with time zone, n out number) is
     t timestamp with time zone := timestamp '2024-01-01 00:00:00 +02:00';
     d interval day to second;
     s varchar2(99);
   begin
     ${uses}
   end;
/`;

it('warns of the zone of a variable only where a place may show it and the zone cannot be kept', () => {
  const codes = (uses: string): readonly string[] => converted(routine(uses)).codes;
  expect(codes('d := x - t; if t < x or t is null then n := 1; end if; t := x;')).not.toContain('OP5001');
  expect(codes("s := to_char(t, 'TZH');")).not.toContain('OP5001');
  expect(codes("s := to_char(t, 'TZH'); t := x;")).toContain('OP5001');
  expect(codes('t := t + 1;')).toContain('OP5001');
  expect(codes('p(t, n);')).toContain('OP5001');
});
