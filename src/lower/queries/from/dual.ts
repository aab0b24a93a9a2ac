import type { Analysis } from '../../../analyze/analysis.js';
import type { FromItem } from '../../../ir/oracle/index.js';

/** Is DUAL all that the FROM clause names? (SQL Language Reference, "Selecting from the DUAL Table") */
export const isDualAlone = (analysis: Analysis, from: readonly FromItem[]): boolean =>
  from.every((item) => item.kind !== 'Join' && analysis.sourceOf(item)?.kind === 'dual');
