import type { CursorSymbol, VariableSymbol } from '../../../analyze/model/symbols.js';
import { bindVariable } from '../../../diagnostics/op2-expressions.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import type {
  Argument,
  CloseCursor,
  CursorDeclaration,
  Expr,
  OpenCursor,
  OpenFor,
  Query,
} from '../../../ir/oracle/index.js';
import { oracleFailure } from '../../../ir/oracle-failure.js';
import type { PgSelect, PlStatement, PlVariable } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { Refusal, refuse } from '../../context.js';
import { lowerTo } from '../../expressions/index.js';
import { foldName } from '../../naming/naming.js';
import { lowerQuery } from '../../queries/index.js';
import { asDescribed, withNamesOfStar } from '../../queries/select-list/column-names.js';
import { pgTypeOf } from '../../types.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { type CursorIdentity, cursorOf } from '../body/cursor-state.js';
import { exprContext } from '../body/expr-context.js';
import { chosenAmong, chosenStatements, severalForms } from '../dynamic/chosen-text.js';
import { compileDynamicOpen, type OpenForText, opensText, wronglyBoundOpen } from '../dynamic/dynamic-open.js';
import { lowerDynamicOpen } from '../dynamic/dynamic-sql.js';
import { raisedByOracle } from '../dynamic/failures/raised-by-oracle.js';
import { isShared, placesOf } from '../effects/cursors/cursor-places.js';
import { raiseFailure } from '../errors/capture.js';
import { assignUnbounded, standsFor } from '../errors/same-type.js';
import { initialisationCheck, needsInitialisation } from '../packages/package-init.js';
import { keepState } from './attributes/kept-attributes.js';
import { namedColumns } from './cursor-columns.js';
import { cursorContext } from './cursor-context.js';
import { withObjectNames } from './cursor-rows.js';
import { beforeReopening } from './lifetime/aliased-cursors.js';
import { openHeld } from './lifetime/held-cursors.js';
import { isOpenByState, keptOverRollback } from './lifetime/kept-over-rollback.js';
import { mayBeOpenAlready, mayLosePortal } from './lifetime/undone-cursors.js';
import { reportUndoneElsewhere } from './lifetime/undone-elsewhere.js';
import { lockedAtOnce, lockedAtOpen, lockedBefore, whileOpen } from './locked-at-once.js';
import { mayNest, openInItsLoop, refuseNested } from './open-cursor-loops.js';
import { reportRowsMadeAtOnce } from './rows-made-at-once.js';

/**
 * An explicit cursor → a refcursor variable opened with its query each time, so that the query sees the values of
 * variables at OPEN, as in Oracle. Parameters are evaluated at OPEN and stand in variables of their own.
 */
export function cursorDeclarations(rc: BodyBuilder, d: CursorDeclaration): PlVariable[] {
  const symbol = rc.unit.analysis.declaredBy(d);
  if (symbol?.kind !== 'cursor' || !d.query) return [];
  const own: PlVariable[] = [
    {
      kind: 'PlVariable',
      span: d.span,
      name: rc.name(symbol.variable),
      type: pgTypes.refcursor,
      comments: d.comments,
      blankBefore: d.blankBefore,
      trailingComment: d.trailingComment,
    },
  ];
  return own;
}

/**
 * Makes the arguments known under the names of the cursor's parameters, for the query that is opened next: variables
 * stand for themselves, since OPEN keeps the values that they have then; what else is given is assigned to variables.
 * A package is initialised before a cursor of it is opened. (PL/SQL Language Reference, "Package Instantiation and
 * Initialization")
 * @param before receives the assignments
 */
export function bindParameters(
  rc: BodyBuilder,
  cursor: CursorSymbol,
  args: readonly Argument[],
  before: PlStatement[],
): void {
  const container = cursor.variable.storage === 'package' ? cursor.container : undefined;
  if (container?.kind === 'package' && needsInitialisation(rc.unit, container, { reader: rc.symbol, early: false }))
    before.push(initialisationCheck(rc.unit, container, cursor.variable.span));
  const ex = exprContext(rc, before);
  const given = new Map<VariableSymbol, Expr>();
  let position = 0;
  for (const arg of args) {
    const parameter = arg.name
      ? cursor.parameters.find((p) => p.variable.name === arg.name?.name)
      : cursor.parameters[position++];
    if (parameter) given.set(parameter.variable, arg.value);
  }
  for (const { variable, initial } of cursor.parameters) {
    const expr = given.get(variable) ?? initial;
    const value = expr ? lowerTo(ex, expr, variable.type) : b.null(variable.span);
    const types = { from: expr ? rc.unit.analysis.typeOf(expr) : variable.type, to: variable.type };
    if (standsFor(rc.unit, value, types)) {
      rc.variables.bind(variable, rc.variables.inQuery(value));
      continue;
    }
    const known = rc.cursors.parameters.get(variable);
    const name =
      known ??
      rc.fresh(`${foldName(cursor.name)}_${foldName(variable.name)}`, pgTypeOf(rc.unit.naming, variable.type, 'value'));
    rc.cursors.parameters.set(variable, name);
    rc.variables.bind(variable, b.column(variable.span, name));
    before.push(assignUnbounded(rc.unit, variable.span, b.column(variable.span, name), value, types));
  }
}

