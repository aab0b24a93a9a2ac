import type { RowSource } from '../analyze/analysis.js';
import type { ExprContext } from './context.js';
import { foldName } from './naming.js';

/** The alias that qualifies columns of a row source in the output; undefined where they stand alone. */
export function aliasOf(ex: ExprContext, source: RowSource): string | undefined {
  const given = ex.substitutions?.aliasOf?.(source);
  if (given !== undefined) return given === '' ? undefined : given;
  return source.alias === '' ? undefined : foldName(source.alias);
}
