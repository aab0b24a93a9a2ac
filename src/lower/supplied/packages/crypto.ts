import { suppliedMemberMissing } from '../../../diagnostics/op4.js';
import type { CallStatement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { assignTo } from '../../plsql/statements/assignments/targets.js';
import { argumentsFor, chooseSignature } from '../runtime-arguments.js';
import { runtimeSignatures } from '../signatures.js';
import { each, fullName, type PackageConversion, routineOf, type SuppliedCall } from './conversion.js';

/** (PL/SQL Packages and Types Reference, "DBMS_CRYPTO") */
export const cryptoConversions: readonly PackageConversion[] = [
  { name: 'DBMS_CRYPTO', members: each('ENCRYPT DECRYPT', { statement: cipher }) },
];

/**
 * ENCRYPT(dst IN OUT BLOB, src, typ, key, iv) and DECRYPT: the function of the same name gives the destination.
 * (PL/SQL Packages, "DBMS_CRYPTO")
 */
function cipher(rc: BodyBuilder, ex: ExprContext, s: CallStatement, base: SuppliedCall): PlStatement[] {
  const destination = base.args.find((a) => a.name?.name === 'DST') ?? base.args[0];
  const rest = base.args.filter((a) => a !== destination);
  const names = ['src', 'typ', 'key', 'iv'];
  const signature = chooseSignature(ex, runtimeSignatures(routineOf(base)), rest, names);
  if (!destination || !signature) return refuse(suppliedMemberMissing(s.span, fullName(base), ''));
  const value = b.ora(s.span, routineOf(base), ...argumentsFor(ex, signature, rest, s.span, names));
  return assignTo(rc, destination.value, value, { kind: 'blob' });
}
