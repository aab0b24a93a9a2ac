import type { PgColumnDefinition, PgExpr, PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { shorten } from '../../naming/naming.js';
import { regclassText } from '../names.js';
import { sequenceOptions } from '../sequence.js';
import type { LoweredColumn } from './column.js';

/** An identity column with its sequence. */
export interface LoweredIdentity {
  readonly definition: PgColumnDefinition;
  readonly before: readonly PgStatement[];
  readonly after: readonly PgStatement[];
  readonly always: boolean;
  readonly next: PgExpr;
  /** BY DEFAULT ON NULL. */
  readonly onNull: boolean;
}

/**
 * An identity column is a numeric column fed by a sequence of its own: PostgreSQL's GENERATED AS IDENTITY asks for an integer type, and integers
 * divide otherwise than NUMBERs. What ALWAYS refuses, a trigger refuses. (SQL Language Reference, CREATE TABLE, "identity_clause")
 */
export function lowerIdentity(
  unit: UnitContext,
  table: readonly string[],
  column: LoweredColumn,
  span: Span,
): LoweredIdentity | undefined {
  const { identity, definition } = column;
  if (!identity) return undefined;
  const [schema = '', relation = ''] = table;
  const sequence = [schema, shorten(`${relation}_${definition.name}_seq`)];
  const next = b.call(span, 'nextval', b.text(span, regclassText(sequence)));
  const always = identity.mode === 'ALWAYS';
  return {
    definition: always ? definition : { ...definition, default: next },
    before: [
      {
        kind: 'PgCreateSequence',
        span,
        name: sequence,
        options: sequenceOptions(unit, identity.options, `of ${relation}`, span),
      },
    ],
    after: [
      {
        kind: 'PgFixedStatement',
        span,
        text: `alter sequence ${regclassText(sequence)} owned by ${regclassText([...table, definition.name])}`,
      },
    ],
    always,
    next,
    onNull: identity.mode === 'BY DEFAULT ON NULL',
  };
}
