import { simpleName } from './dotted.js';
import type { Block, ExceptionHandler, QualifiedName } from './oracle/index.js';

/** Is it OTHERS, what WHEN calls every exception by? (PL/SQL Language Reference, "Exception Handler") */
export const isOthers = (exception: QualifiedName): boolean => simpleName(exception) === 'OTHERS';

/** Does the handler take every exception? */
export const takesAll = ({ exceptions }: ExceptionHandler): boolean => exceptions.some(isOthers);

/** Has the block a handler that takes every exception? */
export const catchesAll = ({ handlers }: Block): boolean => handlers.some(takesAll);
