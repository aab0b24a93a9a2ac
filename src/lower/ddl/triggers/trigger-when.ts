import { mapTree } from '../../../ir/map-tree.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import type { UnitContext } from '../../context.js';
import { lowerCondition } from '../../expressions/index.js';
import { foldName } from '../../naming/naming.js';
import { ddlContext } from '../expressions.js';
import type { TriggerShape } from './trigger-shape.js';

/** The WHEN clause: PostgreSQL's own, or a test at the start of the function. */
interface TriggerWhen {
  readonly native?: PgExpr;
  readonly guard?: PgExpr;
}

/**
 * PostgreSQL refuses OLD in the WHEN of an INSERT trigger, and NEW in that of a DELETE trigger; in Oracle they are NULL
 * there, as they are in the function. (PostgreSQL manual, CREATE TRIGGER, "condition")
 */
export function triggerWhen(unit: UnitContext, shape: TriggerShape): TriggerWhen {
  const { node } = shape;
  if (!node.when) return {};
  const aliases = new Map([
    [foldName(node.referencing?.new ?? 'NEW'), 'new'],
    [foldName(node.referencing?.old ?? 'OLD'), 'old'],
  ]);
  const uses = new Set<string>();
  const condition = mapTree(lowerCondition(ddlContext(unit), node.when), (column) => {
    if (column.kind !== 'PgColumn') return undefined;
    const [first = '', ...rest] = column.parts;
    const row = rest.length > 0 ? aliases.get(first) : undefined;
    if (row !== undefined) uses.add(row);
    return row === undefined ? column : { ...column, parts: [row, ...rest] };
  });
  const queries = contains(condition, (n) => n.kind === 'PgSelect');
  const missing = shape.events.some(
    (e) => (e.event === 'insert' && uses.has('old')) || (e.event === 'delete' && uses.has('new')),
  );
  return missing || queries || shape.timing === 'instead of' || shape.forEach === 'statement'
    ? { guard: condition }
    : { native: condition };
}
