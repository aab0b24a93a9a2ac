import type { CursorSymbol } from '../../../analyze/model/symbols.js';
import type { RecordFieldInfo } from '../../../analyze/model/types.js';
import { differentResult } from '../../../diagnostics/op2-expressions.js';
import { unsupportedStatement } from '../../../diagnostics/op3.js';
import { lockingLoopCommits } from '../../../diagnostics/op3-calls.js';
import type { CursorForLoop, Query } from '../../../ir/oracle/index.js';
import type { PgExpr, PgSelect, PlHandler, PlStatement } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { refuse } from '../../context.js';
import { numberFits } from '../../expressions/bounds/number-bound.js';
import { foldName } from '../../naming/naming.js';
import { lowerQuery } from '../../queries/index.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { type CursorIdentity, cursorOf, isAsked } from '../body/cursor-state.js';
import { hasHandlerAround } from '../body/handlers-around.js';
import { protect, protectParts } from '../errors/capture.js';
import { capturedLoop } from '../errors/captured-loop.js';
import { commitsIn } from '../statements/loops/loops.js';
import { keepState, packageState, setPackageState } from './attributes/kept-attributes.js';
import { isAskedOutside, isFetchedWithin, isMetAgain, isOpenAskedElsewhere } from './attributes/loop-attributes.js';
import { namedColumns } from './cursor-columns.js';
import { cursorContext } from './cursor-context.js';
import { rowType, withRecordNames } from './cursor-rows.js';
import { bindParameters, portalVariable } from './cursors.js';
import { endedByCommit, endsWithTransaction } from './fetch.js';
import { noteFineSeconds } from './fine-seconds.js';
import { openHeld } from './lifetime/held-cursors.js';
import { loopKeptOverRollback, loopLostByRollback, lostByRollback } from './lifetime/kept-over-rollback.js';
import { mayLosePortal } from './lifetime/undone-cursors.js';
import { lockedAtOnce } from './locked-at-once.js';
import { mayBeOpenBefore, mayNest, openInItsLoop, refuseNested, refuseOpenCursor } from './open-cursor-loops.js';

/** FOR r IN c(args) LOOP: a loop over the cursor's query; its parameters are evaluated first. */
export function loopOverNamedCursor(
  rc: BodyBuilder,
  s: CursorForLoop,
  source: Extract<CursorForLoop['source'], { kind: 'NamedCursor' }>,
  record: string,
  body: (inner: BodyBuilder) => PlStatement[],
): PlStatement[] {
  const cursor = cursorOf(rc.unit, source.cursor);
  if (cursor?.symbol.kind !== 'cursor' || !cursor.symbol.query)
    return refuse(unsupportedStatement(s.span, 'A loop over a cursor whose query is not known'));
  const already = openInItsLoop(rc, s);
  if (already) return already;
  const before: PlStatement[] = [];
  bindParameters(rc, cursor.symbol, source.args, before);
  const ex = cursorContext(rc, before);
  const { asked, opensByName, currentOf, closed, end: close } = attributesOfLoop(rc, cursor, s);
  const { begun, ended, end, afterError } = endOfLoop(rc, cursor, s.span, close);
  // The OPEN of one that is opened by name finds that it is open.
  if (!opensByName && mayRunAlready(rc, cursor))
    rc.unit.report(differentResult(s.span, `Loop over ${cursor.symbol.name}`, runsTwice));
  const make = (): PlStatement[] => body(rc);
  rc.jumps.loopEnds.push(...afterError);
  if (cursor.package && rc.mode.kind === 'capture' && !hasHandlerAround(rc, s.span))
    rc.jumps.packageLoopEnds.push(...afterError);
  // Left by EXIT the loop goes on after it; RETURN and GOTO do not.
  const { body: lowered, label } = rc.jumps.inRegion({ leave: () => end }, () =>
    rc.jumps.inLoop(s.label && foldName(s.label.name), make),
  );
  const declarations = [b.variable(s.span, record, rowType(rc, cursor.symbol))];
  const { symbol } = cursor;
  const named = (converted: PgSelect): PgSelect =>
    namedColumns(rc, noteFineSeconds(rc, withRecordNames(rc, s, converted)), symbol);
  const converted = named(lowerQuery(ex, cursor.symbol.query));
  const query = lockedAtOnce(rc, cursor.symbol.query, converted, s.body, {
    record: rc.unit.analysis.declaredBy(s),
    currentOf,
  });
  // What the parameters raise is caught with the rest of the body.
  const ready = () => (rc.mode.kind === 'capture' ? protectParts(rc, s.span, before) : before);
  if (opensByName) {
    const loop = fetchingLoop(rc, s, cursor, {
      query,
      open: openedFor(rc, s, cursor, query, named),
      record,
      label,
      body: lowered,
      begun,
      closed: [...closed, ...ended],
    });
    return [
      ...ready(),
      b.block(s.span, { declarations, body: loop, handlers: closing(rc, cursor, s.span, afterError) }),
    ];
  }
  const counted = asked ? rowCounted(rc, cursor, s.span) : [];
  const ahead = [...ready(), ...beforeRows(rc, cursor, symbol, asked, s.span), ...begun];
  const parts = { query, record, fields: symbol.row.fields, label, body: [...counted, ...lowered] };
  const loop = queryLoop(rc, s, cursor.symbol.query, parts);
  const handlers = closing(rc, cursor, s.span, afterError);
  return [...ahead, b.block(s.span, { declarations, body: loop, handlers }), ...end];
}

