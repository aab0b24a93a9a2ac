import { suppliedMemberMissing } from '../../diagnostics/op4.js';
import { argumentsNamed } from '../../ir/arguments-named.js';
import type { Argument, CallStatement } from '../../ir/oracle/index.js';
import type { PlStatement } from '../../ir/postgres/index.js';
import { b, pgTypes } from '../builders.js';
import { type ExprContext, refuse } from '../context.js';
import { callsRoutine } from '../expressions/evaluation/calls-routine.js';
import { lowerExpr, lowerTo } from '../expressions/index.js';
import type { BodyBuilder } from '../plsql/body/body-builder.js';
import { assignTo } from '../plsql/statements/assignments/targets.js';
import { readSource } from './bfile.js';
import type { SuppliedCall } from './packages/conversion.js';

/** What EMPTY_CLOB() and EMPTY_BLOB() give is no locator for DBMS_LOB. (SQL Language Reference, "EMPTY_BLOB, EMPTY_CLOB") */
export function invalidLocator(ex: ExprContext, { span }: CallStatement, args: readonly Argument[]): PlStatement[] {
  const calls = args.map(({ value }) => lowerExpr(ex, value)).filter(callsRoutine);
  return [...calls.map((value) => b.perform(span, value)), b.perform(span, b.ora(span, 'raise', b.num(span, 22275)))];
}

/**
 * READ(lob, amount IN OUT, offset, buffer OUT): the buffer is what the runtime returns, the amount its length. Behind
 * the end of the LOB an INTEGER amount becomes 0 before NO_DATA_FOUND is raised, which is why the runtime does not
 * raise it. (PL/SQL Packages, "DBMS_LOB", "READ Procedures"; PL/SQL Language Reference, "NOCOPY")
 */
export function readLob(
  rc: BodyBuilder,
  ex: ExprContext,
  { span }: CallStatement,
  { args }: SuppliedCall,
): PlStatement[] {
  const by = argumentsNamed(args);
  const lob = by('LOB_LOC', 0) ?? by('FILE_LOC', 0);
  const amount = by('AMOUNT', 1);
  const offset = by('OFFSET', 2);
  const buffer = by('BUFFER', 3);
  if (!lob || !amount || !offset || !buffer) return refuse(suppliedMemberMissing(span, 'DBMS_LOB.READ', ''));
  const type = rc.unit.analysis.typeOf(lob);
  const bytes = type.kind === 'blob' || type.kind === 'raw' || type.kind === 'bfile';
  const value = b.ora(
    span,
    'dbms_lob_read',
    readSource(ex, lob),
    lowerTo(ex, amount, { kind: 'number' }),
    lowerTo(ex, offset, { kind: 'number' }),
  );
  const read = b.column(span, rc.temporary('buffer', bytes ? pgTypes.bytea : pgTypes.text));
  // Only a variable of the parameter's very type is passed by reference and so keeps what it got before the exception.
  const amountType = rc.unit.analysis.typeOf(amount);
  const byReference = amountType.kind === 'number' && amountType.precision === 38 && amountType.scale === 0;
  const emptied = byReference ? assignTo(rc, amount, b.num(span, 0), { kind: 'plsInteger' }) : [];
  return [
    b.assign(span, read, value),
    {
      kind: 'PlIf',
      span,
      branches: [
        {
          condition: b.isNull(span, read),
          body: [...emptied, b.perform(span, b.ora(span, 'raise', b.num(span, 1403)))],
        },
      ],
    },
    ...assignTo(rc, buffer, read, bytes ? { kind: 'raw' } : { kind: 'varchar2' }),
    ...assignTo(rc, amount, b.call(span, bytes ? 'octet_length' : 'length', read), { kind: 'plsInteger' }),
  ];
}
