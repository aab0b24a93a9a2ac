import type { ColumnInfo, RelationSymbol, RoutineSymbol } from '../../../../analyze/model/symbols.js';
import type { PgExpr, PgSelect, PgStatement, PlBlock, PlStatement } from '../../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../../ir/postgres/node.js';
import { contains, walk } from '../../../../ir/walk.js';
import { b } from '../../../builders.js';
import { isMutating, titleOf } from '../../../calls/mutating-title.js';
import type { UnitContext } from '../../../context.js';
import { viewsOver } from '../../../dml/tables-behind.js';
import { withTypedNulls } from '../../../dml/typed-nulls.js';
import { madeUp } from '../../../naming/made-names.js';
import { tablesAbove } from '../cascades/cascades.js';
import { trigger } from '../columns/column-triggers.js';
import type { TriggerShape } from '../trigger-shape.js';
import { isWatching, tablesOfTriggersAbove, touchesBelow, watchesInserts } from './mutating-below.js';

/**
 * A row trigger may not read or change the table whose statement fires it: ORA-04091, raised where the body's own SQL
 * names the table. A BEFORE INSERT trigger may, as long as INSERT has one row: an INSERT of a query notes that it has
 * more. (PL/SQL Language Reference, "Mutating-Table Restriction")
 */
export function refuseMutatingTable(unit: UnitContext, shape: TriggerShape, written: PlBlock): PlBlock {
  if (shape.forEach !== 'row' || shape.timing === 'instead of') return written;
  const body = checkAccess(unit, written, tablesAbove(unit.analysis, shape.table));
  const allowsInsert = shape.timing === 'before' && shape.node.timing !== 'AFTER';
  const events = shape.events.filter((e) => !(allowsInsert && e.event === 'insert'));
  const isTold = isWatching(unit.analysis, shape.symbol, shape.table);
  if (events.length === 0 && !isTold) return body;
  const table = unit.naming.of(shape.table).join('.');
  const unlessAllowed = (statement: PlStatement): PlStatement => {
    const { span } = statement;
    if (events.length === shape.events.length) return statement;
    const tests: PgExpr[] = [
      ...(events.length > 0 ? [b.ne(span, b.raw(span, 'tg_op'), b.text(span, 'INSERT'))] : []),
      ...(isTold ? [b.ora(span, 'mutates', b.text(span, `${table}#rows`))] : []),
    ];
    return b.ifThen(span, b.or(span, ...tests), [statement]);
  };
  const made = beforeAccess(body, new Set(namesReading(unit, shape.table)), ({ span }) =>
    unlessAllowed(b.perform(span, b.ora(span, 'raise', b.num(span, 4091), isMutating(unit.naming, shape.table, span)))),
  );
  if (!touchesBelow(unit.analysis, shape.symbol, shape.table)) return made;
  const { span } = body;
  const note = (name: string): PlStatement => unlessAllowed(b.perform(span, b.ora(span, name, b.text(span, table))));
  const leaving = before(
    made,
    (s) => s.kind === 'PlReturn',
    () => note('mutating_end'),
  );
  // Handlers of the body still run below the note.
  return b.block(span, { body: [note('mutating_begin'), leaving as PlBlock] });
}

/** What row triggers call raises ORA-04091 as well where it meets the table of such a trigger while that runs. */
export function checkMutatingTables(
  unit: UnitContext,
  routine: RoutineSymbol,
  made: readonly PgStatement[],
): PgStatement[] {
  const tables = tablesOfTriggersAbove(unit.analysis, routine);
  if (tables.size === 0) return [...made];
  return made.map((s) =>
    s.kind === 'PgCreateRoutine' && s.body.kind === 'PlBlock' ? { ...s, body: checkAccess(unit, s.body, tables) } : s,
  );
}

/**
 * The body with a check before each statement that meets one of the tables: one of its row triggers, or a delete in it,
 * may be running.
 */
function checkAccess(unit: UnitContext, made: PlBlock, tables: ReadonlySet<RelationSymbol>): PlBlock {
  let body = made;
  const named = tables.size > 0 ? tablesNamed(body) : new Set<string>();
  for (const table of tables) {
    const name = unit.naming.of(table).join('.');
    const reading = new Set(namesReading(unit, table).filter((one) => named.has(one)));
    if (reading.size === 0) continue;
    body = beforeAccess(body, reading, ({ span }) =>
      b.perform(span, b.ora(span, 'mutating_check', b.text(span, name), titleOf(unit.naming, table, span))),
    );
  }
  return body;
}

