import { describe, expect, it } from 'vitest';
import { casesOf, unitNotation } from './units.js';

describe('units', () => {
  it.each(casesOf('ddl'))('$input', ({ input, expected }) => {
    expect(unitNotation(input)).toBe(expected);
  });
});
