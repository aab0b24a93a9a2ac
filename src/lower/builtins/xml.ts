import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import { refuse } from '../context.js';
import type { BuiltinLowering, BuiltinTable } from './call.js';

const refused: BuiltinLowering = (c) =>
  refuse(unsupportedFunction(c.span, c.name, 'XML is not taken apart in this way'));

/** XML functions with a plain argument list. */
export const xmlFunctions: BuiltinTable = {
  EXTRACT: refused,
  EXTRACTVALUE: refused,
  EXISTSNODE: refused,
};
