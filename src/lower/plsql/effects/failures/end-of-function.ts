import type { Analysis } from '../../../../analyze/analysis.js';
import type { Statement } from '../../../../ir/oracle/index.js';
import { alwaysRaises } from './raising-handlers.js';

/**
 * May control arrive after these statements of a function, which is ORA-06503? In doubt it may. (PL/SQL Language
 * Reference, "RETURN Statement in Function")
 */
export function mayReachEnd(analysis: Analysis, statements: readonly Statement[]): boolean {
  return !statements.some((s) => neverEnds(analysis, s));
}

function neverEnds(analysis: Analysis, s: Statement): boolean {
  const leave = (body: readonly Statement[]): boolean => !mayReachEnd(analysis, body);
  switch (s.kind) {
    case 'Return':
    case 'Goto':
      return true;
    case 'If':
      return s.otherwise !== undefined && leave(s.otherwise) && s.branches.every((x) => leave(x.body));
    case 'CaseStatement':
      return (s.otherwise === undefined || leave(s.otherwise)) && s.branches.every((x) => leave(x.body));
    case 'Block':
      return leave(s.body) && s.handlers.every((h) => leave(h.body));
    case 'LabelledStatement':
      return neverEnds(analysis, s.statement);
    default:
      return alwaysRaises(analysis, s);
  }
}
