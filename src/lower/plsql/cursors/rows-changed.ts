import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol } from '../../../analyze/model/symbols.js';
import { conjunctsOf } from '../../../ir/conjuncts.js';
import type { Expr, Query, Update } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, isRoutine, walk } from '../../../ir/walk.js';
import { tablesBehind } from '../../dml/tables-behind.js';
import { uniqueColumns } from '../../dml/views/changed-view.js';

/** The cursor whose current row may change, and the record of its loop. */
interface Current {
  readonly query?: Query;
  readonly record?: string | undefined;
}

/**
 * May a statement, what it calls, or a trigger that it fires, change a row of the tables that is not the current one?
 */
export function mayChange(
  analysis: Analysis,
  tables: ReadonlySet<RelationSymbol>,
  statements: readonly OracleNode[],
  current: Current,
  fired: Set<object> = new Set(),
): boolean {
  const firesChange = (relation: RelationSymbol, kind: string): boolean =>
    triggersOf(analysis, relation, kind, fired).some((t) => mayChange(analysis, tables, [t], {}, fired));
  /** Does dynamic SQL change one of the tables, or one that its text leaves open? */
  const textChanges = (text: Expr): boolean => {
    const known = knownOf(analysis, text);
    const [, verb = '', named] =
      /^\s*(insert|update|delete|merge)\s+(?:into\s+|from\s+)?(?:["\w$#]+\s*\.\s*)?("[^"]*"|[\w$#]+|\?)/i.exec(known) ??
      [];
    const kind = verb.charAt(0).toUpperCase() + verb.slice(1).toLowerCase();
    if (named === undefined) return mayBeOfAnyTable(known, tables);
    if (named === '?') return kind !== 'Insert';
    const name = named.startsWith('"') ? named.replaceAll('"', '') : named.toUpperCase();
    const relation = analysis.catalog.lookup([name], analysis.ownerAt(text.span));
    if (relation?.kind !== 'relation') return kind !== 'Insert' && [...tables].some((t) => t.name === name);
    return (kind !== 'Insert' && tables.has(relation)) || firesChange(relation, kind);
  };
  /** Does the routine, what it calls or a trigger change rows otherwise than by WHERE CURRENT OF the cursor? */
  const routineChanges = (routine: RoutineSymbol): boolean => {
    const { container, definition } = routine;
    // Of a method it is not known here what overrides it.
    if (!definition || container?.kind === 'objectType')
      return [...analysis.effectsOf(routine).writesTables].some((t) => tables.has(t));
    if (fired.has(definition)) return false;
    fired.add(definition);
    return mayChange(analysis, tables, [definition], { ...(current.query && { query: current.query }) }, fired);
  };
  const changes = (node: OracleNode): boolean => {
    switch (node.kind) {
      case 'Insert':
      case 'Update':
      case 'Delete':
      case 'Merge': {
        const own = analysis.sourceOf(node.target)?.relation;
        const changesOthers =
          node.kind === 'Merge' || (node.kind !== 'Insert' && !(own && isOwnRow(analysis, node.where, own, current)));
        return [...tablesBehind(analysis, node.target)].some(
          (relation) => (tables.has(relation) && changesOthers) || firesChange(relation, node.kind),
        );
      }
      case 'Name':
      case 'Call': {
        const { base } = analysis.resolve(node);
        return base.kind === 'routine' && routineChanges(base.routine);
      }
      case 'ExecuteImmediate':
        return node.block === undefined && textChanges(node.text);
      default:
        return false;
    }
  };
  return statements.some((s) => contains(s, changes, (node) => node !== s && isRoutine(node)));
}

/** The bodies of triggers that have not been looked at. */
function triggersOf(
  analysis: Analysis,
  relation: RelationSymbol,
  kind: string,
  fired: Set<object>,
): readonly OracleNode[] {
  return analysis.catalog.triggers.flatMap(({ table, definition }) => {
    const fires = definition.events.some((e) => kind === 'Merge' || e.event === kind.toUpperCase());
    if (table !== relation || !fires || fired.has(definition)) return [];
    fired.add(definition);
    return [definition];
  });
}

/** The text of dynamic SQL, a question mark for each part that is not known. */
function knownOf(analysis: Analysis, text: Expr): string {
  const whole = analysis.dynamicText(text);
  if (whole?.whole) return whole.text;
  let known = '';
  walk(text, (node) => {
    known += node.kind === 'StringLiteral' ? node.value : '';
    if (node.kind === 'Name') known += ' ? ';
  });
  return known;
}

/** A block, or a statement whose beginning only the run knows, that may name one of the tables. */
function mayBeOfAnyTable(known: string, tables: ReadonlySet<RelationSymbol>): boolean {
  if (!/^\s*(?:$|\?|begin\b|declare\b|call\b)/i.test(known)) return false;
  const words = known.toUpperCase();
  return /^\s*$|\?|\(/.test(known) || [...tables].some(({ name }) => words.includes(name.toUpperCase()));
}

/** Is it CURRENT OF the cursor itself, or `key = record.key`? */
function isOwnRow(
  analysis: Analysis,
  where: Update['where'],
  relation: RelationSymbol,
  { query, record }: Current,
): boolean {
  if (where?.kind === 'CurrentOf') {
    const symbol = analysis.symbolOf(where.cursor);
    return symbol?.kind === 'cursor' && symbol.query !== undefined && symbol.query === query;
  }
  const keys = new Set([
    'ROWID',
    ...uniqueColumns(relation).flatMap((columns) => (columns.length === 1 ? columns : [])),
  ]);
  const names = (e: Expr): readonly string[] => (e.kind === 'Name' ? e.parts.map((p) => p.name) : []);
  return conjunctsOf(where).some((e) => {
    if (e.kind !== 'Binary' || e.op !== '=') return false;
    return [
      [names(e.left), names(e.right)],
      [names(e.right), names(e.left)],
    ].some(([column = [], field = []]) => {
      const own = column.at(-1);
      return own !== undefined && keys.has(own) && field.length === 2 && field[0] === record && field[1] === own;
    });
  });
}
