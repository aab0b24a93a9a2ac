import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRuntime, type RuntimeDatabase } from '../support/runtime-database.js';
import { describeTargets } from '../support/targets.js';

describeTargets('JSON objects that were put into another one', (url) => {
  let db: RuntimeDatabase;
  const block = (body: string) =>
    db.query(`do $$ declare
      o ora.json_element := ora.json_new('{"a":{"b":[1]},"x":{"y":1}}');
      inner_list ora.json_element := ora.json_get(ora.json_get(o, 'a'), 'b');
      p ora.json_element := ora.json_empty('object');
      begin
        perform ora.json_put(p, 'o', o);
        begin ${body} exception when others then null; end;
      end $$`);
  beforeAll(async () => {
    db = await openRuntime(url, ['json_new', 'json_empty', 'json_put', 'json_append', 'json_get', 'json_clone']);
  });
  afterAll(() => db.close());

  it.each([
    ['itself', "perform ora.json_put(o, 'n', '1'::ora.json_element);"],
    ['a part of it asked for before', "perform ora.json_append(inner_list, '2');"],
    ['a part of it asked for after', "perform ora.json_put(ora.json_get(o, 'x'), 'y', '2'::ora.json_element);"],
  ])('refuses to change %s, past every handler', async (_, body) => {
    await expect(block(body)).rejects.toMatchObject({ code: 'P0004' });
  });

  it.each([
    ['what it was put into', "perform ora.json_put(ora.json_get(p, 'o'), 'n', '1'::ora.json_element);"],
    ['a clone', "perform ora.json_put(ora.json_clone(o), 'n', '1'::ora.json_element);"],
  ])('changes %s', async (_, body) => {
    await expect(block(body)).resolves.toBeDefined();
  });
});
