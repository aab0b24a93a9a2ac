import type { CursorSymbol, VariableSymbol } from '../../analyze/symbols.js';
import type { OracleType, RecordFieldInfo } from '../../analyze/types.js';
import { unsupportedStatement } from '../../diagnostics/op3.js';
import { lockingLoopCommits } from '../../diagnostics/op3-calls.js';
import type {
  Argument,
  CloseCursor,
  CursorDeclaration,
  CursorForLoop,
  Expr,
  Fetch,
  OpenCursor,
  OpenFor,
  Query,
} from '../../ir/oracle/index.js';
import { sqlstateOf } from '../../ir/oracle-error.js';
import type { PgExpr, PgSelect, PgSelectBody, PgType, PlDeclaration, PlStatement } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import type { AnyNode } from '../../ir/walk.js';
import { b, pgTypes } from '../builders.js';
import { refuse } from '../context.js';
import { lowerTo } from '../expression.js';
import { foldName } from '../naming.js';
import { lowerQuery } from '../query.js';
import { pgTypeOf } from '../types.js';
import type { BodyBuilder } from './body-builder.js';
import { fetchBulk } from './bulk-collect.js';
import { protect, raiseError } from './capture.js';
import { capturedLoop } from './captured-loop.js';
import { namedColumns } from './cursor-columns.js';
import { cursorContext } from './cursor-context.js';
import { type CursorIdentity, cursorOf, mayBeAsked, numberedColumn } from './cursor-state.js';
import { lowerDynamicOpen } from './dynamic-sql.js';
import { compileDynamicOpen } from './dynamic-text.js';
import { openHeld } from './held-cursors.js';
import { intoTargets, namesOtherFields } from './into.js';
import { lockedAtOnce, whileOpen } from './locked-at-once.js';
import { commitsIn } from './loops.js';
import { openInItsLoop, refuseOpenCursor } from './open-cursor-loops.js';
import { rowMismatch } from './row-mismatch.js';
import { exprContext } from './statements.js';
import { assignTo } from './targets.js';
import { mayBeOpenAlready, mayLosePortal } from './undone-cursors.js';

/**
 * An explicit cursor → a refcursor variable opened with its query each time, so that the query sees the values of variables at OPEN, as in Oracle.
 * Parameters are worked out at OPEN and stand in variables of their own.
 */
