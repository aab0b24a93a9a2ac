import { describe, inject, it } from 'vitest';
import { behaviour } from './support/behaviour.js';

// A file of its own, so that both targets run side by side.
const url = inject('postgresUrl');
if (url !== undefined) describe('behaviour cases on PostgreSQL', () => behaviour(url));
else describe.skip(`behaviour cases on PostgreSQL (skipped: ${inject('postgresMissing')})`, () => it('run', () => {}));
