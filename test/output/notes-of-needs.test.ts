import { expect, it } from 'vitest';
import { convertProject, schemaOf } from './project.js';

const orders = `create table orders (id number, status varchar2(10));
create procedure close_order(p number) is begin update orders set status = 'CLOSED' where id = p; end;
/
`;

const notesNeeds = async (reader: string): Promise<boolean> =>
  schemaOf(await convertProject({ 'a.sql': orders, 'b.sql': reader })).includes('note_dependencies');

it('notes what objects need where their validity is read', async () => {
  expect(await notesNeeds('create view v as select object_name, status from all_objects;')).toBe(true);
  expect(await notesNeeds('create view v as select o.* from all_objects o;')).toBe(true);
});

it('notes nothing of it for a column STATUS of another table', async () => {
  expect(
    await notesNeeds('create view v as select object_name, count(*) as n from all_objects group by object_name;'),
  ).toBe(false);
});
