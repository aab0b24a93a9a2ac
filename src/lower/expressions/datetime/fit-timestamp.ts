import type { OracleType } from '../../../analyze/model/types.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { fineClocks } from '../../function-facts.js';

type TimestampType = OracleType & { kind: 'timestamp' };

/** Has no value of the type more digits of a second than PostgreSQL rounds as the other type does? */
export function timestampFits(from: OracleType, to: TimestampType): boolean {
  const digits = to.precision ?? 6;
  if (digits >= 6 || from.kind === 'date') return true;
  return from.kind === 'timestamp' && from.precision !== undefined && from.precision <= digits;
}

/**
 * Digits of a second beyond those of the type are rounded, halves up. PostgreSQL does so itself, but rounds a half
 * before 2000 down, which no clock shows any more.
 */
export function fitTimestamp(value: PgExpr, from: OracleType, to: TimestampType, span: Span): PgExpr {
  const digits = to.precision ?? 6;
  if (from.kind === 'null' || value.kind === 'PgNull' || timestampFits(from, to)) return value;
  return isRoundedAlike(value, digits) ? value : b.ora(span, 'timestamp_fit', value, b.num(span, digits));
}

const passing: ReadonlySet<string> = new Set(['at_zone', 'timestamp_add_ds', 'timestamptz_add_ds']);

/** Is it a clock, a moment near it, or a literal of this millennium or of no more digits? */
function isRoundedAlike(value: PgExpr, digits: number): boolean {
  if (value.kind === 'PgCast') return isRoundedAlike(value.operand, digits);
  if (value.kind !== 'PgTypedLiteral') return isOfClock(value);
  return !/^[01]\d{3}-/.test(value.value) || (/\.(\d*)/.exec(value.value)?.[1] ?? '').length <= digits;
}

function isOfClock(value: PgExpr): boolean {
  switch (value.kind) {
    case 'PgCall': {
      const [schema, name = ''] = value.name;
      const [first] = value.args;
      return (
        schema === 'ora' && (fineClocks.has(name) || (passing.has(name) && first !== undefined && isOfClock(first)))
      );
    }
    case 'PgCast':
      return isOfClock(value.operand);
    case 'PgScalarSubquery': {
      const { body } = value.query;
      const [item] = body.kind === 'PgSelectCore' && body.from.length === 0 ? body.items : [];
      return item !== undefined && isOfClock(item.value);
    }
    default:
      return false;
  }
}
