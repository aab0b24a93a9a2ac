import { dotted } from '../ir/dotted.js';
import { identifier, nameNode } from '../ir/made-nodes.js';
import type { Argument, Call, CallStatement, Expr, Statement } from '../ir/oracle/index.js';
import { type OwnedUnit, ownerAndName } from '../ir/owned-units.js';

/**
 * Jobs of DBMS_JOB as exports bring them: `SYS.DBMS_IJOB.SUBMIT`, an internal routine, with all that is known of the
 * job. It becomes the calls of DBMS_JOB that make such a job; its owner is that of the names in its text.
 * In:  SYS.DBMS_IJOB.SUBMIT(JOB=> 7, LUSER=> 'HR', …, NEXT_DATE=> d, INTERVAL=> 'SYSDATE+1', BROKEN=> TRUE, WHAT=> 'p;', …)
 * Out: DBMS_JOB.ISUBMIT(JOB=> 7, WHAT=> 'p;', …), DBMS_JOB.BROKEN(JOB=> 7, BROKEN=> TRUE, NEXT_DATE=> d)
 */
export function withDataPumpJobs<T extends OwnedUnit>(units: readonly T[]): readonly T[] {
  let owners: ReadonlySet<string> | undefined;
  return units.map((one) => {
    if (one.unit.kind !== 'AnonymousBlock') return one;
    const { block } = one.unit;
    const jobs = block.body.map(importedJob);
    const first = jobs.find((job) => job);
    if (!first) return one;
    owners ??= ownersIn(units);
    const body = block.body.flatMap((statement, i) => jobs[i]?.calls ?? [statement]);
    const owner = first.user !== undefined && owners.has(first.user) ? first.user : one.owner;
    return { ...one, owner, unit: { ...one.unit, block: { ...block, body } } };
  });
}

/** Whose objects the units make. */
function ownersIn(units: readonly OwnedUnit[]): ReadonlySet<string> {
  return new Set(
    units.map(({ unit, owner }) =>
      'name' in unit && unit.name?.kind === 'QualifiedName' ? ownerAndName(unit.name, owner).owner : owner,
    ),
  );
}

interface ImportedJob {
  readonly calls: readonly Statement[];
  readonly user: string | undefined;
}

function importedJob(statement: Statement): ImportedJob | undefined {
  if (statement.kind !== 'CallStatement' || statement.call.kind !== 'Call') return undefined;
  const { call } = statement;
  if (call.callee.kind !== 'Name' || !/^(SYS\.)?DBMS_IJOB\.SUBMIT$/.test(dotted(call.callee))) return undefined;
  const given = (name: string): Expr | undefined => call.args.find((a) => a.name?.name === name)?.value;
  const [job, what, next, interval, broken] = ['JOB', 'WHAT', 'NEXT_DATE', 'INTERVAL', 'BROKEN'].map(given);
  if (!job || !what || !next || !interval) return undefined;
  const calls = [
    callOf(statement, call, 'ISUBMIT', { JOB: job, WHAT: what, NEXT_DATE: next, INTERVAL: interval }),
    ...(broken && !isFalse(broken)
      ? [callOf(statement, call, 'BROKEN', { JOB: job, BROKEN: broken, NEXT_DATE: next })]
      : []),
  ];
  const user = given('CUSER');
  return { calls, user: user?.kind === 'StringLiteral' ? user.value : undefined };
}

const isFalse = (value: Expr): boolean => value.kind === 'BooleanLiteral' && !value.value;

function callOf(
  { comments: _, ...statement }: CallStatement,
  { span }: Call,
  member: string,
  given: Readonly<Record<string, Expr>>,
): CallStatement {
  const args = Object.entries(given).map(([name, value]): Argument => {
    return { kind: 'Argument', span, name: identifier(span, name), value };
  });
  const callee = nameNode(span, identifier(span, 'DBMS_JOB'), identifier(span, member));
  return { ...statement, call: { kind: 'Call', span, callee, args } };
}