export function cursorDeclarations(rc: BodyBuilder, d: CursorDeclaration): PlDeclaration[] {
  const symbol = rc.unit.analysis.declaredBy(d);
  if (symbol?.kind !== 'cursor' || !d.query) return [];
  const own: PlDeclaration[] = [
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

/** Assigns the parameters of a cursor to variables, and returns the statements. */
function bindParameters(rc: BodyBuilder, cursor: CursorSymbol, args: readonly Argument[], before: PlStatement[]): void {
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
    const known = rc.cursorParameters.get(variable);
    const name =
      known ??
      rc.fresh(`${foldName(cursor.name)}_${foldName(variable.name)}`, pgTypeOf(rc.unit.naming, variable.type, 'value'));
    rc.cursorParameters.set(variable, name);
    rc.bind(variable, b.column(variable.span, name));
    before.push(
      b.assign(
        variable.span,
        b.column(variable.span, name),
        expr ? lowerTo(ex, expr, variable.type) : b.null(variable.span),
      ),
    );
  }
}

/** What keeps the attributes after OPEN and FETCH. */
function keepState(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  span: Span,
  after: 'open' | 'fetch' | 'close',
): PlStatement[] {
  if (cursor.package) {
    if (!mayBeAsked(rc.unit, cursor.symbol))
      return after === 'fetch'
        ? [b.assign(span, b.column(span, rc.cursorVariable(cursor, 'found')), b.raw(span, 'found'))]
        : [];
    const set = (what: CursorState, value: PgExpr): PlStatement => setPackageState(cursor, what, value, span);
    const count = packageState(cursor, 'rowcount', span);
    switch (after) {
      case 'open':
        return [set('isopen', b.text(span, 'true')), set('found', b.null(span)), set('rowcount', b.text(span, '0'))];
      case 'fetch': {
        // PERFORM has a FOUND of its own.
        const fetched = b.column(span, rc.cursorVariable(cursor, 'found'));
        return [
          b.assign(span, fetched, b.raw(span, 'found')),
          set('found', fetched),
          b.ifThen(span, fetched, [set('rowcount', b.binary(span, '+', count, b.num(span, 1)))]),
        ];
      }
      case 'close':
        return [set('isopen', b.text(span, 'false')), set('found', b.null(span)), set('rowcount', b.null(span))];
    }
  }
  // Nothing is kept that nothing reads.
  if (!rc.cursorUse(cursor.symbol).attributes) return [];
  const found = b.column(span, rc.cursorVariable(cursor, 'found'));
  const count = b.column(span, rc.cursorVariable(cursor, 'rowcount'));
  switch (after) {
    case 'open':
      return [b.assign(span, found, b.null(span)), b.assign(span, count, b.num(span, 0))];
    case 'fetch':
      return [
        b.assign(span, found, b.column(span, 'found')),
        b.assign(span, count, b.binary(span, '+', count, b.cast(span, found, pgTypes.integer))),
      ];
    case 'close':
      return [b.assign(span, found, b.null(span)), b.assign(span, count, b.null(span))];
  }
}

/** The PL/pgSQL variable that holds the cursor; a package cursor is reached through a local one that names its portal. */
export function portalVariable(rc: BodyBuilder, cursor: CursorIdentity): string {
  if (!cursor.package) {
    return variableName(rc, cursor.symbol.kind === 'variable' ? cursor.symbol : cursor.symbol.variable);
  }
  return rc.packageCursor(cursor.name);
}

function variableName(rc: BodyBuilder, symbol: VariableSymbol): string {
  const expr = rc.variable(symbol, false);
  return expr.kind === 'PgColumn'
    ? (expr.parts[expr.parts.length - 1] ?? foldName(symbol.name))
    : foldName(symbol.name);
}

export function lowerOpenCursor(rc: BodyBuilder, s: OpenCursor): PlStatement[] {
  const cursor = cursorOf(rc.unit, s.cursor);
  if (cursor?.symbol.kind !== 'cursor' || !cursor.symbol.query)
    return refuse(unsupportedStatement(s.span, 'OPEN of a cursor whose query is not known'));
  const already = openInItsLoop(rc, s);
  if (already) return already;
  const before: PlStatement[] = [];
  bindParameters(rc, cursor.symbol, s.args, before);
  return [...before, ...openQuery(rc, cursor, cursor.symbol.query, s.span)];
}

function openQuery(rc: BodyBuilder, cursor: CursorIdentity, query: Query, span: Span): PlStatement[] {
  const before: PlStatement[] = [];
  const variable = portalVariable(rc, cursor);
  const held = openHeld(rc, { ...cursor, variable }, query, span);
  if (held) return [...held, ...keepState(rc, cursor, span, 'open')];
  const lowered = lowerQuery(cursorContext(rc, before), query);
  const all = cursor.symbol.kind === 'cursor' ? namedColumns(lowered, cursor.symbol) : lowered;
  const { currentOf } = rc.cursorUse(cursor.symbol);
  const named = lockedAtOnce(rc, query, all, whileOpen(rc.unit.analysis, rc.source, cursor.symbol, span), {
    currentOf,
  });
  const fields = cursor.symbol.kind === 'cursor' ? cursor.symbol.row.fields : [];
  const open: PlStatement = { kind: 'PlOpen', span, cursor: variable, query: withObjectNames(named, fields) };
  return [...before, ...openAlready(rc, cursor, variable, span), open, ...keepState(rc, cursor, span, 'open')];
}

/** OPEN of a cursor that is open is ORA-06511, PostgreSQL's duplicate_cursor, also where PostgreSQL has closed it. */
function openAlready(rc: BodyBuilder, cursor: CursorIdentity, variable: string, span: Span): PlStatement[] {
  if (cursor.symbol.kind !== 'cursor' || cursor.package || !mayBeOpenAlready(rc, cursor, span)) return [];
  const raise = raiseError(rc, span, '42P03', 'ORA-06511: PL/SQL: cursor already open');
  return [b.ifThen(span, b.isNotNull(span, b.column(span, variable)), [...raise])];
}

export function lowerOpenFor(rc: BodyBuilder, statement: OpenFor): PlStatement[] {
  const s =
    (statement.source.kind === 'DynamicText' ? compileDynamicOpen(rc, statement, statement.source.text) : undefined) ??
    statement;
  const target = s.cursor;
  if (target.kind !== 'Name') return refuse(unsupportedStatement(s.span, 'OPEN FOR of what is not a variable'));
  const cursor = cursorOf(rc.unit, target);
  if (!cursor) return refuse(unsupportedStatement(s.span, 'OPEN FOR of what is not known as a cursor variable'));
  const variable = portalVariable(rc, cursor);
  // An open cursor variable that is opened again gets a new portal in Oracle; the old one stays open.
  const reset = b.assign(s.span, b.column(s.span, variable), b.null(s.span));
  if (s.source.kind !== 'Query')
    return [
      reset,
      ...lowerDynamicOpen(rc, s, s.source.text, { name: cursor.name, variable }),
      ...keepState(rc, cursor, s.span, 'open'),
    ];
  const held = openHeld(rc, { ...cursor, variable }, s.source, s.span);
  if (held) return [reset, ...held, ...keepState(rc, cursor, s.span, 'open')];
  const before: PlStatement[] = [];
  const lowered = lowerQuery(cursorContext(rc, before), s.source);
  const columns = rc.unit.analysis.columnsOf(s.source);
  // Whoever fetches knows the columns by their numbers only.
  const query = columns.some((c) => c.type.kind === 'object')
    ? withNames(
        lowered,
        columns.map((_, i) => numberedColumn(i)),
      )
    : lowered;
  return [
    ...before,
    reset,
    { kind: 'PlOpen', span: s.span, cursor: variable, query },
    ...keepState(rc, cursor, s.span, 'open'),
  ];
}

export function lowerFetch(rc: BodyBuilder, s: Fetch): PlStatement[] {
  const cursor = cursorOf(rc.unit, s.cursor);
  if (!cursor) return refuse(unsupportedStatement(s.span, 'FETCH from what is not known as a cursor'));
  const variable = portalVariable(rc, cursor);
  if (s.into.bulk)
    return [
      ...rowMismatch(rc, s, cursor, variable),
      ...fetchBulk(rc, s, cursor, variable, (rows) => keepStateAfterBulk(rc, cursor, rows, s.span)),
    ];
  const types = rowTypes(cursor);
  const names = rowFields(cursor).map((f) => f.name);
  const { targets, after } = namesOtherFields(rc, s.into.targets, names)
    ? intoTargets(rc, s.into.targets, types, 'refused', 'variables', names)
    : rc.fetchesDirectly(s)
      ? fetchTargets(rc, s, cursor, types)
      : throughTemporaries(rc, s, cursor, types);
  const fetch: PlStatement = { kind: 'PlFetch', span: s.span, cursor: variable, targets };
  const mismatch = rowMismatch(rc, s, cursor, variable);
  const check = [...endedByCommit(rc, cursor, s), ...mismatch];
  if (after.length === 0) return [...check, fetch, ...keepState(rc, cursor, s.span, 'fetch')];
  // FETCH of PL/pgSQL sets its targets to NULL at the end; Oracle leaves them. The assignments below must not change FOUND: they do not.
  const fetched = cursor.package ? b.column(s.span, rc.cursorVariable(cursor, 'found')) : b.raw(s.span, 'found');
  return [...check, fetch, ...keepState(rc, cursor, s.span, 'fetch'), b.ifThen(s.span, fetched, after)];
}

/** COMMIT and ROLLBACK close a FOR UPDATE cursor: ORA-01002 at the next fetch. (PL/SQL Language Reference, "SELECT FOR UPDATE and FOR UPDATE Cursors") */
function endedByCommit(rc: BodyBuilder, cursor: CursorIdentity, { span }: { readonly span: Span }): PlStatement[] {
  if (!endsWithTransaction(rc, cursor)) return [];
  const portal = b.cast(span, b.column(span, portalVariable(rc, cursor)), pgTypes.text);
  const gone = b.and(span, b.isNotNull(span, portal), b.not(span, b.ora(span, 'cursor_is_open', portal)));
  return [b.ifThen(span, gone, [...raiseError(rc, span, sqlstateOf(1002), 'ORA-01002: fetch out of sequence')])];
}

/** May a COMMIT or ROLLBACK of the body close the cursor, which locks its rows? */
const endsWithTransaction = (rc: BodyBuilder, cursor: CursorIdentity): boolean =>
  cursor.symbol.kind === 'cursor' &&
  !cursor.package &&
  cursor.symbol.query?.forUpdate !== undefined &&
  rc.controlsTransaction;

/** Targets that must keep their values at the end of the rows. */
function throughTemporaries(
  rc: BodyBuilder,
  s: Fetch,
  cursor: CursorIdentity,
  types: readonly OracleType[] | undefined,
): ReturnType<typeof fetchTargets> {
  if (s.into.targets.some((t) => rc.unit.analysis.typeOf(t).kind === 'object'))
    return fetchTargets(rc, s, cursor, types);
  const made = s.into.targets.map((target, i) => {
    const own = rc.unit.analysis.typeOf(target);
    const given = types?.[i];
    const from = own.kind === 'record' || !given || given.kind === 'unknown' || given.kind === 'null' ? own : given;
    const temporary = b.column(
      s.span,
      rc.fresh('fetched', pgTypeOf(rc.unit.naming, from, own.kind === 'record' ? 'variable' : 'value')),
    );
    return { temporary, after: assignTo(rc, target, temporary, from) };
  });
  return { targets: made.map((m) => m.temporary), after: made.flatMap((m) => m.after) };
}

/** FETCH would spread the columns over the attributes of an object, so rows with objects are fetched into a record. */
function fetchTargets(
  rc: BodyBuilder,
  s: Fetch,
  cursor: CursorIdentity,
  types: readonly OracleType[] | undefined,
): { readonly targets: PgExpr[]; readonly after: PlStatement[] } {
  const fields = cursor.symbol.kind === 'cursor' ? cursor.symbol.row.fields : [];
  const toObject = s.into.targets.some((t) => rc.unit.analysis.typeOf(t).kind === 'object');
  if (toObject && cursor.symbol.kind !== 'cursor' && types === undefined) {
    const row = rc.fresh('fetched', pgTypes.record);
    const handed = s.into.targets.flatMap((target, i) =>
      assignTo(rc, target, b.column(s.span, row, numberedColumn(i)), rc.unit.analysis.typeOf(target)),
    );
    return { targets: [b.column(s.span, row)], after: handed };
  }
  if (!toObject || fields.length !== s.into.targets.length) return intoTargets(rc, s.into.targets, types);
  const record = rc.fresh('fetched', pgTypes.record);
  const after = s.into.targets.flatMap((target, i) => {
    const field = fields[i];
    return field ? assignTo(rc, target, b.column(s.span, record, fetchedName(fields, i)), field.type) : [];
  });
  return { targets: [b.column(s.span, record)], after };
}

/** What a column is called in the record of `fetchTargets`: an expression without an alias has no name of its own, and two columns may share one. */
function fetchedName(fields: readonly RecordFieldInfo[], i: number): string {
  const name = fields[i]?.name ?? '';
  return name === '' || fields.findIndex((f) => f.name === name) < i ? numberedColumn(i) : foldName(name);
}

/** The query of a cursor with objects in its rows, each column under its name in the record. */
function withObjectNames(query: PgSelect, fields: readonly RecordFieldInfo[]): PgSelect {
  if (!fields.some((f) => f.type.kind === 'object')) return query;
  return withNames(
    query,
    fields.map((_, i) => fetchedName(fields, i)),
  );
}

function withNames(query: PgSelect, names: readonly string[]): PgSelect {
  const named = (body: PgSelectBody): PgSelectBody => {
    switch (body.kind) {
      case 'PgSetOperation':
        return { ...body, left: named(body.left) };
      case 'PgSelectCore':
        if (body.items.length !== names.length) return body;
        return {
          ...body,
          items: body.items.map((item, i) => {
            const own = item.value.kind === 'PgColumn' ? item.value.parts[item.value.parts.length - 1] : undefined;
            return item.value.kind === 'PgStar' || names[i] === (item.alias ?? own)
              ? item
              : { ...item, alias: names[i] };
          }),
        };
      default:
        return body;
    }
  };
  return { ...query, body: named(query.body) };
}

function keepStateAfterBulk(rc: BodyBuilder, cursor: CursorIdentity, rows: PgExpr, span: Span): PlStatement[] {
  const found = (): PgExpr => b.column(span, rc.cursorVariable(cursor, 'found'));
  if (cursor.package) {
    if (!mayBeAsked(rc.unit, cursor.symbol)) return [];
    const count = b.binary(span, '+', packageState(cursor, 'rowcount', span), rows);
    return [
      b.assign(span, found(), b.raw(span, 'found')),
      setPackageState(cursor, 'found', found(), span),
      setPackageState(cursor, 'rowcount', count, span),
    ];
  }
  return rc.cursorUse(cursor.symbol).attributes ? [b.assign(span, found(), b.raw(span, 'found'))] : [];
}

type CursorState = 'isopen' | 'found' | 'rowcount';

function packageState(cursor: CursorIdentity, what: CursorState, span: Span): PgExpr {
  const value = b.ora(span, 'state_get', b.text(span, `${cursor.name}%${what}`));
  return b.cast(span, value, what === 'rowcount' ? pgTypes.integer : pgTypes.boolean);
}

function setPackageState(cursor: CursorIdentity, what: CursorState, value: PgExpr, span: Span): PlStatement {
  const text = value.kind === 'PgString' ? value : b.cast(span, value, pgTypes.text);
  return b.perform(span, b.ora(span, 'state_set', b.text(span, `${cursor.name}%${what}`), text));
}

/** None of a cursor variable whose rows are not known. */
function rowFields(cursor: CursorIdentity): readonly RecordFieldInfo[] {
  if (cursor.symbol.kind === 'cursor') return cursor.symbol.row.fields;
  const { type } = cursor.symbol;
  return (type.kind === 'refCursor' && type.returns?.fields) || [];
}

function rowTypes(cursor: CursorIdentity): readonly OracleType[] | undefined {
  if (cursor.symbol.kind === 'cursor') return cursor.symbol.row.fields.map((f) => f.type);
  const { type } = cursor.symbol;
  return type.kind === 'refCursor' ? type.returns?.fields.map((f) => f.type) : undefined;
}

export function lowerCloseCursor(rc: BodyBuilder, s: CloseCursor): PlStatement[] {
  const cursor = cursorOf(rc.unit, s.cursor);
  if (!cursor) return refuse(unsupportedStatement(s.span, 'CLOSE of what is not known as a cursor'));
  const variable = portalVariable(rc, cursor);
  const close: PlStatement = { kind: 'PlClose', span: s.span, cursor: variable };
  // A closed cursor has no portal: FETCH then is ORA-01001, and not the ORA-01002 of one that a COMMIT closed.
  const state = keepState(rc, cursor, s.span, 'close');
  if (!mayLosePortal(rc, cursor)) return [close, ...state];
  if (cursor.package) return closePackageCursor(rc, cursor, close, state);
  const forget = b.assign(s.span, b.column(s.span, variable), b.null(s.span));
  const portal = b.column(s.span, variable);
  const isThere = b.ora(s.span, 'cursor_is_open', b.cast(s.span, portal, pgTypes.text));
  // The portal of a cursor that a ROLLBACK, or a COMMIT with FOR UPDATE, went over is gone; the cursor is open all the same.
  return [b.ifThen(s.span, b.or(s.span, b.isNull(s.span, portal), isThere), [close]), forget, ...state];
}

/** The state tells whether it is open, whatever has become of its portal. */
function closePackageCursor(
  rc: BodyBuilder,
  cursor: CursorIdentity,
  close: PlStatement,
  state: PlStatement[],
): PlStatement[] {
  if (rc.controlsTransaction || !mayBeAsked(rc.unit, cursor.symbol)) return [close, ...state];
  const { span } = close;
  const isOpen = b.coalesce(
    span,
    b.cast(span, b.ora(span, 'state_get', b.text(span, `${cursor.name}%isopen`)), pgTypes.boolean),
    b.boolean(span, false),
  );
  const isThere = b.ora(span, 'cursor_is_open', b.text(span, cursor.name));
  return [b.ifThen(span, b.or(span, b.not(span, isOpen), isThere), [close]), ...state];
}

/** The row of a cursor with RETURN is a value of that type, which goes to parameters and variables of the type as a whole. */
function rowType(rc: BodyBuilder, { row }: CursorSymbol): PgType {
  const { kind } = row.identity;
  return kind === 'declared' || kind === 'table' ? pgTypeOf(rc.unit.naming, row, 'variable') : pgTypes.record;
}

/** FOR r IN c(args) LOOP: a loop over the cursor's query; its parameters are worked out first. */
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
  const before: PlStatement[] = [];
  bindParameters(rc, cursor.symbol, source.args, before);
  const ex = cursorContext(rc, before);
  const { body: lowered, label } = rc.inLoop(s.label && foldName(s.label.name), () => body(rc));
  const declarations = [b.variable(s.span, record, rowType(rc, cursor.symbol))];
  // %ROWCOUNT of the cursor and WHERE CURRENT OF need the cursor by name.
  const counts = rc.cursorUse(cursor.symbol);
  const query = lockedAtOnce(
    rc,
    cursor.symbol.query,
    namedColumns(lowerQuery(ex, cursor.symbol.query), cursor.symbol),
    s.body as readonly AnyNode[],
    { record: s.record.name, currentOf: counts.currentOf },
  );
  if (counts.currentOf) {
    const variable = portalVariable(rc, cursor);
    const close: PlStatement = { kind: 'PlClose', span: s.span, cursor: variable };
    const portal = b.cast(s.span, b.column(s.span, variable), pgTypes.text);
    // What the query raises is caught with the rest of the body.
    const guarded = (statement: PlStatement): PlStatement =>
      rc.mode.kind === 'capture' ? protect(rc, s.span, [statement]) : statement;
    const loop: PlStatement[] = [
      guarded({ kind: 'PlOpen', span: s.span, cursor: variable, query }),
      ...keepState(rc, cursor, s.span, 'open'),
      b.loop(
        s.span,
        [
          ...endedByCommit(rc, cursor, s),
          guarded({ kind: 'PlFetch', span: s.span, cursor: variable, targets: [b.column(s.span, record)] }),
          b.exit(s.span, undefined, b.not(s.span, b.column(s.span, 'found'))),
          ...keepState(rc, cursor, s.span, 'fetch'),
          ...lowered,
        ],
        label,
      ),
      ...(endsWithTransaction(rc, cursor)
        ? [
            b.ifThen(s.span, b.ora(s.span, 'cursor_is_open', portal), [close]),
            b.assign(s.span, b.column(s.span, variable), b.null(s.span)),
          ]
        : [close]),
    ];
    return [...before, b.block(s.span, { declarations, body: loop })];
  }
  if (cursor.symbol.query.forUpdate && commitsIn(rc, s)) rc.unit.report(lockingLoopCommits(s.span));
  const tally: PlStatement[] = cursor.package
    ? counts.attributes
      ? [
          setPackageState(
            cursor,
            'rowcount',
            b.binary(s.span, '+', packageState(cursor, 'rowcount', s.span), b.num(s.span, 1)),
            s.span,
          ),
          setPackageState(cursor, 'found', b.boolean(s.span, true), s.span),
        ]
      : []
    : counts.attributes
      ? [
          b.assign(s.span, b.column(s.span, rc.cursorVariable(cursor, 'found')), b.boolean(s.span, true)),
          b.assign(
            s.span,
            b.column(s.span, rc.cursorVariable(cursor, 'rowcount')),
            b.binary(s.span, '+', b.column(s.span, rc.cursorVariable(cursor, 'rowcount')), b.num(s.span, 1)),
          ),
        ]
      : [];
  const start: PlStatement[] = counts.attributes
    ? cursor.package
      ? keepState(rc, cursor, s.span, 'open')
      : [b.assign(s.span, b.column(s.span, rc.cursorVariable(cursor, 'rowcount')), b.num(s.span, 0))]
    : [];
  const inner = [...tally, ...lowered];
  const portal = (): PgExpr => b.column(s.span, portalVariable(rc, cursor));
  const ready: PlStatement[] = [
    ...(before.length > 0 && rc.mode.kind === 'capture' ? [protect(rc, s.span, before)] : before),
    ...refuseOpenCursor(rc, cursor.symbol, portal, s.span),
  ];
  const captured = capturedLoop(rc, { span: s.span, label, record, query, commits: commitsIn(rc, s) }, inner);
  const end = cursor.package && counts.attributes ? keepState(rc, cursor, s.span, 'close') : [];
  if (captured) return [...ready, ...start, b.block(s.span, { declarations, body: captured }), ...end];
  const loop: PlStatement = {
    kind: 'PlForQuery',
    span: s.span,
    label,
    targets: [b.column(s.span, record)],
    query,
    body: inner,
  };
  return [...ready, ...start, b.block(s.span, { declarations, body: [loop] }), ...end];
}