/**
 * The PL/pgSQL variable that holds the cursor; a package cursor is reached through a local one that names its portal.
 */
export function portalVariable(rc: BodyBuilder, cursor: CursorIdentity): string {
  if (!cursor.package) {
    return variableName(rc, cursor.symbol.kind === 'variable' ? cursor.symbol : cursor.symbol.variable);
  }
  return rc.cursors.portalOf(cursor.name);
}

function variableName(rc: BodyBuilder, symbol: VariableSymbol): string {
  const expr = rc.variable(symbol, { sql: false });
  return expr.kind === 'PgColumn' ? (expr.parts.at(-1) ?? foldName(symbol.name)) : foldName(symbol.name);
}

/** `OPEN c(args)`: `open` of the portal for the cursor's query. (PL/SQL Language Reference, "OPEN Statement") */
export function lowerOpenCursor(rc: BodyBuilder, s: OpenCursor): PlStatement[] {
  const cursor = cursorOf(rc.unit, s.cursor);
  if (cursor?.symbol.kind !== 'cursor' || !cursor.symbol.query)
    return refuse(unsupportedStatement(s.span, 'OPEN of a cursor whose query is not known'));
  const already = openInItsLoop(rc, s);
  if (already) return already;
  reportUndoneElsewhere(rc, cursor, s.span);
  const before: PlStatement[] = [];
  bindParameters(rc, cursor.symbol, s.args, before);
  reportRowsMadeAtOnce(rc, cursor.symbol, cursor.symbol.query);
  before.push(...refuseNested(rc, cursor, s.span));
  return [...before, ...openQuery(rc, cursor, cursor.symbol.query, s.span)];
}

function openQuery(rc: BodyBuilder, cursor: CursorIdentity, query: Query, span: Span): PlStatement[] {
  const before: PlStatement[] = [];
  const variable = portalVariable(rc, cursor);
  const held = openHeld(rc, { ...cursor, variable }, query, span);
  if (held) {
    const already = openAlready(rc, cursor, variable, span);
    return [...already, ...held, ...keepState(rc, cursor, span, 'open'), ...keptOverRollback(rc, cursor.symbol, span)];
  }
  const lowered = lowerQuery(cursorContext(rc, before), query);
  const all = cursor.symbol.kind === 'cursor' ? namedColumns(rc, lowered, cursor.symbol) : lowered;
  const { currentOf } = rc.cursors.use(cursor.symbol);
  const { analysis } = rc.unit;
  // Other bodies may fetch from it, and the callers of this one change rows in between.
  const outlasts = cursor.package || isShared(analysis, cursor.symbol);
  const during = [...whileOpen(rc, cursor.symbol, span), ...(outlasts ? placesOf(analysis, cursor.symbol).bodies : [])];
  const early =
    outlasts && !currentOf
      ? lockedBefore(query, all)
      : lockedAtOpen(rc, { cursor: cursor.symbol, query }, all, during, currentOf);
  const named = early?.read ?? lockedAtOnce(rc, query, all, during, { currentOf });
  if (early?.lock) before.push(b.perform(span, early.lock));
  const fields = cursor.symbol.kind === 'cursor' ? cursor.symbol.row.fields : [];
  const open: PlStatement = {
    kind: 'PlOpen',
    span,
    cursor: variable,
    query: withObjectNames(rc.unit.naming, named, fields),
  };
  return [...before, ...openAlready(rc, cursor, variable, span), open, ...keepState(rc, cursor, span, 'open')];
}

/**
 * OPEN of a cursor that is open is ORA-06511, PostgreSQL's duplicate_cursor, also where PostgreSQL has closed it: that
 * of a package with the transaction or what the block of any handler did, as its state tells.
 */
function openAlready(rc: BodyBuilder, cursor: CursorIdentity, variable: string, span: Span): PlStatement[] {
  const { symbol } = cursor;
  if (symbol.kind !== 'cursor') return [];
  if (cursor.package ? mayNest(rc.unit.analysis, symbol) : !mayBeOpenAlready(rc, cursor, span)) return [];
  const isOpen = cursor.package ? isOpenByState(cursor, span) : b.isNotNull(span, b.column(span, variable));
  return [b.ifThen(span, isOpen, raiseFailure(rc, span, oracleFailure(6511)))];
}

/** `OPEN c FOR query` or `FOR text USING …`. (PL/SQL Language Reference, "OPEN FOR Statement") */
export function lowerOpenFor(rc: BodyBuilder, statement: OpenFor): PlStatement[] {
  if (!opensText(statement)) return openedFor(rc, statement, 'query');
  const type = rc.unit.analysis.typeOf(statement.cursor);
  if (type.kind === 'refCursor' && type.returns)
    return refuse(unsupportedStatement(statement.span, 'OPEN of a strong cursor variable for dynamic SQL (PLS-00455)'));
  const compiled = compileDynamicOpen(rc, statement);
  if (compiled?.source.kind !== 'Query') return openedFor(rc, compiled ?? statement, 'text');
  try {
    return openedFor(rc, compiled, 'text');
  } catch (error) {
    const raised = error instanceof Refusal ? raisedByOracle(rc, compiled.source, error.diagnostic) : undefined;
    if (!raised || !(error instanceof Refusal)) throw error;
    rc.unit.report(error.diagnostic);
    return raised;
  }
}

