import { isText } from '../../../analyze/model/operators.js';
import type { OracleType } from '../../../analyze/model/types.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';

/**
 * A document as a value of type JSON: what is written into such a column, and what the constructor JSON makes. Of BLOB
 * and RAW it is the text of their bytes, which are UTF-8. What is no JSON is ORA-40441. Undefined for other types.
 * (JSON Developer's Guide, "JSON Data Type Constructor")
 */
export function toJson(value: PgExpr, from: OracleType, span: Span): PgExpr | undefined {
  if (from.kind === 'json') return value;
  if (value.kind === 'PgString' && isStrict(value.value)) return b.cast(span, value, pgTypes.jsonb);
  if (isText(from)) return b.ora(span, 'json_typed', value);
  if (from.kind !== 'blob' && from.kind !== 'raw') return undefined;
  return b.ora(span, 'json_typed', b.call(span, 'convert_from', value, b.text(span, 'UTF8')));
}

/** Does PostgreSQL read the text as Oracle does? */
function isStrict(text: string): boolean {
  try {
    JSON.parse(text);
    // A number such as 2.50 is 2.5.
    return !/\\u|\.\d*0(?!\d)/.test(text);
  } catch {
    return false;
  }
}
