import type { DynamicText, Expr, OpenFor, QueryStatement } from '../../../ir/oracle/index.js';
import { type OracleFailure, oracleFailure } from '../../../ir/oracle-failure.js';
import type { PlStatement } from '../../../ir/postgres/index.js';
import { parseStatementText } from '../../../parse/build/index.js';
import { endsBlock } from '../../../parse/build/plsql/block-text.js';
import { describedText } from '../../queries/select-list/column-names.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { bindUnit, hasSurplus, lacksBinds } from '../effects/texts/bind-unit.js';
import { constantText } from '../effects/texts/constant-text.js';
import { raiseFailure } from '../errors/capture.js';
import { brokenText } from './failures/broken-statement.js';
import { invalidQuery } from './failures/invalid-query.js';
import { packageVariableIn } from './failures/package-variable.js';

const opens = new WeakMap<object, WeakMap<OpenFor, OpenFor | undefined>>();

/** OPEN … FOR a text. */
export type OpenForText = OpenFor & { readonly source: DynamicText };

/** Is it no query that stands there? */
export const opensText = (s: OpenFor): s is OpenForText => s.source.kind === 'DynamicText';

/** OPEN … FOR a text that is known at compile time, as if the query stood there; worked out once for each statement. */
export function compileDynamicOpen(rc: BodyBuilder, s: OpenForText): OpenFor | undefined {
  let known = opens.get(rc.unit.analysis);
  if (!known) opens.set(rc.unit.analysis, (known = new WeakMap()));
  if (!known.has(s)) known.set(s, compileOpen(rc, s));
  return known.get(s);
}

function compileOpen(rc: BodyBuilder, s: OpenForText): OpenFor | undefined {
  const { text } = s.source;
  const known = queryOf(rc, text);
  if (!known || hasSurplus(known.unit, s.using, [])) return undefined;
  const described = describedText(rc.unit, known.unit, known.text);
  const bound = bindUnit(rc.unit.analysis, described, known.text, { using: s.using, outTargets: [], span: text.span });
  if (bound?.kind !== 'QueryStatement') return undefined;
  rc.unit.analysis.addUnit(bound);
  if (invalidOpen(rc, s, bound, known.text)) return undefined;
  return { ...s, source: bound.query, using: [] };
}

const invalidOpen = (
  { unit }: BodyBuilder,
  s: OpenFor,
  bound: QueryStatement,
  text: string,
): OracleFailure | undefined =>
  brokenText(text, { understood: true }) ??
  packageVariableIn(unit, bound, givenBy(s)) ??
  invalidQuery(unit.analysis, bound.query);

const givenBy = (s: OpenFor) => s.using.map((u) => u.value);

/**
 * OPEN … FOR a query fails whose bind variables are not as many as the values of USING, or that Oracle does not take.
 */
export function wronglyBoundOpen(rc: BodyBuilder, s: OpenForText): PlStatement[] | undefined {
  const { text } = s.source;
  const known = queryOf(rc, text);
  if (!known) return openedNoQuery(rc, s, text);
  if (hasSurplus(known.unit, s.using, [])) return raiseFailure(rc, s.span, oracleFailure(1006));
  if (lacksBinds(known.unit, s.using, [])) return raiseFailure(rc, s.span, oracleFailure(1008));
  const bound = bindUnit(rc.unit.analysis, known.unit, known.text, { using: s.using, outTargets: [], span: text.span });
  if (bound?.kind !== 'QueryStatement') return undefined;
  rc.unit.analysis.addUnit(bound);
  const invalid = invalidOpen(rc, s, bound, known.text);
  return invalid && raiseFailure(rc, s.span, invalid);
}

/**
 * A block or an end of the transaction is no query. (Of other statements PostgreSQL tells, when it has looked for their
 * tables, as Oracle does; Database Error Messages, ORA-06539)
 */
function openedNoQuery(rc: BodyBuilder, s: OpenFor, text: Expr): PlStatement[] | undefined {
  const known = constantText(rc.unit, text);
  if (known === undefined) return undefined;
  const { unit, diagnostics } = parseStatementText(known);
  if (!unit || !noQueries.has(unit.kind) || diagnostics.some((d) => d.severity === 'error')) return undefined;
  return raiseFailure(rc, s.span, oracleFailure(6539));
}

const noQueries: ReadonlySet<string> = new Set(['AnonymousBlock', 'Commit', 'Rollback', 'Savepoint']);

/** The query that a text is which is known at compile time. */
function queryOf(rc: BodyBuilder, text: Expr): { unit: QueryStatement; text: string } | undefined {
  const known = constantText(rc.unit, text);
  if (known === undefined || endsBlock(known)) return undefined;
  const { unit, diagnostics } = parseStatementText(known);
  if (unit?.kind !== 'QueryStatement' || diagnostics.some((d) => d.severity === 'error')) return undefined;
  return { unit, text: known };
}
