import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPostgresStatements } from '../../src/runner/plan/statements/postgres-statements.js';

const texts = (script: string) => splitPostgresStatements(script).map((statement) => statement.text);

describe('the PostgreSQL statement splitter', () => {
  it.each([
    ['plain', 'select 1; select 2', ['select 1', 'select 2']],
    ['nothing', ' ;; -- only\n /* a /* nested; */ b; */ ;', []],
    [
      'strings',
      `select 'a;''b'; select E'\\';'; select U&'\\0041;'`,
      [`select 'a;''b'`, `select E'\\';'`, `select U&'\\0041;'`],
    ],
    ['a backslash is plain outside of E strings', `select '\\'; select 2`, [`select '\\'`, 'select 2']],
    ['identifiers', 'select "a;""b"; select a$b$c; select 1', ['select "a;""b"', 'select a$b$c', 'select 1']],
    [
      'dollar quotes',
      'do $$ begin; end $$; do $x$ $$;$$ $y$;$x$; select $1;',
      ['do $$ begin; end $$', 'do $x$ $$;$$ $y$;$x$', 'select $1'],
    ],
    ['comments', 'select 1 -- a;b\n + 2; /* ; */ select 3', ['select 1 -- a;b\n + 2', 'select 3']],
    // To PostgreSQL every character beyond ASCII is a letter.
    ['blanks beyond ASCII', 'select 1;\u00a0x y; select\u3000', ['select 1', '\u00a0x y', 'select\u3000']],
    [
      'a word ending in e before a quote',
      `select 'x' like'\\'; select type'\\'; select 3`,
      [`select 'x' like'\\'`, `select type'\\'`, 'select 3'],
    ],
    [
      'rules',
      'create rule r as on insert to t do also (select 1; select 2); select 3',
      ['create rule r as on insert to t do also (select 1; select 2)', 'select 3'],
    ],
    [
      'BEGIN ATOMIC',
      'create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end; begin; select 4; end; commit',
      [
        'create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end',
        'begin',
        'select 4',
        'end',
        'commit',
      ],
    ],
    ['never closed', `select 'abc; select 2`, [`select 'abc; select 2`]],
  ])('%s', (_, script, expected) => {
    expect(texts(script)).toEqual(expected);
  });

  it('tells the line and offset of the first token', () => {
    expect(splitPostgresStatements('-- head\nselect 1;\n\n/* x\n*/ select\n2;')).toEqual([
      { text: 'select 1', start: 8, line: 2 },
      { text: 'select\n2', start: 27, line: 5 },
    ]);
  });

  it('cuts what was joined', () => {
    const statement = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'select',
            'a',
            '1',
            '+',
            '(b, c)',
            '"x;y"',
            "'it''s;'",
            "E'\\';'",
            '$$ ; $$',
            '$t$ $$ ; $$ $t$',
            '$1',
            '/* ; /* x */ */',
            '-- ;\n',
            'é$ü',
          ),
        ),
        { minLength: 1, maxLength: 12 },
      )
      .map((tokens) => `x ${tokens.join(' ')} y`);
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 8 }), (statements) => {
        expect(texts(statements.join(' ;\n'))).toEqual(statements);
      }),
    );
  });

  it('survives any text and loses nothing but separators', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`ab1 ;'"$\\-/*\n()Ee&Uü`), maxLength: 60 }), (script) => {
        let last = 0;
        for (const { text, start, line } of splitPostgresStatements(script)) {
          expect(script.slice(start, start + text.length)).toBe(text);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(line).toBe(script.slice(0, start).split('\n').length);
          last = start + text.length;
        }
      }),
    );
  });
});
