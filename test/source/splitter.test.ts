import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originSpan, type SplitOptions, splitText, type Unit } from '../../src/source/index.js';

function summary(unit: Unit): string {
  const mark = unit.rerun ? ' twice' : '';
  return `${unit.kind} ${unit.terminator}${mark} | ${unit.text.replace(/\s+/g, ' ')}`;
}

function split(text: string, options?: SplitOptions): string[] {
  return splitText(text, 'test.sql', options).units.map(summary);
}

function codes(text: string, options?: SplitOptions): string[] {
  return splitText(text, 'test.sql', options).diagnostics.map(({ code }) => code);
}

describe('ends of statements', () => {
  it.each<[string, string, string[]]>([
    [
      'SQL ends at the semicolon',
      'select 1 from dual; select 2 from dual;',
      ['sql ; | select 1 from dual', 'sql ; | select 2 from dual'],
    ],
    ['SQL ends at a slash', 'select 1 from dual\n/\n', ['sql / | select 1 from dual']],
    ['SQL goes over empty lines', 'select 1\n\nfrom dual;', ['sql ; | select 1 from dual']],
    [
      'a second slash runs a block twice',
      'begin p; end;\n/\n/\ncreate procedure q as begin null; end;\n/\n/\nbegin p; end;\n.\n/\n',
      ['plsql / twice | begin p; end;', 'plsql / | create procedure q as begin null; end;', 'plsql / | begin p; end;'],
    ],
    [
      'a semicolon and a slash run SQL twice',
      "insert into t values (';');\n/\n",
      ["sql ; twice | insert into t values (';')"],
    ],
    ['a division is no terminator', 'select a\n / b from t;', ['sql ; | select a / b from t']],
    [
      'a block ends at the slash',
      'begin x; end;\n/\ndeclare a int; begin null; end;\n /  \n',
      ['plsql / | begin x; end;', 'plsql / | declare a int; begin null; end;'],
    ],
    ['a label begins a block', '<<a>> begin null; end a;\n/', ['plsql / | <<a>> begin null; end a;']],
    [
      'a slash right behind the last semicolon',
      'begin null; end; /\ncommit;',
      ['plsql / | begin null; end;', 'sql ; | commit'],
    ],
    [
      'stored units',
      'create or replace editionable package body p is x int; end;\n/\ncreate trigger t before insert on a begin null; end;\n/',
      [
        'plsql / | create or replace editionable package body p is x int; end;',
        'plsql / | create trigger t before insert on a begin null; end;',
      ],
    ],
    [
      'an object type ends at its semicolon',
      'create type t as object (a int);\n/\ncreate type u as table of t;\ncreate type v as table of t\n/',
      [
        'plsql / | create type t as object (a int);',
        'plsql ; | create type u as table of t;',
        'plsql / | create type v as table of t',
      ],
    ],
    [
      'PL/SQL in a query',
      'with function f return int is begin return 1; end;\nselect f from dual;\n/\nselect 1 from dual;',
      ['sql / | with function f return int is begin return 1; end; select f from dual', 'sql ; | select 1 from dual'],
    ],
    [
      'a CTE may be called function',
      'with function as (select 1 a from dual) select * from function;',
      ['sql ; | with function as (select 1 a from dual) select * from function'],
    ],
    ['text without terminator', 'grant a to b', ['sql none | grant a to b']],
    ['a period ends the buffer, a slash runs it', 'select 1 from dual\n.\n/\n', ['sql / | select 1 from dual']],
    [
      'semicolons in quotes and comments',
      "select ';', \"a;b\", q'[;]' /* ; */ from t -- ;\n;",
      ["sql ; | select ';', \"a;b\", q'[;]' /* ; */ from t"],
    ],
    [
      'Java',
      'create java source named "X" as\nclass X { char c = \'"\'; // it\'s\n}\n/\ncommit;',
      ['foreign / | create java source named "X" as class X { char c = \'"\'; // it\'s }', 'sql ; | commit'],
    ],
    [
      'wrapped',
      'create or replace function s.f wrapped\na000000\n1\nab/c\n/\ncommit;',
      ['wrapped / | create or replace function s.f wrapped a000000 1 ab/c', 'sql ; | commit'],
    ],
  ])('%s', (_, text, expected) => expect(split(text)).toEqual(expected));

  it('cuts a dump of expdp or DBMS_METADATA', () => {
    const dump = `-- new object type path: SCHEMA_EXPORT/TYPE/TYPE_SPEC
CREATE EDITIONABLE TYPE "HR"."T"
   OID 'ABC' AS OBJECT ("A" NUMBER);

/
CREATE TABLE "HR"."E" ("ID" NUMBER(*,0) NOT NULL ENABLE) SEGMENT CREATION IMMEDIATE
  PCTFREE 10 STORAGE(INITIAL 65536 NEXT 1048576) TABLESPACE "USERS" ;
CREATE OR REPLACE EDITIONABLE TRIGGER "HR"."R" BEFORE INSERT ON "HR"."E" FOR EACH ROW
BEGIN :new.id := 1; END;
/
ALTER TRIGGER "HR"."R" ENABLE;
`;
    expect(split(dump).map((unit) => unit.slice(0, 40))).toEqual([
      'plsql / | CREATE EDITIONABLE TYPE "HR"."',
      'sql ; | CREATE TABLE "HR"."E" ("ID" NUMB',
      'plsql / | CREATE OR REPLACE EDITIONABLE ',
      'sql ; | ALTER TRIGGER "HR"."R" ENABLE',
    ]);
    expect(codes(dump)).toEqual([]);
  });

  it('leaves out what a period ends and nothing runs', () => {
    expect(split('select 1 from dual\n.\ncommit;')).toEqual(['sql ; | commit']);
    expect(codes('select 1 from dual\n.\ncommit;')).toEqual(['OP9012']);
  });

  it('reports a second run only where it changes data', () => {
    expect(codes('insert into t values (1);\n/\n')).toEqual(['OP9008']);
    expect(codes('create table t (a int);\n/\n')).toEqual([]);
  });

  it('names wrapped and foreign objects', () => {
    const { units, diagnostics } = splitText('create package body s."B" wrapped\nabc\n/\n', 'f');
    expect(units[0]).toMatchObject({ kind: 'wrapped', object: { kind: 'package body', owner: 's', name: 'B' } });
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['OP9010', 'The package body B is wrapped: its source is not readable.'],
    ]);
  });
});

