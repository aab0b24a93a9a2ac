import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PgStatement } from '../../src/ir/postgres/index.js';
import { noSpan as span } from '../../src/ir/span.js';
import { b, pgTypes } from '../../src/lower/builders.js';
import { statementPrinters } from '../../src/print/ddl.js';
import { eachPrints, printsStatement, seenKinds } from './examples.js';
import { loadModule } from './libpg.js';
import { col, column, nothing, one, pick, t, x, y } from './nodes.js';

beforeAll(loadModule);

describe('statements', () => {
  eachPrints<PgStatement>(
    [
      [{ kind: 'PgCreateSchema', span, name: 'bank', ifNotExists: true }, 'create schema if not exists bank;'],
      [
        {
          kind: 'PgCreateTable',
          span,
          name: ['bank', 'emp'],
          persistence: 'unlogged',
          ifNotExists: true,
          columns: [
            column('id', {
              identity: { always: true, options: 'start with 5' },
              notNull: true,
              trailingComment: '-- key',
            }),
            column('full_name', {
              type: pgTypes.varchar(20),
              collation: 'C',
              default: b.and(span, x, y),
              comments: ['-- name'],
            }),
            column('twice', { generated: b.binary(span, '*', col('id'), one) }),
          ],
          constraints: [
            { kind: 'primary key', span, name: 'emp_pk', columns: ['id'] },
            {
              kind: 'unique',
              span,
              columns: ['full_name'],
              nullsNotDistinct: true,
              deferrable: true,
              initiallyDeferred: true,
            },
            { kind: 'check', span, condition: x },
            {
              kind: 'foreign key',
              span,
              columns: ['id'],
              table: ['bank', 'dept'],
              referenced: ['id'],
              onDelete: 'set null',
              blankBefore: true,
            },
          ],
          comments: ['-- employees'],
        },
        `-- employees
create unlogged table if not exists bank.emp (
  id        numeric generated always as identity (start with 5) not null, -- key
  -- name
  full_name varchar(20) collate "C" default (x and y),
  twice     numeric generated always as (id * 1) stored,
  constraint emp_pk primary key (id),
  unique nulls not distinct (full_name) deferrable initially deferred,
  check (x),

  foreign key (id) references bank.dept (id) on delete set null
);`,
      ],
      [
        {
          kind: 'PgCreateTable',
          span,
          name: ['t'],
          persistence: 'temporary',
          onCommit: 'delete rows',
          columns: [column('a')],
          constraints: [],
          asQuery: pick,
        },
        'create temporary table t (a)\non commit delete rows as\nselect 1;',
      ],
      [
        {
          kind: 'PgCreateTable',
          span,
          name: ['t'],
          columns: [column('a')],
          constraints: [],
          partitionBy: { method: 'range', columns: [col('a'), b.concat(span, x, y)] },
        },
        'create table t (\n  a numeric\n)\npartition by range (a, (x || y));',
      ],
      [
        {
          kind: 'PgCreateTable',
          span,
          name: ['p'],
          columns: [],
          constraints: [],
          partitionOf: { parent: ['t'], bound: { kind: 'range', from: ['minvalue'], to: [one] } },
        },
        'create table p partition of t for values from (minvalue) to (1);',
      ],
      [
        {
          kind: 'PgCreateTable',
          span,
          name: ['p'],
          columns: [],
          constraints: [],
          partitionOf: { parent: ['t'], bound: { kind: 'list', values: [one, b.null(span)] } },
        },
        'create table p partition of t for values in (1, null);',
      ],
      [
        {
          kind: 'PgCreateTable',
          span,
          name: ['p'],
          columns: [],
          constraints: [],
          partitionOf: { parent: ['t'], bound: { kind: 'hash', modulus: 4, remainder: 0 } },
        },
        'create table p partition of t for values with (modulus 4, remainder 0);',
      ],
      [
        {
          kind: 'PgCreateTable',
          span,
          name: ['p'],
          columns: [],
          constraints: [],
          partitionOf: { parent: ['t'], bound: { kind: 'default' } },
        },
        'create table p partition of t default;',
      ],
      [
        {
          kind: 'PgAlterTable',
          span,
          name: ['t'],
          actions: [
            { kind: 'rename', to: 'u' },
            { kind: 'add column', column: column('a') },
            { kind: 'drop column', name: 'b', cascade: true },
            { kind: 'rename column', from: 'a', to: 'c' },
            { kind: 'rename constraint', from: 'a', to: 'c' },
            { kind: 'attach partition', name: ['p'], bound: { kind: 'default' } },
            { kind: 'set not null', name: 'a' },
          ],
        },
        'alter table t rename to u;\nalter table t add column a numeric, drop column b cascade;\nalter table t rename column a to c;\nalter table t rename constraint a to c;\nalter table t attach partition p default;\nalter table t alter column a set not null;',
      ],
      [
        {
          kind: 'PgAlterTable',
          span,
          name: ['t'],
          actions: [
            { kind: 'alter type', name: 'a', type: pgTypes.bigint, using: b.cast(span, col('a'), pgTypes.bigint) },
            { kind: 'set default', name: 'a', value: one },
            { kind: 'drop default', name: 'a' },
            { kind: 'add constraint', constraint: { kind: 'check', span, name: 'c', condition: x, notValid: true } },
            { kind: 'drop constraint', name: 'c', cascade: true },
            { kind: 'validate constraint', name: 'c' },
            { kind: 'trigger', enable: false, name: 'all' },
            { kind: 'row level security', enable: true },
          ],
        },
        'alter table t\n  alter column a type bigint using a::bigint,\n  alter column a set default 1,\n  alter column a drop default,\n  add constraint c check (x) not valid,\n  drop constraint c cascade,\n  validate constraint c,\n  disable trigger all,\n  enable row level security;',
      ],
      [
        {
          kind: 'PgCreateIndex',
          span,
          name: 'i',
          unique: true,
          nullsNotDistinct: true,
          table: ['bank', 't'],
          method: 'btree',
          items: [
            { value: x, direction: 'desc', nulls: 'last', opclass: 'text_pattern_ops' },
            { value: b.call(span, 'lower', y) },
            { value: b.concat(span, x, y) },
          ],
          where: b.isNotNull(span, x),
        },
        'create unique index i on bank.t using btree (\n  x text_pattern_ops desc nulls last,\n  lower(y),\n  (x || y)\n) nulls not distinct\n  where x is not null;',
      ],
      [
        {
          kind: 'PgCreateSequence',
          span,
          name: ['s'],
          options: { type: 'bigint', start: '1', increment: '1', min: '1', max: '99', cycle: false, cache: '20' },
        },
        'create sequence s as bigint start with 1 increment by 1 minvalue 1 maxvalue 99 no cycle cache 20;',
      ],
      [
        { kind: 'PgCreateView', span, name: ['v'], columns: ['a'], query: pick, checkOption: 'cascaded' },
        'create view v (a) as\nselect 1\nwith cascaded check option;',
      ],
      [
        { kind: 'PgCreateMaterializedView', span, name: ['v'], query: pick, withData: false },
        'create materialized view v as\nselect 1\nwith no data;',
      ],
      [
        {
          kind: 'PgCreateType',
          span,
          name: ['bank', 'a_t'],
          attributes: [
            { name: 'a', type: pgTypes.text, comments: ['-- first'] },
            { name: 'b', type: pgTypes.date },
          ],
        },
        'create type bank.a_t as (\n  -- first\n  a text,\n  b timestamp(0)\n);',
      ],
      [
        { kind: 'PgCreateDomain', span, name: ['d'], type: pgTypes.text, check: b.isNotNull(span, col('value')) },
        'create domain d as text check (value is not null);',
      ],
      [
        {
          kind: 'PgCreateRoutine',
          span,
          routine: 'procedure',
          name: ['bank', 'p'],
          language: 'plpgsql',
          securityDefiner: true,
          settings: ['search_path = bank, pg_temp'],
          parameters: [
            { kind: 'PgParameterDefinition', span, name: 'a', mode: 'in', type: pgTypes.numeric },
            {
              kind: 'PgParameterDefinition',
              span,
              name: 'b',
              mode: 'inout',
              type: pgTypes.text,
              default: b.null(span),
            },
          ],
          body: b.block(span, { body: nothing }),
        },
        'create procedure bank.p(a numeric, inout b text default null)\nlanguage plpgsql\nsecurity definer\nset search_path = bank, pg_temp\nas $$\nbegin\n  null;\nend;\n$$;',
      ],
      [
        {
          kind: 'PgCreateRoutine',
          span,
          routine: 'function',
          name: ['f'],
          language: 'sql',
          volatility: 'immutable',
          parameters: [],
          returns: { setOf: pgTypes.named('bank', 't') },
          body: pick,
        },
        'create function f()\nreturns setof bank.t\nlanguage sql\nimmutable\nas $$\nselect 1;\n$$;',
      ],
      [
        {
          kind: 'PgCreateRoutine',
          span,
          routine: 'function',
          name: ['f'],
          language: 'plpgsql',
          parameters: [],
          returns: { table: [{ name: 'a', type: pgTypes.text }] },
          body: b.block(span, { body: [] }),
        },
        'create function f()\nreturns table (a text)\nlanguage plpgsql\nas $$\nbegin\nend;\n$$;',
      ],
      [
        {
          kind: 'PgCreateAggregate',
          span,
          name: ['bank', 'last_word'],
          argument: pgTypes.text,
          state: pgTypes.named('bank', 'words'),
          step: ['bank', 'last_word__step'],
          final: ['bank', 'last_word__final'],
        },
        'create aggregate bank.last_word(text) (\n  sfunc = bank.last_word__step,\n  stype = bank.words,\n  finalfunc = bank.last_word__final\n);',
      ],
      [
        {
          kind: 'PgCreateTrigger',
          span,
          name: 'tr',
          timing: 'after',
          events: [{ event: 'insert' }, { event: 'update', columns: ['a', 'b'] }],
          table: ['bank', 't'],
          referencing: { new: 'n', old: 'o' },
          forEach: 'row',
          when: b.isNotNull(span, col('new', 'a')),
          function: ['bank', 'tr_f'],
          args: ['x'],
        },
        "create trigger tr\nafter insert or update of a, b\non bank.t\nreferencing new table as n old table as o\nfor each row\nwhen (new.a is not null)\nexecute function bank.tr_f('x');",
      ],
      [
        {
          kind: 'PgCreateEventTrigger',
          span,
          name: 'log_ddl',
          event: 'ddl_command_end',
          function: ['bank', 'log_ddl'],
        },
        'create event trigger log_ddl on ddl_command_end\nexecute function bank.log_ddl();',
      ],
      [
        { kind: 'PgChangeEventTrigger', span, name: 'log_ddl', change: 'disable' },
        'alter event trigger log_ddl disable;',
      ],
      [{ kind: 'PgChangeEventTrigger', span, name: 'Log', change: 'drop' }, 'drop event trigger if exists "Log";'],
      [
        { kind: 'PgComment', span, on: 'function', name: ['bank', 'f'], signature: [pgTypes.text], text: "it's" },
        "comment on function bank.f(text) is 'it''s';",
      ],
      [
        {
          kind: 'PgGrant',
          span,
          privileges: [{ name: 'select', columns: ['a'] }, { name: 'insert' }],
          objectKind: 'table',
          object: ['bank', 't'],
          grantees: ['app', 'public'],
          grantOption: true,
        },
        'grant select (a), insert on bank.t to app, public with grant option;',
      ],
      [
        {
          kind: 'PgGrant',
          span,
          revoke: true,
          privileges: [{ name: 'all' }],
          objectKind: 'function',
          object: ['bank', 'f'],
          signature: [pgTypes.numeric, pgTypes.arrayOf(pgTypes.text)],
          grantees: ['public'],
        },
        'revoke all on function bank.f(numeric, text[]) from public;',
      ],
      [
        {
          kind: 'PgGrant',
          span,
          privileges: [{ name: 'execute' }],
          objectKind: 'all functions in schema',
          object: ['bank'],
          grantees: ['app'],
        },
        'grant execute on all functions in schema bank to app;',
      ],
      [b.queryStatement(span, pick), 'select 1;'],
      [{ kind: 'PgCallStatement', span, name: ['bank', 'p'], args: [one] }, 'call bank.p(1);'],
      [
        { kind: 'PgDrop', span, objectKind: 'table', names: [['bank', 't'], ['order']], ifExists: true, cascade: true },
        'drop table if exists bank.t, "order" cascade;',
      ],
      [
        { kind: 'PgDrop', span, objectKind: 'trigger', names: [['g']], on: ['bank', 't'], ifExists: false },
        'drop trigger g on bank.t;',
      ],
      [
        {
          kind: 'PgDrop',
          span,
          objectKind: 'constraint',
          names: [['k']],
          on: ['bank', 't'],
          ifExists: true,
          cascade: true,
        },
        'alter table bank.t drop constraint if exists k cascade;',
      ],
      [{ kind: 'PgTruncate', span, table: ['bank', 't'], cascade: true }, 'truncate table bank.t cascade;'],
      [
        { kind: 'PgRename', span, objectKind: 'view', name: ['bank', 'v'], to: 'order' },
        'alter view bank.v rename to "order";',
      ],
      [
        { kind: 'PgRename', span, objectKind: 'trigger', name: ['g'], on: ['bank', 't'], to: 'h' },
        'alter trigger g on bank.t rename to h;',
      ],
      [
        { kind: 'PgSwitchTriggers', span, table: ['bank', 't'], triggers: ['g', 'h'], enable: false },
        'alter table bank.t disable trigger g, disable trigger h;',
      ],
      [
        { kind: 'PgSwitchTriggers', span, table: ['bank', 't'], enable: true },
        "select ora.switch_triggers('bank.t', true);",
      ],
      [{ kind: 'PgFixedStatement', span, text: 'create extension dblink' }, 'create extension dblink;'],
      [{ kind: 'PgDmlStatement', span, statement: { kind: 'PgDelete', span, target: t } }, 'delete from bank.t;'],
      [{ kind: 'PgDo', span, body: b.block(span, { body: nothing }) }, 'do $$\nbegin\n  null;\nend;\n$$;'],
      [
        {
          kind: 'PgApart',
          span,
          routine: {
            kind: 'PgCreateRoutine',
            span,
            routine: 'procedure',
            name: ['pg_temp', 'p'],
            parameters: [],
            language: 'plpgsql',
            body: b.block(span, { body: nothing }),
          },
        },
        'select ora.autonomous($body$\ndrop routine if exists pg_temp.p;\ncreate procedure pg_temp.p()\nlanguage plpgsql\nas $$\nbegin\n  null;\nend;\n$$;\n$body$, 0, false);',
      ],
    ],
    printsStatement,
  );

  it('have an example for every kind', () => {
    expect(Object.keys(statementPrinters).filter((kind) => !seenKinds.has(kind))).toEqual([]);
  });
});

afterAll(() => seenKinds.clear());
