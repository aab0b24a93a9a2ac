import type { RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { domainIndex, indexKind, indexNotImmutable, invisibleIndex } from '../../diagnostics/op1.js';
import { globalUniqueKey } from '../../diagnostics/op6.js';
import { lastName } from '../../ir/dotted.js';
import type { CreateIndex, Expr } from '../../ir/oracle/index.js';
import type { PgCreateIndex, PgExpr, PgStatement } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import type { UnitContext } from '../context.js';
import { lowerExpr } from '../expressions/index.js';
import { foldName } from '../naming/naming.js';
import { immutableCallees } from '../plsql/routines/immutable-routine.js';
import type { DdlContext } from './ddl-context.js';
import { attempt, ddlContext, unqualify, withFixedModels, withoutConcat } from './expressions.js';
import { indexName, lastPart, nameAsWritten, relationNamed, written } from './names.js';
import { isImmutable } from './tables/immutability.js';
import { keptByPartitions } from './tables/partition-keys.js';
import { reportPhysical } from './tables/physical.js';

/**
 * CREATE INDEX. A unique index keeps Oracle's rule for NULLs: keys that are all NULL may repeat, others not. An index
 * over the columns of a key of the table is made by the key. (SQL Language Reference, CREATE INDEX; Database Concepts,
 * "Indexes")
 */
export function lowerCreateIndex(unit: DdlContext, node: CreateIndex): PgStatement[] {
  reportPhysical(unit, node.physical);
  const title = written(node.name);
  const relation = relationNamed(unit, node.table);
  const table = relation ? unit.naming.of(relation) : nameAsWritten(unit, node.table);
  // Which rows lie together is said of a cluster, and nothing is looked up by it.
  if (node.special?.kind === 'CLUSTER') return [];
  if (node.special) return domainIndexes(unit, node, node.special.what, { table, relation });
  const columns = node.columns.map((c) => columnName(unit, c.value));
  // What a program finds there shows when it runs.
  if (!unit.inProgram && !columns.includes('') && backsKey(relation, columns)) return [];
  if (node.bitmap) unit.report(indexKind(node.span, title, 'Bitmap'));
  if (node.reverse) unit.report(indexKind(node.span, title, 'Reverse key'));
  if (node.invisible) unit.report(invisibleIndex(node.span, title));
  const types = new Map<string, OracleType>((relation?.columns ?? []).map((c) => [c.name, c.type]));
  const items = indexItems(unit, node, types, title);
  if (!items || items.length === 0) return [];
  const own = new Set(node.columns.flatMap((c) => [...immutableCallees(unit, c.value)]));
  if (!items.every((i) => isImmutable(i.value, types, own))) {
    unit.report(indexNotImmutable(node.span, title));
    return [];
  }
  // Across partitions it cannot be unique; its columns are looked up by all the same.
  const isGlobal = node.unique && !keptByPartitions(relation, columns);
  if (isGlobal)
    unit.report(globalUniqueKey(node.span, title, relation?.name ?? '', 'it becomes an index that is not unique'));
  const unique = node.unique && !isGlobal;
  const values = items.map((i) => i.value);
  const made: PgCreateIndex = {
    kind: 'PgCreateIndex',
    span: node.span,
    name: indexName(unit, table[0] ?? '', lastPart(node.name)),
    unique,
    table,
    items,
    ...(unique ? uniqueness(unit, relation, node, values) : {}),
    // With a constant no key is all NULL.
    ...(unique && node.columns.some(({ value }) => isValue(value)) ? { nullsNotDistinct: true, where: undefined } : {}),
    comments: node.comments,
    blankBefore: node.blankBefore,
  };
  return [made];
}

/** What is indexed; undefined where PostgreSQL could not index it. */
function indexItems(
  unit: UnitContext,
  node: CreateIndex,
  types: Map<string, OracleType>,
  title: string,
): { value: PgExpr; direction: 'desc' | undefined }[] | undefined {
  return attempt(
    unit,
    () =>
      node.columns
        .filter((c) => !isConstant(c.value))
        .map((c) => ({
          value: withoutConcat(withFixedModels(indexed(unit, c.value), types), types),
          direction: c.direction === 'DESC' ? ('desc' as const) : undefined,
        })),
    () => indexNotImmutable(node.span, title, 'not converted'),
  );
}

/** A domain index: one of full text, or none. */
function domainIndexes(
  unit: UnitContext,
  node: CreateIndex,
  what: string,
  on: { readonly table: readonly string[]; readonly relation: RelationSymbol | undefined },
): PgStatement[] {
  const title = written(node.name);
  const text = textIndex(unit, node, on.table, on.relation);
  unit.report(
    text
      ? domainIndex(node.span, title, what, 'becomes a full text index, which other operators use')
      : domainIndex(node.span, title, what),
  );
  return text ? [text] : [];
}

/**
 * Oracle Text on one text column. The language is PostgreSQL's `simple`: words as they are. (PostgreSQL manual, 12.2.2)
 */
function textIndex(
  unit: UnitContext,
  node: CreateIndex,
  table: readonly string[],
  relation: RelationSymbol | undefined,
): PgCreateIndex | undefined {
  const [item, more] = node.columns;
  if (
    node.special?.kind !== 'DOMAIN' ||
    !/\b(CONTEXT|CTXCAT|SEARCH_INDEX)$/i.test(node.special.what.split(' ')[0] ?? '') ||
    !item ||
    more
  )
    return undefined;
  const name = columnName(unit, item.value);
  const type = relation?.columns.find((c) => c.name === name)?.type.kind;
  if (type !== 'varchar2' && type !== 'clob') return undefined;
  const { span } = node;
  const config = b.cast(span, b.text(span, 'simple'), { name: ['regconfig'] });
  return {
    kind: 'PgCreateIndex',
    span,
    name: indexName(unit, table[0] ?? '', lastPart(node.name)),
    unique: false,
    method: 'gin',
    table,
    items: [{ value: b.call(span, 'to_tsvector', config, b.column(span, foldName(name))) }],
    comments: node.comments,
    blankBefore: node.blankBefore,
  };
}

function indexed(unit: UnitContext, expr: Expr): PgExpr {
  // A column stands for itself, CHAR or not: the index serves the comparison of the column.
  if (expr.kind === 'Name' && expr.parts.length <= 2) {
    const { base, steps } = unit.analysis.resolve(expr);
    if ((base.kind === 'column' && steps.length === 0) || base.kind === 'unresolved')
      return b.column(expr.span, foldName(columnName(unit, expr)));
  }
  return unqualify(lowerExpr(ddlContext(unit), expr));
}

/** `(a, 0)`: the constant only makes Oracle index NULLs, which PostgreSQL does anyway. */
const isConstant = (expr: Expr): boolean =>
  isValue(expr) || expr.kind === 'NullLiteral' || expr.kind === 'StringLiteral';

/** A constant that is not NULL. */
const isValue = (expr: Expr): boolean =>
  expr.kind === 'NumberLiteral' || (expr.kind === 'StringLiteral' && expr.value !== '');

/** The name of the column; empty for any other expression, such as an attribute of an object. */
function columnName({ analysis }: UnitContext, expr: Expr): string {
  if (expr.kind !== 'Name' || analysis.resolve(expr).steps.length > 0) return '';
  return lastName(expr);
}

function backsKey(relation: RelationSymbol | undefined, columns: readonly string[]): boolean {
  const wanted = columns.join(',');
  if (!relation) return false;
  const disabled = (key: readonly string[]): boolean =>
    relation.constraints.some(
      (c) =>
        (c.kind === 'PrimaryKey' || c.kind === 'Unique') &&
        c.state.enabled === false &&
        c.columns.map((x) => x.name).join(',') === key.join(','),
    );
  // A key that goes leaves its columns to an index.
  const goes = (relation.alters ?? []).some((a) =>
    a.actions.some((x) => x.kind === 'DropConstraint' || (x.kind === 'SetConstraintState' && !x.enable)),
  );
  // Whether a program adds its key, and when, is not known.
  const perhaps = (relation.alters ?? []).some(
    (a) =>
      a.atRunTime &&
      a.actions.some(
        (x) =>
          x.kind === 'AddConstraint' &&
          (x.constraint.kind === 'PrimaryKey' || x.constraint.kind === 'Unique') &&
          x.constraint.columns.map((c) => c.name).join(',') === wanted,
      ),
  );
  return (
    !perhaps &&
    !goes &&
    relation.keys.some(
      (k) => k.columns.join(',') === wanted && !disabled(k.columns) && keptByPartitions(relation, k.columns),
    )
  );
}

/** NULLs in a unique index: one column follows PostgreSQL's default; several need the rule spelt out. */
function uniqueness(
  unit: UnitContext,
  relation: RelationSymbol | undefined,
  node: CreateIndex,
  values: readonly PgExpr[],
): Pick<PgCreateIndex, 'nullsNotDistinct' | 'where'> {
  if (values.length === 1) return {};
  const nullable = node.columns.map(
    (c) => relation?.columns.find((x) => x.name === columnName(unit, c.value))?.nullable ?? true,
  );
  if (!nullable.includes(true)) return {};
  if (nullable.includes(false)) return { nullsNotDistinct: true };
  return {
    nullsNotDistinct: true,
    where: b.not(node.span, b.and(node.span, ...values.map((v) => b.isNull(node.span, v)))),
  };
}