/** What comes before a loop that does not open its cursor by name: the error of one that is open, and the count. */
const beforeRows = (
  rc: BodyBuilder,
  cursor: CursorIdentity,
  symbol: CursorSymbol,
  asked: boolean,
  span: Span,
): PlStatement[] => [
  ...refuseOpenCursor(rc, symbol, () => b.column(span, portalVariable(rc, cursor)), span),
  ...refuseNested(rc, cursor, span),
  ...(asked ? countStarted(rc, cursor, span) : []),
];

/**
 * The cursor of a package outlives the routine: where an error leaves the loop, and with it perhaps the routine, the
 * loop has closed it. A routine that ends transactions stores its errors, and looks at its end.
 */
function closing(rc: BodyBuilder, cursor: CursorIdentity, span: Span, afterError: PlStatement[]): PlHandler[] {
  if (!cursor.package || afterError.length === 0 || rc.mode.kind === 'capture' || rc.controlsTransaction) return [];
  return [{ kind: 'PlHandler', span, conditions: [{ name: 'others' }], body: [...afterError, b.reraise(span)] }];
}

/** What a loop is made of. */
interface LoopParts {
  readonly query: PgSelect;
  readonly record: string;
  readonly label: string | undefined;
  readonly body: readonly PlStatement[];
}

/** The loop over the rows of the query, whose cursor nobody asks for by name. */
function queryLoop(
  rc: BodyBuilder,
  s: CursorForLoop,
  source: Query,
  { query, record, fields, label, body }: LoopParts & { readonly fields: readonly RecordFieldInfo[] },
): readonly PlStatement[] {
  const { span } = s;
  const commits = commitsIn(rc, s);
  if (source.forUpdate && commits) rc.unit.report(lockingLoopCommits(span));
  return (
    capturedLoop(rc, { span, label, record, query, source, fields, statements: s.body, commits }, body) ??
    plainLoop(rc, span, source, { query, record, fields, label, body })
  );
}

/**
 * A number that is too large for the row of RETURN fails in an assignment, which is ORA-06502, not in the query.
 * (error_code.sql)
 */
