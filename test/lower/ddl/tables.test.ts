import { describe, expect, it } from 'vitest';
import { type Case, converted } from '../converted.js';

const cases: readonly Case[] = [
  [
    'types and defaults',
    `create table t (a number(4), b number, c varchar2(10) default 'X', d date default sysdate, e char(3), f clob, g raw(16), h timestamp(3), i float, j number(5,-2));`,
    [
      `create table hr.t (a numeric(4), b numeric, c varchar(10) default 'X', d timestamp(0) default ora.sysdate(), e char(3), f text, g bytea, h timestamp(3), i numeric, j numeric(5,-2));`,
    ],
  ],
  [
    "DEFAULT '' and DEFAULT NULL say nothing",
    `create table t (a varchar2(1) default '', b number default null);`,
    [`create table hr.t (a varchar(1), b numeric);`],
  ],
  ['BYTE lengths', 'create table t (a varchar2(10 byte));', ['create table hr.t (a varchar(10));'], ['OP1101']],
  ['nine digits of a second', 'create table t (a timestamp(9));', ['create table hr.t (a timestamp(6));'], ['OP1102']],
  [
    'names made up by Oracle are dropped',
    'create table t (a number constraint sys_c00123 primary key);',
    ['create table hr.t (a numeric, primary key (a));'],
  ],
  [
    'a partly NULL key may not repeat, an all-NULL key may',
    'create table t (a number, b number, constraint t_uk unique (a, b));',
    [
      'create table hr.t (a numeric, b numeric);',
      'create unique index t_uk on hr.t (a, b) nulls not distinct where not (a is null and b is null);',
    ],
  ],
  [
    'one column of the key is never NULL',
    'create table t (a number not null, b number, constraint t_uk unique (a, b));',
    ['create table hr.t (a numeric not null, b numeric, constraint t_uk unique nulls not distinct (a, b));'],
  ],
  ['a key of one column', 'create table t (a number unique);', ['create table hr.t (a numeric, unique (a));']],
  [
    'a foreign key refers to the nullable key',
    'create table t (a number, b number, constraint t_uk unique (a, b)); create table u (a number, b number, constraint u_fk foreign key (a, b) references t (a, b));',
    [
      'create table hr.t (a numeric, b numeric, constraint t_uk unique (a, b));',
      'create unique index t_uk_nulls on hr.t (a, b) nulls not distinct where not (a is null and b is null);',
      'create table hr.u (a numeric, b numeric);',
      'alter table hr.u add constraint u_fk foreign key (a, b) references hr.t (a, b);',
    ],
  ],
  [
    'foreign keys come last, so that tables may refer to each other',
    'create table t (a number primary key, b number references u); create table u (a number primary key, b number references t on delete cascade deferrable initially deferred);',
    [
      'create table hr.t (a numeric, b numeric, primary key (a));',
      'create table hr.u (a numeric, b numeric, primary key (a));',
      'alter table hr.t add foreign key (b) references hr.u;',
      'alter table hr.u add foreign key (b) references hr.t on delete cascade deferrable initially deferred;',
    ],
  ],
  [
    'a disabled constraint is left out',
    'create table t (a number, constraint c check (a > 0) disable);',
    ['create table hr.t (a numeric);'],
    ['OP1302'],
  ],
  [
    'constraints not validated',
    'create table t (a number); alter table t add constraint c check (a > 0) enable novalidate;',
    ['create table hr.t (a numeric);', 'alter table hr.t add constraint c check (a > 0) not valid;'],
  ],
  [
    'an immutable virtual column',
    'create table t (a number, b as (a + 2));',
    ['create table hr.t (a numeric, b numeric generated always as (a + 2) stored);'],
  ],
  [
    'the index of a key is made by the key',
    'create table t (a number); create unique index t_pk on t (a); alter table t add constraint t_pk primary key (a) using index;',
    ['create table hr.t (a numeric);', 'alter table hr.t add constraint t_pk primary key (a);'],
  ],
  [
    'index and table of one name',
    'create table t (a number); create index t on t (a);',
    ['create table hr.t (a numeric);', 'create index t_idx on hr.t (a);'],
    ['OP1313'],
  ],
  [
    'an index that is not immutable',
    `create table t (a date); create index i on t (to_char(a, 'DY'));`,
    ['create table hr.t (a timestamp(0));'],
    ['OP1310'],
  ],
  [
    'a function-based index',
    `create table t (a varchar2(5), b char(2)); create index i on t (upper(a) || '-' || b);`,
    [
      `create table hr.t (a varchar(5), b char(2));`,
      `create index i on hr.t ((coalesce(upper(a), '') || '-' || coalesce(rpad(b::text, 2), '')));`,
    ],
  ],
  [
    'NULLs sort into the MAXVALUE partition',
    `create table t (d date) partition by range (d) (partition a values less than (date '2020-01-01'), partition z values less than (maxvalue));`,
    [
      'create table hr.t (d timestamp(0)) partition by range (d);',
      `create table hr.t_a partition of hr.t for values from (minvalue) to (timestamp '2020-01-01 00:00:00');`,
      'create table hr.t_z partition of hr.t default;',
    ],
  ],
  [
    'a key without the partition key cannot be kept, nor what refers to it',
    'create table t (a number primary key, b number) partition by hash (b) partitions 1; create table u (a number references t (a));',
    [
      'create table hr.t (a numeric, b numeric) partition by hash (b);',
      'create table hr.t_p1 partition of hr.t for values with (modulus 1, remainder 0);',
      'create table hr.u (a numeric);',
    ],
    ['OP6103', 'OP6107'],
  ],
  [
    'subpartitions from a template',
    `create table t (a number, b varchar2(1)) partition by list (a) subpartition by list (b) subpartition template (subpartition x values ('X'), subpartition y values (default)) (partition p values (1));`,
    [
      'create table hr.t (a numeric, b varchar(1)) partition by list (a);',
      'create table hr.t_p partition of hr.t for values in (1) partition by list (b);',
      `create table hr.t_p_x partition of hr.t_p for values in ('X');`,
      'create table hr.t_p_y partition of hr.t_p default;',
    ],
  ],
  [
    'CREATE TABLE AS keeps the types of columns',
    'create table t (a number(4) not null, b varchar2(5)); create table u as select a, b from t;',
    [
      'create table hr.t (a numeric(4) not null, b varchar(5));',
      'create table hr.u (a numeric(4) not null, b varchar(5));',
      'insert into hr.u (a, b) select t.a, t.b from hr.t;',
    ],
  ],
  ['storage clauses', 'create table t (a number) tablespace x;', ['create table hr.t (a numeric);'], ['OP1900']],
  [
    'columns renamed later',
    `create table t (a varchar2(1) check (a in ('Y', 'N'))); alter table t rename column a to b;`,
    [`create table hr.t (a varchar(1), check (a in ('Y', 'N')));`, 'alter table hr.t rename column a to b;'],
  ],
  [
    'a foreign key disabled and enabled again',
    'create table t (a number primary key, b number, constraint f foreign key (b) references t (a)); alter table t disable constraint f; alter table t enable constraint f;',
    [
      'create table hr.t (a numeric, b numeric, primary key (a));',
      'alter table hr.t add constraint f foreign key (b) references hr.t (a);',
      'alter table hr.t drop constraint if exists f;',
      'alter table hr.t add constraint f foreign key (b) references hr.t (a);',
    ],
  ],
];

describe('tables, constraints, indexes', () => {
  it.each(cases.map(([what, ...rest]) => [what, rest] as const))('%s', (_, [oracle, statements, codes = []]) => {
    const actual = converted(oracle);
    expect(actual.statements).toEqual(statements);
    expect(actual.codes).toEqual(codes);
  });

  it("keeps '' out by a check", () => {
    expect(converted('create table t (a varchar2(5));', { emptyStrings: 'check' }).statements).toEqual([
      `create table hr.t (a varchar(5), check (a <> ''));`,
    ]);
  });
});
