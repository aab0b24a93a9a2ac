import { expect, it } from 'vitest';
import { converted } from '../converted.js';

const opened = (call: string): readonly string[] =>
  converted(`create table t (a number);
declare
  procedure p(s varchar2) is c sys_refcursor; begin open c for s; close c; end;
begin
  p('update t set a = 1');
  ${call}
end;
/
`).codes.filter((code) => code === 'OP3060');

it('says once of a place that its texts are not converted, known or not', () => {
  expect(opened('null;')).toEqual(['OP3060']);
  expect(opened(`p('select a from ' || user || '.t');`)).toEqual(['OP3060']);
});
