import type { ColumnDefinition, ConstraintState, Identifier, TableConstraint } from '../../../ir/oracle/index.js';
import {
  type ConstraintSwitchContext,
  type DropConstraintContext,
  type ModifyConstraintContext,
  OracleParser as P,
} from '../../generated/OracleParser.js';
import type { BuildContext } from '../context.js';
import { buildColumnList, buildLastName } from '../names.js';
import { hasToken } from '../tree.js';

/** Which constraint ALTER TABLE means: by name, as the primary key, or by the columns of a unique key. */
interface KeyTarget {
  readonly name?: Identifier;
  readonly primaryKey?: boolean;
  readonly unique?: readonly Identifier[];
}

/** `CONSTRAINT c`, `PRIMARY KEY`, `UNIQUE (a, b)`. */
export function keyTarget(
  cx: BuildContext,
  ctx: ModifyConstraintContext | DropConstraintContext | ConstraintSwitchContext,
): KeyTarget {
  const name = ctx.name();
  if (name !== null) return { name: buildLastName(cx, name) };
  const columns = ctx.columnList();
  if (columns !== null) return { unique: buildColumnList(cx, columns) };
  return hasToken(ctx, P.PRIMARY) ? { primaryKey: true } : {};
}

/**
 * The constraints of a CREATE TABLE after its own ENABLE and DISABLE clauses.
 * (SQL Language Reference, "CREATE TABLE", "enable_disable_clause")
 */
export function withSwitches(
  cx: BuildContext,
  switches: readonly ConstraintSwitchContext[],
  items: { readonly columns: readonly ColumnDefinition[]; readonly constraints: readonly TableConstraint[] },
): { readonly columns: readonly ColumnDefinition[]; readonly constraints: readonly TableConstraint[] } {
  let { columns, constraints } = items;
  for (const ctx of switches) {
    if (hasToken(ctx, P.TRIGGERS) || hasToken(ctx, P.LOCK)) continue;
    const target = keyTarget(cx, ctx);
    const enabled = hasToken(ctx, P.ENABLE);
    const validated = hasToken(ctx, P.NOVALIDATE) ? { validated: false } : {};
    const change = <C extends { readonly state: ConstraintState }>(c: C): C => ({
      ...c,
      state: { ...c.state, enabled, ...validated },
    });
    const unique = target.unique?.map((x) => x.name).join();
    constraints = constraints.map((c) =>
      (target.name && c.state.name?.name === target.name.name) ||
      (target.primaryKey && c.kind === 'PrimaryKey') ||
      (c.kind === 'Unique' && c.columns.map((x) => x.name).join() === unique)
        ? change(c)
        : c,
    );
    columns = columns.map((column) => ({
      ...column,
      constraints: column.constraints.map((c) =>
        (target.name && c.state.name?.name === target.name.name) ||
        (target.primaryKey && c.kind === 'ColumnPrimaryKey') ||
        (c.kind === 'ColumnUnique' && column.name.name === unique)
          ? change(c)
          : c,
      ),
    }));
  }
  return { columns, constraints };
}