describe('missing terminators', () => {
  it('are looked for outside of conditional compilation alone, which may hold any text', () => {
    const text =
      'create package body p as\n$if false $then\n procedure x is\n end;\nend; &lt;\nbegin x;\nselect 1\n$end\nend;\n/\n';
    expect(split(text)).toHaveLength(1);
  });

  it.each<[string, string, number]>([
    [
      'CREATE OR REPLACE behind a unit',
      'create or replace procedure p is begin null; end;\ncreate or replace procedure q is begin null; end;\n/',
      2,
    ],
    [
      'SHOW ERRORS behind a unit',
      'create procedure p is procedure q is begin null; end; begin q; end p;\nshow errors',
      2,
    ],
    [
      'a grant behind a package',
      'create package p is procedure q; function f return int; end;\ngrant execute on p to u;',
      2,
    ],
    ['two blocks', 'begin null; end;\nbegin null; end;\n/', 2],
    ['a block behind SQL and an empty line', 'select 1 from dual\n\nbegin null; end;\n/', 2],
    ['a comment behind a table', "create table t (a number)\n-- what it holds\ncomment on table t is 'x';", 2],
    ['a table behind an index', 'create index i on t (a)\n\ncreate table u (a number);', 2],
    ['an ALTER behind a comment', "comment on table t is 'x'\n\nalter table t add b number;", 2],
    ['prose in front of a CREATE', 'departments.\nThis is the table:\ncreate table t (a number);', 2],
    ['a call specification', "create procedure p as language java name 'X.y()';\ngrant execute on p to u;", 2],
  ])('%s', (_, text, count) => {
    expect(splitText(text, 'f').units).toHaveLength(count);
    expect(codes(text)).toEqual(['OP9007']);
  });

  it.each([
    'create procedure p is\nprocedure q is begin null; end;\nbegin\nq; end;\n/',
    'create package body p is\nprocedure q is begin\nif a then\nnull;\nend if;\nend;\nbegin\ncommit;\nend;\n/',
    'create trigger t for insert on a compound trigger\nx int;\nbefore statement is begin\nnull;\nend before statement;\nend t;\n/',
    'create type body t is\nconstructor function t return self as result is begin\nreturn;\nend;\nend;\n/',
    'begin\nfor i in 1..2 loop\ncase when a then\nx := case when b then 1 end;\nend case;\nend loop;\ncommit;\nset_it;\nexit;\nend;\n/',
    'grant\ncreate table,\nalter session to u;',
    'create schema authorization u\ncreate table t (a number)\ncreate table v (b number);',
    'select *\nfrom t\njoin u\ncomment on comment.a = t.a;',
    'alter table t add primary key (a) using index (\ncreate index i on t (a));',
    "begin\nx := 'create or replace\ncreate or replace y';\nend;\n/",
  ])('is not seen in %s', (text) => {
    expect(splitText(text, 'f').units).toHaveLength(1);
    expect(codes(text)).toEqual([]);
  });

  it('takes the text of a stored unit without CREATE for the whole statement', () => {
    const text =
      'package body p is\nprocedure q is begin null; end;\nend;\n/\nfunction f return number is begin return 1; end;\nprocedure "g" (a int) is begin null; end;\n';
    const { units, diagnostics } = splitText(text, 'f');
    expect(units.map((u) => u.text.split('\n', 1)[0])).toEqual([
      'create or replace package body p is',
      'create or replace function f return number is begin return 1; end;',
      'create or replace procedure "g" (a int) is begin null; end;',
    ]);
    expect(diagnostics.map((d) => d.code)).toEqual(['OP9017', 'OP9007', 'OP9017', 'OP9017']);
  });

  it.each(['procedure that does it;', 'function of time;', 'package (small);', 'trigger on t;', 'routine is here;'])(
    'takes prose for no unit: %s',
    (text) => {
      expect(splitText(text, 'f').units[0]?.text).toBe(text.slice(0, -1));
    },
  );

  it('gives back what an open literal would swallow', () => {
    const { units, diagnostics } = splitText("begin x := 'open; end;\n/\ncreate table t (a int);\n", 'f');
    expect(units.map(summary)).toEqual(["plsql / | begin x := 'open; end;", 'sql ; | create table t (a int)']);
    expect(diagnostics.map(({ code, span }) => [code, span.start])).toEqual([['OP9009', 11]]);
  });
});