function plainLoop(
  rc: BodyBuilder,
  span: Span,
  source: Query,
  { query, record, fields, label, body }: LoopParts & { readonly fields: readonly RecordFieldInfo[] },
): readonly PlStatement[] {
  const given = rc.unit.analysis.columnsOf(source);
  const fits = fields.every(({ type }, i) => numberFits(given[i]?.type, type));
  const row = b.column(span, record);
  if (fits || rc.mode.kind === 'capture') return [{ kind: 'PlForQuery', span, label, targets: [row], query, body }];
  const taken = b.column(span, rc.fresh('row', pgTypes.record));
  return [{ kind: 'PlForQuery', span, label, targets: [taken], query, body: [b.assign(span, row, taken), ...body] }];
}

/**
 * What closes the loop's cursor: at the end of the loop, and where an error has left it. A cursor that was open before
 * the loop, which is the error then, is not the loop's to close.
 */
function endOfLoop(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  span: Span,
  close: PlStatement[],
): {
  readonly begun: PlStatement[];
  readonly ended: PlStatement[];
  readonly end: PlStatement[];
  readonly afterError: PlStatement[];
} {
  if (close.length === 0 || !mayBeOpenBefore(rc, cursor))
    return { begun: [], ended: [], end: close, afterError: close };
  const looping = (): PgExpr => b.column(span, rc.cursors.looping(cursor));
  const ended = [b.assign(span, looping(), b.boolean(span, false))];
  const end = [...close, ...ended];
  const begun = [b.assign(span, looping(), b.boolean(span, true))];
  return { begun, ended, end, afterError: [b.ifThen(span, looping(), end)] };
}

/** What the loop has to keep of its cursor for those that ask for its attributes. */
function attributesOfLoop(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  s: CursorForLoop,
): {
  readonly asked: boolean;
  /** What others ask, FETCH and CLOSE within the loop, and WHERE CURRENT OF need the cursor by name. */
  readonly opensByName: boolean;
  readonly currentOf: boolean;
  /** Notes that the cursor is closed. */
  readonly closed: PlStatement[];
  /** What ends the loop, however it is left. */
  readonly end: PlStatement[];
} {
  const { attributes, currentOf } = rc.cursors.use(cursor.symbol);
  // Other bodies may ask for the attributes of a package's cursor.
  const asked = cursor.package
    ? isAsked(rc.unit, cursor.symbol) || mayNest(rc.unit.analysis, cursor.symbol)
    : attributes;
  const opensByName = currentOf || isOpenAskedElsewhere(rc.unit, cursor, s) || isFetchedWithin(rc.unit, cursor, s);
  // OPEN looks at what is kept of a package's cursor, which has one portal for all.
  const keepsClosed = cursor.package ? asked || opensByName : asked && isAskedOutside(rc.unit, cursor, s);
  const closed = keepsClosed ? keepState(rc, cursor, s.span, 'close') : [];
  const closesOnLeaving = opensByName && (cursor.package || !currentOf || isMetAgain(rc.unit, cursor, s));
  const end = closesOnLeaving ? [closeIfOpen(rc, cursor, s), ...forgotten(rc, cursor, s.span), ...closed] : closed;
  return { asked, opensByName, currentOf, closed, end };
}

/** The OPEN of such a loop: held, where a COMMIT of the loop's body would close what is opened. */
function openedFor(
  rc: BodyBuilder,
  s: CursorForLoop,
  cursor: CursorIdentity,
  query: PgSelect,
  named: (converted: PgSelect) => PgSelect,
): readonly PlStatement[] {
  const { span } = s;
  const variable = portalVariable(rc, cursor);
  const { symbol } = cursor;
  const held =
    symbol.kind === 'cursor' && symbol.query && commitsIn(rc, s)
      ? openHeld(rc, { ...cursor, variable }, symbol.query, span, named)
      : undefined;
  if (!held) return [{ kind: 'PlOpen', span, cursor: variable, query }];
  return cursor.package || symbol.kind !== 'cursor' ? held : [...held, ...loopKeptOverRollback(rc, symbol, s)];
}

