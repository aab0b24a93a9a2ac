import { describe, expect, it } from 'vitest';
import { formatDiagnostic, type Terminal } from '../../src/cli/terminal.js';

const plain: Terminal = { out: () => {}, err: () => {}, isInteractive: false, hasColor: false };
const diagnostic = {
  code: 'OP9002',
  severity: 'error',
  message: 'a.sql is not a text file.',
  line: 0,
  column: 0,
} as const;

describe('a diagnostic on the terminal', () => {
  it('begins with its place', () => {
    expect(formatDiagnostic({ ...diagnostic, file: 'd/a.sql', line: 3, column: 5 }, plain)).toBe(
      'd/a.sql:3:5 error OP9002: a.sql is not a text file.\n',
    );
  });

  it('has no place where it is about a file that could not be read', () => {
    expect(formatDiagnostic({ ...diagnostic, file: '' }, plain)).toBe('error OP9002: a.sql is not a text file.\n');
  });
});
