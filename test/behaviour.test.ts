import { describe, expect, it } from 'vitest';
import { behaviour, caseFiles, knownFailures } from './support/behaviour.js';

describe('behaviour cases on PGlite', () => behaviour('pglite:'));

describe('known failures', () => {
  it('name cases that exist, each once', () => {
    expect(knownFailures.map(({ file }) => file).filter((file) => !caseFiles.includes(file))).toEqual([]);
    const lines = knownFailures.map(({ file, target }) => `${file} ${target}`);
    expect(new Set(lines).size).toBe(lines.length);
  });
});
