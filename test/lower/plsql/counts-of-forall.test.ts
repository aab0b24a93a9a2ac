import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** Does the procedure hand the counts of its statements on through the session? */
function shares(statements: string): boolean {
  const { sql } = converted(
    `create table t (a number);
     create procedure p (x in out number, l in out sys.odcinumberlist) is begin ${statements} end;\n/\n`,
  );
  return sql.includes('sql%rowcount');
}

const forAll = 'forall i in 1 .. l.count delete from t where a = l(i);';

describe('SQL%ROWCOUNT behind FORALL that may not have run', () => {
  it.each([
    ['nothing says that there are elements', `${forAll} x := sql%rowcount;`, true],
    ['EXIT before', `loop exit when l.count = 0; ${forAll} x := sql%rowcount; l.delete; end loop;`, false],
    ['RETURN before', `if l.count = 0 then return; end if; ${forAll} x := sql%rowcount;`, false],
    ['IF around', `if x > 1 and l.count > 0 then ${forAll} x := sql%rowcount; end if;`, false],
    ['in a block', `if l.count = 0 then return; end if; begin ${forAll} end; x := sql%rowcount;`, false],
    [
      'first to last',
      `if l.count > 0 then ${forAll.replace('1 .. l.count', 'l.first .. l.last')} x := sql%rowcount; end if;`,
      false,
    ],
    ['changed after the test', `if l.count = 0 then return; end if; l.delete; ${forAll} x := sql%rowcount;`, true],
    ['another collection', `if x = 0 then return; end if; ${forAll} x := sql%rowcount;`, true],
    ['other bounds', `if l.count > 0 then ${forAll.replace('1 ..', '2 ..')} x := sql%rowcount; end if;`, true],
  ])('%s', (_, statements, expected) => {
    expect(shares(statements)).toBe(expected);
  });
});
