import type { ParserRuleContext } from 'antlr4ng';
import type {
  AlterTable,
  AlterTableAction,
  ColumnDefinition,
  PartitionDefinition,
  TableConstraint,
} from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import {
  type AddColumnsContext,
  type AlterTableActionContext,
  type AlterTableContext,
  type ConstraintSwitchContext,
  type DropColumnsContext,
  type DropConstraintContext,
  type ModifyColumnsContext,
  type ModifyConstraintContext,
  OracleParser as P,
  type PartitionActionContext,
  type RenameActionContext,
  type SetUnusedContext,
} from '../../generated/OracleParser.js';
import { lineNode } from '../comments.js';
import type { BuildContext } from '../context.js';
import { buildExpr } from '../expressions/expressions.js';
import { buildColumnList, buildIdentifier, buildLastName, buildQualifiedName } from '../names.js';
import { firstOf, required } from '../required.js';
import { firstTokenOf, hasToken, tokenTypeOf } from '../tree.js';
import { buildColumn } from './columns.js';
import { buildTableConstraint } from './constraints.js';
import { keyTarget } from './key-target.js';
import { buildPartition } from './partitions.js';
import { physicalClause } from './physical.js';
import { addItem } from './table.js';

/** (SQL Language Reference, "ALTER TABLE") */
export function buildAlterTable(cx: BuildContext, ctx: AlterTableContext, span: Span): AlterTable {
  const name = buildQualifiedName(cx, ctx.name());
  const actions: AlterTableAction[] = [];
  for (const action of ctx.alterTableAction()) addAction(cx, action, actions);
  return { kind: 'AlterTable', span, name, actions };
}

function addAction(cx: BuildContext, ctx: AlterTableActionContext, actions: AlterTableAction[]): void {
  const child = ctx.children[0] as ParserRuleContext;
  const span = cx.span(ctx);
  switch (child.ruleIndex ?? -1) {
    case P.RULE_addColumns:
      addAdded(cx, child as AddColumnsContext, span, actions);
      break;
    case P.RULE_addConstraint: {
      const constraint = lineNode(cx, required(ctx.addConstraint()).outOfLineConstraint(), buildTableConstraint);
      actions.push({ kind: 'AddConstraint', span, constraint });
      break;
    }
    case P.RULE_modifyColumns: {
      const columns = (child as ModifyColumnsContext).columnDefinition();
      actions.push({
        kind: 'ModifyColumns',
        span,
        columns: columns.map((column) => lineNode(cx, column, buildColumn)),
      });
      break;
    }
    case P.RULE_modifyConstraint:
      actions.push(buildModifyConstraint(cx, child as ModifyConstraintContext, span));
      break;
    case P.RULE_dropColumns:
      actions.push(buildDropColumns(cx, child as DropColumnsContext, span));
      break;
    case P.RULE_setUnused:
      actions.push(buildSetUnused(cx, child as SetUnusedContext, span));
      break;
    case P.RULE_dropConstraint:
      actions.push(buildDropConstraint(cx, child as DropConstraintContext, span));
      break;
    case P.RULE_renameAction:
      actions.push(buildRename(cx, child as RenameActionContext, span));
      break;
    case P.RULE_constraintSwitch:
      actions.push(buildSwitch(cx, child as ConstraintSwitchContext, span));
      break;
    case P.RULE_partitionAction:
      addPartitionAction(cx, child as PartitionActionContext, span, actions);
      break;
    case P.RULE_tableOption:
      actions.push(buildOption(cx, ctx, span));
      break;
    // Where the rows of an external table are, which CREATE TABLE has reported.
    case P.RULE_externalData:
      actions.push({ kind: 'PhysicalAction', span, what: cx.wordsOf(ctx, 2) });
      break;
    default:
      addByWord(cx, ctx, span, actions);
  }
}

/** Columns and constraints may share one pair of parentheses: `ADD (c NUMBER, CONSTRAINT k UNIQUE (c))`. */
function addAdded(cx: BuildContext, ctx: AddColumnsContext, span: Span, actions: AlterTableAction[]): void {
  const columns: ColumnDefinition[] = [];
  const constraints: TableConstraint[] = [];
  const single = ctx.columnDefinition();
  if (single !== null) columns.push(lineNode(cx, single, buildColumn));
  const others: AlterTableAction[] = [];
  for (const item of ctx.tableItem()) {
    if (addItem(cx, item, columns, constraints)) continue;
    others.push({ kind: 'UnsupportedAction', span: cx.span(item), what: `ADD ${cx.wordsOf(item, 2)}` });
  }
  if (columns.length > 0) actions.push({ kind: 'AddColumns', span, columns });
  for (const constraint of constraints) actions.push({ kind: 'AddConstraint', span: constraint.span, constraint });
  actions.push(...others);
}

