import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { PlBlock } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';

/**
 * A body that raises what the diagnostic says: P0004, which WHEN OTHERS does not catch. A statement that stands alone raises
 * 0A000 (feature_not_supported): no handler of the program is around it, and what applies scripts statement by statement has
 * one that must take it for the failure of that statement.
 */
export function stubBody(span: Span, diagnostic: Diagnostic, sqlstate: 'P0004' | '0A000' = 'P0004'): PlBlock {
  return b.block(span, {
    body: [
      {
        ...b.raise(span, sqlstate, `${diagnostic.code} ${diagnostic.message}`),
        comments: [`-- oraphant: refused ${diagnostic.code}`],
        refused: { code: diagnostic.code },
      },
    ],
  });
}
