import type { NamedFunctionSyntax } from '../../../ir/oracle/index.js';

/** Is the clause given, in whatever case it is written? */
export const hasOption = (node: NamedFunctionSyntax, option: string): boolean =>
  node.options.some((o) => o.toUpperCase() === option);
