import type { OracleNode } from '../../../ir/oracle/node.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { regclassText } from '../../ddl/names.js';
import { goneNeeds } from './gone-needs.js';

/**
 * `if to_regclass('app.t') is null then raise … end if` where the block begins: Oracle does not compile it, so nothing
 * of it runs and no handler of its own sees the error. `placed`: the line that says where a name stands.
 */
export const withoutNeeds = (
  unit: UnitContext,
  span: Span,
  block: OracleNode & { readonly span: Span },
  placed: (name: string) => string,
  fail: (message: PgExpr | string) => readonly PlStatement[],
): PlStatement[] =>
  goneNeeds(unit, block).map(({ needed, through }) => {
    const isTable = needed.kind === 'relation';
    const own = regclassText(unit.naming.of(needed));
    const message = through
      ? b.concat(
          span,
          b.text(span, `${placed(through.name)}\nPLS-00905: object `),
          b.ora(span, 'owner_name', b.text(span, unit.naming.schemaOf(through.owner))),
          b.text(span, `.${through.name} is invalid`),
        )
      : `${placed(needed.name)}\n${isTable ? 'PL/SQL: ORA-00942: table or view does not exist' : `PLS-00201: identifier '${needed.name}' must be declared`}`;
    const missing = b.isNull(span, b.call(span, isTable ? 'to_regclass' : 'to_regproc', b.text(span, own)));
    return b.ifThen(span, missing, [...fail(message)]);
  });
