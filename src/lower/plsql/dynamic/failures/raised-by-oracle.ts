import type { Diagnostic } from '../../../../diagnostics/diagnostic.js';
import { dynamicTextFails } from '../../../../diagnostics/op3-dynamic.js';
import type { DmlStatement, ExecuteImmediate, Query } from '../../../../ir/oracle/index.js';
import { invalidIdentifier, type OracleFailure } from '../../../../ir/oracle-failure.js';
import { oracleMessage } from '../../../../ir/oracle-messages.js';
import type { PlStatement, Refused } from '../../../../ir/postgres/index.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { inUnit } from '../../body/derived-context.js';
import { raiseFailure } from '../../errors/capture.js';
import { unknownNameIn } from './unknown-names.js';

/**
 * The statements of a text; or the error, where the statement was refused for what Oracle does not take either. Where
 * it is certain to fail in Oracle, that is said in place of the refusal.
 */
export function orRaisedByOracle(
  rc: BodyBuilder,
  s: ExecuteImmediate,
  statement: Query | DmlStatement,
  lower: (inner: BodyBuilder) => PlStatement[],
): PlStatement[] {
  const reported: Diagnostic[] = [];
  const lowered = lower(inUnit(rc, { ...rc.unit, report: (d) => reported.push(d) }));
  const [first] = lowered;
  const refused = first?.kind === 'PlRaise' ? first.refused : undefined;
  const error = refused && errorInOracle(rc, statement, refused);
  if (refused && error && failsForCertain(rc, statement, refused))
    rc.unit.report(dynamicTextFails(s.text.span, error.text));
  else for (const d of reported) rc.unit.report(d);
  return error ? raiseFailure(rc, statement.span, error) : lowered;
}

/**
 * No function that is missing among the inputs could make the statement right: a column that is written is no function.
 */
function failsForCertain(rc: BodyBuilder, statement: Query | DmlStatement, { invalid }: Refused): boolean {
  return invalid?.kind !== 'unknownName' || unknownNameIn(rc.unit, statement).name === undefined;
}

/**
 * A text that names what is no column of its tables is an error where it runs (ORA-00904), which programs handle. So is
 * a join that cannot be changed. It stays in the report, since the name may be that of a function that is not among the
 * inputs.
 */
export function raisedByOracle(
  rc: BodyBuilder,
  statement: Query | DmlStatement,
  refused: Refused,
): PlStatement[] | undefined {
  const error = errorInOracle(rc, statement, refused);
  return error && raiseFailure(rc, statement.span, error);
}

/** What Oracle raises for what was refused. */
function errorInOracle(
  rc: BodyBuilder,
  statement: Query | DmlStatement,
  { invalid }: Refused,
): OracleFailure | undefined {
  switch (invalid?.kind) {
    case undefined:
      return undefined;
    case 'raises':
      return invalid;
    case 'notKeyPreserved': {
      const code = statement.kind === 'Delete' ? 1752 : 1779;
      return { code, text: oracleMessage(code) };
    }
    case 'unknownName': {
      const { name = columnOf(invalid.name), isKnown } = unknownNameIn(rc.unit, statement);
      return name === undefined || !isKnown ? undefined : invalidIdentifier(name);
    }
  }
}

/** The column that a refused INSERT, UPDATE or MERGE writes and its table lacks: SALLARY of `EMP.SALLARY`. */
function columnOf(name: string): string | undefined {
  const [, column, more] = name.split('.');
  return more === undefined ? column : undefined;
}
