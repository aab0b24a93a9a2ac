import type { Analysis } from '../../../../analyze/analysis.js';
import type { CursorSymbol, VariableSymbol } from '../../../../analyze/model/symbols.js';
import { unsupportedExpression } from '../../../../diagnostics/op2-expressions.js';
import { loopReadAtCommit } from '../../../../diagnostics/op3.js';
import { isSql } from '../../../../ir/kinds.js';
import type { Query } from '../../../../ir/oracle/index.js';
import type { OracleNode } from '../../../../ir/oracle/node.js';
import type { PgExpr, PgSelect, PlStatement } from '../../../../ir/postgres/index.js';
import { repeats } from '../../../../ir/repetition.js';
import { isWithin, type Span } from '../../../../ir/span.js';
import { treeText } from '../../../../ir/tree-text.js';
import { contains, isRoutine } from '../../../../ir/walk.js';
import { b, pgTypes } from '../../../builders.js';
import { type ExprContext, refuse } from '../../../context.js';
import { fieldHandedOver, type HandOver } from '../../../expressions/names/handed-over.js';
import { lowerQuery } from '../../../queries/index.js';
import { within } from '../../../queries/scope.js';
import { pgTypeOf } from '../../../types.js';
import type { BodyBuilder } from '../../body/body-builder.js';
import { nextParameter, withVariables } from '../../body/derived-context.js';
import { exprContext } from '../../body/expr-context.js';
import { calleesOf } from '../../effects/callees.js';
import { statementEffects } from '../../effects/effects-of-statements.js';
import { laterRowsMayFail, mayFail } from '../../errors/captured-loop.js';
import { fetchedBefore } from '../attributes/fetched-before.js';
import { namedColumns } from '../cursor-columns.js';
import { withObjectNames } from '../cursor-rows.js';
import { isGivenOn } from './aliased-cursors.js';
import { isClosedBeforeEnd, untilClosed } from './closed-in-list.js';
import { endsAround } from './ended-around.js';

/*
 * Oracle's cursors stay open over COMMIT, unless they are FOR UPDATE; PostgreSQL's do not, unless they are WITH HOLD,
 * which OPEN does not know. (PL/SQL Language Reference, "Explicit Cursors"; PostgreSQL manual, "DECLARE")
 *   open c for select … where id = n   →   c := ora.held_name('c', c);
 * execute format('declare %I cursor with hold for %s', c, $held$ select … where id = $1 $held$) using n;
 */

/**
 * Opens the cursor so that it outlives the end of the transaction; undefined where that is not needed. `named` gives
 * the columns of the converted query the names that are asked for.
 */
export function openHeld(
  rc: BodyBuilder,
  cursor: {
    readonly symbol: CursorSymbol | VariableSymbol;
    readonly name: string;
    readonly variable: string;
    readonly package: boolean;
  },
  query: Query,
  span: Span,
  named: (converted: PgSelect) => PgSelect = (converted) =>
    cursor.symbol.kind === 'cursor'
      ? withObjectNames(rc.unit.naming, namedColumns(rc, converted, cursor.symbol), cursor.symbol.row.fields)
      : converted,
): PlStatement[] | undefined {
  if (query.forUpdate) return undefined;
  if (cursor.package ? isClosedHere(rc, cursor.symbol, span) : !needsHold(rc, cursor.symbol, span)) return undefined;
  const using: PgExpr[] = [];
  const before: PlStatement[] = [];
  const given = new Map<string, PgExpr>();
  /** What is named twice is one parameter: GROUP BY and DISTINCT compare by it. */
  const handedOver: HandOver = (value, type) => {
    const text = treeText(value);
    const parameter = given.get(text) ?? nextParameter(span, using, value);
    given.set(text, parameter);
    return b.cast(span, parameter, type);
  };
  const routine = withVariables(rc, (symbol, place) => {
    const type = pgTypeOf(rc.unit.naming, symbol.type, 'value');
    if (type.name.join('.') === 'record')
      return refuse(unsupportedExpression(span, 'A record in the query of a cursor that stays open over COMMIT'));
    return handedOver(rc.variable(symbol, place), type);
  });
  const atOpen: ExprContext['atOpen'] = (variable, read) =>
    handedOver(read, pgTypeOf(rc.unit.naming, variable.type, 'value'));
  const values: ExprContext = { ...exprContext(rc, before), sql: true, hoist: undefined };
  const inner = within({ ...values, routine, atOpen }, (e) => fieldHandedOver(values, e, handedOver));
  const lowered = lowerQuery(inner, query);
  const failing = endsBeforeFetch(rc, cursor.symbol, span)
    ? mayFail(lowered)
    : laterRowsMayFail(rc.unit, lowered, query);
  if (failing) rc.unit.report(loopReadAtCommit(span));
  const name = cursor.package ? [] : [nameHeld(rc, cursor, span)];
  return [
    ...before,
    ...name,
    {
      kind: 'PlOpen',
      span,
      cursor: cursor.variable,
      query: named(lowered),
      held: { using },
    },
  ];
}

