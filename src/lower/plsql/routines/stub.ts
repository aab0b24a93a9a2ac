import type { Diagnostic } from '../../../diagnostics/diagnostic.js';
import type { PlBlock } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';

/** A body that raises what the diagnostic says: P0004, which WHEN OTHERS does not catch. */
export function stubBody(span: Span, diagnostic: Diagnostic): PlBlock {
  return b.block(span, {
    body: [
      {
        ...b.raise(span, 'P0004', `${diagnostic.code} ${diagnostic.message}`),
        comments: [`-- oraphant: refused ${diagnostic.code}`],
        refused: { code: diagnostic.code },
      },
    ],
  });
}
