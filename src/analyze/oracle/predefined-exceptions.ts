import { packageExceptions, predefinedCode } from '../../ir/predefined-exceptions.js';
import { noSpan } from '../../ir/span.js';
import type { ExceptionSymbol } from '../model/symbols.js';

const predefined = new Map<string, ExceptionSymbol>();
/** A predefined exception of package STANDARD. (PL/SQL Language Reference, "Predefined Exceptions") */
export function predefinedException(name: string): ExceptionSymbol | undefined {
  let symbol = predefined.get(name);
  if (symbol) return symbol;
  const code = predefinedCode(name) ?? packageExceptions[name];
  if (code === undefined) return undefined;
  symbol = { kind: 'exception', name, span: noSpan, oraCode: code, predefined: true, path: `SYS.STANDARD.${name}` };
  predefined.set(name, symbol);
  return symbol;
}
