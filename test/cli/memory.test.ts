import { describe, expect, it } from 'vitest';
import { warnOfMemory } from '../../src/cli/memory.js';

const said = (characters: number, limit: number): string => {
  let text = '';
  warnOfMemory(
    characters,
    { out: () => {}, err: (more) => void (text += more), isInteractive: false, hasColor: false },
    limit,
  );
  return text;
};

describe('sources that may need more memory than there is', () => {
  it('are told of with what to do', () => {
    expect(said(80_000_000, 4_000_000_000)).toBe(
      "oraphant: sources of 80 MB may need more memory than node's limit of 4000 MB; " +
        'NODE_OPTIONS=--max-old-space-size=10000 raises it\n',
    );
  });

  it('are not spoken of where it does', () => {
    expect(said(60_000_000, 4_000_000_000)).toBe('');
  });
});