/** After an INSERT of a query its note is taken away, before other triggers for the statement. */
export function endOfInserts(unit: UnitContext, shape: TriggerShape): PgStatement[] {
  if (!isWatching(unit.analysis, shape.symbol, shape.table)) return [];
  const { span } = shape.node;
  const name = unit.naming.of(shape.table);
  const end = b.perform(span, b.ora(span, 'mutating_rows_end', b.text(span, name.join('.'))));
  return trigger(name, `__${shape.name}_rows`, {
    events: ['insert'],
    forEach: 'statement',
    body: [end, b.returns(span, b.null(span))],
    span,
  }).map((s) => (s.kind === 'PgCreateTrigger' ? { ...s, timing: 'after', orReplace: true } : s));
}

/** The rows of a query that is inserted into the columns, with the note that they are several. */
export function notingRows(
  unit: UnitContext,
  table: RelationSymbol,
  query: PgSelect,
  columns: readonly (ColumnInfo | undefined)[],
): PgSelect {
  if (!watchesInserts(unit.analysis, table)) return query;
  const { span } = query;
  return b.select(span, {
    items: [b.item(span, b.star(span))],
    from: [b.derived(span, withTypedNulls(unit, query, columns), madeUp('inserted'))],
    where: b.ora(span, 'mutating_rows', b.text(span, unit.naming.of(table).join('.'))),
  });
}

/**
 * The names of the table in the output, where a temporary one is that of the session, and those of the views that read
 * it.
 */
const namesReading = (unit: UnitContext, table: RelationSymbol): readonly string[] =>
  [table, ...viewsOver(unit.analysis, table)].flatMap((relation) => {
    const name = unit.naming.of(relation);
    return relation.temporary ? [name.join('.'), `pg_temp.${name.at(-1) ?? ''}`] : [name.join('.')];
  });

/** The body with a statement before each that names one of the tables in its SQL. */
function beforeAccess(body: PlBlock, tables: ReadonlySet<string>, make: (s: PlStatement) => PlStatement): PlBlock {
  const cursors = new Set<string>();
  walk(body, (node) => {
    if (node.kind === 'PlCursor' && names(node, tables)) cursors.add(node.name);
  });
  const meets = (s: PlStatement): boolean => {
    if (s.kind === 'PlOpen' && cursors.has(s.cursor)) return true;
    return names(withoutBodies(s) as PostgresNode, tables);
  };
  return before(body, meets, make) as PlBlock;
}

function tablesNamed(root: PostgresNode): ReadonlySet<string> {
  const named = new Set<string>();
  walk(root, (node) => {
    if (node.kind === 'PgTable') named.add(node.name.join('.'));
  });
  return named;
}

/** Does SQL below the node name one of the tables? */
const names = (node: PostgresNode, tables: ReadonlySet<string>): boolean =>
  contains(node, (n) => n.kind === 'PgTable' && tables.has(n.name.join('.')));

/** The statement's own expressions and queries, without statements inside it. */
function withoutBodies(statement: PlStatement): object {
  const own: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(statement)) {
    if (key === 'body' || key === 'otherwise' || key === 'handlers' || key === 'declarations') continue;
    own[key] =
      key === 'branches' && Array.isArray(value) ? value.map((branch: object) => ({ ...branch, body: [] })) : value;
  }
  return own;
}

/** A copy in which a statement made of each that `meets` stands before it. */
function before(node: unknown, meets: (s: PlStatement) => boolean, make: (s: PlStatement) => PlStatement): unknown {
  if (Array.isArray(node)) {
    return node.flatMap((item: unknown) => {
      const copy = before(item, meets, make);
      return isStatement(item) && meets(item) ? [make(item), copy] : [copy];
    });
  }
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, key === 'span' ? value : before(value, meets, make)]),
  );
}

function isStatement(item: unknown): item is PlStatement {
  if (typeof item !== 'object' || item === null || !('kind' in item) || typeof item.kind !== 'string') return false;
  return (
    item.kind.startsWith('Pl') &&
    !['PlVariable', 'PlCursor', 'PlAlias'].includes(item.kind) &&
    item.kind !== 'PlHandler'
  );
}
