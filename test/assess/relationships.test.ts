import { describe, expect, it } from 'vitest';
import { modelled, nameOf } from './modelled.js';

function found(text: string): readonly string[] {
  const { model } = modelled(text);
  return model.relationships.map((r) => {
    const side = (i: number, columns: readonly string[]): string =>
      `${nameOf(model, i).replace('table ', '')}(${columns.join(',')})`;
    return `${side(r.from, r.columns)} ${r.declared ? (r.constraint ?? 'declared') : r.confidence} ${side(r.to, r.referenced)}`;
  });
}

const tables = `
create table cust (cust_id number(10) primary key, name varchar2(30));
create table ord (ord_id number(10) primary key, cust_id number(10), made date);
`;

describe('relationships', () => {
  it('are the foreign keys, of columns, tables and ALTER TABLE', () => {
    expect(
      found(`${tables}
create table a (id number, c number(10) references cust, o number, constraint a_o foreign key (o) references ord (ord_id));
alter table ord add constraint ord_cust foreign key (cust_id) references cust;
`),
    ).toEqual(['ORD(CUST_ID) ORD_CUST CUST(CUST_ID)', 'A(C) declared CUST(CUST_ID)', 'A(O) A_O ORD(ORD_ID)']);
  });

  it.each([
    ['a join in a view', 'create view v as select c.name from cust c join ord o on o.cust_id = c.cust_id;', 0.9],
    [
      'an outer join of the old kind',
      'create view v as select c.name from cust c, ord o where o.cust_id = c.cust_id (+);',
      0.9,
    ],
    ['USING', 'create view v as select name from cust join ord using (cust_id);', 0.9],
    ['IN with a query', 'create view v as select name from cust where cust_id in (select cust_id from ord);', 0.9],
    [
      'a join through a view',
      'create view w as select cust_id k from ord; create view v as select name from cust c join w on w.k = c.cust_id;',
      0.9,
    ],
    [
      'a variable from one table that looks up another',
      'create procedure p is n cust.name%type; begin for o in (select cust_id from ord) loop select name into n from cust c where c.cust_id = o.cust_id; end loop; end;\n/\n',
      0.8,
    ],
  ])('follow from %s', (_, text, confidence) => {
    expect(found(tables + text)).toEqual([`ORD(CUST_ID) ${confidence} CUST(CUST_ID)`]);
  });

  it('are surer the more places there are, and less where types differ', () => {
    const join = (n: number, column: string): string =>
      `create view v${n} as select c.name from cust c join ord o on o.${column} = c.cust_id;\n`;
    expect(found(`${tables}${join(1, 'cust_id')}${join(2, 'cust_id')}`)).toEqual(['ORD(CUST_ID) 0.95 CUST(CUST_ID)']);
    expect(found(`${tables}${join(1, 'made')}`)).toEqual([]);
  });

  it('are none where neither side is a key, a foreign key is there, or both refer to a third', () => {
    expect(found(`${tables}create view v as select 1 x from cust c join ord o on o.made = c.name;\n`)).toEqual([]);
    expect(
      found(`
create table cust (cust_id number primary key);
create table person (cust_id number primary key references cust);
create table review (id number primary key, cust_id number references cust);
create view v as select p.cust_id from person p join review r on r.cust_id = p.cust_id join cust c on c.cust_id = r.cust_id;
`),
    ).toEqual(['PERSON(CUST_ID) declared CUST(CUST_ID)', 'REVIEW(CUST_ID) declared CUST(CUST_ID)']);
  });
});
