import { suppliedMember } from '../../analyze/oracle/supplied-packages.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { fileFunction, memberForFile } from './bfile.js';
import { reportDifference } from './differences.js';
import { memberMissing } from './member-missing.js';
import { routineOf, type SuppliedCall } from './packages/conversion.js';
import { conversionOf } from './packages/index.js';
import { argumentsFor, chooseSignature } from './runtime-arguments.js';
import { runtimeSignatures } from './signatures.js';

/** A function or constant of a supplied package in an expression. */
export function lowerSuppliedFunction(ex: ExprContext, called: SuppliedCall, span: Span): PgExpr {
  const base = memberForFile(ex, called, span);
  return (
    constantValue(base, span) ??
    fileFunction(ex, base, span) ??
    conversionOf(base)?.expression?.(ex, base, span) ??
    runtimeValue(ex, base, span) ??
    refuse(memberMissing(span, base.package, base.member))
  );
}

function constantValue({ package: packageName, member, args }: SuppliedCall, span: Span): PgExpr | undefined {
  const known = suppliedMember(packageName, member);
  if (known?.constant === undefined || args.length > 0) return undefined;
  const { constant, type } = known;
  if (typeof constant === 'boolean') return b.boolean(span, constant);
  const isNumber = typeof constant === 'number' || (typeof type === 'object' && type.kind === 'number');
  return isNumber ? b.num(span, String(constant)) : b.text(span, constant);
}

/** A call of the runtime's function of the same name; undefined where it has none for these arguments. */
function runtimeValue(ex: ExprContext, base: SuppliedCall, span: Span): PgExpr | undefined {
  const known = suppliedMember(base.package, base.member);
  if (!known) return undefined;
  const name = routineOf(base);
  const names = known.parameters ?? [];
  const functions = runtimeSignatures(name).filter((s) => s.routine === 'function');
  const chosen = chooseSignature(ex, functions, base.args, names);
  if (!chosen) return undefined;
  reportDifference(ex.unit, base, span);
  return b.ora(span, name, ...argumentsFor(ex, chosen, base.args, span, names));
}
