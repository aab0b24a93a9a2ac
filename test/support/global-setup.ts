import type { TestProject } from 'vitest/node';
import { startTestServer } from './postgres.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the run's private PostgreSQL server; undefined where there is none. */
    postgresUrl: string | undefined;
    /** Why there is none. */
    postgresMissing: string | undefined;
  }
}

/**
 * One server for the whole run. With ORAPHANT_REQUIRE_SERVER=1 its absence fails the run, else its tests are skipped
 * and counted. ORAPHANT_NO_SERVER=1 leaves it out where a run does not need it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  if ('missing' in server) {
    if (process.env.ORAPHANT_REQUIRE_SERVER === '1') throw new Error(`server tests are required: ${server.missing}`);
    process.stderr.write(`PostgreSQL server tests are skipped: ${server.missing}\n`);
    project.provide('postgresUrl', undefined);
    project.provide('postgresMissing', server.missing);
    return async () => {};
  }
  project.provide('postgresUrl', server.url);
  project.provide('postgresMissing', undefined);
  return server.stop;
}
