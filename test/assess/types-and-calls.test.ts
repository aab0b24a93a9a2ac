import { describe, expect, it } from 'vitest';
import { typePairs, typeTable } from '../../src/assess/model/type-table.js';
import { modelled } from './modelled.js';

function mapped(columns: string): readonly (readonly string[])[] {
  const { compilation, model } = modelled(`create table t (${columns});\n`);
  return typeTable(compilation, model.objects).map((c) => [c.oracle, c.postgres, c.loss]);
}

describe('the type table', () => {
  it.each([
    ['number', 'NUMBER', 'numeric', ''],
    ['number(10)', 'NUMBER(10)', 'numeric(10)', ''],
    ['number(12,2)', 'NUMBER(12,2)', 'numeric(12,2)', ''],
    ['varchar2(30 char)', 'VARCHAR2(30 CHAR)', 'varchar(30)', ''],
    ['nvarchar2(5)', 'NVARCHAR2(5)', 'varchar(5)', ''],
    ['char(3)', 'CHAR(3)', 'char(3)', ''],
    ['date', 'DATE', 'timestamp(0)', ''],
    ['timestamp(9)', 'TIMESTAMP(9)', 'timestamp(6)', 'fractional digits 7 to 9'],
    [
      'timestamp(3) with time zone',
      'TIMESTAMP(3) WITH TIME ZONE',
      'timestamp(3) with time zone',
      'the zone the value was given in',
    ],
    ['timestamp with local time zone', 'TIMESTAMP WITH LOCAL TIME ZONE', 'timestamp(6) with time zone', ''],
    ['interval day(3) to second(2)', 'INTERVAL DAY(3) TO SECOND(2)', 'interval', ''],
    ['clob', 'CLOB', 'text', 'values over 1 GB'],
    ['blob', 'BLOB', 'bytea', 'values over 1 GB'],
    ['raw(16)', 'RAW(16)', 'bytea', ''],
    ['bfile', 'BFILE', 'text', 'the file: only its name is kept'],
    ['rowid', 'ROWID', 'text', 'the meaning: rows have other addresses'],
    ['binary_double', 'BINARY_DOUBLE', 'double precision', ''],
    ['elsewhere.thing', '?', 'text', 'not known: the type is not among the inputs'],
  ])('has %s before and after', (column, oracle, postgres, loss) => {
    expect(mapped(`c ${column}`)).toEqual([[oracle, postgres, loss]]);
  });

  it('has the range of both sides, and whether NULL is taken', () => {
    const { compilation, model } = modelled('create table t (a number(5,2) not null, b date, c number);\n');
    expect(typeTable(compilation, model.objects)).toMatchObject([
      {
        column: 'A',
        nullable: false,
        oracleRange: '5 digits, 2 of them after the point',
        postgresRange: '5 digits, 2 of them after the point',
      },
      {
        column: 'B',
        nullable: true,
        oracleRange: '4712 BC … 9999 AD, to the second',
        postgresRange: '4713 BC … 294276 AD, to the second',
      },
      { column: 'C', postgresRange: '131072 digits before the point, 16383 after' },
    ]);
  });

  it('counts the pairs of types', () => {
    const { compilation, model } = modelled('create table t (a varchar2(5), b varchar2(9), c number(5,2), d date);\n');
    expect(typePairs(typeTable(compilation, model.objects)).map((p) => [p.oracle, p.postgres, p.count])).toEqual([
      ['VARCHAR2(n)', 'varchar(n)', 2],
      ['DATE', 'timestamp(0)', 1],
      ['NUMBER(p,s)', 'numeric(p,s)', 1],
    ]);
  });
});

function contract(text: string): readonly (readonly [string, string, readonly string[]])[] {
  return modelled(text).model.callContract.map((c) => [c.oracle, c.postgres, c.changes] as const);
}

describe('the call contract', () => {
  it('says nothing of a routine that is called as before', () => {
    expect(contract('create function f(a number, b varchar2) return date is begin return null; end;\n/\n')).toEqual([
      ['FUNCTION F(A NUMBER, B VARCHAR2) RETURN DATE', 'function public.f(a numeric, b text) returns timestamp', []],
    ]);
  });

  it('says how OUT parameters come back, and which defaults are gone', () => {
    const [f, p] = contract(`
create function f(a number, o out number) return number is begin o := a; return a; end;
/
create procedure p(a number default 1, o out number) is begin o := a; end;
/
`);
    expect(f?.[2]).toEqual([
      'A function with OUT parameters gives one row: call SELECT * FROM it; the result is column return_value.',
    ]);
    expect(p?.[2]).toEqual([
      'CALL returns the OUT parameters as one row; drivers read it as a result set.',
      'a has lost its default: callers from outside must pass it.',
    ]);
  });

  it('names overloads that are told apart by a name of their own', () => {
    const calls = contract(`
create package k as
  function get(p_name varchar2) return varchar2;
  function get(p_name varchar2) return number;
end;
/
create package body k as
  function get(p_name varchar2) return varchar2 is begin return p_name; end;
  function get(p_name varchar2) return number is begin return 1; end;
end;
/
`);
    expect(calls.map(([, postgres]) => postgres)).toEqual([
      'function k.get(p_name text) returns text',
      'function k.get__2(p_name text) returns numeric',
    ]);
    expect(calls[1]?.[2][0]).toBe('The overload has a name of its own: get__2.');
  });

  it('tells overloads apart by types where their parameters have the same names', () => {
    const calls = contract(`
create package k as
  procedure get(p_name varchar2, p_value out varchar2);
  procedure get(p_name varchar2, p_value out number);
  procedure put(p date);
  procedure put(p number);
end;
/
create package body k as
  procedure get(p_name varchar2, p_value out varchar2) is begin p_value := p_name; end;
  procedure get(p_name varchar2, p_value out number) is begin p_value := 1; end;
  procedure put(p date) is begin null; end;
  procedure put(p number) is begin null; end;
end;
/
`);
    expect(calls.map(([, postgres]) => postgres)).toEqual([
      'procedure k.get(p_name text, inout p_value text)',
      'procedure k.get(p_name text, inout p_value numeric)',
      'procedure k.put(p timestamp)',
      'procedure k.put(p numeric)',
    ]);
    expect(calls[1]?.[2]).toContain(
      'Its OUT parameters are INOUT: calls pass NULL of the right type, which chooses the overload.',
    );
  });

  it('tells of cursors, collections, records, booleans and commits', () => {
    const [list] = contract(`
create type t as table of number;
/
create package k as
  type m is table of number index by varchar2(10);
  type r is record (a number);
  function go(c sys_refcursor, l t, x m, y r, b boolean) return clob;
end;
/
create package body k as
  function go(c sys_refcursor, l t, x m, y r, b boolean) return clob is begin commit; return null; end;
end;
/
`);
    expect(list?.[2].map((c) => c.replace(/[:,.].*$/, ''))).toEqual([
      'c is a cursor by name',
      'l is a PostgreSQL array',
      'x is a composite of two arrays',
      'y is a composite value',
      'b is a true boolean',
      'The result is a plain text value',
      'It ends the transaction',
    ]);
  });

  it('leaves out what is private', () => {
    expect(
      contract(`
create package k as procedure a; end;
/
create package body k as
  procedure hidden is begin null; end;
  procedure a is begin hidden; end;
end;
/
`).map(([oracle]) => oracle),
    ).toEqual(['PROCEDURE K.A']);
  });
});
