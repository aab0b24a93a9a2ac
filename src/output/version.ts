import { readFileSync } from 'node:fs';

/** The version in package.json, which stands two folders up from `src/output/` and `dist/output/`. */
export const version: string = (
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
).version;
