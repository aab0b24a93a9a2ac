import type { Analysis } from '../../../../analyze/analysis.js';
import type { Diagnostic } from '../../../../diagnostics/diagnostic.js';
import type { ExecuteImmediate, ScriptUnit } from '../../../../ir/oracle/index.js';
import { oracleFailure } from '../../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../../ir/postgres/index.js';
import { contains } from '../../../../ir/walk.js';
import { b } from '../../../builders.js';
import { programErrors } from '../../../ddl/dictionary/error-notes.js';
import { remembered } from '../../../remembered.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { raiseFailure } from '../../errors/capture.js';

/**
 * ORA-24344 behind what creates a program with errors, where the inputs ask for that error: others are to go on although
 * the program needs what is not among them. (Database Error Messages, ORA-24344)
 */
export function createdWithErrors(
  rc: BodyBuilder,
  { span }: ExecuteImmediate,
  unit: ScriptUnit,
  diagnostics: readonly Diagnostic[],
): PlStatement[] {
  const { analysis, naming, textOf = () => '' } = rc.unit;
  if (!asksForIt(analysis)) return [];
  const errors = programErrors({ analysis, naming, textOf, reads: () => false }, unit, diagnostics);
  const raised = (): PlStatement[] => raiseFailure(rc, span, oracleFailure(withErrors));
  if (errors.some((error) => error.needs === undefined)) return raised();
  const tables = new Set(errors.flatMap(({ needs }) => needs ?? []));
  return [...tables].map((table) => {
    const found = b.call(span, 'to_regclass', b.text(span, table));
    return b.ifThen(span, b.isNull(span, found), raised());
  });
}

const withErrors = 24344;

const asksForIt = remembered((analysis: Analysis): boolean =>
  analysis.units.some((unit) => contains(unit, (n) => n.kind === 'NumberLiteral' && Number(n.text) === withErrors)),
);
