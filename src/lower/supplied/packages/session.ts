import { differentResult } from '../../../diagnostics/op2-expressions.js';
import { argumentsNamed } from '../../../ir/arguments-named.js';
import type { CallStatement, Expr } from '../../../ir/oracle/index.js';
import type { Span } from '../../../ir/span.js';
import type { ExprContext, UnitContext } from '../../context.js';
import { reportNls } from '../../nls-parameters.js';
import type { BodyBuilder } from '../../plsql/body/body-builder.js';
import { constantText } from '../../plsql/effects/texts/constant-text.js';
import { each, fullName, leftOut, type PackageConversion, type SuppliedCall } from './conversion.js';

/** (PL/SQL Packages and Types Reference, "DBMS_SESSION") */
export const sessionConversions: readonly PackageConversion[] = [
  {
    name: 'DBMS_SESSION',
    members: {
      ...leftOut('FREE_UNUSED_USER_MEMORY SESSION_TRACE_DISABLE SESSION_TRACE_ENABLE SET_CLOSE_CACHED_OPEN_CURSORS'),
      ...leftOut('SET_SQL_TRACE'),
      LIST_CONTEXT: { advice: 'the view SESSION_CONTEXT has the contexts of the session' },
      ...each('RESET_PACKAGE MODIFY_PACKAGE_STATE', { statement: resetState }),
      SET_NLS: { report: reportSetNls },
      SET_ROLE: { advice: 'SET ROLE of PostgreSQL changes who the user is, not only what he may do' },
    },
  },
];

/** Packages lose their state: what is told is that this happens before the call of the client ends. */
function resetState(rc: BodyBuilder, _ex: ExprContext, s: CallStatement, base: SuppliedCall): undefined {
  if (!endsItsBody(rc, s)) rc.unit.report(differentResult(s.span, fullName(base), resetAtOnce));
}

const resetAtOnce =
  'the packages lose their state at once; in Oracle they keep it until the call of the client that this is part of ends';

/** Does the body end with the statement, so that nothing of it sees what packages hold then? */
function endsItsBody({ source }: BodyBuilder, s: CallStatement): boolean {
  const body =
    source.kind === 'RoutineDefinition' ? source.body : source.kind === 'AnonymousBlock' ? source.block : source;
  if (body.kind !== 'Block' && body.kind !== 'SqlCall') return false;
  return body.kind === 'SqlCall' || body.body.at(-1)?.span.start === s.span.start;
}

/**
 * SET_NLS(param, value): the value may stand in quotes of its own. (PL/SQL Packages and Types Reference, DBMS_SESSION)
 */
function reportSetNls(unit: UnitContext, { args }: SuppliedCall, span: Span): void {
  const by = argumentsNamed(args);
  const textOf = (value: Expr | undefined): string | undefined => value && constantText(unit, value);
  const [name, value] = [textOf(by('PARAM', 0))?.toUpperCase(), textOf(by('VALUE', 1))?.replace(/^'(.*)'$/, '$1')];
  if (name !== undefined) reportNls(unit, span, `DBMS_SESSION.SET_NLS of ${name}`, name, value);
}
