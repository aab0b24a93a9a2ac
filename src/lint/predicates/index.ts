import { codePredicates } from './code.js';
import { factPredicates } from './facts.js';
import type { Predicate } from './predicate.js';
import { tablePredicates } from './tables.js';

/** Every predicate that selectors know, by the name after the colon. */
export const predicates: Readonly<Record<string, Predicate>> = {
  ...factPredicates,
  ...tablePredicates,
  ...codePredicates,
};
