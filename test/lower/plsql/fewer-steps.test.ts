import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

/** What becomes of a statement of a procedure with variables of several types. */
function statement(text: string): string {
  const { sql } = converted(
    `create procedure p (a pls_integer, b pls_integer, n number, s varchar2, d date) is
       k pls_integer; z pls_integer not null := 1; v varchar2(12); w varchar2(4); c clob; t varchar2(60);
     begin ${text} end;\n/\n`,
  );
  return /\bbegin (.*) end; \$\$;$/m.exec(sql)?.[1] ?? sql;
}

describe('What is known of integers and lengths', () => {
  it.each([
    ['k := mod(a, b);', 'k := ora.mod_integer(a, b);'],
    ['k := mod(a, 7);', 'k := mod(a, 7)::integer;'],
    ['k := mod(n, b);', 'k := ora.pls_integer_computed(ora.mod(n, b));'],
    ["k := instr(s, ',', a + 1);", "k := ora.instr_integer(s, ',', a + 1);"],
    ["k := instr(s, ',', n);", "k := ora.instr(s, ',', n);"],
  ])('%s → %s', (oracle, postgres) => expect(statement(oracle)).toBe(postgres));

  it.each([
    ["v := 'n' || k;", "v := 'n' || coalesce(k::text, '');"],
    ["v := 'nr' || k;", "v := 'nr' || coalesce(k::text, '');"],
    ["v := 'nr ' || k;", "v := 'nr ' || coalesce(k::text, '');"],
    ["w := 'k' || mod(z, 10);", "w := 'k' || mod(z, 10)::text;"],
    ["w := 'kk' || mod(z, 100);", "w := 'kk' || mod(z, 100)::text;"],
    ['w := mod(z, 100) || rpad(s, 9);', "w := ora.fit_computed(mod(z, 100)::text || coalesce(ora.rpad(s, 9), ''), 4);"],
    ["v := '>' || to_char(d, 'YYYY-MM-DD');", "v := '>' || coalesce(to_char(d, 'YYYY-MM-DD'), '');"],
    ["w := '>' || s;", "w := ora.fit('>' || coalesce(s, ''), 4);"],
  ])('%s is held to the size of its variable where blanks beyond it could be cut off', (oracle, postgres) =>
    expect(statement(oracle)).toBe(postgres),
  );

  it.each([
    ["t := 'x' || to_char(d, 'DY');", "ora.to_char_gregorian(d, 'DY', 'DY')"],
    [
      "t := 'x' || to_char(d, 'fmDay', 'NLS_DATE_LANGUAGE=AMERICAN');",
      "ora.to_char_gregorian(d, 'FMDay', 'fmDay', 'NLS_DATE_LANGUAGE=AMERICAN')",
    ],
    [
      "t := 'x' || to_char(d, 'DY', 'NLS_DATE_LANGUAGE=GERMAN');",
      "ora.date_to_char(d, 'DY', 'NLS_DATE_LANGUAGE=GERMAN')",
    ],
    ["t := 'x' || to_char(d, 'DY', s);", "ora.date_to_char(d, 'DY', s)"],
    ["t := 'x' || to_char(d, 'D');", "ora.date_to_char(d, 'D')"],
    ["t := 'x' || to_char(n, 'FM0000');", "ora.to_char_plain(n, 'FM0000', 'FM0000')"],
    ["t := 'x' || to_char(length(s) * n, 'FM0000');", 'ora.to_char_plain_computed('],
  ])('%s has %s', (oracle, postgres) => expect(statement(oracle)).toContain(postgres));
});

describe('The time of a row of VALUES', () => {
  it.each([
    ['insert into dual values (sysdate - 1);', "ora.date_text(ora.sysdate() - interval '1 day')"],
    ['insert into dual values ((select 1 from dual where d < sysdate));', 'where d < (select ora.sysdate())'],
    ['insert into dual select sysdate from dual;', '(select ora.sysdate())'],
    ['update dual set dummy = sysdate;', '(select ora.sysdate())'],
  ])('%s', (oracle, postgres) => expect(statement(oracle)).toContain(postgres));
});

