import type { CreateTable, ScriptUnit } from '../../../ir/oracle/index.js';
import { shownPlace } from '../../../ir/span.js';
import type { AnalyzeContext } from '../../context.js';

/**
 * After a text of dynamic SQL that creates a table its name means what `rewrite/definitions/dynamic-tables.ts` says: the text may
 * be one of several, and need not be the one that counts.
 */
export function dynamicTables(cx: AnalyzeContext, madeAtRunTime: readonly ScriptUnit[]): (text: CreateTable) => void {
  const tables = new Map<string, ScriptUnit>();
  for (const unit of madeAtRunTime) if (unit.kind === 'CreateTable') tables.set(placeOf(unit), unit);
  return (text) => {
    const unit = tables.get(placeOf(text));
    const symbol = unit && cx.facts.declared.get(unit);
    if (symbol?.kind === 'relation') cx.catalog.add(symbol);
  };
}

const placeOf = ({ span }: ScriptUnit): string => `${span.file}:${shownPlace(span).start}`;
