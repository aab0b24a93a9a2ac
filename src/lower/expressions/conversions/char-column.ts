import type { PgExpr } from '../../../ir/postgres/index.js';
import { isCall } from '../../builders.js';

/** The column itself where the expression is a CHAR column read with its blanks: `rpad(c::text, n)`. */
export function bareChar(value: PgExpr): PgExpr | undefined {
  if (!isCall(value, 'rpad') || value.args.length !== 2) return undefined;
  const [padded] = value.args;
  return padded?.kind === 'PgCast' && padded.type.name[0] === 'text' && padded.operand.kind === 'PgColumn'
    ? padded.operand
    : undefined;
}

/** The value for a CHAR column, where it is chosen among literals and CHAR columns: these need no blanks then. */
export function unpadded(value: PgExpr): PgExpr | undefined {
  const column = bareChar(value);
  if (column || value.kind === 'PgString' || value.kind === 'PgNull') return column ?? value;
  if (value.kind === 'PgCase') {
    const results = [...value.branches.map((x) => x.then), ...(value.otherwise ? [value.otherwise] : [])].map(unpadded);
    if (results.some((x) => x === undefined)) return undefined;
    const branches = value.branches.map((x, i) => ({ ...x, then: results[i] ?? x.then }));
    const otherwise = value.otherwise && (results[branches.length] ?? value.otherwise);
    return { ...value, branches, ...(otherwise ? { otherwise } : {}) };
  }
  if (!isCall(value, 'coalesce')) return undefined;
  const args = value.args.map(unpadded).filter((x) => x !== undefined);
  return args.length === value.args.length ? { ...value, args } : undefined;
}