/** `written`: what the program has after FOR. */
function openedFor(rc: BodyBuilder, s: OpenFor, written: 'query' | 'text'): PlStatement[] {
  const chosen = opensText(s) ? (wronglyBoundOpen(rc, s) ?? openedForOneOf(rc, s)) : undefined;
  if (chosen) return chosen;
  const target = s.cursor;
  if (target.kind === 'BindVariable') return refuse(bindVariable(target.span, target.name));
  if (target.kind !== 'Name') return refuse(unsupportedStatement(s.span, 'OPEN FOR of what is not a variable'));
  const cursor = cursorOf(rc.unit, target);
  if (!cursor) return refuse(unsupportedStatement(s.span, 'OPEN FOR of what is not known as a cursor variable'));
  reportUndoneElsewhere(rc, cursor, s.span);
  const variable = portalVariable(rc, cursor);
  const reset = beforeReopening(rc, cursor.symbol, variable, s.span);
  if (s.source.kind !== 'Query')
    return [
      reset,
      ...lowerDynamicOpen(rc, s, s.source.text, { ...cursor, variable }),
      ...keepState(rc, cursor, s.span, 'open'),
      ...keptOverRollback(rc, cursor.symbol, s.span),
    ];
  const query = s.source;
  reportRowsMadeAtOnce(rc, cursor.symbol, query);
  // A compiled text has had its names before.
  const named = (converted: PgSelect): PgSelect =>
    (written === 'query' ? asDescribed : withNamesOfStar)(rc.unit, query, converted);
  const held = openHeld(rc, { ...cursor, variable }, query, s.span, named);
  if (held)
    return [reset, ...held, ...keepState(rc, cursor, s.span, 'open'), ...keptOverRollback(rc, cursor.symbol, s.span)];
  const before: PlStatement[] = [];
  const { lock, read } = lockedBefore(query, named(lowerQuery(cursorContext(rc, before), query)));
  return [
    ...before,
    reset,
    ...(lock ? [b.perform(s.span, lock)] : []),
    { kind: 'PlOpen', span: s.span, cursor: variable, query: read },
    ...keepState(rc, cursor, s.span, 'open'),
  ];
}

/**
 * OPEN … FOR a text that conditions have put together: each query that it may be is compiled, and chosen by what the
 * run has made.
 */
function openedForOneOf(rc: BodyBuilder, s: OpenForText): PlStatement[] | undefined {
  const { text } = s.source;
  const chosen = chosenAmong(rc, text, severalForms(rc, text), (inner, form) => {
    const one: OpenForText = { ...s, source: { ...s.source, text: form } };
    if (form.kind !== 'StringLiteral') return lowerOpenFor(inner, one);
    const open = compileDynamicOpen(inner, one);
    return open ? lowerOpenFor(inner, open) : wronglyBoundOpen(inner, one);
  });
  return chosen && [...chosenStatements(s.span, chosen)];
}

/** `CLOSE c`; one that is not open is ORA-01001. (PL/SQL Language Reference, "CLOSE Statement") */
export function lowerCloseCursor(rc: BodyBuilder, s: CloseCursor): PlStatement[] {
  const cursor = cursorOf(rc.unit, s.cursor);
  if (!cursor) return refuse(unsupportedStatement(s.span, 'CLOSE of what is not known as a cursor'));
  const variable = portalVariable(rc, cursor);
  const close: PlStatement = { kind: 'PlClose', span: s.span, cursor: variable };
  // A closed cursor has no portal: FETCH then is ORA-01001, and not the ORA-01002 of one that a COMMIT closed.
  const state = keepState(rc, cursor, s.span, 'close');
  if (cursor.package) return closePackageCursor(cursor, close, state);
  if (!mayLosePortal(rc, cursor)) return [close, ...state];
  const forget = b.assign(s.span, b.column(s.span, variable), b.null(s.span));
  const portal = b.column(s.span, variable);
  const isThere = b.ora(s.span, 'cursor_is_open', b.cast(s.span, portal, pgTypes.text));
  // The portal of a cursor that a ROLLBACK, or a COMMIT with FOR UPDATE, went over is gone; the cursor is open all the
  // same.
  return [b.ifThen(s.span, b.or(s.span, b.isNull(s.span, portal), isThere), [close]), forget, ...state];
}

/**
 * The state tells whether it is open, whatever has become of its portal: a ROLLBACK of any caller may have taken it
 * away.
 */
function closePackageCursor(cursor: CursorIdentity, close: PlStatement, state: PlStatement[]): PlStatement[] {
  const { span } = close;
  const isThere = b.ora(span, 'cursor_is_open', b.text(span, cursor.name));
  return [b.ifThen(span, b.or(span, b.not(span, isOpenByState(cursor, span)), isThere), [close]), ...state];
}
