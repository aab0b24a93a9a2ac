import type { Span } from '../../../ir/span.js';
import { contains } from '../../../ir/walk.js';
import type { RoutineContext } from './routine-context.js';

/** Does a block of the body handle errors of what stands there? */
export const hasHandlerAround = (rc: RoutineContext, { start, end }: Span): boolean =>
  rc.hasHandlers &&
  contains(
    rc.source,
    (node) => node.kind === 'Block' && node.handlers.length > 0 && node.span.start <= start && end <= node.span.end,
  );
