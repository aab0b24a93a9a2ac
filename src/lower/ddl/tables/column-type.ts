import { tablesOfObjects } from '../../../analyze/model/object-identifiers.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import {
  anydataAsJson,
  anydataColumn,
  bfileColumn,
  byteLength,
  floatPrecision,
  refColumn,
  rowidColumn,
  timestampPrecision,
  timestampZone,
  timestampZoneKept,
  timestampZoneUnread,
  unknownType,
} from '../../../diagnostics/op1-types.js';
import type { ColumnDefinition, TypeRef } from '../../../ir/oracle/index.js';
import type { PgType } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import type { UnitContext } from '../../context.js';
import { fieldPgType } from '../../plsql/declarations/types-of-declarations.js';
import { pgTypeOf } from '../../types.js';
import { ofUnknown } from '../../unresolved/missing.js';
import { written } from '../names.js';
import { zoneIsUnread } from './zones-read.js';

/** A column by name, where its type stands, and its definition if it is that of a table. */
interface ColumnPlace {
  readonly column: string;
  readonly span: Span;
  readonly ref?: TypeRef | undefined;
  readonly node?: ColumnDefinition | undefined;
}

/**
 * The type of a column, with findings about what the mapping loses.
 * (src/lower/CALLING-CONVENTION.md, "Types")
 */
export function columnType(unit: UnitContext, type: OracleType, { column, span, ref, node }: ColumnPlace): PgType {
  reportLosses(unit, type, { column, span, ref, node });
  const mapped = pgTypeOf(unit.naming, type, 'column');
  return mapped.name[0] === 'record' && mapped.name.length === 1 ? fieldPgType(unit, type) : mapped;
}

function zoneFinding(unit: UnitContext, span: Span, node: ColumnDefinition | undefined): Diagnostic {
  if (node?.zoneIn) return timestampZoneKept(span, node.zoneIn.name.toLowerCase());
  return node && zoneIsUnread(unit.analysis, node) ? timestampZoneUnread(span) : timestampZone(span);
}

function reportLosses(unit: UnitContext, type: OracleType, { column, span, ref, node }: ColumnPlace): void {
  switch (type.kind) {
    case 'varchar2':
    case 'char':
      if (type.semantics === 'BYTE') unit.report(byteLength(span));
      return;
    case 'timestamp':
      if (type.zone === 'zone') unit.report(zoneFinding(unit, span, node));
      if (type.precision !== undefined && type.precision > 6)
        unit.report(timestampPrecision(span, column, String(type.precision)));
      return;
    case 'intervalDayToSecond':
      if ((type.fractional ?? 6) > 6) unit.report(timestampPrecision(span, column, String(type.fractional)));
      return;
    case 'number':
      if (
        type.float &&
        ref?.kind === 'BuiltinTypeRef' &&
        ref.precision &&
        ref.precision !== '*' &&
        ref.precision.kind === 'NumberLiteral' &&
        Number(ref.precision.text) < 126
      ) {
        unit.report(floatPrecision(span, column, ref.precision.text));
      }
      return;
    case 'bfile':
      unit.report(bfileColumn(span, column));
      return;
    case 'rowid':
      unit.report(rowidColumn(span, column));
      return;
    case 'ref':
      if (!type.target || tablesOfObjects(unit.analysis.catalog, type.target).length === 0)
        unit.report(refColumn(span, column));
      return;
    case 'anydata':
      unit.report(type.other ? anydataColumn(span, column, type.other) : anydataAsJson(span, column));
      return;
    case 'unknown':
      reportUnknown(unit, { ref, type, column, span });
      return;
    default:
      return;
  }
}

function reportUnknown(
  unit: UnitContext,
  {
    ref,
    type,
    column,
    span,
  }: {
    readonly ref: TypeRef | undefined;
    readonly type: { readonly kind: 'unknown'; readonly missing?: string };
    readonly column: string;
    readonly span: Span;
  },
): void {
  if (ref)
    unit.report(
      ofUnknown(
        type,
        unknownType(
          span,
          column,
          ref.kind === 'NamedTypeRef' || ref.kind === 'AnchoredTypeRef'
            ? written(ref.name)
            : ref.kind === 'BuiltinTypeRef'
              ? ref.name
              : 'REF',
        ),
      ),
    );
}
