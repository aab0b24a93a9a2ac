import type { ColumnConstraint, ConstraintState, TableConstraint } from '../../../ir/oracle/index.js';
import {
  type ConstraintStateContext,
  type InlineConstraintContext,
  type NameContext,
  type OutOfLineConstraintContext,
  OracleParser as P,
  type ReferencesClauseContext,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildParenthesized } from '../expressions/expressions.js';
import { buildColumnList, buildLastName, buildQualifiedName } from '../names.js';
import { required } from '../required.js';
import { firstTokenOf, hasToken } from '../tree.js';
import { buildIndex } from './create-index.js';

/** (SQL Language Reference, "constraint", inline_constraint) */
export function buildColumnConstraint(cx: BuildContext, ctx: InlineConstraintContext): ColumnConstraint {
  const base = { span: cx.span(ctx), state: buildState(cx, ctx._constraintName, ctx.constraintState()) };
  const references = ctx.referencesClause();
  if (references !== null) return { kind: 'ColumnReferences', ...base, ...buildReferences(cx, references) };
  const check = ctx.parenthesized();
  if (check !== null) return { kind: 'ColumnCheck', ...base, condition: buildParenthesized(cx, check) };
  if (hasToken(ctx, P.NULL)) return { kind: hasToken(ctx, P.NOT) ? 'NotNull' : 'Nullable', ...base };
  return { kind: hasToken(ctx, P.UNIQUE) ? 'ColumnUnique' : 'ColumnPrimaryKey', ...base };
}

/** (SQL Language Reference, "constraint", out_of_line_constraint) */
export function buildTableConstraint(cx: BuildContext, ctx: OutOfLineConstraintContext): TableConstraint {
  const base = { span: cx.span(ctx), state: buildState(cx, ctx._constraintName, ctx.constraintState()) };
  const check = ctx.parenthesized();
  if (check !== null) return { kind: 'Check', ...base, condition: buildParenthesized(cx, check) };
  const columns = buildColumnList(cx, required(ctx.columnList()));
  const references = ctx.referencesClause();
  if (references !== null) {
    const { table, columns: referenced, onDelete } = buildReferences(cx, references);
    return {
      kind: 'ForeignKey',
      ...base,
      columns,
      table,
      ...(referenced && { referenced }),
      ...(onDelete && { onDelete }),
    };
  }
  return { kind: hasToken(ctx, P.UNIQUE) ? 'Unique' : 'PrimaryKey', ...base, columns };
}

type References = Pick<Extract<ColumnConstraint, { kind: 'ColumnReferences' }>, 'table' | 'columns' | 'onDelete'>;

function buildReferences(cx: BuildContext, ctx: ReferencesClauseContext): References {
  const columns = ctx.columnList();
  return {
    table: buildQualifiedName(cx, ctx.name()),
    ...(columns && { columns: buildColumnList(cx, columns) }),
    ...(hasToken(ctx, P.DELETE) && {
      onDelete: hasToken(ctx, P.CASCADE) ? ('CASCADE' as const) : ('SET NULL' as const),
    }),
  };
}

/** (SQL Language Reference, "constraint_state") */
function buildState(
  cx: BuildContext,
  name: NameContext | undefined,
  contexts: readonly ConstraintStateContext[],
): ConstraintState {
  const state: { -readonly [K in keyof ConstraintState]: ConstraintState[K] } = {};
  if (name !== undefined) state.name = buildLastName(cx, name);
  for (const ctx of contexts) {
    switch (firstTokenOf(ctx).type) {
      case P.NOT:
        state.deferrable = false;
        break;
      case P.DEFERRABLE:
        state.deferrable = true;
        break;
      case P.INITIALLY:
        state.initiallyDeferred = hasToken(ctx, P.DEFERRED);
        break;
      case P.RELY:
        state.rely = true;
        break;
      case P.NORELY:
        state.rely = false;
        break;
      case P.ENABLE:
        state.enabled = true;
        break;
      case P.DISABLE:
        state.enabled = false;
        break;
      case P.VALIDATE:
        state.validated = true;
        break;
      case P.NOVALIDATE:
        state.validated = false;
        break;
      case P.USING: {
        const index = ctx.createIndex();
        const existing = ctx.name();
        if (index !== null) {
          state.usingIndex = buildIndex(cx, index, cx.span(index), { unique: hasToken(ctx, P.UNIQUE), bitmap: false });
          if (state.usingIndex.local) state.localIndex = true;
        } else if (existing !== null) state.usingIndex = buildQualifiedName(cx, existing);
        if (ctx.indexOption().some((option) => firstTokenOf(option).type === P.LOCAL)) state.localIndex = true;
        break;
      }
      case P.EXCEPTIONS: {
        const table = ctx.name();
        if (table !== null) state.exceptionsInto = buildQualifiedName(cx, table);
        break;
      }
      default:
        break;
    }
  }
  return state;
}
