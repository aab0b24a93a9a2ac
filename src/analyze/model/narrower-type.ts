import type { OracleType } from './types.js';

/**
 * Does the new type of a column hold less than the old one: fewer characters, digits, or digits of a second?
 * Then its rows decide whether Oracle accepts the change. (SQL Language Reference, ALTER TABLE, "modify_col_properties")
 */
export function narrows(from: OracleType, to: OracleType): boolean {
  const [held, holds] = [sizeOf(from), sizeOf(to)];
  if (held !== undefined && holds !== undefined) return holds < held;
  if (from.kind === 'timestamp') return to.kind === 'timestamp' && (to.precision ?? 6) < (from.precision ?? 6);
  if (from.kind !== 'number' || to.kind !== 'number' || to.precision === undefined) return false;
  if (from.precision === undefined) return true;
  const [before, after] = [from.scale ?? 0, to.scale ?? 0];
  return after < before || to.precision - after < from.precision - before;
}

/** The characters of a text: a CHAR without a length has one, of a VARCHAR2 without one nothing is known. */
function sizeOf(type: OracleType): number | undefined {
  if (type.kind === 'char') return type.length ?? 1;
  return type.kind === 'varchar2' ? (type.length ?? Number.POSITIVE_INFINITY) : undefined;
}
