import { expect, it } from 'vitest';
import { converted } from '../converted.js';

it('a length that is a constant of a missing package is said; one that is known is a length', () => {
  const missing = converted('create procedure p is v varchar2(gone.c_len); begin v := null; end;\n/\n');
  expect(missing.codes).toEqual(['OP1107']);
  const known = converted(
    'create package k is c constant pls_integer := 7; end;\n/\ncreate procedure p is v varchar2(k.c + 1); begin v := null; end;\n/\n',
  );
  expect(known.codes).toEqual([]);
  expect(known.sql).toContain('varchar(8)');
});

it('so is a limit of a varray', () => {
  const missing = converted(
    'create procedure p is type v is varray(gone.c_most) of number; x v; begin x := v(); end;\n/\n',
  );
  expect(missing.codes).toEqual(['OP1107']);
});
