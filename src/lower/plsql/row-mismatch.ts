import type { ExceptionHandler, Fetch } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import type { BodyBuilder } from './body-builder.js';

/**
 * Does FETCH from a cursor variable have as many targets as the rows have columns? PL/pgSQL does not mind. It is asked where a handler for
 * ROWTYPE_MISMATCH is there. (PL/SQL Language Reference, "Predefined Exceptions")
 */
export function rowMismatch(rc: BodyBuilder, s: Fetch, portal: string): PlStatement[] {
  if (!handlesMismatch(rc)) return [];
  const { span } = s;
  const types = s.into.targets.map((t) => rc.unit.analysis.typeOf(t));
  const [only] = types;
  const width = types.length === 1 && only?.kind === 'record' ? only.fields.length : types.length;
  return [b.perform(span, b.ora(span, 'fetch_fits', b.column(span, portal), b.num(span, width)))];
}

function handlesMismatch(rc: BodyBuilder): boolean {
  let found = false;
  walk(rc.source, (node) => {
    if (node.kind === 'ExceptionHandler')
      found ||= (node as unknown as ExceptionHandler).exceptions.some(
        (x) => x.parts.at(-1)?.name === 'ROWTYPE_MISMATCH',
      );
    return !found;
  });
  return found;
}
