import { describe, expect, it } from 'vitest';
import { rulesIn, shape } from './parsing.js';

const expression = (text: string): string => shape(text, { entry: 'expression' });

describe('expressions', () => {
  it('are flat: operands and operators in source order', () => {
    expect(expression('a + b * c or not d and e')).toBe('expression(a + b * c or not d and e)');
    expect(expression('a between 1 and 2 and b')).toBe('expression(a between 1 and 2 and b)');
    expect(expression("a not like b escape '!'")).toBe("expression(a not like b escape '!')");
  });

  it('hold conditions as postfix nodes', () => {
    expect(expression('a is not null')).toBe('expression(a isCondition(is not null))');
    expect(expression('a in (1, 2)')).toBe('expression(a inCondition(in parenthesized(( 1 , 2 ))))');
  });

  it('tell a query in parentheses from an expression, however deep', () => {
    expect(rulesIn('((((a))))', { entry: 'expression' })).not.toContain('selectQuery');
    expect(rulesIn('((((select 1 from dual))))', { entry: 'expression' })).toContain('selectQuery');
    expect(rulesIn('((select 1 from dual) union (select 2 from dual))', { entry: 'expression' })).toContain(
      'queryTail',
    );
    expect(rulesIn('((select 1 from dual) + 1)', { entry: 'expression' })).not.toContain('queryTail');
  });

  it('take the outer-join mark as one token', () => {
    expect(expression('a.b(+)')).toBe('reference(a operandSuffix(. b) (+))');
    expect(expression('f(+1)')).toBe('reference(f callArguments(( expression(+ 1) )))');
  });

  it('nest deeply in linear time', () => {
    const depth = 400;
    expect(expression(`${'('.repeat(depth)}1${')'.repeat(depth)}`)).not.toContain('error');
    expect(expression(Array.from({ length: 5000 }, (_, i) => `a${i}`).join(' || '))).not.toContain('error');
  });
});
