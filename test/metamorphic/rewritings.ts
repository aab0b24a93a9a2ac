import type { Rewriting } from './rewriting.js';
import * as local from './placements/local.js';
import * as stored from './placements/stored.js';

const isRewriting = (value: unknown): value is Rewriting =>
  typeof value === 'object' && value !== null && 'rewrite' in value;

/** All rewritings, in the order of their files. */
export const rewritings: readonly Rewriting[] = [...Object.values(stored), ...Object.values(local)].filter(isRewriting);
