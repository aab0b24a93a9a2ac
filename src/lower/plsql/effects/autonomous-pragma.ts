import type { Block, RoutineDefinition } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';

/** The pragma of a routine, to point at. */
export const pragmaSpan = ({ body }: RoutineDefinition): Span | undefined =>
  body.kind === 'Block' ? pragmaOf(body) : undefined;

/** PRAGMA AUTONOMOUS_TRANSACTION in the declarations of a block. */
export const pragmaOf = (block: Block): Span | undefined =>
  block.declarations.find((d) => d.kind === 'Pragma' && d.name === 'AUTONOMOUS_TRANSACTION')?.span;
