import type { RelationSymbol } from '../../../analyze/model/symbols.js';
import type { ColumnDefinition } from '../../../ir/oracle/index.js';
import type { PgColumnDefinition, PgExpr, PgStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import type { UnitContext } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { unusedRelationName } from '../../naming/taken-names.js';
import { changeOfSequence } from '../alter/alter-sequence.js';
import { fold, literal, regclassText } from '../names.js';
import { sequenceOptions } from '../sequence.js';
import type { LoweredColumn } from './column.js';

/** An identity column with its sequence. */
export interface LoweredIdentity {
  readonly definition: PgColumnDefinition;
  readonly before: readonly PgStatement[];
  readonly after: readonly PgStatement[];
  readonly always: boolean;
  /** Partitions are chosen by the column, which a trigger comes too late for. */
  readonly routes: boolean;
  readonly next: PgExpr;
  /** BY DEFAULT ON NULL. */
  readonly onNull: boolean;
}

/**
 * An identity column is a numeric column fed by a sequence of its own: PostgreSQL's GENERATED AS IDENTITY asks for an
 * integer type, and integers divide otherwise than NUMBERs. What ALWAYS refuses, a trigger refuses, and where partitions
 * are chosen by the column, converted statements. (SQL Language Reference, CREATE TABLE, "identity_clause")
 */
export function lowerIdentity(
  unit: UnitContext,
  table: readonly string[],
  column: LoweredColumn,
  span: Span,
  partitionKeys: readonly string[] = [],
): LoweredIdentity | undefined {
  const { identity, definition } = column;
  if (!identity) return undefined;
  const sequence = sequenceOf(unit, table, definition.name);
  const next = identityDefault(unit, table, definition.name, span);
  const always = identity.mode === 'ALWAYS';
  const routes = partitionKeys.some((key) => foldName(key) === definition.name);
  return {
    definition: always && !routes ? definition : { ...definition, default: next },
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
    routes,
    next,
    onNull: identity.mode === 'BY DEFAULT ON NULL',
  };
}

/** The name of the sequence that feeds an identity column. */
const sequenceOf = (
  unit: UnitContext,
  [schema = '', relation = '']: readonly string[],
  column: string,
): readonly string[] => unusedRelationName(unit, schema, `${relation}_${column}_seq`);

/** The sequences that feed identity columns of a table, under the names that they were made with. */
export function identitySequences(unit: UnitContext, relation: RelationSymbol): readonly (readonly string[])[] {
  const { definition, alters = [] } = relation;
  if (definition?.kind !== 'CreateTable') return [];
  const actions = alters.flatMap((a) => (a.atRunTime ? [] : a.actions));
  const columns = [...definition.columns, ...actions.flatMap((a) => (a.kind === 'AddColumns' ? a.columns : []))];
  // A sequence goes with its column, and with DROP IDENTITY.
  const isGone = actions.some(
    (a) => a.kind === 'DropColumns' || (a.kind === 'ModifyColumns' && a.columns.some((c) => c.dropIdentity)),
  );
  const isThere = ({ name }: ColumnDefinition): boolean =>
    !isGone || relation.columns.some((c) => c.identity && c.name === name.name);
  return columns
    .filter((c) => c.identity && isThere(c))
    .map((c) => sequenceOf(unit, unit.naming.of(relation), fold(c.name)));
}

/**
 * `MODIFY id GENERATED … AS IDENTITY (START WITH n | LIMIT VALUE INCREMENT BY m …)`: where the numbers of an identity
 * column go on, and how. `created`: the name that the column was made with. Behind the limit means behind the greatest
 * value, of falling numbers the least. (SQL Language Reference, ALTER TABLE, "identity_options")
 */
export function movedIdentity(
  unit: UnitContext,
  table: readonly string[],
  before: Identity,
  { name, identity }: ColumnDefinition,
  created: string,
): readonly string[] {
  const sequence = regclassText(sequenceOf(unit, table, created));
  const options = identity?.options ?? {};
  const change = changeOfSequence(sequence, options);
  const changes = change === undefined ? [] : [change];
  if (!options.startAtLimit) return changes;
  const column = regclassText([fold(name)]);
  const by = options.incrementBy ?? before.options.incrementBy;
  const limit = `${by?.startsWith('-') ? 'min' : 'max'}(${column})`;
  return [
    ...changes,
    `select setval(${literal(sequence)}, ${limit}::bigint) from ${regclassText(table)} having ${limit} is not null`,
  ];
}

/** DROP IDENTITY drops the sequence, too. (SQL Language Reference, ALTER TABLE, "drop_identity_clause") */
export const dropOfIdentity = (
  unit: UnitContext,
  table: readonly string[],
  created: string,
  span: Span,
): PgStatement => ({
  kind: 'PgDrop',
  span,
  objectKind: 'sequence',
  names: [sequenceOf(unit, table, created)],
  ifExists: false,
});

/** The default that draws from the sequence: of columns whose numbers are not always their own. */
export const identityDefault = (unit: UnitContext, table: readonly string[], created: string, span: Span): PgExpr =>
  b.call(span, 'nextval', b.text(span, regclassText(sequenceOf(unit, table, created))));

type Identity = NonNullable<ColumnDefinition['identity']>;
