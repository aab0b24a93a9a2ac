import type { RecordFieldInfo } from '../../analyze/model/types.js';
import { foldName } from './naming.js';

/**
 * What a column of a row is called in the record that holds it: an expression without an alias has no name of its own,
 * and two columns may share one.
 */
export function rowFieldName(fields: readonly RecordFieldInfo[], i: number): string {
  const name = fields[i]?.name ?? '';
  return name === '' || fields.findIndex((f) => f.name === name) < i ? `value_${i + 1}` : foldName(name);
}
