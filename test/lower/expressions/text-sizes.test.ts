import { expect, it } from 'vitest';
import { converted } from '../converted.js';

const assigned = (value: string): string =>
  converted(`create function f(a varchar2, b varchar2) return varchar2 is
  v varchar2(32767);
begin
  v := ${value};
  return v;
end;
/`).sql;

it.each(['a || b', "a || ',' || b", "replace(a, '-', b)", "nvl(a || b, 'x')"])(
  'blanks beyond the longest VARCHAR2 are not cut off: %s',
  (value) => expect(assigned(value)).toMatch(/ora\.fit(_computed)?\(.*, 32767\)/),
);

it.each(['a', "a || ','", "replace(a, '--', '-')", 'upper(a)'])('what cannot be longer is not checked: %s', (value) =>
  expect(assigned(value)).not.toContain('ora.fit'),
);
