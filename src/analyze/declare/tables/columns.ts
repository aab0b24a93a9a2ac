import type { ColumnDefinition, Identifier, QualifiedName, TableConstraint } from '../../../ir/oracle/index.js';
import type { AnalyzeContext } from '../../context.js';
import { childScope, type Scope } from '../../model/scope.js';
import type { ColumnInfo, RelationSymbol } from '../../model/symbols.js';
import { type OracleType, unknown } from '../../model/types.js';
import { forbidsNull } from './not-null-constraints.js';

/** Where a column definition stands. */
interface ColumnPlace {
  readonly scope: Scope;
  readonly relation: RelationSymbol;
  /** Columns of the table so far, which a virtual column without a type is made of. */
  readonly others: readonly ColumnInfo[];
  /** What CREATE TABLE … AS gives at its place. */
  readonly queried?: ColumnInfo | undefined;
  /** Those beside the columns: a foreign key gives a column without a type that of what it references. */
  readonly constraints?: readonly TableConstraint[];
}

/** The column that a definition of CREATE TABLE or ALTER TABLE … ADD makes. */
export function declaredColumn(
  cx: AnalyzeContext,
  c: ColumnDefinition,
  { scope, relation, others, queried, constraints = [] }: ColumnPlace,
): ColumnInfo {
  let type: OracleType = queried?.type ?? unknown;
  if (c.type) type = cx.typeOfRef(c.type, scope);
  else if (c.virtual)
    type = cx.resolveExpr(
      c.virtual,
      childScope(scope, {
        rows: [{ kind: 'relation', alias: '', relation, columns: others, open: false, optional: false }],
      }),
    );
  else {
    // A column of a foreign key may leave its type to the column that it references. (SQL Language Reference, CREATE
    // TABLE, "datatype")
    const reference = foreignKeyOf(c, constraints);
    const target =
      reference &&
      cx.catalog.lookup(
        reference.table.parts.map((p) => p.name),
        relation.owner,
      );
    if (target?.kind === 'relation') {
      const key = reference?.referenced?.map((r) => r.name) ?? target.keys.find((k) => k.primary)?.columns;
      const known = target === relation ? others : target.columns;
      type = known.find((x) => x.name === key?.[reference?.position ?? 0])?.type ?? unknown;
    }
  }
  const notNull =
    forbidsNull(c) || c.constraints.some((k) => k.kind === 'ColumnPrimaryKey' && k.state.enabled !== false);
  return {
    name: c.name.name,
    type,
    nullable: !notNull && c.identity === undefined,
    virtual: c.virtual !== undefined || undefined,
    hidden: c.invisible || undefined,
    identity: c.identity?.mode,
    hasDefault: c.default !== undefined || undefined,
    defaultOnNull: c.defaultOnNull || undefined,
    span: c.span,
  };
}

/** The foreign key that a column is part of, its own or one written after the columns, and its place in that. */
function foreignKeyOf(
  c: ColumnDefinition,
  constraints: readonly TableConstraint[],
): { table: QualifiedName; referenced: readonly Identifier[] | undefined; position: number } | undefined {
  for (const k of c.constraints)
    if (k.kind === 'ColumnReferences') return { table: k.table, referenced: k.columns, position: 0 };
  for (const k of constraints) {
    if (k.kind !== 'ForeignKey') continue;
    const position = k.columns.findIndex((x) => x.name === c.name.name);
    if (position >= 0) return { table: k.table, referenced: k.referenced, position };
  }
  return undefined;
}
