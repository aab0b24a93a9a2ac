import { describe, expect, it } from 'vitest';
import { lowerText } from './lowered-expression.js';

const schema = `
create type shape_t as object (name varchar2(10), member function area return number) not final;
/
create type circle_t under shape_t (r number, overriding member function area return number);
/
create type box_t under shape_t (r varchar2(5));
/
create type point_t as object (x number, y number, static function zero return point_t, member function len return number);
/
`;
const declare = 's shape_t; c circle_t; b box_t; p point_t;';
const lower = (text: string): string => lowerText(text, { schema, declare }).sql;

describe('objects', () => {
  it.each([
    ['point_t(y => 2, x => 1)', 'row(1, 2)::public.point_t'],
    ["circle_t('c', 2)", "row('CIRCLE_T', 'c', 2, null)::public.shape_t"],
    ['p.x', 'p.x'],
    // Siblings may use a name for two attributes.
    ['c.r', 'c.r'],
    ['b.r', 'b.box_t__r'],
    ['p.len()', 'public.point_t__len(p)'],
    ['point_t.zero().y', '(public.point_t__zero()).y'],
    ['s.area()', 'public.shape_t__area(s)'],
    ['(c as shape_t).area()', 'public.shape_t__area__own(c::public.shape_t)'],
    ['treat(s as circle_t)', "case when (s)._type in ('CIRCLE_T') then s::public.shape_t end"],
    ['s is of (only shape_t)', "(s)._type in ('SHAPE_T')"],
    ['p is null', 'p is not distinct from null'],
  ])('%s', (text, sql) => expect(lower(text)).toBe(sql));
});
