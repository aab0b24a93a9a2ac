import { factPredicates } from './facts.js';
import type { Predicate } from './predicate.js';

/** Every predicate that selectors know, by the name behind the colon. */
export const predicates: Readonly<Record<string, Predicate>> = { ...factPredicates };
