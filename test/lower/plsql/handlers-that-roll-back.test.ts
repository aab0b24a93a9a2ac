import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** The sub-blocks of a procedure that stores two rows and commits, with these handlers. */
function subBlocks(handlers: string, between = ''): number {
  const { sql } = converted(
    `create table t (n number primary key);
     create procedure p (x out varchar2, s varchar2) is
     begin
       insert into t values (1);
       ${between}
       update t set n = 2;
       commit;
     exception ${handlers}
     end;\n/\n`,
  );
  return sql.split('exit body;').length - 1;
}

describe('DML in front of handlers that roll back', () => {
  it.each([
    ['when others then rollback; raise;'],
    ['when dup_val_on_index then rollback; when others then rollback; raise;'],
    ['when others then null; rollback; raise;'],
  ])('shares a sub-block: %s', (handlers) => expect(subBlocks(handlers)).toBe(1));

  it.each([
    ['an error is not taken', 'when dup_val_on_index then rollback;', ''],
    ['a handler does not roll back', 'when dup_val_on_index then null; when others then rollback;', ''],
    ['a handler keeps what lies before a savepoint', 'when others then rollback to a;', 'savepoint a;'],
    ['a handler may see it', 'when others then select max(n) into x from t; rollback;', ''],
    ['a handler may fail before', 'when others then x := substr(sqlerrm, 1, 2000); rollback;', ''],
    ['a call stands between', 'when others then rollback;', 'execute immediate s;'],
  ])('has one each where %s', (_, handlers, between) => expect(subBlocks(handlers, between)).toBeGreaterThan(1));
});