describe('Functions whose bodies stand in place of their calls', () => {
  it.each([
    ['dbms_lob.writeappend(c, length(s), s);', 'c := ora.dbms_lob_writeappend_all(c, s);'],
    [
      "dbms_lob.writeappend(c, length(s || 'a' || s || 'b' || s), s || 'a' || s || 'b' || s);",
      'c := ora.dbms_lob_writeappend_all_computed(c, ',
    ],
    ['dbms_lob.writeappend(c, 3, s);', 'c := ora.dbms_lob_writeappend(c, 3, s);'],
    ['t := rpad(substr(s, 1, 9), 12);', 'ora.rpad(substr(s, 1, 9), 12)'],
    ["t := rpad(replace(s, 'a', 'b'), 12);", 'ora.rpad_computed('],
  ])('%s takes the form in SQL where it is cheap to repeat, and only there', (oracle, postgres) =>
    expect(statement(oracle)).toContain(postgres),
  );
});

/** What becomes of a statement of a routine of a package with state. */
function inPackage(
  text: string,
  state = 'g boolean := false; type m is table of varchar2(9) index by varchar2(5); t m;',
): string {
  const { sql } = converted(
    `create package k is procedure p (s varchar2); end;\n/
     create package body k is ${state}
       procedure early (x number default 1) is begin if g then return; end if; t('n') := x; end;
       procedure p (s varchar2) is begin t('p') := s; ${text} end;
     end;\n/\n`,
  );
  return /create procedure k\.p\(.*?\bbegin (.*?) end; \$\$;/m.exec(sql)?.[1] ?? sql;
}

describe('State of packages', () => {
  it.each([
    [
      "t('a') := t(s);",
      "perform ora.package_item_set('k.t', 'a'::text, ora.package_item('k.t', s, 5)::varchar(9)::text);",
    ],
    ["t('a') := t(to_char(sysdate, s));", "ora.package_item_computed('k.t', "],
    ["if t.exists(s) then t('a') := s; end if;", "if ora.package_item_has('k.t', s) then"],
    ["if t.exists(to_char(sysdate, s)) then t('a') := s; end if;", "if ora.package_item_has_computed('k.t', "],
    ["t('a') := 'text';", "perform ora.package_item_set('k.t', 'a'::text, 'text'::text);"],
  ])('%s: an element that is there is found in place of the call', (oracle, postgres) =>
    expect(inPackage(oracle)).toContain(postgres),
  );

  it.each([
    ['early;', "if ora.package_get('k.g')::boolean is distinct from true then call k.early(); end if;"],
    ['early(2);', "if ora.package_get('k.g')::boolean is distinct from true then call k.early(2); end if;"],
    ['early(s);', ' value := ora.to_number(s); call k.early(value);'],
  ])('%s: a procedure that would return at once is not called, unless its arguments may raise', (oracle, postgres) =>
    expect(inPackage(oracle)).toContain(postgres),
  );

  it('A test that is not of the package alone stays where it is', () => {
    const early = (test: string): string =>
      converted(
        `create package k is procedure p (s varchar2); end;\n/
         create package body k is g boolean; n number;
           procedure early (x number) is begin if ${test} then return; end if; n := x; end;
           procedure p (s varchar2) is begin g := true; early(1); end;
         end;\n/\n`,
      ).sql;
    expect(early('g and n is not null')).toContain('then call k.early(1); end if;');
    expect(early('g or x = 1')).not.toContain('then call k.early(1); end if;');
    expect(early('n > 1')).not.toContain('then call k.early(1); end if;');
  });
});

it('NULL is in the range of every subtype, as the default of a parameter too', () => {
  const { sql } = converted(
    'create procedure p (a positive default null, b natural default -1) is v natural; begin v := null; end;\n/\n',
  );
  expect(sql).toContain('a integer default null');
  expect(sql).toContain('b integer default ora.fit_range(-1, 0, 2147483647)');
  expect(sql).toContain('v := null;');
});
