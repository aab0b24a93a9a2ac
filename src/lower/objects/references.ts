import { identifierColumn, tablesOfObjects } from '../../analyze/model/object-identifiers.js';
import { holdsSubtypes } from '../../analyze/model/subtype-rows.js';
import type { ObjectTypeSymbol, RelationSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { unsupportedExpression } from '../../diagnostics/op2-expressions.js';
import type { PgExpr, PgSelect, PgSelectBody } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { madeUp } from '../naming/made-names.js';
import { foldName } from '../naming/naming.js';
import { readChar } from '../queries/row-sources.js';
import { objectOfRow } from './expressions.js';

/*
 * A REF is the identifier of a row of an object table, which PostgreSQL makes with the row: no two tables have one in
 * common. What it points to is looked up in every object table that can hold it.
 */

type RefType = OracleType & { kind: 'ref' };

/** What the rows are called where a REF is followed. */
const alias = madeUp('referred_to');

/** DEREF(r): the object, NULL for a REF that points to no row. (SQL Language Reference, "DEREF") */
export function dereferenced(ex: ExprContext, ref: PgExpr, type: RefType, span: Span): PgExpr {
  return lookUp(ex, ref, type, span, (table, target) =>
    objectOfRow(
      ex,
      table.ofType ?? target,
      (name) => b.column(span, alias, foldName(name)),
      span,
      holdsSubtypes(table),
    ),
  );
}

/** `t.ref.attribute`. (Object-Relational Developer's Guide, "Implicit Dereferencing") */
export function attributeOfReferred(ex: ExprContext, ref: PgExpr, type: RefType, name: string, span: Span): PgExpr {
  return lookUp(ex, ref, type, span, (_, target) => {
    const attribute = target.attributes.find((a) => a.name === name);
    if (!attribute) return refuse(unsupportedExpression(span, `The attribute ${name} of ${target.name}`));
    const column = b.column(span, alias, foldName(name));
    return attribute.type.kind === 'char' ? readChar(column, attribute.type, span) : column;
  });
}

/**
 * `r IS DANGLING`: it points to no row; NULL points nowhere and does not dangle. (Object-Relational
 * Developer's Guide, "Dangling REFs")
 */
export function isDangling(ex: ExprContext, ref: PgExpr, type: RefType, span: Span): PgExpr {
  const row = rows(ex, ref, type, span, () => b.num(span, 1));
  const isGiven: PgExpr = { kind: 'PgIs', span, what: 'null', negated: true, operand: ref };
  return b.and(span, isGiven, b.not(span, b.exists(span, row)));
}

function lookUp(
  ex: ExprContext,
  ref: PgExpr,
  type: RefType,
  span: Span,
  read: (table: RelationSymbol, target: ObjectTypeSymbol) => PgExpr,
): PgExpr {
  return b.scalar(span, rows(ex, ref, type, span, read));
}

function rows(
  ex: ExprContext,
  ref: PgExpr,
  { target }: RefType,
  span: Span,
  read: (table: RelationSymbol, target: ObjectTypeSymbol) => PgExpr,
): PgSelect {
  const { analysis, naming } = ex.unit;
  const tables = target ? tablesOfObjects(analysis.catalog, target) : [];
  const bodies = tables.map((table): PgSelectBody => {
    const select = b.select(span, {
      items: [b.item(span, read(table, target as ObjectTypeSymbol))],
      from: [b.table(span, naming.of(table), alias)],
      where: b.eq(span, b.column(span, alias, foldName(identifierColumn)), ref),
    });
    return select.body;
  });
  if (bodies.length === 0)
    return refuse(
      unsupportedExpression(span, `A REF to ${target?.name ?? 'an unknown type'}, of which no object table is here,`),
    );
  return {
    kind: 'PgSelect',
    span,
    body: bodies.reduce((left, right) => ({ kind: 'PgSetOperation', span, op: 'union all', left, right })),
  };
}
