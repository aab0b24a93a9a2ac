import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

const table = 'create table job (id number primary key, n number);\n';

describe('a wait for locks that is limited', () => {
  it('sets the limit around SELECT INTO … FOR UPDATE WAIT', () => {
    const { sql, codes } = converted(
      `${table}create procedure p is v number; begin select n into v from job where id = 1 for update wait 5; end;\n/\n`,
    );
    expect(sql).toMatch(
      /perform ora\.lock_wait\(5::numeric\);\s+select job\.n into strict v from hr\.job where job\.id = 1 for update;\s+perform ora\.lock_waited\(\);/,
    );
    expect(codes).not.toContain('OP2010');
  });

  it('sets it around LOCK TABLE … WAIT', () => {
    const { sql } = converted(`${table}create procedure p is begin lock table job in exclusive mode wait 3; end;\n/\n`);
    expect(sql).toMatch(
      /perform ora\.lock_wait\(3::numeric\);\s+lock table hr\.job in exclusive mode;\s+perform ora\.lock_waited\(\);/,
    );
  });

  it('is not there for a cursor, whose rows are locked as they are fetched', () => {
    const { codes } = converted(
      `${table}create procedure p is begin for r in (select id from job for update wait 5) loop null; end loop; end;\n/\n`,
    );
    expect(codes).toContain('OP2010');
  });
});
