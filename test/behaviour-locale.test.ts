import { describe, inject, it } from 'vitest';
import { behaviour } from './support/behaviour.js';

const url = inject('postgresUrl');
const title = 'behaviour cases on PostgreSQL whose database sorts by en-US';
if (url !== undefined) describe(title, () => behaviour(url, { locale: 'en-US' }));
else describe.skip(`${title} (skipped: ${inject('postgresMissing')})`, () => it('run', () => {}));