/** The loop with its cursor opened by name: OPEN, FETCH of each row, CLOSE. */
function fetchingLoop(
  rc: BodyBuilder,
  s: CursorForLoop,
  cursor: CursorIdentity,
  loop: LoopParts & {
    readonly open: readonly PlStatement[];
    readonly begun: readonly PlStatement[];
    readonly closed: readonly PlStatement[];
  },
): PlStatement[] {
  const { span } = s;
  const variable = portalVariable(rc, cursor);
  // What the query raises is caught with the rest of the body.
  const guarded = (statement: PlStatement): PlStatement =>
    rc.mode.kind === 'capture' ? protect(rc, span, [statement]) : statement;
  return [
    ...loop.open.map(guarded),
    ...keepState(rc, cursor, span, 'open'),
    ...loop.begun,
    b.loop(
      span,
      [
        ...endedByCommit(rc, cursor, s),
        ...(cursor.package ? lostByRollback(rc, cursor, variable, span) : loopLostByRollback(rc, cursor, variable, s)),
        guarded({ kind: 'PlFetch', span, cursor: variable, targets: [b.column(span, loop.record)] }),
        b.exit(span, undefined, b.not(span, b.column(span, 'found'))),
        ...keepState(rc, cursor, span, 'fetch'),
        ...loop.body,
      ],
      loop.label,
    ),
    ...(endsWithTransaction(rc, cursor) || (cursor.package && commitsIn(rc, s))
      ? [closeIfOpen(rc, cursor, s)]
      : [{ kind: 'PlClose', span, cursor: variable } as const]),
    ...forgotten(rc, cursor, span),
    ...loop.closed,
  ];
}

/** Before the first row of a loop that does not open its cursor by name: %ROWCOUNT is 0. */
function countStarted(rc: BodyBuilder, cursor: CursorIdentity, span: Span): PlStatement[] {
  if (cursor.package) return keepState(rc, cursor, span, 'open');
  return [b.assign(span, b.column(span, rc.cursors.variable(cursor, 'rowcount')), b.num(span, 0))];
}

/** With each row of such a loop: %FOUND, and %ROWCOUNT is one more. */
function rowCounted(rc: BodyBuilder, cursor: CursorIdentity, span: Span): PlStatement[] {
  if (cursor.package) {
    const count = b.binary(span, '+', packageState(cursor, 'rowcount', span), b.num(span, 1));
    return [
      setPackageState(cursor, 'rowcount', count, span),
      setPackageState(cursor, 'found', b.boolean(span, true), span),
    ];
  }
  const found = b.column(span, rc.cursors.variable(cursor, 'found'));
  const count = b.column(span, rc.cursors.variable(cursor, 'rowcount'));
  return [
    b.assign(span, found, b.boolean(span, true)),
    b.assign(span, count, b.binary(span, '+', count, b.num(span, 1))),
  ];
}

const runsTwice = 'begun again by what it calls it runs beside itself, which is ORA-06511 in Oracle';

/** May a loop in a nested routine, over a cursor of what is around, be reached again from its own body? */
const mayRunAlready = (rc: BodyBuilder, { package: inPackage, symbol }: CursorIdentity): boolean =>
  !inPackage &&
  symbol.kind === 'cursor' &&
  rc.symbol !== undefined &&
  symbol.variable.container !== rc.symbol &&
  mayNest(rc.unit.analysis, symbol);

/** After the closing, where that the variable has a value tells that the cursor is open. */
const forgotten = (rc: BodyBuilder, cursor: CursorIdentity, span: Span): PlStatement[] =>
  !cursor.package && mayLosePortal(rc, cursor)
    ? [b.assign(span, b.column(span, portalVariable(rc, cursor)), b.null(span))]
    : [];

/** Left by RETURN, GOTO or an error, the loop has closed its cursor. */
function closeIfOpen(rc: BodyBuilder, cursor: CursorIdentity, { span }: CursorForLoop): PlStatement {
  const variable = portalVariable(rc, cursor);
  const portal = b.cast(span, b.column(span, variable), pgTypes.text);
  return b.ifThen(span, b.ora(span, 'cursor_is_open', portal), [{ kind: 'PlClose', span, cursor: variable }]);
}
