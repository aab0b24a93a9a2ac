import { differentResult } from '../../../diagnostics/op2-expressions.js';
import type { CallStatement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import type { ExprContext } from '../../context.js';
import { isNul } from '../../expressions/nul.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import type { PackageConversion, SuppliedCall } from './conversion.js';

/** (PL/SQL Packages and Types Reference, "DBMS_OUTPUT") */
export const outputConversions: readonly PackageConversion[] = [
  { name: 'DBMS_OUTPUT', members: { PUT_LINE: { statement: emptyLine } } },
];

/** CHR(0) as the whole line. */
function emptyLine(
  rc: BodyBuilder,
  _ex: ExprContext,
  { span }: CallStatement,
  { args }: SuppliedCall,
): PlStatement[] | undefined {
  if (!isNul(rc.unit.analysis, args[0]?.value)) return undefined;
  rc.unit.report(
    differentResult(span, 'CHR(0)', 'the line is empty, because text of PostgreSQL cannot hold the character NUL'),
  );
  return [{ kind: 'PlCall', span, name: ['ora', 'dbms_output_put_line'], args: [b.text(span, '')] }];
}
