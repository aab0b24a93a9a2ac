import type { Analysis } from '../../../analyze/analysis.js';
import type { If, Savepoint, Statement } from '../../../ir/oracle/index.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { contains } from '../../../ir/walk.js';
import { b, pgTypes } from '../../builders.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { statementEffects } from '../effects/effects-of-statements.js';
import { endsTransaction, hasRollbackTo, rollsBackTo } from '../effects/savepoints/savepoints-of-blocks.js';
import { lowerIfWith } from '../statements/conditionals.js';
import { lowerStatements } from '../statements/statements.js';
import { branchesOf, undoneOnBranches } from './savepoints.js';

/** A savepoint, and the statements between it and the IF some of whose branches return to it. */
export interface ReturnedWithin {
  readonly savepoint: Savepoint;
  readonly region: readonly Statement[];
}

/** An IF of a block with a savepoint, some of whose branches end the transaction, taken apart. */
export interface EndingIf {
  readonly returned: ReturnedWithin | undefined;
  readonly start: readonly PlStatement[];
  /** While there is something to undo: conditions, and the branches as far as none ends the transaction. */
  readonly choose: (rc: BodyBuilder) => PlStatement[];
  /** Behind that: the branch that was taken, from the end of the transaction on. */
  readonly follow: (rc: BodyBuilder) => PlStatement[];
}

/** Can the IF be taken apart: does no condition end the transaction, and may branches return to the savepoint so? */
export function isEndingIf(analysis: Analysis, s: Statement | undefined, name: string): s is If {
  if (s?.kind !== 'If') return false;
  if (s.branches.some(({ condition }) => statementEffects(analysis, condition).transactionControl)) return false;
  if (!hasRollbackTo([s], name)) return true;
  const places = branchesOf(s, name);
  return (
    places !== undefined &&
    bodiesOf(s).every(
      (body, i) => !body.slice(0, Math.max(0, places[i] ?? 0)).some((x) => endsTransaction(analysis, x)),
    )
  );
}

/** The most statements that are written twice. */
const shortTail = 8;

/**
 * An IF of which some branches end the transaction, and what follows it (`tail`).
 * ```
 * if c then commit; end if; rest;   →   branch := 0; … if c then branch := 1; end if; if branch = 0 then rest; end if;
 *                                       …            if branch = 1 then commit; rest; end if;
 * ```
 * Where branches return to the savepoint, `region` is what stands between the two, and part of what is chosen.
 */
export function endingIf(
  rc: BodyBuilder,
  s: If,
  tail: readonly Statement[],
  returned: ReturnedWithin | undefined,
): EndingIf {
  const { span } = s;
  const { analysis } = rc.unit;
  const branch = b.column(span, rc.fresh('branch', pgTypes.integer));
  const ended = endOf(analysis, tail);
  const [first, last] = [tail.slice(0, ended), tail.slice(ended)];
  const isTwice = first.length > 0 && first.length <= shortTail;
  const taken = (index: number): PgExpr => b.eq(span, branch, b.num(span, index));
  const untilEnd = (inner: BodyBuilder, body: readonly Statement[], index: number): PlStatement[] => {
    const end = endOf(analysis, body);
    const done = lowerStatements(inner, body.slice(0, end));
    return end < body.length ? [...done, b.assign(span, branch, b.num(span, index + 1))] : done;
  };
  const bodies = bodiesOf(s).map((body) => {
    const rest = returned ? body.slice(body.findIndex((x) => rollsBackTo(x, returned.savepoint.name.name)) + 1) : body;
    return rest.slice(endOf(analysis, rest));
  });
  return {
    returned,
    start: [b.assign(span, branch, b.num(span, 0))],
    choose: (inner) => [
      ...(returned
        ? undoneOnBranches(inner, returned, s, (body, index) => untilEnd(inner, body, index))
        : lowerIfWith(inner, s, (body, index) => orNothing(s, untilEnd(inner, body, index)))),
      ...(isTwice ? [b.ifThen(span, taken(0), lowerStatements(inner, first))] : []),
    ],
    follow: (inner) => [
      {
        kind: 'PlIf',
        span,
        branches: bodies.flatMap((body, index) =>
          body.length > 0 ? [{ condition: taken(index + 1), body: orNothing(s, lowerStatements(inner, body)) }] : [],
        ),
      },
      ...(isTwice ? [b.ifThen(span, b.not(span, taken(0)), lowerStatements(inner, first))] : []),
      ...lowerStatements(inner, isTwice ? last : tail),
    ],
  };
}

const bodiesOf = (s: If): readonly (readonly Statement[])[] => [
  ...s.branches.map((x) => x.body),
  ...(s.otherwise ? [s.otherwise] : []),
];

/** Place of the statement that ends the transaction; what a GOTO may connect stays together. */
function endOf(analysis: Analysis, body: readonly Statement[]): number {
  const end = body.findIndex((x) => endsTransaction(analysis, x));
  if (end < 0) return body.length;
  return body.some((x) => contains(x, (node) => node.kind === 'Goto')) ? 0 : end;
}

const orNothing = ({ span }: If, list: PlStatement[]): PlStatement[] => (list.length > 0 ? list : [b.nothing(span)]);
