import type { Argument } from '../../ir/oracle/index.js';
import type { Span } from '../../ir/span.js';

/** A call of a method that a type of Oracle's own has: COUNT of a collection, EXTRACT of XMLTYPE, GET of JSON_OBJECT_T. */
export interface MethodCall {
  readonly method: string;
  readonly args: readonly Argument[];
  readonly span: Span;
}