describe('commands of SQL*Plus', () => {
  it.each<[string, string, string]>([
    ["PROMPT it's /* open", 'PROMPT', "it's /* open"],
    ["rem it's (not) a comment", 'REMARK', "it's (not) a comment"],
    ['pro', 'PROMPT', ''],
    ['set serveroutput on size 1000000;', 'SET', 'serveroutput on size 1000000'],
    ['WHENEVER SQLERROR EXIT SQL.SQLCODE', 'WHENEVER', 'SQLERROR EXIT SQL.SQLCODE'],
    ['sho err', 'SHOW', 'err'],
    ['@@"a b.sql" 1 2', '@@', '"a b.sql" 1 2'],
    ['sta x', 'START', 'x'],
    ['!ls -l', 'HOST', 'ls -l'],
    ['col a format a10 -\n heading x', 'COLUMN', 'a format a10   heading x'],
    ['conn a/b@c', 'CONNECT', 'a/b@c'],
    ['var x number', 'VARIABLE', 'x number'],
    ['desc t;', 'DESCRIBE', 't'],
    ['quit;', 'QUIT', ''],
    ['cd /tmp', 'CD', '/tmp'],
  ])('%s', (line, name, argument) => {
    const { units } = splitText(`${line}\nselect 1 from dual;\n`, 'f');
    expect(units[0]).toMatchObject({ kind: 'sqlplus', terminator: 'line', command: { name, argument } });
    expect(units.slice(1).map(summary)).toEqual(['sql ; | select 1 from dual']);
  });

  it.each([
    'set transaction read only',
    'set role a',
    'set constraints all deferred',
    'delete from t',
    'comment on table t is null',
  ])('%s is SQL', (text) => expect(split(`${text};`)).toEqual([`sql ; | ${text}`]));

  it('turns EXECUTE into a block whose text maps to the command', () => {
    const script = "\nexec p(1, 'x;y'); -- done\n";
    const unit = splitText(script, 'f').units[0]!;
    expect(summary(unit)).toBe("plsql line | BEGIN p(1, 'x;y'); END;");
    const at = unit.text.indexOf("'x;y'");
    const span = originSpan(unit, at, at + 5);
    expect(script.slice(span.start, span.end)).toBe("'x;y'");
  });

  it('does not continue a banner', () => {
    expect(split('prompt ------\nselect 1 from dual;\nrem a -\nb\nselect 2 from dual;')).toEqual([
      'sqlplus line | prompt ------',
      'sql ; | select 1 from dual',
      'sqlplus line | rem a b',
      'sql ; | select 2 from dual',
    ]);
  });

  it('takes what follows DOCUMENT for text, up to a line that begins with #', () => {
    expect(split("doc\nit's latch;\nselect 1 from dual;\n#\nselect doc\nfrom dual;")).toEqual([
      "sqlplus line | doc it's latch; select 1 from dual; #",
      'sql ; | select doc from dual',
    ]);
  });

  it('takes the hyphen at the end of a line of SQL, in literals too, but not in comments and PL/SQL', () => {
    const script = "insert into t values (1-\n,'a, -\nb') -- x -\n;\nbegin x := 1 -\n 2; end;\n/";
    const [insert, block] = splitText(script, 'f').units;
    expect(insert!.text).toBe("insert into t values (1 \n,'a, b') -- x -".replace(' -- x -', ''));
    expect(block!.text).toContain('1 -\n 2');
    const at = insert!.text.indexOf("b'");
    expect(originSpan(insert!, at, at + 1)).toEqual({
      file: 0,
      start: script.indexOf("b'"),
      end: script.indexOf("b'") + 1,
    });
  });

  it('takes the usual terminator again', () => {
    for (const setting of ['on', ';', "';'"])
      expect(split(`set sqlt !\nset sqlterminator ${setting}\nselect 1 from dual;\nselect 2 from dual;`)).toContain(
        'sql ; | select 1 from dual',
      );
  });

  it('honours SET SQLTERMINATOR', () => {
    expect(split('set sqlterminator !\nselect 1 from dual!\nset sqlt off\nselect 2 from dual;\n/')).toEqual([
      'sqlplus line | set sqlterminator !',
      'sql ; | select 1 from dual',
      'sqlplus line | set sqlt off',
      'sql / | select 2 from dual',
    ]);
  });

  it('keeps the comments before a unit', () => {
    const text = '-- one\n/* two */\ncreate table t (a int);';
    const { leading } = splitText(text, 'f').units[0]!;
    expect(leading.map(({ start, end }) => text.slice(start, end))).toEqual(['-- one', '/* two */']);
  });
});

