import type { Analysis } from '../../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../../analyze/model/symbols.js';
import { cascadeOrder } from '../../../../diagnostics/op1-triggers.js';
import type { PgStatement, PlStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import { foldName } from '../../../naming/naming.js';
import { literal, regclassText } from '../../names.js';
import { runtimeStatement } from '../../runtime-statement.js';
import { trigger } from '../columns/column-triggers.js';
import { cascadeName } from '../trigger-names.js';
import {
  type CascadingKey,
  carriedOn,
  cascadesFrom,
  firesStatementTriggers,
  isNoticedByTriggers,
  meetsParent,
} from './cascades.js';

/** What becomes of ON DELETE of a foreign key. */
interface OnDelete {
  /** Does the key itself do it? */
  readonly byKey: boolean;
  readonly statements: readonly PgStatement[];
}

/**
 * ON DELETE of a foreign key. Where triggers can tell when it works (see cascades.ts), a trigger works beside the key,
 * or in its place where the key would fire statement triggers for nothing.
 *
 * In:   foreign key (order_id) references orders on delete cascade, and triggers on both tables
 * Out:  create trigger … before delete on orders for each row, whose function says
 *       delete from item where item.order_id = old.id; return old;
 */
export function onDelete(
  unit: UnitContext,
  child: RelationSymbol | undefined,
  parent: RelationSymbol | undefined,
  span: Span,
): OnDelete {
  const { analysis } = unit;
  const key = parent && cascadesFrom(analysis, parent).find((k) => k.child === child && k.span === span);
  if (!key || !isNoticedByTriggers(analysis, key)) return { byKey: true, statements: [] };
  if (!carriedOn(analysis, key.parent).includes(key)) {
    unit.report(cascadeOrder(span, key.child.name, key.parent.name));
    return { byKey: true, statements: [] };
  }
  const statements = cascadeTrigger(unit, key);
  if (!firesStatementTriggers(analysis, key)) return { byKey: true, statements };
  return { byKey: false, statements: [...statements, ruleNote(unit, key)] };
}

/** For DELETE_RULE of ALL_CONSTRAINTS, of a key that does not say itself what becomes of its rows. */
function ruleNote({ naming }: UnitContext, { child, columns, action, span }: CascadingKey): PgStatement {
  const part = `on delete ${columns.map(foldName).join(', ')}`;
  const args = [regclassText(naming.of(child)), part, action].map(literal);
  return runtimeStatement(span, 'note_definition', ...args);
}

function cascadeTrigger(unit: UnitContext, key: CascadingKey): readonly PgStatement[] {
  const { span } = key;
  const table = unit.naming.of(key.parent);
  const body = [
    ...notingMutation(unit.analysis, key, table.join('.'), change(unit, key)),
    b.returns(span, b.column(span, 'old')),
  ];
  const made = trigger(table, cascadeName(unit, key), { events: ['delete'], forEach: 'row', body, span });
  return made.map((s) =>
    s.kind === 'PgCreateRoutine'
      ? {
          ...s,
          comments: [`-- ON DELETE ${key.action} of ${key.child.name}: with each row, between its triggers.`],
          // A key works with the rights of the tables' owners.
          securityDefiner: true,
          settings: [`search_path = ${regclassText(table.slice(0, -1))}, pg_temp`],
        }
      : s,
  );
}

function change(unit: UnitContext, { child, columns, key, action, span }: CascadingKey): PlStatement {
  const name = unit.naming.of(child);
  const target = b.table(span, name);
  const where = b.and(
    span,
    ...columns.map((c, i) =>
      b.eq(span, b.column(span, name.at(-1) ?? '', foldName(c)), b.column(span, 'old', foldName(key[i] ?? ''))),
    ),
  );
  const statement =
    action === 'CASCADE'
      ? ({ kind: 'PgDelete', span, target, where } as const)
      : ({
          kind: 'PgUpdate',
          span,
          target,
          set: columns.map((c) => ({ kind: 'column', column: foldName(c), value: b.null(span) }) as const),
          where,
        } as const);
  return { kind: 'PlSql', span, statement };
}

/** A row trigger below may not meet the table: ORA-04091. (PL/SQL Language Reference, "Mutating-Table Restriction") */
function notingMutation(analysis: Analysis, key: CascadingKey, table: string, made: PlStatement): PlStatement[] {
  const { span } = key;
  if (!meetsParent(analysis, key)) return [made];
  const note = (name: string): PlStatement => b.perform(span, b.ora(span, name, b.text(span, table)));
  return [note('mutating_begin'), made, note('mutating_end')];
}
