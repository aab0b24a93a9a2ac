import type { ResolvedBase } from '../../analyze/analysis.js';
import { commitsOf } from '../../analyze/oracle/supplied-packages.js';
import { suppliedMemberMissing, suppliedNoEffect } from '../../diagnostics/op4.js';
import type { CallStatement } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { beforeCommit, implicitCommit } from '../plsql/transactions/transactions.js';
import { memberForFile, refuseFile } from './bfile.js';
import { invalidLocator } from './lobs.js';
import { memberMissing } from './member-missing.js';
import { fullName, type SuppliedCall } from './packages/conversion.js';
import { conversionOf } from './packages/index.js';
import { callRuntime } from './runtime-call.js';

/** A procedure of a supplied package (DBMS_OUTPUT.PUT_LINE …), or of STANDARD (RAISE_APPLICATION_ERROR). */
export function lowerSuppliedCall(
  rc: BodyBuilder,
  ex: ExprContext,
  s: CallStatement,
  called: SuppliedCall | Extract<ResolvedBase, { kind: 'builtin' }>,
): PlStatement[] {
  const { span } = s;
  if (called.kind === 'builtin') return refuse(suppliedMemberMissing(span, called.name, ''));
  const base = memberForFile(ex, called, span);
  const conversion = conversionOf(base);
  if (conversion?.leftOut?.(base.args)) return leftOut(rc, s, base);
  if (rc.unit.analysis.writesToEmptyLocator(s)) return invalidLocator(ex, s, base.args);
  refuseFile(ex, base, span);
  return (
    conversion?.statement?.(rc, ex, s, base) ??
    callRuntime(rc, ex, s, base) ??
    refuse(memberMissing(span, base.package, base.member))
  );
}

/** A member that PostgreSQL has no use for: what is left of it is that it commits. */
function leftOut(rc: BodyBuilder, { span }: CallStatement, base: SuppliedCall): PlStatement[] {
  rc.unit.report(suppliedNoEffect(span, fullName(base)));
  const commit = implicitCommit(rc, span);
  return commitsOf(base) === 'around' && commit.length > 0 ? [...beforeCommit(rc, span), ...commit] : [b.nothing(span)];
}
