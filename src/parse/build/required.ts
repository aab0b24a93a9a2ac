import { InternalError } from '../../diagnostics/diagnostic.js';

/*
 * Parts of the parse tree that the grammar promises. A unit whose tree lacks one is reported as a failure of ours
 * (`guarded` in index.ts); nothing is made of half a tree.
 */

/** The part itself. @throws InternalError where it is missing */
export function required<T>(part: T | null | undefined): T {
  if (part === undefined || part === null) throw new InternalError('build', 'a part of the parse tree is missing');
  return part;
}

/** The first of the list. @throws InternalError where there is none */
export const firstOf = <T>(parts: readonly T[]): T => required(parts[0]);

/** The last of the list. @throws InternalError where there is none */
export const lastOf = <T>(parts: readonly T[]): T => required(parts[parts.length - 1]);
