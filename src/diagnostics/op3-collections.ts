import { define } from './diagnostic.js';

/**
 * DELETE of single elements of a collection of a stored type. PostgreSQL: an array has no gaps. (PL/SQL Language
 * Reference, "DELETE Collection Method")
 */
export const sparseNotTracked = define({
  code: 'OP3050',
  name: 'delete-element-of-array',
  severity: 'error',
  effort: 30,
  message: (what: string) =>
    `${what}: DELETE of single elements leaves gaps, which are kept for local variables only; columns have this type, ` +
    'so that it is an array, which cannot have any.',
  help: 'Copy the collection to a local variable before deleting from it, or use an associative array.',
});

/**
 * A collection with gaps is handed on. PostgreSQL: a collection of a type that columns have, in objects too, is an
 * array, which has no gaps. (PL/SQL Language Reference, "DELETE Collection Method")
 */
export const sparseLeaves = define({
  code: 'OP3051',
  name: 'collection-with-gaps-leaves',
  severity: 'warning',
  effort: 15,
  message: (name: string) =>
    `${name} may have gaps left by DELETE when it is used as a whole: with gaps the converted code raises, ` +
    'because an array has none.',
  help: 'Close the gaps before (copy the remaining elements), or use an associative array.',
});

/**
 * A qualified expression with computed keys. PostgreSQL: there are no such constructors. (PL/SQL Language Reference,
 * "Qualified Expressions Overview")
 */
export const keyNotLiteral = define({
  code: 'OP3052',
  name: 'qualified-expression-key',
  severity: 'error',
  effort: 10,
  message: () => 'The keys of this qualified expression are not known at compile time.',
  help: 'Assign the elements one by one in the body.',
});

/**
 * An operation on a collection without counterpart. PostgreSQL: arrays have operators of their own; the runtime adds
 * Oracle's for arrays. (PL/SQL Language Reference, "Collection Comparisons")
 */
export const collectionOperand = define({
  code: 'OP3053',
  name: 'collection-operation',
  severity: 'error',
  effort: 20,
  message: (what: string) => `${what} has no counterpart for this kind of collection.`,
  help: 'Write it as a loop over the elements.',
});

/**
 * A comparison of what Oracle does not compare. PostgreSQL: any two records and arrays compare element by element.
 * (PL/SQL Language Reference, "Record Comparisons", "Collection Comparisons"; Object-Relational Developer's Guide,
 * "Comparing Objects"; Database Error Messages, PLS-00306, PLS-00526, ORA-22952)
 */
export const notComparable = define({
  code: 'OP3066',
  name: 'not-comparable',
  severity: 'error',
  effort: 15,
  message: (what: string, error: string) => `${what} cannot be compared: Oracle refuses that (${error}).`,
  help: 'Compare their attributes or elements, or give the object type a MAP method.',
});
