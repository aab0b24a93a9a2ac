import { distinct, key, type Value } from './values.js';

export type Rows = readonly (readonly Value[])[];

export const setOperators = ['UNION', 'UNION ALL', 'MINUS', 'INTERSECT'] as const;

/** The rows of `ours OPERATOR theirs`; NULL is no other value than NULL. (SQL Language Reference, "The Set Operators") */
export function combinedRows(operator: (typeof setOperators)[number], ours: Rows, theirs: Rows): Rows {
  const others = new Set(theirs.map(key));
  switch (operator) {
    case 'UNION ALL':
      return [...ours, ...theirs];
    case 'UNION':
      return distinct([...ours, ...theirs], key);
    case 'MINUS':
      return distinct(ours, key).filter((row) => !others.has(key(row)));
    case 'INTERSECT':
      return distinct(ours, key).filter((row) => others.has(key(row)));
  }
}
