import { describe, expect, it } from 'vitest';
import { converted } from '../converted.js';

const routine = (declarations: string, statement: string): readonly string[] =>
  converted(
    `create table t (a number, b varchar2(10), c date);\ncreate procedure p is ${declarations} begin ${statement}; end;\n/\n`,
  ).codes;

describe('SELECT INTO', () => {
  const record = 'type r is record (a number, b varchar2(10)); x r;';
  it.each([
    ['n number; v varchar2(10);', 'select a, b, c into n, v from t'],
    ['n number; v varchar2(10);', 'select a into n, v from t'],
    [record, 'select * into x from t'],
    [`${record} type l is table of r; y l;`, 'select a, b, c bulk collect into y from t'],
    ['type l is table of number; y l;', 'select a, a bulk collect into y from t'],
  ])('of another number of columns than targets is refused, as Oracle does: %s %s', (declarations, statement) => {
    expect(routine(declarations, statement)).toEqual(['OP3001']);
  });

  it.each([
    ['n number; v varchar2(10);', 'select a, b into n, v from t'],
    ['x t%rowtype;', 'select * into x from t'],
    ['x t%rowtype;', 'select q.* into x from t q, t s where q.a = s.a'],
    [record, 'select a, b into x from t'],
    ['type l is table of t%rowtype; y l;', 'select * bulk collect into y from t'],
    ['x gone%rowtype;', 'select * into x from gone'],
  ])('of as many is converted: %s %s', (declarations, statement) => {
    expect(routine(declarations, statement).filter((code) => code === 'OP3001')).toEqual([]);
  });
});
