import { describe, inject } from 'vitest';

/**
 * URLs of the targets every server-side test runs on; a target that is missing is skipped under a name that says why.
 */
export function describeTargets(name: string, body: (url: string) => void): void {
  describe(`${name} on PGlite`, () => body('pglite:'));
  describeServer(name, body);
}

/** The same for what PGlite does not have: files, extensions, a second session. */
export function describeServer(name: string, body: (url: string) => void): void {
  const url = inject('postgresUrl');
  if (url === undefined) describe.skip(`${name} on PostgreSQL (skipped: ${inject('postgresMissing')})`, () => body(''));
  else describe(`${name} on PostgreSQL`, () => body(url));
}