describe('substitution variables', () => {
  it.each<[string, string, string]>([
    ['a name with its period', 'define o = scott\nselect * from &o..emp;', 'select * from scott.emp'],
    ['in literals', "define o=x\nselect '&o', '&O.y' from dual;", "select 'x', 'xy' from dual"],
    ['quoted values', "define o='a b'\nselect &o from t;", 'select a b from t'],
    ['ACCEPT with a default', "accept n prompt 'x' default 7\nselect &n from t;", 'select 7 from t'],
    ['no longer defined', 'define n=1\nundefine n\nselect &n from t;', 'select &n from t'],
    ['SET DEFINE OFF', "define n=1\nset define off\nselect '&n' from t;", "select '&n' from t"],
    ['SET SCAN OFF', "define n=1\nset scan off\nselect '&n' from t;", "select '&n' from t"],
    ['another character', "set define ^\ndefine n=1\nselect ^n, '&n' from t;", "select 1, '&n' from t"],
    [
      'the usual one again',
      "set define ^\nset define on\ndefine n=1\nselect '^n', &n from t;",
      "select '^n', 1 from t",
    ],
    [
      'the usual period again',
      'set concat !\nset con on\ndefine n=x\nselect &n!y, &n.y from t;',
      'select x!y, xy from t',
    ],
    ['another period', 'set concat !\ndefine n=x\nselect &n!y, &n.y from t;', 'select xy, x.y from t'],
    ['SET ESCAPE', "set escape on\ndefine n=1\nselect '\\&n' from t;", "select '&n' from t"],
    ['a value with quotes', 'define w="where a = \'x;\'"\nselect 1 from t &w;', "select 1 from t where a = 'x;'"],
    ['a comment mark', "define c='--'\nselect 1 from t\n&c where a;\n;", 'select 1 from t'],
  ])('%s', (_, script, expected) => {
    const { units } = splitText(script, 'f');
    const statements = units.filter(({ kind }) => kind !== 'sqlplus');
    expect(statements.map(({ text }) => text)).toEqual([expected]);
  });

  it('takes values from outside', () => {
    expect(split('select &a, &1 from t;', { defines: { A: '5', 1: 'x' } })).toEqual(['sql ; | select 5, x from t']);
  });

  it('goes on behind a terminator that a value held', () => {
    expect(split("define x='select 1 from a; select 2'\n&x from b;")).toEqual([
      "sqlplus line | define x='select 1 from a; select 2'",
      'sql ; | select 1 from a',
      'sql ; | select 2 from b',
    ]);
  });

  it('maps what stands behind a value, and the value to its variable', () => {
    const script = 'define v = a_long_value\nselect &v, here from t;';
    const unit = splitText(script, 'f').units[1]!;
    const there = (text: string) => {
      const at = unit.text.indexOf(text);
      const { start, end } = originSpan(unit, at, at + text.length);
      return script.slice(start, end);
    };
    expect(there('here')).toBe('here');
    expect(there('a_long_value')).toBe('&v');
    expect(there('long')).toBe('&v');
    expect(there('a_long_value, here')).toBe('&v, here');
  });

  it('reports a variable without value once, and nothing in comments', () => {
    const { diagnostics } = splitText("select &v, '&v' -- &w\nfrom &v;\nprompt &x\n", 'f');
    expect(diagnostics.map(({ code, span }) => [code, span.start, span.end])).toEqual([['OP9005', 7, 9]]);
  });

  it('takes an ampersand in longer text for text, with one note a file', () => {
    const script = "select 'a=1&b=2', '&lt;' from t; select 'R&D' from t;";
    expect(split(script)).toEqual(["sql ; | select 'a=1&b=2', '&lt;' from t", "sql ; | select 'R&D' from t"]);
    expect(splitText(script, 'f').diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['OP9006', 'info'],
    ]);
    expect(codes("accept p prompt x\nselect 'x&p.y' from t;")).toEqual(['OP9005']);
    expect(codes("select '&p' from t;")).toEqual(['OP9005']);
    expect(codes("exec log_it('&p')")).toEqual(['OP9005']);
    expect(codes("column x new_value p\nexec log_it('at &p. now')")).toEqual(['OP9005']);
    expect(codes("exec log_it('a & b', -\n  'R&D')")).toEqual(['OP9006']);
    expect(codes("variable v varchar2(9) = '&p'")).toEqual(['OP9005']);
  });
});

