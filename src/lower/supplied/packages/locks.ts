import type { Analysis } from '../../../analyze/analysis.js';
import { transactionLock } from '../../../diagnostics/op3.js';
import { argumentsNamed } from '../../../ir/arguments-named.js';
import { literalNumber } from '../../../ir/literals.js';
import type { Argument, Expr } from '../../../ir/oracle/index.js';
import { nodesOf } from '../../../ir/walk.js';
import { remembered } from '../../remembered.js';
import { each, fullName, type MemberConversion, type PackageConversion } from './conversion.js';

/** A lock of the transaction is held to its end. */
const ofSessionOnly: MemberConversion = {
  report: (unit, base, span) => {
    const lock = lockOf(base.args);
    if (requestedUntilCommit(unit.analysis).some((other) => mayBeSame(lock, lockOf(other))))
      unit.report(transactionLock(span, fullName(base)));
  },
};

/** (PL/SQL Packages and Types Reference, "DBMS_LOCK") */
export const lockConversions: readonly PackageConversion[] = [
  { name: 'DBMS_LOCK', members: each('RELEASE CONVERT', ofSessionOnly) },
];

/** The requests of the inputs for locks that COMMIT may give back. */
const requestedUntilCommit = remembered((analysis: Analysis): readonly (readonly Argument[])[] =>
  analysis.units.flatMap((unit) =>
    nodesOf(unit, 'Call').flatMap((call) => {
      const { base } = analysis.resolve(call);
      if (base.kind !== 'supplied' || base.package !== 'DBMS_LOCK' || base.member !== 'REQUEST') return [];
      const asked = argumentsNamed(base.args)('RELEASE_ON_COMMIT', 3);
      return asked === undefined || (asked.kind === 'BooleanLiteral' && !asked.value) ? [] : [base.args];
    }),
  ),
);

/** The lock by its handle or its number. */
function lockOf(args: readonly Argument[]): Expr | undefined {
  const by = argumentsNamed(args);
  return by('LOCKHANDLE', 0) ?? by('ID', 0);
}

function mayBeSame(a: Expr | undefined, b: Expr | undefined): boolean {
  const [x, y] = [a && literalNumber(a), b && literalNumber(b)];
  return x === undefined || y === undefined || x === y;
}
