import { describe, expect, it } from 'vitest';
import { inferredOwner } from '../../src/analyze/names/default-owner.js';
import { parseText } from '../../src/parse/build/index.js';

/** `--as NAME` begins what is created by that user. */
function ownerOf(script: string): string {
  let owner = '';
  const units = script.split('--as ').flatMap((part, i) => {
    const text = i === 0 ? part : part.slice(part.indexOf('\n'));
    if (i > 0) owner = part.slice(0, part.indexOf('\n')).trim();
    return parseText(text).units.map(({ unit }) => ({ unit, owner }));
  });
  return inferredOwner(units);
}

describe('the owner of what is created without one', () => {
  it.each([
    [
      'the user that is created',
      'create user oe identified by x; create table t (a number); create view v as select a from oe.t;',
      'OE',
    ],
    ['the owner that comments name', "create table t (a number); comment on table oe.t is 'x';", 'OE'],
    [
      'the user that other objects belong to',
      "create table t (a number); comment on column oe.t.a is 'x';\n--as OE\ncreate table u (b number);",
      'OE',
    ],
    [
      'the owner of a body whose specification has none',
      'create package p is x number; end;\n/\ncreate package body oe.p is y number; end;\n/\n',
      'OE',
    ],
    [
      'the owner of a sequence that a default takes numbers from',
      'create sequence s; create table t (a number default "OE"."S"."NEXTVAL");',
      'OE',
    ],
    [
      'the user that GRANT creates',
      'grant connect to oe identified by x; create table t (a number); create view v as select a from oe.t;',
      'OE',
    ],
    [
      'the one that has most of them by far',
      `${[...'abcdefghij'].map((t) => `create table ${t} (x number); comment on table oe.${t} is 'x';`).join('')}alter table hr.a add y number;`,
      'OE',
    ],
    [
      'none where two would do',
      "create table t (a number); comment on table oe.t is 'x'; alter table hr.t add b number;",
      '',
    ],
    [
      'none where the owner has a table of the name',
      "create table t (a number); comment on table oe.t is 'x';\n--as OE\ncreate table t (b number);",
      '',
    ],
    [
      'none for a table and its column',
      "create table t (u number); create table u (a number); comment on column t.u is 'x';",
      '',
    ],
    ['none for what a synonym stands for', 'create synonym t for hr.t; alter table hr.t add b number;', ''],
    ['none for a table and an alias', 'create table t (a number); create view v as select x.t from t x;', ''],
  ])('%s', (_, script, owner) => {
    expect(ownerOf(script)).toBe(owner);
  });
});
