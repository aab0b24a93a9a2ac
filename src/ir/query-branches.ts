import type { QueryBody, Select, TableValues } from './oracle/index.js';

/**
 * The queries that set operators combine, left to right, whatever parentheses they stand in; a body without set
 * operators is its only branch. (SQL Language Reference, "The UNION [ALL], INTERSECT, MINUS Operators")
 */
export function branchesOf(body: QueryBody): readonly (Select | TableValues)[] {
  switch (body.kind) {
    case 'Select':
    case 'TableValues':
      return [body];
    case 'Query':
      return branchesOf(body.body);
    case 'SetOperation':
      return [...branchesOf(body.left), ...branchesOf(body.right)];
  }
}

/** The first branch, which names the columns and has the INTO of PL/SQL; undefined where it is VALUES. */
export function firstQueryBlock(body: QueryBody): Select | undefined {
  const [first] = branchesOf(body);
  return first?.kind === 'Select' ? first : undefined;
}
