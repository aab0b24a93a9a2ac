import type { CursorSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType, RecordFieldInfo } from '../../../analyze/model/types.js';
import type { PgExpr, PgSelect, PgSelectBody, PgType } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { foldName, type Naming } from '../../naming/naming.js';
import { isRowValue, pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { type CursorIdentity, numberedColumn } from '../body/cursor-state.js';

/**
 * What a column is called in the record of `fetchTargets`: an expression without an alias has no name of its own, and
 * two columns may share one.
 */
export function fetchedName(fields: readonly RecordFieldInfo[], i: number): string {
  const name = fields[i]?.name ?? '';
  return name === '' || fields.findIndex((f) => f.name === name) < i ? numberedColumn(i) : foldName(name);
}

/** The query of a cursor with objects in its rows, each column under its name in the record. */
export function withObjectNames(naming: Naming, query: PgSelect, fields: readonly RecordFieldInfo[]): PgSelect {
  if (!fields.some((f) => isRowValue(naming, f.type))) return query;
  return withNames(
    query,
    fields.map((_, i) => fetchedName(fields, i)),
  );
}

function withNames(query: PgSelect, names: readonly string[]): PgSelect {
  const named = (body: PgSelectBody): PgSelectBody => {
    switch (body.kind) {
      case 'PgSetOperation':
        return { ...body, left: named(body.left) };
      case 'PgSelectCore':
        if (body.items.length !== names.length) return body;
        return {
          ...body,
          items: body.items.map((item, i) => {
            const own = item.value.kind === 'PgColumn' ? item.value.parts.at(-1) : undefined;
            return item.value.kind === 'PgStar' || names[i] === (item.alias ?? own)
              ? item
              : { ...item, alias: names[i] };
          }),
        };
      default:
        return body;
    }
  };
  return { ...query, body: named(query.body) };
}

/**
 * Targets for the columns of a row by position, whatever their names are, objects among them. PL/pgSQL takes no
 * composite variable as one of several targets, but the field of a record.
 */
export function fieldsByPosition(rc: BodyBuilder, span: Span, types: readonly PgType[]): PgExpr[] {
  const items = types.map((type) => b.cast(span, b.null(span), type));
  const record = rc.fresh('fetched', pgTypes.record, { kind: 'PgRow', span, items });
  return items.map((_, i) => b.column(span, record, `f${i + 1}`));
}

/** None of a cursor variable whose rows are not known. */
export function rowFields(cursor: CursorIdentity): readonly RecordFieldInfo[] {
  if (cursor.symbol.kind === 'cursor') return cursor.symbol.row.fields;
  const { type } = cursor.symbol;
  return (type.kind === 'refCursor' && type.returns?.fields) || [];
}

/** The types of what a FETCH gives; undefined of a cursor variable whose rows are not known. */
export function rowTypes(cursor: CursorIdentity): readonly OracleType[] | undefined {
  if (cursor.symbol.kind === 'cursor') return cursor.symbol.row.fields.map((f) => f.type);
  const { type } = cursor.symbol;
  return type.kind === 'refCursor' ? type.returns?.fields.map((f) => f.type) : undefined;
}

/**
 * The row of a cursor with RETURN is a value of that type, which goes to parameters and variables of the type as a
 * whole.
 */
export function rowType(rc: BodyBuilder, { row }: CursorSymbol): PgType {
  const { kind } = row.identity;
  return kind === 'declared' || kind === 'table' ? pgTypeOf(rc.unit.naming, row, 'variable') : pgTypes.record;
}
