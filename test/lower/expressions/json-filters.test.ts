import { describe, expect, it } from 'vitest';
import { pathForPostgres } from '../../../src/lower/expressions/json/predicates.js';

describe('item methods in filters of JSON paths', () => {
  it.each([
    ['$?(@.n.number() > 4)', '$?(@.n > 4)'],
    ['$?(@.n.string() == "4")', '$?(@.n == "4")'],
    ['$?(@.t.upper() == "A.B")', String.raw`$?(@.t like_regex "^A\\.B$" flag "i")`],
    ['$?(@.t == "x.upper() == 1")', '$?(@.t == "x.upper() == 1")'],
    ['$?(@.n.numberOnly() > 4)', '$?(@.n?(@.type() == "number") > 4)'],
    ['$?(@.b.booleanOnly() == true)', '$?(@.b?(@.type() == "boolean") == true)'],
    ['$.t.stringOnly()', '$.t?(@.type() == "string")'],
    ['$.a?(@.size() > 1)', '$.a?(@.size() > 1)'],
  ])('%s becomes %s', (path, made) => expect(pathForPostgres(path, 'exists')).toBe(made));

  it.each([
    '$?(@.n.numberOnly() == "4")',
    '$?(@.n.number() == true)',
    '$.t.upper()',
    '$.a[*].sum()',
    '$?(@.t.length() > 4)',
    '$?(@.t.upper() == "Ab")',
    '$?(@.t.upper() > "A")',
    '$?(@.n.number() == "4")',
  ])('%s has none', (path) => expect(pathForPostgres(path, 'exists')).toBeUndefined());
});
