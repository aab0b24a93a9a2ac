import { describe, expect, it } from 'vitest';
import { lowerText, type Surroundings } from './lowered-expression.js';

const types = `
  type nt is table of varchar2(10);
  type va is varray(3) of number;
  type mi is table of number index by pls_integer;
  type mv is table of mi index by varchar2(20);
  type grid is table of va;
  n nt; c nt := nt('a'); v va; m mi; t mv; g grid; i pls_integer;`;

// No block declares the variables here, so an associative array is one composite; declared in a block it is two
// variables.
const lower = (text: string, around: Surroundings = {}): string => lowerText(text, { declare: types, ...around }).sql;

describe('elements', () => {
  it.each([
    ['n(2)', 'ora.elem(n, 2)'],
    ['v(i)', 'ora.elem(v, i, 3)'],
    ['m(i)', '(m).v[ora.map_at((m).k, i)]'],
    ["t('x').count", "cardinality((t).v[ora.map_at((t).k, 'x'::text)].k)"],
    ['g(1)(2)', 'ora.elem(ora.elem(g, 1)::numeric[], 2, 3)'],
  ])('%s', (text, sql) => expect(lower(text)).toBe(sql));
});

describe('methods', () => {
  it('a collection that may be NULL is looked at, one that is never NULL is not', () => {
    expect(lower('n.count')).toBe('ora.count_of(cardinality(n))');
    expect(lower('c.count')).toBe('cardinality(c)');
  });
  it.each([
    ['v.limit', 'ora.limit_of(cardinality(v), 3)'],
    ['m.first', '(m).k[1]'],
    ['m.last', '(m).k[cardinality((m).k)]'],
    ['m.next(i)', 'ora.map_next((m).k, i)'],
    ['m.exists(5)', 'ora.map_has((m).k, 5)'],
    ['n.exists(5)', 'coalesce(5 between 1 and cardinality(n), false)'],
  ])('%s', (text, sql) => expect(lower(text)).toBe(sql));
});

describe('constructors', () => {
  it.each([
    ['nt()', "'{}'::varchar(10)[]"],
    ["nt('a', null)", "array['a', null]::varchar(10)[]"],
    ["nt('longer than ten')", "array[ora.fit('longer than ten', 10)]::varchar(10)[]"],
    ['mi(5 => 50, -1 => 10)', 'row(array[-1, 5]::integer[], array[10, 50]::numeric[])::pg_temp.mi'],
  ])('%s', (text, sql) => expect(lower(text)).toBe(sql));
});

describe('operators', () => {
  it.each([
    ['n = c', 'ora.multiset_eq(n, c)'],
    ['n multiset union distinct c', 'ora.set_distinct(ora.multiset_union_all(n, c))'],
    ["'a' member of n", "ora.member_of('a'::varchar, n)"],
    ['n submultiset of c', 'ora.is_submultiset(n, c)'],
  ])('%s', (text, sql) => expect(lower(text)).toBe(sql));
});
