import { describe, expect, it } from 'vitest';
import { casesOf, declarationNotation, statementNotation } from './units.js';

describe('statements', () => {
  it.each(casesOf('plsql-statements'))('$input', ({ input, expected }) => {
    expect(statementNotation(input)).toBe(expected);
  });
});

describe('declarations', () => {
  it.each(casesOf('plsql-declarations'))('$input', ({ input, expected }) => {
    expect(declarationNotation(input)).toBe(expected);
  });
});