function buildModifyConstraint(cx: BuildContext, ctx: ModifyConstraintContext, span: Span): AlterTableAction {
  let enable: boolean | undefined;
  let validate: boolean | undefined;
  for (const state of ctx.constraintState()) {
    const word = firstTokenOf(state).type;
    if (word === P.ENABLE) enable = true;
    else if (word === P.DISABLE) enable = false;
    else if (word === P.VALIDATE) validate = true;
    else if (word === P.NOVALIDATE) validate = false;
    else return { kind: 'UnsupportedAction', span, what: cx.wordsOf(ctx, 4) };
  }
  return {
    kind: 'SetConstraintState',
    span,
    ...keyTarget(cx, ctx),
    enable: enable ?? true,
    ...(validate !== undefined && { validate }),
  };
}

function buildSwitch(cx: BuildContext, ctx: ConstraintSwitchContext, span: Span): AlterTableAction {
  const enable = hasToken(ctx, P.ENABLE);
  if (hasToken(ctx, P.TRIGGERS)) return { kind: 'EnableTriggers', span, enable };
  if (hasToken(ctx, P.LOCK)) return { kind: 'PhysicalAction', span, what: cx.wordsOf(ctx, 3) };
  const validate = hasToken(ctx, P.VALIDATE) ? true : hasToken(ctx, P.NOVALIDATE) ? false : undefined;
  const exceptions =
    ctx
      .constraintState()
      .find((s) => s.EXCEPTIONS() !== null)
      ?.name() ?? null;
  return {
    kind: 'SetConstraintState',
    span,
    ...keyTarget(cx, ctx),
    enable,
    ...(validate !== undefined && { validate }),
    ...(hasToken(ctx, P.CASCADE) && { cascade: true }),
    ...(hasToken(ctx, P.KEEP) && { keepIndex: true }),
    ...(exceptions !== null && { exceptionsInto: buildQualifiedName(cx, exceptions) }),
  };
}

function buildDropColumns(cx: BuildContext, ctx: DropColumnsContext, span: Span): AlterTableAction {
  const single = ctx.identifier();
  const list = ctx.columnList();
  if (single === null && list === null) return { kind: 'PhysicalAction', span, what: cx.wordsOf(ctx, 3) };
  return {
    kind: 'DropColumns',
    span,
    columns: single === null ? buildColumnList(cx, required(list)) : [buildIdentifier(cx, single)],
    ...(hasToken(ctx, P.CASCADE) && { cascade: true }),
  };
}

function buildSetUnused(cx: BuildContext, ctx: SetUnusedContext, span: Span): AlterTableAction {
  const single = ctx.identifier();
  return {
    kind: 'DropColumns',
    span,
    columns: single === null ? buildColumnList(cx, required(ctx.columnList())) : [buildIdentifier(cx, single)],
    setUnused: true,
    ...(hasToken(ctx, P.CASCADE) && { cascade: true }),
  };
}

function buildDropConstraint(cx: BuildContext, ctx: DropConstraintContext, span: Span): AlterTableAction {
  return {
    kind: 'DropConstraint',
    span,
    ...keyTarget(cx, ctx),
    ...(hasToken(ctx, P.CASCADE) && { cascade: true }),
    ...(hasToken(ctx, P.KEEP) && { keepIndex: true }),
  };
}

function buildRename(cx: BuildContext, ctx: RenameActionContext, span: Span): AlterTableAction {
  if (hasToken(ctx, P.COLUMN)) {
    const [from, to] = ctx.identifier();
    return {
      kind: 'RenameColumn',
      span,
      from: buildIdentifier(cx, required(from)),
      to: buildIdentifier(cx, required(to)),
    };
  }
  const names = ctx.name();
  if (hasToken(ctx, P.CONSTRAINT)) {
    return {
      kind: 'RenameConstraint',
      span,
      from: buildLastName(cx, firstOf(names)),
      to: buildLastName(cx, required(names[1])),
    };
  }
  const partition = ctx.partitionRef();
  if (partition !== null) {
    const old = partition.name();
    const what = cx.wordsOf(ctx, 2);
    return old === null || names.length === 0
      ? { kind: 'OtherPartitionAction', span, what }
      : {
          kind: 'OtherPartitionAction',
          span,
          what,
          partitions: [buildLastName(cx, old)],
          into: [buildLastName(cx, firstOf(names))],
        };
  }
  return { kind: 'RenameTable', span, to: buildLastName(cx, firstOf(names)) };
}

