import type { PgExpr, PlBlock, PlDeclaration, PlStatement } from '../../../ir/postgres/index.js';
import type { PostgresNode } from '../../../ir/postgres/node.js';
import { contains } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { raise } from './column-triggers.js';
import type { TriggerShape } from './create-trigger.js';

/**
 * A row trigger may not read or change the table whose statement fires it: ORA-04091, raised where the body's own SQL names the table. A BEFORE INSERT
 * trigger may, as long as INSERT has one row; that cannot be told in the trigger. (PL/SQL Language Reference, "Mutating-Table Restriction")
 */
export function refuseMutatingTable(unit: UnitContext, shape: TriggerShape, body: PlBlock): PlBlock {
  if (shape.forEach !== 'row' || shape.timing === 'instead of') return body;
  const allowsInsert = shape.timing === 'before';
  const events = shape.events.filter((e) => !(allowsInsert && e.event === 'insert'));
  if (events.length === 0) return body;
  const table = unit.naming.of(shape.table).join('.');
  const cursors = new Set(
    body.declarations.flatMap((d: PlDeclaration) => (d.kind === 'PlCursor' && names(d, table) ? [d.name] : [])),
  );
  const oracleName = [shape.table.owner, shape.table.name].filter((p) => p !== '').join('.');
  const refusal = (statement: PlStatement): PlStatement => {
    const { span } = statement;
    const raised = raise(span, 4091, `table ${oracleName} is mutating, trigger/function may not see it`);
    if (events.length === shape.events.length) return raised;
    const test: PgExpr = b.ne(span, b.raw(span, 'tg_op'), b.text(span, 'INSERT'));
    return b.ifThen(span, test, [raised]);
  };
  const meets = (s: PlStatement): boolean => {
    if ((s.kind === 'PlOpen' || s.kind === 'PlForCursor') && cursors.has(s.cursor)) return true;
    return names(withoutBodies(s) as PostgresNode, table);
  };
  return before(body, meets, refusal) as PlBlock;
}

/** Does SQL below the node name the table? */
const names = (node: PostgresNode, table: string): boolean =>
  contains(node, (n) => n.kind === 'PgTable' && n.name.join('.') === table);

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
