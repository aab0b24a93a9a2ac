import { expect, it } from 'vitest';
import { convertProject, schemaOf } from './project.js';

it('adds partitions before the one of DEFAULT or MAXVALUE, without looking for it', async () => {
  const made = await convertProject({
    't.sql': [
      "create table places (region varchar2(5)) partition by list (region) (partition p_north values ('N'));",
      "alter table places add partition p_south values ('S');",
      'alter table places add partition p_rest values (default);',
      'create table moves (n number) partition by range (n) (partition p1 values less than (1));',
      'alter table moves add partition p2 values less than (2);',
      'alter table moves add partition p3 values less than (maxvalue);',
    ].join('\n'),
  });
  const schema = schemaOf(made);
  expect(schema).toMatch(/places_p_rest partition of public\.places default;/);
  expect(schema).toMatch(/moves_p3 partition of public\.moves default;/);
  expect(schema).not.toContain('no_default_partition');
});

it('looks for one that is there before', async () => {
  const made = await convertProject({
    't.sql': [
      'create table places (region varchar2(5)) partition by list (region) (partition p_rest values (default));',
      "alter table places add partition p_south values ('S');",
    ].join('\n'),
  });
  expect(schemaOf(made)).toContain('no_default_partition');
});
