import { createHash } from 'node:crypto';
import { copyInto } from '../../ir/map-tree.js';
import type { CreateRoutine, Expr } from '../../ir/oracle/index.js';
import { parseStatementText } from '../../parse/build/index.js';

/** A procedure or function that the text of a program became. */
export interface TextRoutine {
  readonly name: string;
  readonly unit: CreateRoutine;
}

/**
 * The routine that a text at a place comes to; undefined where it is not understood. Its name has the hash of the text:
 * the same text of one owner is one routine.
 * @param written the routine without CREATE, under the name
 */
export function textRoutine(
  written: (name: string) => string,
  prefix: string,
  at: Expr,
  owner: string,
): TextRoutine | undefined {
  const name = routineName(written, prefix, owner);
  const text = `CREATE OR REPLACE ${written(name)}`;
  const { unit, diagnostics } = parseStatementText(text);
  if (unit?.kind !== 'CreateRoutine' || diagnostics.some((d) => d.severity === 'error')) return undefined;
  return { name, unit: copyInto(unit, text, at.span) };
}

/** The name of a routine. */
export function routineName(written: (name: string) => string, prefix: string, owner: string): string {
  const hash = createHash('sha256')
    .update(`${owner} ${written(`${prefix}__NAME`)}`)
    .digest('hex')
    .slice(0, 8);
  return `${prefix}__${hash.toUpperCase()}`;
}
