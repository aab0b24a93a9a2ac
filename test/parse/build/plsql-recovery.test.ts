import { describe, expect, it } from 'vitest';
import { parseStatementText, parseText } from '../../../src/parse/build/index.js';
import { notationOf } from './notation.js';

function check(text: string): { readonly units: readonly string[]; readonly errors: readonly string[] } {
  const { units, diagnostics, file } = parseText(text);
  return {
    units: units.map(({ unit }) => notationOf(unit)),
    errors: diagnostics.map(({ code, span }) => `${code} ${file.text.slice(span.start, span.end)}`),
  };
}

describe('what does not parse', () => {
  it('costs its statement', () =>
    expect(check('begin\n  x := ;\n  y := 2;\nend;\n/\n')).toEqual({
      units: ['(AnonymousBlock block=(Block body=[(UnsupportedStatement what=X) (Assignment target=Y value=2)]))'],
      errors: ['OP9101 ;'],
    }));

  it('costs its declaration', () => {
    const { units } = check('create package p is\n  a number;\n  b varchar2 varchar2 x;\n  c number;\nend;\n/\n');
    expect(units).toEqual([
      '(CreatePackage name=P options={} declarations=[(VariableDeclaration name=A type=(BuiltinTypeRef name=NUMBER)) (UnsupportedDeclaration what=B VARCHAR2 VARCHAR2) (VariableDeclaration name=C type=(BuiltinTypeRef name=NUMBER))])',
    ]);
  });

  it('costs the body of its routine, whose heading stays', () => {
    const { units } = check(
      'create package body p is\n procedure a(x number) is begin if then begin loop end a;\n function b return number is begin return 1; end;\nend;\n/\n',
    );
    expect(units).toEqual([
      '(CreatePackageBody name=P declarations=[(RoutineDefinition routine=PROCEDURE name=A parameters=[(Parameter name=X mode=IN type=(BuiltinTypeRef name=NUMBER))] options={} body=(UnsupportedBody what=PROCEDURE A X)) (RoutineDefinition routine=FUNCTION name=B returns=(BuiltinTypeRef name=NUMBER) options={} body=(Block body=[(Return value=1)]))])',
    ]);
  });

  it('costs its unit, whose name is kept', () => {
    const { units, errors } = check('create view "Foo".bar as selekt;\ncreate table t (a number);\n');
    expect(units).toEqual([
      '(BrokenUnit what=CREATE VIEW Foo.BAR objectKind=VIEW objectName=Foo.BAR)',
      '(CreateTable name=T columns=[(ColumnDefinition name=A type=(BuiltinTypeRef name=NUMBER))])',
    ]);
    expect(errors).toEqual(['OP9101 selekt']);
  });

  it('is reported once where it is wrapped', () => {
    const { units, errors } = check(
      'create or replace package body hr.p wrapped\na000000\nabcd\n/\nselect 1 from dual;\n',
    );
    expect(units[0]).toBe('(BrokenUnit what=CREATE PACKAGE BODY HR.P objectKind=PACKAGE BODY objectName=HR.P)');
    expect(units).toHaveLength(2);
    expect(errors.map((error) => error.slice(0, 6))).toEqual(['OP9010']);
  });
});

describe('SQL*Plus', () => {
  it('a compound trigger whose sections declare is one unit', () => {
    const { units, errors } = check(
      'create trigger tr for insert on t compound trigger\n  g number;\n  before statement is\n  begin\n    g := 1;\n  end before statement;\n  after statement is\n    v number;\n  begin\n    while v is null loop\n      v := 1;\n    end loop;\n  end after statement;\nend tr;\n/\n',
    );
    expect(errors).toEqual([]);
    expect(units).toHaveLength(1);
  });

  it('EXECUTE is a block', () =>
    expect(check('exec p(1)\n').units).toEqual([
      '(AnonymousBlock block=(Block body=[(CallStatement call=(call P 1))]))',
    ]));

  it('commands are no units', () => expect(check('set echo off\nprompt x\n')).toEqual({ units: [], errors: [] }));
});

describe('texts', () => {
  it('of one statement', () => {
    const at = { file: 3, start: 10, end: 40 };
    const { unit, diagnostics } = parseStatementText("update t set a = '&b' where c = :1", at);
    expect(diagnostics).toEqual([]);
    expect(notationOf(unit)).toBe(
      "(Update target=(TableRef name=T) set=[(SetColumn column=A value='&b')] where=(= C :1))",
    );
    expect(unit?.span).toEqual(at);
  });

  it('that are empty are no unit', () => expect(parseStatementText(' ; ').unit).toBeUndefined());
});

describe('states that are said to be off', () => {
  it('differ from what is not said', () => {
    const text =
      'create table t (a number, constraint c check (a > 0) not deferrable initially immediate disable novalidate norely);\n';
    const { unit } = parseText(text).units[0]!;
    expect(unit.kind === 'CreateTable' && unit.constraints[0]!.state).toMatchObject({
      deferrable: false,
      initiallyDeferred: false,
      enabled: false,
      validated: false,
      rely: false,
    });
  });
});
