import { describe } from 'vitest';
import { behaviour } from './support/behaviour.js';

describe('behaviour cases on PGlite, odd', () => behaviour('pglite:', { part: 'odd' }));