/**
 * Gives the portal a name, which DECLARE needs: a new one, unless another variable may go on with that of the portal
 * that was closed.
 */
export function nameHeld(
  rc: BodyBuilder,
  cursor: { readonly symbol: CursorSymbol | VariableSymbol; readonly name: string; readonly variable: string },
  span: Span,
): PlStatement {
  const portal = b.column(span, cursor.variable);
  const name = b.assign(
    span,
    portal,
    b.ora(span, 'held_name', b.text(span, cursor.name), b.cast(span, portal, pgTypes.text)),
  );
  return isGivenOn(rc, cursor.symbol) ? b.ifThen(span, b.isNull(span, portal), [name]) : name;
}

/**
 * Is the package's cursor opened and closed by one list of statements, which nothing leaves in between but an error,
 * and no transaction ends?
 */
const isClosedHere = (rc: BodyBuilder, symbol: CursorSymbol | VariableSymbol, open: Span): boolean =>
  !rc.controlsTransaction && !rc.hasHandlers && untilClosed(rc, symbol, open) !== undefined;

/** May the transaction end while what this statement opens is open: here, or in a body that it is opened for? */
export const needsHold = (rc: BodyBuilder, symbol: CursorSymbol | VariableSymbol, open: Span): boolean =>
  (endsTransactionAfter(rc, open) || endsAround(rc, symbol)) && !isClosedBeforeEnd(rc, symbol);

/** May something in the body end the transaction after the statement: after it, or in a loop around it? */
function endsTransactionAfter(rc: BodyBuilder, open: Span): boolean {
  if (!rc.controlsTransaction) return false;
  const { analysis } = rc.unit;
  return contains(
    rc.source,
    (node) =>
      (repeats(node) ? isWithin(open, node.span) : runsAfter(analysis, node, open)) &&
      statementEffects(analysis, node).transactionControl,
    (node) => isRoutine(node) || isSql(node),
  );
}

/** Is a plain statement, or a call, behind the place? */
const runsAfter = (analysis: Analysis, node: OracleNode, { file, end }: Span): boolean =>
  node.span.file === file && node.span.start >= end && (isPlain(node.kind) || calleesOf(analysis, node).length > 0);

/** May the transaction end between the statement and the first FETCH of the cursor, which then meets rows that are read? */
const endsBeforeFetch = (rc: BodyBuilder, symbol: CursorSymbol | VariableSymbol, open: Span): boolean =>
  contains(
    rc.source,
    (node) =>
      runsAfter(rc.unit.analysis, node, open) &&
      statementEffects(rc.unit.analysis, node).transactionControl &&
      fetchedBefore(rc.unit, symbol, node.span) !== 'yes',
    (node) => isRoutine(node) || isSql(node),
  );

const isPlain = (kind: string): boolean =>
  kind === 'Commit' ||
  kind === 'Rollback' ||
  kind === 'CallStatement' ||
  kind === 'ExecuteImmediate' ||
  kind === 'Assignment';
