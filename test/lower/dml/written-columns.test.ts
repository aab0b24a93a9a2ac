import { describe, expect, it } from 'vitest';
import { assessed } from '../../assess/findings.js';

describe('a column that is written', () => {
  const table = 'create table enc (id number primary key, w number);\nalter table enc add (extra number);\n';
  const missing = (text: string) =>
    assessed(table + text)
      .findings.filter((f) => f.code === 'OP3041')
      .map((f) => f.about);

  it.each([
    ['create procedure p as begin insert into enc (id, kg) values (1, 2); end;\n/\n', 'ENC.KG'],
    ['create procedure p as begin update enc e set e.kg = 3 where id = 1; end;\n/\n', 'ENC.KG'],
    ['create trigger t before insert on enc for each row begin :new.kg := 1; end;\n/\n', ':NEW.KG'],
    [
      'merge into enc e using (select 1 id from dual) s on (e.id = s.id) when not matched then insert (id, kg) values (1, 2);\n',
      'ENC.KG',
    ],
    ['insert all into enc (id, kg) values (1, 2) select 1 from dual;\n', 'ENC.KG'],
  ])('is missing from its table: %s', (text, name) => {
    expect(missing(text)).toEqual([name]);
  });

  it('is there where the table has it, was given it, or is not known', () => {
    expect(missing('insert into enc (id, w, extra) values (1, 2, 3);\n')).toEqual([]);
    expect(missing('create table c as select * from elsewhere;\ninsert into c (id, kg) values (1, 2);\n')).toEqual([]);
    expect(missing('insert into enc (id, w) values (1, 2);\nalter table enc drop column w;\n')).toEqual([]);
  });
});
