import { describe, expect, it } from 'vitest';
import { behaviour, caseFiles, knownFailures } from './support/behaviour.js';

// PGlite runs one case at a time: the other half is in a file of its own.
describe('behaviour cases on PGlite, even', () => behaviour('pglite:', { part: 'even' }));

describe('known failures', () => {
  it('name cases that exist, each once', () => {
    expect(knownFailures.map(({ file }) => file).filter((file) => !caseFiles.includes(file))).toEqual([]);
    const lines = knownFailures.map(({ file, target }) => `${file} ${target}`);
    expect(new Set(lines).size).toBe(lines.length);
  });
});