describe('COLUMN … NEW_VALUE', () => {
  const last = (script: string): string | undefined => splitText(script, 'f').units.at(-1)?.text;

  it.each([
    ["column x new_value v noprint\nselect 'new' x from dual;", '&v', 'new'],
    ['define v = old\ncol x new_v v\nselect \'new\' as "X" from dual;', '&v', 'new'],
    ['column 1 new_value 1\nselect \'\' "1" from dual where rownum = 0;', '[&1]', '[]'],
    ['define v = old\ncolumn x new_value v\nselect null x from dual where 1 = 0;', '&v', 'old'],
    ["column o new_value o\nselect coalesce('', upper('ut') || '3') o from dual;", '&o', 'UT3'],
    ["column o new_value o\nselect decode('a', 'b', 1, 'a', 'x') || nvl2('', 'y', 'z') o from dual;", '&o', 'xz'],
    [
      "column f new_value f\nselect case when 'a' in ('b', 'a') and not 'c' is null then 7 end as f from dual;",
      '&f',
      '         7',
    ],
    ['define v = old\ncolumn x clear\ncolumn x new_value v\nclear columns\nselect 1 x from dual;', '&v', 'old'],
  ])('%s', (script, written, value) => {
    expect(last(`${script}\nselect '${written}' from t;`)).toBe(`select '${value}' from t`);
  });

  it('is no value where only the database knows it', () => {
    const script = "define v = old\ncolumn x new_value v\nselect max(n) x from t;\nselect '&v' from t;";
    expect(splitText(script, 'f').diagnostics.map(({ code }) => code)).toEqual(['OP9005']);
  });
});

