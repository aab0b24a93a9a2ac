import { checkTables, type Row } from './value-tables.js';

const same = (text: string, made: string): Row => [`ora.dynamic_sql($q$${text}$q$)`, made];

const refused = (text: string, error: string): Row => [`ora.dynamic_sql($q$${text}$q$)`, `! ${error}`];

const noType = (given = ''): string =>
  `! OP3060 this dynamic SQL is converted for the type of a column, which is not all that it is given: ${given}`;

const routine = (given: string): string =>
  `ora.dynamic_routine('dyn_callee_(dyn_arg_1_(x))', ${given}, 1, 7, 'ORA-06550: line 1, column 5:')`;

const refusedRoutine = (given: string, callee: string): Row => [
  routine(given),
  `! OP3060 this dynamic SQL is converted for a routine that takes the arguments as they are, which is not all that is needed: ${callee}`,
];

const refusedName = (given: string, callee: string): Row => [
  routine(given),
  `! OP3060 this dynamic SQL is converted for the name of a routine of the program, which is not what it is given: ${callee}`,
];

checkTables(['dynamic'], {
  'functions in what is known at run time only': [
    same(
      "select substr(a, -2), nvl(b, 'substr(x)') from t",
      "select ora.substr(a, -2), coalesce(b, 'substr(x)') from t",
    ),
    same('select t.substr, p.trunc(x) from t', 'select t.substr, p.trunc(x) from t'),
    same(
      'select 1 from t where c >= trunc(sysdate) - 7/24',
      'select 1 from t where c >= ora.date_add(ora.dynamic_trunc(ora.sysdate()), -(1.0 * 7/24.0))',
    ),
    same('select a from t minus select b from u', 'select a from t except select b from u'),
    same('select minus from t', 'select minus from t'),
    same(
      "select decode(a, 'x,(', decode(b, 1, 2), 3) from t",
      "select (case when (a) is not distinct from ('x,(') then (case when (b) is not distinct from (1) then 2 end) else 3 end) from t",
    ),
    same("select decode(a, 'hex') from t", "select decode(a, 'hex') from t"),
    same(
      'select * from (select a from t order by a) where rownum <= 5',
      'select * from (select a from t order by a) as derived_1 limit 5',
    ),
    same(
      'select * from (select x.*, rownum rn from (select a from t order by a) x where rownum < :hi) where rn >= :lo',
      'select * from (select x.*, row_number() over () rn from (select a from t order by a) x limit greatest($1 - 1, 0)) as derived_1 where rn >= $2',
    ),
    same("select a from t where b = ')' and rownum = 1", "select a from t where b = ')' limit 1"),
    same('select count(*) from t where rownum <= 5', 'select count(*) from (select * from t limit 5) as t'),
    same(
      'select distinct a from (select a from t order by a) x where b = 1 and rownum < $1 order by 1',
      'select distinct a from (select * from (select a from t order by a) as x where b = 1 limit greatest($1 - 1, 0)) as x order by 1',
    ),
    same('select a from t where b = 1 or c = 2 and rownum = 1', 'select a from t where b = 1 or c = 2 and rownum = 1'),
    same("select a from t where x = 'it''s' and (rownum = 1", "select a from t where x = 'it''s' and (rownum = 1"),
    ["ora.dynamic_word('a + nvl(b, 0)')", 'a + coalesce(b, 0)'],
    ["ora.dynamic_word('and x = :b and nvl(b, 0) = 1')", 'and x = :b and nvl(b, 0) = 1'],
  ],
  'what PostgreSQL would take and Oracle does not': [
    refused('select a from t limit 5', 'ORA-00933: SQL command not properly ended'),
    refused('select a from (select a from t limit :n) x', 'ORA-00933: SQL command not properly ended'),
    refused('select a from t offset 5;', 'ORA-00933: SQL command not properly ended'),
    refused('insert into t values (1, f(2)), (3, 4)', 'ORA-00933: SQL command not properly ended'),
    refused('insert into t values (1) on conflict (a) do nothing', 'ORA-00933: SQL command not properly ended'),
    refused("select a from t where b not ilike 'x%'", 'ORA-00920: invalid relational operator'),
    refused('select a::date from t', 'ORA-00911: invalid character'),
    refused('select f(1)', 'ORA-00923: FROM keyword not found where expected'),
    refused('delete from t where a in (1, 2) returning a', 'ORA-00925: missing INTO keyword'),
  ],
  'names and texts that only look so': [
    same('select a limit, b ilike from t offset', 'select a limit, b ilike from t offset'),
    same("select a from t where b = ' limit 5'", "select a from t where b = ' limit 5'"),
    same('select a from t order by a offset 5 rows', 'select a from t order by a offset 5 rows'),
    same('select a from t where limit > 5', 'select a from t where limit > 5'),
    same("select a, 'it''s' ilike from t /* x::y */", "select a, 'it''s' ilike from t /* x::y */"),
    same('delete from t returning where a = 1', 'delete from t returning where a = 1'),
    same('update t set returning = 1', 'update t set returning = 1'),
    same('update t set a = 1 returning a into :o', 'update t set a = 1  returning a'),
    same('insert into t values ((1), (2))', 'insert into t values ((1), (2))'),
  ],
  'ALTER TABLE put together at run time': [
    same('alter table t add (c number(5,2))', 'alter table t add column c numeric(5,2)'),
    same(
      "ALTER TABLE t ADD c VARCHAR2(30 CHAR) default 'a,b' not null enable",
      "alter table t add column c varchar(30) default 'a,b' not null",
    ),
    same(
      'alter table hr.t add (a date, b timestamp(9) with time zone)',
      'alter table hr.t add column a timestamp(0), add column b timestamp(6) with time zone',
    ),
    same('alter table t modify c not null', 'alter table t alter column c set not null'),
    same(
      'alter table t modify (c varchar2(10) null)',
      'alter table t alter column c type varchar(10), alter column c drop not null',
    ),
    same('alter table t modify c default null', 'alter table t alter column c set default null'),
    same(
      'alter table t modify (a number default 0 not null)',
      'alter table t alter column a type numeric, alter column a set not null, alter column a set default 0',
    ),
    same('alter table t drop (a, b)', 'alter table t drop column a, drop column b'),
    same('alter table t drop column a', 'alter table t drop column a'),
    same(
      'alter table t add constraint k primary key (a, b) enable',
      'alter table t add constraint k primary key (a, b)',
    ),
    same('alter table t add (constraint c check (x in (1, 2)))', 'alter table t add constraint c check (x in (1, 2))'),
    same('alter table t move tablespace x', 'select'),
    same('alter table t read only', 'alter table t read only'),
    same('alter table t nologging parallel (degree 4)', 'select'),
    same('alter table t nologging add (x number)', 'alter table t nologging add (x number)'),
  ],
  'functions that PostgreSQL has by another name': [
    same('select nvl(a, \'nvl(b)\'), t.nvl, "nvl" from t', 'select coalesce(a, \'nvl(b)\'), t.nvl, "nvl" from t'),
    same('delete from t where d < sysdate', 'delete from t where d < ora.sysdate()'),
    same('update t set ts = systimestamp, x.sysdate = 1', 'update t set ts = ora.systimestamp(), x.sysdate = 1'),
  ],
  'sequences: options go, names stay': [
    same(
      'create sequence s start with 1 nocache noorder nocycle',
      "create sequence s start with 1 no cycle; select ora.note_definition('s', 'cache', '0')",
    ),
    same(
      'create sequence hr."my order s" cache 20 order',
      `create sequence hr."my order s"; select ora.note_definition('hr."my order s"', 'cache', '20')`,
    ),
    same('create sequence s cache 1', '! ORA-04010: the number of values to CACHE must be greater than 1'),
    same('alter sequence s start with 1', '! ORA-02283: cannot alter starting sequence number'),
    same('alter sequence s restart', "select ora.alter_sequence('s', '', true)"),
    same(
      'alter sequence s maxvalue 9 increment by 2',
      "select ora.alter_sequence('s', 'maxvalue 9 increment by 2 start with 9', false)",
    ),
    same(
      'alter sequence scale restart start with 5 nomaxvalue',
      "select ora.alter_sequence('scale', 'restart with 5 no maxvalue', false)",
    ),
    same('select hr.s.nextval from dual', "select nextval('hr.s') from ora.dual"),
    same("select 'from dual' from Sys.dual d", "select 'from dual' from ora.dual d"),
    same("select 's.nextval', s.currval from t", "select 's.nextval', currval('s') from t"),
  ],
  'contexts are rows of the runtime': [
    same(
      'create or replace context x_ctx using p accessed globally',
      "select ora.create_context('X_CTX', NULL, 'P', 't')",
    ),
    same('create context x using o.p', "select ora.create_context('X', 'O', 'P', 'f')"),
  ],
  'types of columns that are added': [
    ["ora.dynamic_column_type('varchar2(10 char) default ''x'' not null')", "varchar2(10 char) default 'x' not null"],
    ["ora.dynamic_column_type('NUMBER(*, 2)')", 'NUMBER(*, 2)'],
    ["ora.dynamic_column_type('date default sysdate')", noType('date default sysdate')],
    ["ora.dynamic_column_type('varchar2(5) default ''''')", noType("varchar2(5) default ''")],
    ["ora.dynamic_column_type('varchar2(5) default 0.5')", noType('varchar2(5) default 0.5')],
    ["ora.dynamic_column_type('number, b number')", noType('number, b number')],
    ['ora.dynamic_column_type(NULL)', noType()],
  ],
  types: [
    ["ora.dynamic_type('NUMBER(*,2)')", 'numeric(38,2)'],
    ["ora.dynamic_type('integer')", 'numeric(38)'],
    ["ora.dynamic_type('long raw')", 'bytea'],
    ["ora.dynamic_type('interval day to second')", 'interval'],
    ["ora.dynamic_type('hr.address_t')", 'hr.address_t'],
  ],
  'names that are checked when the statement runs': [
    ["ora.dynamic_identifier(' hr.emp ')", 'hr.emp'],
    [`ora.dynamic_identifier('"Emp"')`, '"Emp"'],
    ["ora.dynamic_identifier('')", '! ORA-00903: invalid table name'],
    ["ora.dynamic_identifier('1s', 2277)", '! ORA-02277: invalid sequence name'],
    [
      "ora.dynamic_identifier('emp purge')",
      '! OP3060 this dynamic SQL is converted for a name, which is not all that it is given: emp purge',
    ],
    [
      "ora.dynamic_identifier('1s', null)",
      '! OP3060 this dynamic SQL is converted for a name, which is not all that it is given: 1s',
    ],
    ["ora.dynamic_identifier_part('2024')", '2024'],
    [
      "ora.dynamic_identifier_part('x, y')",
      '! OP3060 this dynamic SQL is converted for a part of a name, which is not all that it is given: x, y',
    ],
  ],
  'numbers that have to stand': [
    ["ora.dynamic_operand('-5')", '(-5)'],
    ['ora.dynamic_operand(null)', '! ORA-00936: missing expression'],
    ["ora.dynamic_subtrahend('5')", '5'],
    [
      "ora.dynamic_subtrahend('-5')",
      '! OP3060 a negative number right behind a minus sign of dynamic SQL makes a comment of what follows: -5',
    ],
  ],
  'routines that take their arguments as they are': [
    [routine("'ora.dynamic_number', '{in text}', 'text'"), 'ora.dynamic_number((x))'],
    [routine("'ora.dynamic_number', '{in number}', 'text'"), 'ora.dynamic_number(ora.number_text(x))'],
    [routine("'ora.dynamic_number', '{in date}', 'text'"), 'ora.dynamic_number(ora.date_text(x))'],
    [
      routine("'nothing', '{in number}', null"),
      "! ORA-06550: line 1, column 7:\nPLS-00201: identifier 'NOTHING' must be declared\nORA-06550: line 1, column 5:\nPL/SQL: Statement ignored",
    ],
    [
      routine("'ora.nothing', '{in number}', null"),
      "! ORA-06550: line 1, column 11:\nPLS-00302: component 'NOTHING' must be declared\nORA-06550: line 1, column 5:\nPL/SQL: Statement ignored",
    ],
    [
      routine("'ora.dynamic_number', '{in text,in text}', 'text'"),
      "! ORA-06550: line 1, column 7:\nPLS-00306: wrong number or types of arguments in call to 'DYNAMIC_NUMBER'\nORA-06550: line 1, column 5:\nPL/SQL: Statement ignored",
    ],
    refusedRoutine("'ora.dynamic_number', '{in text}', 'number'", 'ora.dynamic_number'),
    refusedRoutine("'ora.dynamic_number', '{out text}', 'text'", 'ora.dynamic_number'),
    refusedName("'dbms_output.put_line', '{in text}', null", 'dbms_output.put_line'),
    refusedName("'p(1); p', '{in text}', null", 'p(1); p'),
  ],
});
