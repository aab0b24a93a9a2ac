import { unsupportedFunction } from '../../diagnostics/op2-expressions.js';
import { refuse } from '../context.js';
import type { BuiltinLowering } from './call.js';

/** A function that has no counterpart, and why. */
export const refused =
  (why: string): BuiltinLowering =>
  (c) =>
    refuse(unsupportedFunction(c.span, c.name, why));
