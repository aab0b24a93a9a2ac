import type { Analysis } from '../../../analyze/analysis.js';
import type { ScriptUnit } from '../../../ir/oracle/index.js';
import { mergedInlineViews } from '../../../rewrite/merged-inline-views.js';
import { expandedMacros, macrosOf } from '../../../rewrite/sql-macros.js';
import { remembered } from '../../remembered.js';

/** A statement that is a text of dynamic SQL, rewritten as those of the source are. */
export const statementOfText = (analysis: Analysis, unit: ScriptUnit): ScriptUnit =>
  mergedInlineViews(expandedMacros(unit, macros(analysis)));

const macros = remembered((analysis: Analysis) => macrosOf(analysis.units));
