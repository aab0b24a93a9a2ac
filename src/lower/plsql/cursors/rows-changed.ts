import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol, RoutineSymbol, Symbol } from '../../../analyze/model/symbols.js';
import { conjunctsOf } from '../../../ir/conjuncts.js';
import { lastName } from '../../../ir/dotted.js';
import type { Expr, Query, QueryBody, Select, Update } from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import { contains, isRoutine, walk } from '../../../ir/walk.js';
import { columnAt } from '../../ddl/tables/constraints/shifted-keys.js';
import { tablesBehind, viewsOver } from '../../dml/tables-behind.js';
import { isKeyPreserved, uniqueColumns } from '../../dml/views/changed-view.js';
import { leavesOf } from '../../queries/from/leaves.js';
import { calleesOf } from '../effects/callees.js';

/** The cursor whose current row may change, and the record of its loop. */
interface Current {
  readonly query?: Query;
  readonly record?: Symbol | undefined;
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
      /^\s*(insert|update|delete|merge)\s+(?:into\s+|from\s+)?(?!(?:into|from)\b)(?:["\w$#]+\s*\.\s*)?("[^"]*"|[\w$#]+|\?)/i.exec(
        known,
      ) ?? [];
    const kind = verb.charAt(0).toUpperCase() + verb.slice(1).toLowerCase();
    if (named === undefined) return mayBeOfAnyTable(known, tables);
    if (named === '?') return kind !== 'Insert';
    const name = named.startsWith('"') ? named.replaceAll('"', '') : named.toUpperCase();
    const relation = analysis.catalog.lookup([name], analysis.ownerAt(text.span));
    if (relation?.kind !== 'relation') return kind !== 'Insert' && [...tables].some((t) => t.name === name);
    const isChanged = [...tables].some((t) => t === relation || viewsOver(analysis, t).includes(relation));
    return (kind !== 'Insert' && isChanged) || firesChange(relation, kind);
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
      case 'InsertBranch':
        return [...tablesBehind(analysis, node.target)].some((relation) => firesChange(relation, 'Insert'));
      case 'ExecuteImmediate':
        return node.block === undefined && textChanges(node.text);
      default:
        return calleesOf(analysis, node).some(routineChanges);
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

/**
 * A block, a change of an inline view or behind a hint, or a statement whose beginning only the run knows, that may name
 * one of the tables.
 */
function mayBeOfAnyTable(known: string, tables: ReadonlySet<RelationSymbol>): boolean {
  if (!/^\s*(?:$|\?|(?:begin|declare|call|update|delete|merge)\b)/i.test(known)) return false;
  const words = known.toUpperCase();
  const mayCall = /^\s*(?:begin|declare|call)\b.*\(/is.test(known);
  return mayCall || /^\s*$|\?/.test(known) || [...tables].some(({ name }) => words.includes(name.toUpperCase()));
}

/**
 * Is it CURRENT OF the cursor itself, or `key = record.key`, where the cursor has each row of the table once?
 */
function isOwnRow(
  analysis: Analysis,
  where: Update['where'],
  relation: RelationSymbol,
  { query, record }: Current,
): boolean {
  if (query?.body.kind !== 'Select' || !hasEachRowOnce(analysis, query.body, relation)) return false;
  if (where?.kind === 'CurrentOf') {
    const symbol = analysis.symbolOf(where.cursor);
    return symbol?.kind === 'cursor' && symbol.query !== undefined && symbol.query === query;
  }
  const keys = uniqueColumns(relation).flatMap((columns) => (columns.length === 1 ? columns : []));
  return conjunctsOf(where).some((e) => {
    if (e.kind !== 'Binary' || e.op !== '=') return false;
    return [[e.left, e.right] as const, [e.right, e.left] as const].some(([column, field]) => {
      const place = record && placeOfField(analysis, query, record, field);
      if (column.kind !== 'Name' || place === undefined) return false;
      if (lastName(column) === 'ROWID') return isRowidAt(query.body, place);
      const own = columnAt(analysis, query, place);
      return own?.relation === relation && own.column === lastName(column) && keys.includes(own.column);
    });
  });
}

/** A join may have the row of a table again further down. */
function hasEachRowOnce(analysis: Analysis, select: Select, relation: RelationSymbol): boolean {
  const leaves = leavesOf(select.from);
  if (leaves.length === 1) return true;
  const [own, ...others] = leaves.flatMap((leaf) => {
    const source = analysis.sourceOf(leaf);
    return source?.relation === relation ? [source] : [];
  });
  return own !== undefined && others.length === 0 && isKeyPreserved(analysis, select, own);
}

/** The place in the query of the column that a field of the loop's record is. */
function placeOfField(analysis: Analysis, query: Query, record: Symbol, field: Expr): number | undefined {
  if (field.kind !== 'Name') return undefined;
  const { base, steps } = analysis.resolve(field);
  if (base.kind !== 'variable' || base.variable !== record || steps.length !== 1) return undefined;
  const place = analysis.columnsOf(query).findIndex((c) => c.name === lastName(field));
  return place < 0 ? undefined : place;
}

function isRowidAt(body: QueryBody, place: number): boolean {
  if (body.kind !== 'Select' || body.items.some(({ value }) => value.kind === 'Star')) return false;
  const value = body.items[place]?.value;
  return value?.kind === 'Name' && lastName(value) === 'ROWID';
}
