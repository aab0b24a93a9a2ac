import type { Analysis } from '../../../analyze/analysis.js';
import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { AlterTable, AlterTableAction } from '../../../ir/oracle/index.js';
import type { PgAlterTableAction, PgStatement } from '../../../ir/postgres/index.js';
import type { DdlContext } from '../ddl-context.js';
import type { LoweredConstraints } from '../tables/constraints/lowered-constraints.js';

/** An ALTER TABLE, and the table as the inputs show it. */
export interface Altered {
  readonly unit: { readonly analysis: Analysis };
  readonly node: AlterTable;
  readonly relation: RelationSymbol | undefined;
}

/** An ALTER TABLE, and what its actions become. */
export interface AlterPlace extends Altered {
  readonly unit: DdlContext;
  readonly table: readonly string[];
  readonly statements: PgStatement[];
  readonly constraints: LoweredConstraints;
}

/** Adds one ALTER TABLE with the actions; nothing where there are none. */
export function alter(
  place: AlterPlace,
  span: AlterTableAction['span'],
  ...actions: readonly PgAlterTableAction[]
): void {
  if (actions.length > 0) place.statements.push({ kind: 'PgAlterTable', span, name: place.table, actions });
}

/** Statements that a program executes: in what state the table is then is not known. */
export const atRunTime = ({ relation, node }: Altered): boolean => !(relation?.alters ?? []).includes(node);

/** Constraints are looked up when the statement runs: what the inputs show may not be what is there. */
export const looksUp = (place: Altered): boolean => atRunTime(place) || place.unit.analysis.showsConstraintStates();
