import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { ColumnDefinition } from '../../../ir/oracle/index.js';
import type { PgColumnDefinition, PgExpr, PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { shorten } from '../../naming/naming.js';
import { fold, regclassText } from '../names.js';
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
  const sequence = sequenceOf(table, definition.name);
  const next = b.call(span, 'nextval', b.text(span, regclassText(sequence)));
  const always = identity.mode === 'ALWAYS';
  return {
    definition: always ? definition : { ...definition, default: next },
    before: [
      {
        kind: 'PgCreateSequence',
        span,
        name: sequence,
        options: sequenceOptions(unit, identity.options, `of ${table[1] ?? ''}`, span),
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

/** The name of the sequence that feeds an identity column. */
const sequenceOf = ([schema = '', relation = '']: readonly string[], column: string): readonly string[] => [
  schema,
  shorten(`${relation}_${column}_seq`),
];

/**
 * `MODIFY id GENERATED … AS IDENTITY (START WITH n | LIMIT VALUE)`: where the numbers of an identity column go on; undefined for changes of anything else.
 * Behind the limit means behind the greatest value, of falling numbers the least. (SQL Language Reference, ALTER TABLE, "identity_options")
 */
export function movedIdentity(
  table: readonly string[],
  relation: RelationSymbol | undefined,
  node: ColumnDefinition,
): string | undefined {
  const made = relation?.definition?.kind === 'CreateTable' ? relation.definition.columns : [];
  const before = made.find((c) => c.name.name === node.name.name)?.identity;
  if (!before || !node.identity || before.mode !== node.identity.mode) return undefined;
  const { startWith, startAtLimit, cache: _cache, order: _order, ...others } = node.identity.options;
  const sequence = regclassText(sequenceOf(table, fold(node.name)));
  if (Object.keys(others).length > 0) return undefined;
  if (startAtLimit) {
    const column = regclassText([fold(node.name)]);
    const limit = `${before.options.incrementBy?.startsWith('-') ? 'min' : 'max'}(${column})`;
    return `select setval('${sequence.replaceAll("'", "''")}', ${limit}::bigint) from ${regclassText(table)} having ${limit} is not null`;
  }
  return startWith !== undefined && /^[+-]?\d+$/.test(startWith)
    ? `alter sequence ${sequence} restart with ${startWith.replace('+', '')}`
    : undefined;
}
