import { describe, expect, it } from 'vitest';
import { codesOf, convertProject, schemaOf } from '../../output/project.js';

const table = 'create table flight (id number, departs timestamp with time zone);\n';
const row = "insert into flight values (1, timestamp '2026-07-01 12:00:00 +02:00');\n";
const shown = "create view board as select id, to_char(departs, 'HH24:MI TZH') as at from flight;\n";

async function converted(...parts: readonly string[]): Promise<{ sql: string; codes: readonly string[] }> {
  const made = await convertProject({ 'schema.sql': parts.join('') });
  return { sql: schemaOf(made), codes: codesOf(made) };
}

describe('a column whose zone is shown', () => {
  it('keeps it in a column beside it, which INSERT fills and queries read', async () => {
    const { sql, codes } = await converted(table, row, shown);
    expect(sql).toContain("comment on column public.flight.departs_zone is 'oraphant: the time zone of departs'");
    expect(sql).toMatch(/insert into public\.flight \(id, departs, departs_zone\)\s+values \(1, .*, '\+02:00'\)/);
    expect(sql).toContain("ora.to_char_at(flight.departs, flight.departs_zone, 'HH24:MI TZH')");
    expect(codes).not.toContain('OP1103');
  });

  it.each([
    ['a program takes whole rows', 'create view all_of_it as select * from flight;\n'],
    [
      'a trigger sees the row',
      'create trigger t before insert on flight for each row\nbegin\n  :new.departs := systimestamp;\nend;\n/\n',
    ],
    ['moments are grouped', 'create view days as select departs, count(*) as n from flight group by departs;\n'],
    [
      'a parameter gives it',
      'create procedure p(d timestamp with time zone) as\nbegin\n  update flight set departs = d;\nend;\n/\n',
    ],
    ['a text of dynamic SQL names the table', "begin\n  execute immediate 'delete from flight';\nend;\n/\n"],
    ['its table gets another column', 'alter table flight add (gate number);\n'],
    [
      'rows come through a view',
      'create view v as select id, departs from flight;\ninsert into v values (2, systimestamp);\n',
    ],
  ])('does not keep it and says so where %s', async (_, more) => {
    const { sql, codes } = await converted(table, row, shown, more);
    expect(sql).not.toContain('departs_zone');
    expect(codes).toContain('OP1103');
  });

  it('does not keep it where a default does not say its zone', async () => {
    const { sql, codes } = await converted(
      "create table flight (id number, departs timestamp with time zone default cast('01-JAN-24 10.00.00 AM +03:00' as timestamp with time zone));\n",
      row,
      shown,
    );
    expect(sql).not.toContain('departs_zone');
    expect(codes).toContain('OP1103');
  });

  it('is no field of a record of a loop that is used as a whole', async () => {
    const loop =
      "create table copies (id number, departs timestamp with time zone);\ncreate procedure p as\nbegin\n  for r in (select id, departs from flight) loop\n    dbms_output.put_line(to_char(r.departs, 'TZH'));\n    insert into copies values r;\n  end loop;\nend;\n/\n";
    const { sql, codes } = await converted(table, row, shown, loop);
    expect(sql).toMatch(/select flight\.id, flight\.departs(?: as departs)? from public\.flight/);
    expect(sql).toContain('departs_zone');
    expect(codes).toContain('OP5001');
  });

  it('needs no column where it is the clock of the server or nothing shows it', async () => {
    const clock = await converted(table, 'insert into flight values (1, systimestamp);\n', shown);
    expect(clock.sql).not.toContain('departs_zone');
    const unread = await converted(
      table,
      row,
      'create view late as select id from flight where departs < systimestamp;\n',
    );
    expect(unread.sql).not.toContain('departs_zone');
  });
});
