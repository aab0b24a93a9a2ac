import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUnit } from '../../src/parse/parse-unit.js';
import { keptText } from './parsing.js';

const messages = (text: string): string[] => parseUnit(text).errors.map(({ message }) => message);

describe('recovery', () => {
  it('a bad statement costs itself', () => {
    expect(keptText('begin a := 1; b c d; e := 2; end;')).toBe('begin a := 1 ; «…» e := 2 ; end ;');
    expect(messages('begin a := 1; b c d; e := 2; end;')).toEqual(["unexpected 'c', expected ';'"]);
  });

  it.each(['a +', '', ')', 'begin'])('the expression %j gives one error', (text) => {
    expect(parseUnit(text, { entry: 'expression' }).errors).toHaveLength(1);
  });

  it('a bad statement inside IF, LOOP, CASE and a handler costs itself', () => {
    expect(keptText('begin if a then b c d; end if; exception when others then x y z; p; end;')).toBe(
      'begin if a then «…» end if ; exception when others then «…» p ; end ;',
    );
    expect(keptText('begin loop a b c; exit; end loop; case x when 1 then a b c; else p; end case; end;')).toBe(
      'begin loop «…» exit ; end loop ; case x when 1 then «…» else p ; end case ; end ;',
    );
  });

  it('a broken routine leaves the other members of its package', () => {
    const body = `create package body p is
      procedure a is begin null; end;
      function b (x number return number is begin return 1; end;
      procedure c is begin null; end c;
    end p;`;
    expect(keptText(body)).toBe(
      'create package body p is procedure a is begin null ; end ; «…» procedure c is begin null ; end c ; end p ;',
    );
  });

  it('a routine that lacks an END leaves the others', () => {
    const body = `create package body p is
      procedure a is begin null; end a;
      procedure b is begin if x then y; end b;
      procedure c is begin null; end c;
    end p;`;
    expect(keptText(body)).toContain('procedure a is begin null ; end a ;');
    expect(keptText(body)).toContain('procedure c is begin null ; end c ;');
  });

  it('a bad declaration costs itself', () => {
    expect(keptText('create package p is a number; b bad bad bad; procedure c(x number; d date; end;')).toBe(
      'create package p is a number ; «…» «…» d date ; end ;',
    );
  });

  it('reports several errors of one unit, in order, each with its place and what was left out', () => {
    const text = 'begin a b c; p; d e f; end;';
    const { errors } = parseUnit(text);
    expect(
      errors.map(({ offset, skipped }) => [text.slice(offset, offset + 1), text.slice(skipped.start, skipped.end)]),
    ).toEqual([
      ['b', 'a b c;'],
      ['e', 'd e f;'],
    ]);
  });

  it('gives up a SQL statement as a whole', () => {
    expect(keptText('select a b c from t')).toBe('«…»');
    expect(keptText('create table t (a number, b bad bad)')).toBe('«…»');
  });

  it('ends on any text', () => {
    const word = fc.constantFrom(
      ...`begin end if then else loop case when declare exception procedure function package body is as create select from where
      ( ) , ; . := => + a b 'x' 1 << >> $if $then $else $end (+) for in .. type table record return null`.split(/\s+/),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (text) => {
        const { errors, tree } = parseUnit(text.join(' '));
        expect(tree).toBeDefined();
        expect(errors.length).toBeLessThan(100);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(parseUnit(text).tree).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });
});
