import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyProject } from '../../src/runner/apply/apply.js';
import { targetDrift } from '../../src/runner/inspect/target-drift.js';
import { openTarget } from '../../src/runner/target/target.js';
import { asReloaded } from '../../src/runner/verify/reloaded-text.js';
import { cli } from '../support/cli.js';
import { describeServer } from '../support/targets.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { on } from './faults/databases.js';

/** What PostgreSQL prints in another way after a restore, or keeps under another number. */
const source = `
create table ord (id number constraint ord_pk primary key, state varchar2(10) constraint ord_ck check (state in ('NEW', 'IN [1], (x)', 'it''s')),
  note varchar2(10), constraint ord_nn check (note in ('a', state)));
create index ord on ord (upper(note));
create bitmap index ord_bx on ord (state);
alter table ord rename constraint ord_pk to ord_key;
alter table ord add constraint ord_uk unique (note) enable novalidate;
create trigger ord_b before insert on ord for each row when (new.id > 0 and new.state in ('NEW', 'OLD')) begin :new.note := nvl(:new.note, 'a'); end;
/
create view states as select id from ord where state in ('NEW', 'OLD');
create table goods (id number);
create view prices as select id as n from goods;
create view dear as select n from prices where n > 1;
create procedure unmake as begin execute immediate 'drop table goods'; end;
/
create procedure make as
begin
  execute immediate 'create table goods (id number)';
  execute immediate 'insert into goods values (7)';
end;
/
create procedure told as
begin
  for r in (select index_name || ' ' || index_type t from user_indexes order by 1) loop dbms_output.put_line(r.t); end loop;
  for r in (select index_name || ' ' || column_expression t from user_ind_expressions order by 1) loop dbms_output.put_line(r.t); end loop;
  for r in (select constraint_name || ' ' || index_name || ' ' || validated || ' ' || search_condition_vc t from user_constraints order by 1) loop dbms_output.put_line(r.t); end loop;
  for r in (select trigger_name || ' ' || when_clause t from user_triggers order by 1) loop dbms_output.put_line(r.t); end loop;
  for r in (select view_name || ' ' || text_vc t from user_views order by 1) loop dbms_output.put_line(r.t); end loop;
end;
/
`;

/** By hand: what Oracle's dictionary says of it. */
const told = [
  'ORD FUNCTION-BASED NORMAL',
  'ORD_BX BITMAP',
  'ORD_PK NORMAL',
  'ORD_UK NORMAL',
  'ORD UPPER("NOTE")',
  "ORD_CK  VALIDATED state in ('NEW', 'IN [1], (x)', 'it''s')",
  'ORD_KEY ORD_PK VALIDATED ',
  "ORD_NN  VALIDATED note in ('a', state)",
  'ORD_UK ORD_UK NOT VALIDATED ',
  "ORD_B new.id > 0 and new.state in ('NEW', 'OLD')",
  'DEAR select n from prices where n > 1',
  'PRICES select id as n from goods',
  "STATES select id from ord where state in ('NEW', 'OLD')",
];

describeServer('a database that was dumped and restored', (url) => {
  const folder = temporaryFolder();

  it('stands as its last run left it, and its dictionary says what it said', async () => {
    const [path, out] = [join(folder, 'a.sql'), join(folder, 'out')];
    writeFileSync(path, source);
    expect((await cli('convert', path, '-o', out, '--fail-on', 'never')).code).toBe(0);
    const admin = await openTarget(url);
    const place = (name: string) => `${url.replace(/\/postgres$/, '')}/${name}`;
    const answers = (database: string) =>
      on(database, async (target) => {
        const lines: string[] = [];
        target.onNotice(({ message }) => lines.push(message));
        await target.execute("set ora.serveroutput = 'on'; call public.told()");
        return lines.flatMap((line) => line.split('\n'));
      });
    const moved = (from: string, to: string) => {
      const dump = join(folder, to);
      execFileSync('pg_dump', ['-Fc', '-f', dump, place(from)], { stdio: 'pipe' });
      execFileSync('pg_restore', ['--exit-on-error', '-d', place(to), dump], { stdio: 'pipe' });
    };
    const names = ['dumped', 'restored', 'again'];
    try {
      for (const name of names) await admin.execute(`create database ${name} template template0`);
      expect((await applyProject(out, { url: place('dumped'), tool: 't' })).exit).toBe(0);
      moved('dumped', 'restored');
      expect((await targetDrift(place('restored'))).differences).toEqual([]);
      expect([await answers(place('dumped')), await answers(place('restored'))]).toEqual([told, told]);
      expect((await applyProject(out, { url: place('restored'), tool: 't' })).units.total).toBe(0);
      await on(place('restored'), (target) => target.execute('call public.unmake()'));
      moved('restored', 'again');
      await on(place('again'), async (target) => {
        await expect(target.execute('select n from public.dear')).rejects.toThrow('has errors');
        await target.execute('call public.make()');
        expect((await target.execute('select n from public.dear')).rows).toEqual([['7']]);
      });
    } finally {
      for (const name of names) await admin.execute(`drop database if exists ${name} with (force)`);
      await admin.close();
    }
  }, 120_000);
});

describe('a definition as it is printed after a restore', () => {
  it('has the cast of a list at its elements', () => {
    expect(asReloaded("ANY ((ARRAY['a, b'::character varying, f(c, 'd''],')])::text[])")).toBe(
      "ANY (ARRAY[('a, b'::character varying)::text, (f(c, 'd''],'))::text])",
    );
    const once = "ANY (ARRAY[('a'::character varying)::text])";
    expect(asReloaded(once)).toBe(once);
  });
});
