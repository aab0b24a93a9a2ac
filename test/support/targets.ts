import { beforeAll, describe, inject } from 'vitest';
import { openTarget } from '../../src/runner/target/target.js';

/**
 * URLs of the targets every server-side test runs on; a target that is missing is skipped under a name that says why.
 */
export function describeTargets(name: string, body: (url: string) => void): void {
  describe(`${name} on PGlite`, () => body('pglite:'));
  describeServer(name, body);
}

/** The same with a database of the tests' own on the server, in which no other file drops the runner's ledger. */
export function describeTargetsApart(name: string, database: string, body: (url: string) => void): void {
  describe(`${name} on PGlite`, () => body('pglite:'));
  describeServer(name, (server) => {
    if (server === '') return body('');
    beforeAll(async () => {
      const admin = await openTarget(server);
      await admin.execute(`drop database if exists ${database}`);
      await admin.execute(`create database ${database}`);
      await admin.close();
    });
    const url = new URL(server);
    url.pathname = `/${database}`;
    body(url.href);
  });
}

/** The same for what PGlite does not have: files, extensions, a second session. */
export function describeServer(name: string, body: (url: string) => void): void {
  const url = inject('postgresUrl');
  if (url === undefined) describe.skip(`${name} on PostgreSQL (skipped: ${inject('postgresMissing')})`, () => body(''));
  else describe(`${name} on PostgreSQL`, () => body(url));
}
