import { isText } from '../../../analyze/model/operators.js';
import { suppliedMemberMissing } from '../../../diagnostics/op4.js';
import type { CallStatement } from '../../../ir/oracle/index.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b } from '../../builders.js';
import { type ExprContext, refuse } from '../../context.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { assignTo } from '../../plsql/statements/assignments/targets.js';
import { argumentsFor, chooseSignature } from '../runtime-arguments.js';
import { runtimeSignatures } from '../signatures.js';
import {
  each,
  fullName,
  type MemberConversion,
  type PackageConversion,
  routineOf,
  type SuppliedCall,
} from './conversion.js';

/** (PL/SQL Packages and Types Reference, "DBMS_CRYPTO", "DBMS_OBFUSCATION_TOOLKIT") */
export const cryptoConversions: readonly PackageConversion[] = [
  {
    name: 'DBMS_CRYPTO',
    members: each('ENCRYPT DECRYPT', { statement: cipher({ place: 0, destination: 'DST', names: 'src typ key iv' }) }),
  },
  {
    name: 'DBMS_OBFUSCATION_TOOLKIT',
    members: {
      MD5: ofBytes({ place: 1, destination: 'CHECKSUM', names: 'input' }),
      DES3ENCRYPT: ofBytes({ place: 2, destination: 'ENCRYPTED_DATA', names: 'input key which iv' }),
      DES3DECRYPT: ofBytes({ place: 2, destination: 'DECRYPTED_DATA', names: 'input key which iv' }),
    },
  },
];

/** A function and a procedure of bytes; the forms for texts give bytes as text, which UTF-8 cannot hold. */
function ofBytes(procedure: CipherProcedure): MemberConversion {
  const refuseTexts = ({ unit: { analysis } }: ExprContext, base: SuppliedCall, span: Span): void => {
    if (base.args.some(({ value }) => isText(analysis.typeOf(value))))
      refuse(suppliedMemberMissing(span, fullName(base), '', true));
  };
  const convert = cipher(procedure);
  return {
    statement: (rc, ex, s, base) => {
      refuseTexts(ex, base, s.span);
      return convert(rc, ex, s, base);
    },
    expression: (ex, base, span) => {
      refuseTexts(ex, base, span);
      return undefined;
    },
  };
}

/** A procedure of ciphers: the function of the same name, whose parameters are `names`, gives the destination. */
interface CipherProcedure {
  readonly destination: string;
  /** Of the destination among the parameters. */
  readonly place: number;
  readonly names: string;
}

/** ENCRYPT(dst IN OUT BLOB, src, typ, key, iv), MD5(input, checksum OUT), DES3ENCRYPT(input, key, encrypted_data OUT, which, iv) and the like. */
function cipher(procedure: CipherProcedure) {
  return (rc: BodyBuilder, ex: ExprContext, s: CallStatement, base: SuppliedCall): PlStatement[] => {
    const named = base.args.find((a) => a.name?.name === procedure.destination);
    const destination = named ?? base.args[procedure.place];
    const rest = base.args.filter((a) => a !== destination);
    const names = procedure.names.split(' ');
    const signature = chooseSignature(ex, runtimeSignatures(routineOf(base)), rest, names);
    if (!destination || (destination.name && !named) || !signature)
      return refuse(suppliedMemberMissing(s.span, fullName(base), ''));
    const value = b.ora(s.span, routineOf(base), ...argumentsFor(ex, signature, rest, s.span, names));
    return assignTo(rc, destination.value, value, { kind: 'blob' });
  };
}