describe('SPOOL', () => {
  const last = (script: string): string | undefined => splitText(script, 'f').units.at(-1)?.text;
  const written = (query: string): string => `spool p.sql\n${query}\nspool off\n@p.sql\nselect '&v' from t;`;

  it.each([
    ["select 'define v=x' from dual;", 'x'],
    [
      "select case when '' is null then q'[accept v char default 'UT' prompt 'v']' else 'define v=y' end from dual;",
      'UT',
    ],
    ["select q'{define u=1\n}'||q'!define v='its'!' from dual;", 'its'],
    ['prompt define v=z', 'z'],
  ])('runs what %s has written', (query, value) => {
    expect(last(written(query))).toBe(`select '${value}' from t`);
    expect(splitText(written(query), 'f').diagnostics).toEqual([]);
  });

  it.each(["select 'define v=x' from t;", 'begin null; end;\n/', "select 'drop table t;' from dual;"])(
    'does not know what %s has written',
    (query) => {
      expect(splitText(written(query), 'f').diagnostics.map(({ code }) => code)).toContain('OP9005');
    },
  );
});

describe('any text', () => {
  const snippet = fc.constantFrom(
    "'",
    '"',
    "q'[",
    ']',
    '--',
    '/*',
    '*/',
    '\n',
    '\n/\n',
    '/',
    ';',
    '.',
    '-\n',
    '&x',
    '&&y.',
    '@a ',
    'define x=1\n',
    "define y='\n",
    "define x = 'a;b'\n",
    'set define ^\n',
    '^x',
    'prompt ',
    'rem ',
    'exec ',
    'begin ',
    'end;',
    'create or replace ',
    'function ',
    'type ',
    'body ',
    'java source ',
    'wrapped ',
    'with ',
    'is ',
    'select ',
    'a',
    ' ',
    '(',
    ')',
    'declare ',
    '\r',
    '\u0000',
    '\n.\n',
    'set sqlt !\n',
    '!',
  );
  const script = fc.array(snippet, { maxLength: 40 }).map((parts) => parts.join(''));

  it('never fails, and keeps every unit inside the file and in order', () => {
    fc.assert(
      fc.property(fc.oneof(script, fc.string({ unit: 'binary' })), (text) => {
        const { units, diagnostics } = splitText(text, 'f');
        let last = 0;
        for (const unit of units) {
          expect(unit.start).toBeGreaterThanOrEqual(last);
          expect(unit.end).toBeGreaterThanOrEqual(unit.start);
          expect(unit.end).toBeLessThanOrEqual(text.length);
          last = unit.start;
          const span = originSpan(unit, 0, unit.text.length);
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
        }
        for (const { span } of diagnostics) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 5000 },
    );
  });

  it('loses no letter or digit outside of units, comments and terminators', () => {
    const plain = fc.array(
      fc.constantFrom(
        'select 1 from a',
        ';',
        '\n/\n',
        '\n',
        'begin x; end;',
        "insert into b values ('y')",
        'prompt p',
        ' ',
        "'",
        '-- c\n',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        plain.map((parts) => parts.join('')),
        (text) => {
          const { units } = splitText(text, 'f');
          const rest = [...text];
          for (const unit of units) {
            for (const { start, end } of [unit, ...unit.leading]) rest.fill('', start, end);
          }
          expect(rest.join('').replace(/--.*\n/g, '')).not.toMatch(/[a-z0-9]/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['(', "'", '&a ', 'a;\n', "PROMPT it's\n", "q'[\n/\n", 'begin &x null; end;\n/\n', '/\n', '-\n', 'end;\n'])(
    'takes a megabyte of %j in linear time',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      expect(splitText(text, 'f').file.text).toBe(text);
    },
    60_000,
  );
});
