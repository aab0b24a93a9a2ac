import type { InsertBranch, MultiTableInsert } from './oracle/index.js';

/** All INTO clauses of the statement, in their order. */
export const intosOf = ({ branches, otherwise = [] }: MultiTableInsert): readonly InsertBranch[] => [
  ...branches.flatMap(({ inserts }) => inserts),
  ...otherwise,
];
