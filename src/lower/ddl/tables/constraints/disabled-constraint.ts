import type { Diagnostic } from '../../../../diagnostics/diagnostic.js';
import { constraintDisabled, constraintKind } from '../../../../diagnostics/op1.js';
import type { ConstraintState } from '../../../../ir/oracle/index.js';
import type { PgStatement } from '../../../../ir/postgres/index.js';
import type { Span } from '../../../../ir/span.js';
import { b } from '../../../builders.js';
import type { UnitContext } from '../../../context.js';
import { foldName, shorten } from '../../../naming/naming.js';
import { isGeneratedName, regclassText } from '../../names.js';
import { type ConstraintPlace, type LoweredConstraints, noConstraints } from './lowered-constraints.js';

interface Disabled {
  readonly span: Span;
  readonly state: ConstraintState;
}

interface KeptDisabled<T> {
  /** What stands for the constraint in messages where it has no name. */
  readonly what: string;
  /** What PostgreSQL's name for it ends in where it has none: `sal_check`. */
  readonly ending: string;
  readonly out: LoweredConstraints;
  /** Makes the constraint as if it were enabled. */
  readonly make: (enabled: T, out: LoweredConstraints) => void;
}

/**
 * DISABLE VALIDATE: Oracle refuses to change rows of the table. (SQL Language Reference, "constraint", "DISABLE Clause")
 */
export const disabledValidate = (span: Span, name: string): Diagnostic =>
  constraintKind(span, `VALIDATE of disabled constraint ${name}, under which no row may be changed (ORA-25128),`);

/**
 * A constraint that is disabled is left out; where it may be enabled or listed later, what would make it is kept:
 * `select ora.disabled_constraint('app.emp', 'emp_ck', 'alter table app.emp add constraint emp_ck check (sal > 0)')`.
 */
export function keepDisabled<T extends Disabled>(
  unit: UnitContext,
  { table }: ConstraintPlace,
  c: T,
  { what, ending, out, make }: KeptDisabled<T>,
): void {
  const { span } = c;
  unit.report(constraintDisabled(span, c.state.name?.name ?? what));
  if (c.state.validated) unit.report(disabledValidate(span, c.state.name?.name ?? what));
  if (!unit.analysis.showsConstraintStates()) return;
  const given = c.state.name && !isGeneratedName(c.state.name.name) ? foldName(c.state.name.name) : undefined;
  const made = noConstraints();
  make({ ...c, state: { ...c.state, enabled: true, validated: undefined } }, made);
  const [statement] = [
    ...made.inline.map(
      (constraint): PgStatement => ({
        kind: 'PgAlterTable',
        span,
        name: table,
        actions: [{ kind: 'add constraint', constraint }],
      }),
    ),
    ...made.indexes,
    ...made.late,
  ];
  // An index of no name gets another one than a constraint.
  if (!statement || (given === undefined && made.indexes.length > 0)) return;
  const args = [
    b.text(span, regclassText(table)),
    b.text(span, given ?? shorten(`${table.at(-1) ?? ''}_${ending}`)),
    { kind: 'PgStatementText', span, statement } as const,
  ];
  const query = b.select(span, { items: [b.item(span, b.ora(span, 'disabled_constraint', ...args))] });
  out.disabled.push({ kind: 'PgQueryStatement', span, query });
}
