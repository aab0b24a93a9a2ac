import type { Analysis } from '../../../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol } from '../../../../analyze/model/symbols.js';
import type { Expr } from '../../../../ir/oracle/index.js';
import { nodesOf, walk } from '../../../../ir/walk.js';

/** A function that a text of dynamic SQL names, in a statement that changes rows of the table, or of any. */
export interface NamedForRows {
  readonly routine: RoutineSymbol;
  readonly events: readonly string[];
  readonly table: RelationSymbol | undefined;
}

/**
 * What the statements of texts call for the rows that they change, by the names in what is known of the texts. The
 * table is any where its name is not among that.
 */
export function rowCallsInTexts(analysis: Analysis): readonly NamedForRows[] {
  const found: NamedForRows[] = [];
  const functions = [
    ...analysis.catalog.routines,
    ...analysis.catalog.packages.flatMap((p) => [...p.members.values()].flat().filter((m) => m.kind === 'routine')),
  ].filter(({ routine }) => routine === 'FUNCTION');
  if (functions.length === 0) return found;
  for (const unit of analysis.units)
    walk(unit, (node) => {
      if (node.kind !== 'ExecuteImmediate' && node.kind !== 'DynamicText') return;
      const text = knownOf(analysis, node.text);
      const events = eventsOfText(text);
      if (events.length === 0) return;
      const words = new Set(text.toUpperCase().match(/[\p{L}\w$#]+/gu));
      const named = functions.filter(({ name }) => words.has(name));
      if (named.length === 0) return;
      const tables = analysis.catalog.relations.filter(({ name }) => words.has(name));
      for (const table of tables.length > 0 ? tables : [undefined])
        found.push(...named.map((routine) => ({ routine, events, table })));
    });
  return found;
}

/** The text, or what its beginning and the literals in it tell. */
function knownOf(analysis: Analysis, expr: Expr): string {
  const known = analysis.dynamicText(expr);
  if (known?.whole) return known.text;
  return [known?.text ?? '', ...nodesOf(expr, 'StringLiteral').map(({ value }) => value)].join(' ');
}

function eventsOfText(text: string): readonly string[] {
  const [, word = ''] = /^(?:\s|\/\*[\s\S]*?\*\/|--[^\n]*\n)*(insert|update|delete|merge)\s/i.exec(text) ?? [];
  const verb = word.toUpperCase();
  if (verb === 'MERGE') return ['INSERT', 'UPDATE', 'DELETE'];
  if (verb === '' || (verb === 'INSERT' && !/\bselect\b/i.test(text))) return [];
  return [verb];
}