function addPartitionAction(
  cx: BuildContext,
  ctx: PartitionActionContext,
  span: Span,
  actions: AlterTableAction[],
): void {
  const definitions = ctx.partitionDefinition();
  if (firstTokenOf(ctx).type === P.ADD && definitions.length > 0) {
    for (const definition of definitions) {
      const partition: PartitionDefinition = lineNode(cx, definition, buildPartition);
      actions.push({ kind: 'AddPartition', span, partition });
    }
    return;
  }
  const partitions = ctx
    .partitionRef()
    .flatMap((ref) => (ref.name() === null ? [] : [buildLastName(cx, required(ref.name()))]));
  const items = ctx.modifyPartitionItem();
  const isAboutIndexes = items.length > 0 && items.every((i) => hasToken(i, P.UNUSABLE) || i.partitionTail() !== null);
  const what = isAboutIndexes ? `${cx.wordsOf(ctx, 2)} … ${cx.wordsOf(firstOf(items))}` : cx.wordsOf(ctx, 2);
  if (isAboutStorage(ctx)) {
    actions.push({ kind: 'PhysicalAction', span, what });
    return;
  }
  const made = [
    ...ctx.parenthesizedPartitions().flatMap((p) => p.partitionDefinition()),
    ...(firstTokenOf(ctx).type === P.MERGE ? definitions : []),
  ].map((d) => buildPartition(cx, d).name);
  const into = made.flatMap((name) => name ?? []);
  const [item] = items;
  const change = items.length === 1 && item && hasToken(item, P.VALUES) ? item : undefined;
  const listed = change?.parenthesized() ?? undefined;
  const at = [...ctx.parenthesized(), ...(listed ? [listed] : [])].flatMap((p) =>
    p.expression().map((e) => buildExpr(cx, e)),
  );
  const table = firstTokenOf(ctx).type === P.EXCHANGE ? ctx.name(0) : null;
  actions.push({
    kind: 'OtherPartitionAction',
    span,
    what,
    ...(partitions.length > 0 && { partitions }),
    ...(into.length > 0 && into.length === made.length && { into }),
    ...(change && { values: hasToken(change, P.ADD) ? ('ADD' as const) : ('DROP' as const) }),
    ...(at.length > 0 && { at }),
    ...(table !== null && { table: buildQualifiedName(cx, table) }),
  });
}

/** Where and how a partition is stored: MOVE, and MODIFY with storage attributes alone. */
function isAboutStorage(ctx: PartitionActionContext): boolean {
  const first = firstTokenOf(ctx).type;
  if (first === P.MOVE) return true;
  const items = ctx.modifyPartitionItem();
  return (
    first === P.MODIFY &&
    items.some((i) => i.physicalOption() !== null || i.columnStorage() !== null) &&
    items.every(
      (i) =>
        (i.physicalOption() !== null && !hasToken(required(i.physicalOption()), P.READ)) ||
        i.columnStorage() !== null ||
        i.partitionTail() !== null,
    )
  );
}

/** Options that are no storage attribute change what the table does. */
function buildOption(cx: BuildContext, ctx: AlterTableActionContext, span: Span): AlterTableAction {
  const option = required(ctx.tableOption());
  const own = option.constraintSwitch();
  if (own !== null) return buildSwitch(cx, own, span);
  if (hasToken(option, P.ROW) || option.physicalOption() !== null || option.columnStorage() !== null) {
    const { what } = physicalClause(cx, option);
    const isReadOnly = what === 'READ ONLY' || what === 'READ WRITE';
    return { kind: isReadOnly ? 'UnsupportedAction' : 'PhysicalAction', span, what };
  }
  return { kind: 'UnsupportedAction', span, what: cx.wordsOf(option, 2) };
}

function addByWord(cx: BuildContext, ctx: AlterTableActionContext, span: Span, actions: AlterTableAction[]): void {
  const first = tokenTypeOf(ctx.children[0]);
  switch (first) {
    // Words that end the action before them.
    case P.CASCADE:
    case P.INVALIDATE:
      break;
    case P.SHRINK:
    case P.MOVE:
    case P.ALLOCATE:
    case P.DEALLOCATE:
    case P.MINIMIZE:
    case P.NOMINIMIZE:
    case P.MODIFY:
    case P.ADD:
    case P.DROP:
      actions.push({ kind: 'PhysicalAction', span, what: cx.wordsOf(ctx, 2) });
      break;
    default:
      actions.push({ kind: 'UnsupportedAction', span, what: cx.wordsOf(ctx, 2) });
  }
}
