import type { Compilation, CompiledUnit } from '../../compile.js';
import type { ScriptUnit } from '../../ir/oracle/index.js';
import type { PgStatement } from '../../ir/postgres/index.js';
import { walk } from '../../ir/walk.js';
import { b } from '../../lower/builders.js';
import { regclassText } from '../../lower/ddl/names.js';
import { foldName } from '../../lower/naming/naming.js';
import { gap } from '../../source/tokens/leading-comments.js';

const forced = new RegExp(`^${gap}*create${gap}+(or${gap}+replace${gap}+)?force\\b`, 'i');

const isForced = ({ unit, source }: CompiledUnit): boolean => unit.kind === 'CreateView' && forced.test(source.text);

/**
 * The units in the order in which a script runs them: a view that CREATE FORCE VIEW makes before the tables and views
 * it reads comes after these. Oracle compiles it when it is first used. (SQL Language Reference, "CREATE VIEW", FORCE)
 */
export function forcedViewsLater(compilation: Compilation): readonly CompiledUnit[] {
  const { units } = compilation;
  if (!units.some(isForced)) return units;
  const places = placesOf(compilation);
  return inOrder(units.map((unit, i) => ({ unit, at: places[i] ?? i, written: i })));
}

/**
 * The same, where the script is run at once: what a block may see of the view before its tables are there is seen, an
 * invalid view whose use raises ORA-04063; it stays so where its tables never come.
 */
export function forcedViewsAnnounced(compilation: Compilation): readonly CompiledUnit[] {
  const { units } = compilation;
  if (!units.some(isForced)) return units;
  const places = placesOf(compilation);
  return inOrder(
    units.flatMap((unit, written): readonly Place[] => {
      const at = places[written] ?? written;
      const isSeen = units.slice(written, at).some((u) => u.unit.kind === 'AnonymousBlock');
      if (!isForced(unit) || (!isSeen && !readsUnknown(compilation, unit))) return [{ unit, at, written }];
      const later = { unit: announced(compilation, unit), at, written };
      return isSeen ? [{ unit: announced(compilation, unit), at: written, written }, later] : [later];
    }),
  );
}

interface Place {
  readonly unit: CompiledUnit;
  /** Behind which unit it is run. */
  readonly at: number;
  readonly written: number;
}

/** What stands at a place goes before what comes later to it. */
function inOrder(units: readonly Place[]): readonly CompiledUnit[] {
  const comesLater = ({ at, written }: Place): number => (at === written ? 0 : 1);
  return [...units]
    .sort((a, z) => a.at - z.at || comesLater(a) - comesLater(z) || a.written - z.written)
    .map(({ unit }) => unit);
}

/** Behind which unit each one is run: behind itself, or, of a view that is forced, the last that makes what it reads. */
function placesOf({ analysis, units }: Compilation): readonly number[] {
  const made = new Map<ScriptUnit, number>(units.map((u, i) => [u.unit, i]));
  const places = units.map((_, i) => i);
  for (const [i, unit] of units.entries()) {
    if (!isForced(unit)) continue;
    walk(unit.unit, (node) => {
      const definition = node.kind === 'TableRef' ? analysis.sourceOf(node)?.relation?.definition : undefined;
      const at = definition && made.get(definition);
      if (at !== undefined) places[i] = Math.max(places[i] ?? i, places[at] ?? at);
    });
  }
  return places;
}

/** Does the view read a table that is not among the inputs, or is made by a text; or a view made by FORCE that does? */
function readsUnknown(compilation: Compilation, { unit }: CompiledUnit): boolean {
  const { analysis, units } = compilation;
  let found = false;
  walk(unit, (node) => {
    if (found || node.kind !== 'TableRef') return;
    const source = analysis.sourceOf(node);
    // Of a script that defines a name again, the parts have been analyzed by themselves.
    if (!source) found = true;
    if (source?.kind !== 'relation') return;
    const definition = source.relation?.definition;
    const made = units.find((u) => u.unit === definition);
    found =
      source.open ||
      (definition !== undefined && !made) ||
      (made !== undefined && made.unit !== unit && isForced(made) && readsUnknown(compilation, made));
  });
  return found;
}

/** `select ora.forced_view('app.v', '{a,b}', 'create view app.v as …')` in place of CREATE VIEW. */
function announced({ analysis, naming }: Compilation, unit: CompiledUnit): CompiledUnit {
  const view = unit.unit;
  const symbol =
    view.kind === 'CreateView' ? (analysis.declared(view) ?? analysis.objectAt(view.name.parts, view.span)) : undefined;
  if (view.kind !== 'CreateView' || symbol?.kind !== 'relation' || unit.lowered.refused !== undefined) return unit;
  const name = regclassText(naming.of(symbol));
  const named = view.columns?.map((c) => c.name) ?? symbol.columns.map((c) => c.name).filter((c) => c !== '');
  const columns = named.map((c) => regclassText([foldName(c)]));
  const statements = unit.lowered.statements.map((statement): PgStatement => {
    if (statement.kind !== 'PgCreateView') return statement;
    const { span } = statement;
    const args = [b.text(span, name), b.text(span, `{${columns.join(',')}}`)];
    const bare = { ...statement, orReplace: undefined, comments: undefined, blankBefore: undefined };
    const text = { kind: 'PgStatementText', span, statement: bare } as const;
    const query = b.select(span, { items: [b.item(span, b.ora(span, 'forced_view', ...args, text))] });
    return { kind: 'PgQueryStatement', span, query };
  });
  return { ...unit, lowered: { ...unit.lowered, statements } };
}
