import type {
  DmlStatement,
  ExecuteImmediate,
  IntoClause,
  Query,
  QueryBody,
  Statement,
} from '../../../ir/oracle/index.js';
import type { OracleNode } from '../../../ir/oracle/node.js';
import type { QueryStatement } from '../../../ir/oracle/units.js';
import { invalidIdentifier } from '../../../ir/oracle-failure.js';
import type { PgExpr, PlStatement } from '../../../ir/postgres/index.js';
import { b } from '../../builders.js';
import { Refusal } from '../../context.js';
import { madeUp } from '../../naming/made-names.js';
import { lowerQuery } from '../../queries/index.js';
import { unresolved } from '../../unresolved/missing.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { protect, raiseFailure } from '../errors/capture.js';
import { widthOf, wrongCount, wrongType } from '../statements/into/target-count.js';
import { lowerStatement } from '../statements/statement.js';
import { invalidDml, invalidQuery } from './failures/invalid-query.js';
import { packageVariableIn } from './failures/package-variable.js';
import { orRaisedByOracle, raisedByOracle } from './failures/raised-by-oracle.js';
import { unknownNameIn } from './failures/unknown-names.js';

/** A statement that changes rows and whose text is known. */
export function compiledDml(rc: BodyBuilder, bound: DmlStatement, s: ExecuteImmediate): PlStatement[] {
  const statement = withReturning(bound, s);
  rc.unit.analysis.addUnit(statement);
  const invalid = invalidDml(rc.unit.analysis, statement) ?? packageVariableIn(rc.unit, statement, givenBy(s));
  if (invalid) return raiseFailure(rc, s.span, invalid);
  return orRaisedByOracle(rc, s, statement, (inner) =>
    lowerStatement(inner, { kind: 'DmlInBlock', span: s.span, statement }),
  );
}

/** A query whose text is known; without INTO it is only parsed. */
export function compiledQuery(rc: BodyBuilder, s: ExecuteImmediate, bound: QueryStatement): PlStatement[] | undefined {
  if (!s.into) return parsedOnly(rc, s, bound.query);
  const query = withInto(bound.query, s.into);
  if (!query) return undefined;
  const statement: Statement = { kind: 'SelectInto', span: s.span, query };
  rc.unit.analysis.addUnit({ kind: 'QueryStatement', span: s.span, query });
  const invalid = packageVariableIn(rc.unit, query, givenBy(s)) ?? invalidQuery(rc.unit.analysis, query);
  if (invalid) return raiseFailure(rc, s.span, invalid);
  const wrong =
    wrongCount(rc, widthOf(rc.unit.analysis, query), s.into, s.span) ?? wrongType(rc, query, s.into, s.span);
  if (wrong) return unknownColumn(rc, s, query) ?? wrong;
  return orRaisedByOracle(rc, s, query, (inner) => lowerStatement(inner, statement));
}

/** The text is parsed before its columns are counted: ORA-00904 of a name that is none of its tables' columns. */
function unknownColumn(rc: BodyBuilder, s: ExecuteImmediate, query: Query): PlStatement[] | undefined {
  const { name, at, isKnown } = unknownNameIn(rc.unit, query);
  if (name === undefined || !at || !isKnown) return undefined;
  rc.unit.report(unresolved(rc.unit, at, name.replaceAll('"', '')));
  return raiseFailure(rc, s.span, invalidIdentifier(name));
}

/** What the program evaluates for the statement, or takes from it. */
const givenBy = (s: ExecuteImmediate): readonly OracleNode[] => [
  ...s.using.map((u) => u.value),
  ...(s.into?.targets ?? []),
  ...(s.returning?.targets ?? []),
];

/**
 * A query that hands nothing over is not run, but its text has to be right. (PL/SQL Language Reference, "EXECUTE
 * IMMEDIATE Statement")
 */
function parsedOnly(rc: BodyBuilder, s: ExecuteImmediate, query: Query): PlStatement[] {
  const { unit } = rc;
  unit.analysis.addUnit({ kind: 'QueryStatement', span: s.span, query });
  const invalid = packageVariableIn(unit, query, givenBy(s)) ?? invalidQuery(unit.analysis, query);
  if (invalid) return raiseFailure(rc, s.span, invalid);
  let lowered: PlStatement[];
  try {
    const rows = b.derived(s.span, lowerQuery({ unit, sql: true }, query), madeUp('parsed'));
    const none = b.select(s.span, { items: [b.item(s.span, b.num(s.span, 1))], from: [rows], limit: b.num(s.span, 0) });
    const text: PgExpr = {
      kind: 'PgStatementText',
      span: s.span,
      statement: { kind: 'PgQueryStatement', span: s.span, query: none },
    };
    lowered = [{ kind: 'PlExecute', span: s.span, text, using: [] }];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const raised = raisedByOracle(rc, query, error.diagnostic);
    // What is not converted would not be run either; but whether an unknown name stops it is not known.
    if (!raised && error.diagnostic.invalid?.kind === 'unknownName') throw error;
    lowered = raised ?? [b.nothing(s.span)];
  }
  return rc.mode.kind === 'capture' && lowered[0]?.kind === 'PlExecute' ? [protect(rc, s.span, lowered)] : lowered;
}

function withInto(query: Query, into: IntoClause): Query | undefined {
  const body = bodyWithInto(query.body, into);
  return body && { ...query, body };
}

/** INTO stands in the first SELECT of a set operation. */
function bodyWithInto(body: QueryBody, into: IntoClause): QueryBody | undefined {
  switch (body.kind) {
    case 'Select':
      return { ...body, into };
    case 'Query':
      return withInto(body, into);
    case 'SetOperation': {
      const left = bodyWithInto(body.left, into);
      return left && { ...body, left };
    }
    case 'TableValues':
      return undefined;
  }
}

function withReturning(statement: DmlStatement, s: ExecuteImmediate): DmlStatement {
  if (!('returning' in statement) || !statement.returning) return statement;
  const out = s.using.filter((u) => u.mode !== 'IN').map((u) => u.value);
  const into: IntoClause = s.returning ?? {
    kind: 'IntoClause',
    span: s.span,
    bulk: false,
    targets: statement.returning.into?.targets ?? out,
  };
  return { ...statement, returning: { ...statement.returning, into } };
}
