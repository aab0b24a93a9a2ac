import { describe, expect, it } from 'vitest';
import { builtinFunction } from '../../src/analyze/oracle/builtin-functions.js';
import { suppliedMember, suppliedPackage } from '../../src/analyze/oracle/supplied-packages.js';
import { readingRoutines, rewrittenMembers } from '../../src/rewrite/supplied-calls.js';

const partsOf = (name: string): readonly [string, string] => {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
};

describe('what rewriting knows of supplied packages', () => {
  it.each(Object.keys(rewrittenMembers))('%s is in the tables of the packages', (name) => {
    expect(suppliedMember(...partsOf(name))).toBeDefined();
  });

  it.each([...readingRoutines])('%s reads its arguments only, as the analysis says', (name) => {
    if (!name.includes('.')) expect(builtinFunction(name)).toBeDefined();
    else {
      const [owner, member] = partsOf(name);
      expect(suppliedMember(owner, member)?.onlyReads ?? suppliedPackage(owner)?.onlyReads).toBe(true);
    }
  });
});
