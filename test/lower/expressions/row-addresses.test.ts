import { describe, expect, it } from 'vitest';
import { lowerStatementText } from '../lowered-statement.js';

const schema = `create table t (id number, v varchar2(10));
create table kept (id number, rid rowid);
create table parted (id number) partition by list (id) (partition one values (1), partition two values (2));
`;
const codes = (text: string): readonly string[] => lowerStatementText(`${schema}${text};\n`).codes;

describe('ROWID', () => {
  it.each([
    'merge into t x using (select rowid rid, id from t) s on (x.rowid = s.rid) when matched then update set v = s.id',
    'delete from t a where exists (select 1 from t b where b.v = a.v and b.rowid <> a.rowid)',
    'delete from t where rowid in (select rid from (select rowid rid, id from t) where id > 1)',
    'select a.id from t a join t b on a.rowid = b.rowid',
    'delete from t a where a.rowid <> (select b.rowid from t b where b.v = a.v and b.id = 1)',
    'select count(*) from t where (select rowid from t where id = 1) is null',
  ])('that is only compared within its statement is not reported: %s', (text) =>
    expect(codes(text)).not.toContain('OP2303'),
  );

  it.each([
    'delete from t where rowid not in (select min(rowid) from t group by v)',
    'delete from t a where exists (select 1 from t b where b.v = a.v and b.rowid < a.rowid)',
    'select id from t order by rowid',
    'select rowid from t',
    'select * from (select rowid rid from t)',
    'select id, cursor(select rowid from t) from t',
    'insert into kept select id, rowid from t',
    'update t set (v) = (select rowid from t where id = 1)',
    'delete from t where rowid = (select rid from kept)',
    'delete from t a where a.rowid <> (select min(b.rowid) from t b where b.v = a.v)',
    'insert into kept values (1, (select rowid from t where id = 1))',
    'update kept set rid = (select rowid from t where id = 1)',
    'select nvl((select rowid from t where id = 1), null) from dual',
    'delete from t where rowid in (select rid from (select rid, id from kept) where id > 1)',
    'delete from t where rowid in (select r from (select chartorowid(v) r from t))',
    "delete from t where rowid = 'AAA'",
    'delete from parted a where exists (select 1 from parted b where b.rowid <> a.rowid)',
  ])('is reported in %s', (text) => expect(codes(text)).toContain('OP2303'));
});
