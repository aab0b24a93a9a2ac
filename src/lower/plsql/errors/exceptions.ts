import type { ExceptionSymbol } from '../../../analyze/model/symbols.js';
import { memberTellsOfError, runsSql, suppliedPackages } from '../../../analyze/oracle/supplied-packages.js';
import { lastName } from '../../../ir/dotted.js';
import { takesAll } from '../../../ir/exception-handlers.js';
import type { Block, ExceptionHandler, QualifiedName, Raise } from '../../../ir/oracle/index.js';
import { sqlstateOf, statesMeaning } from '../../../ir/oracle-error.js';
import { oracleMessage } from '../../../ir/oracle-messages.js';
import type { PgExpr, PlHandler, PlStatement, PostgresNode } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { contains, walk } from '../../../ir/walk.js';
import { b } from '../../builders.js';
import { refuse } from '../../context.js';
import { written } from '../../ddl/names.js';
import { unresolved } from '../../unresolved/missing.js';
import type { BodyBuilder } from '../body/body-builder.js';
import { takeCount } from '../body/shared-sql-attributes.js';
import { handlersUndoAll } from '../effects/savepoints/undoing-handlers.js';
import { lowerStatements } from '../statements/statements.js';
import { settingsAfterError } from '../transactions/session-settings.js';
import { errType, failed, propagate, protect, raiseError, storeError } from './capture.js';
import { countOfMany } from './count-of-many.js';
import { published, publishes, restoring } from './published-error.js';
import { userSqlstate } from './user-exceptions.js';

/** `RAISE`, `RAISE e`. */
export function lowerRaise(rc: BodyBuilder, s: Raise): PlStatement[] {
  if (!s.exception) {
    if (rc.handled !== undefined && rc.mode.kind === 'capture') return [...propagate(rc, s.span, rc.handled)];
    if (rc.handled !== undefined && !rc.nativeHandler)
      return [b.perform(s.span, b.ora(s.span, 'reraise', b.column(s.span, rc.handled)))];
    return [b.reraise(s.span)];
  }
  const symbol = rc.unit.analysis.symbolOf(s.exception);
  if (symbol?.kind !== 'exception') return refuse(unresolved(rc.unit, s.exception.span, written(s.exception)));
  return [...raiseError(rc, s.span, stateOf(symbol), messageOf(symbol))];
}

/** The SQLSTATE that raising the exception gives. */
function stateOf(symbol: ExceptionSymbol): string {
  return symbol.oraCode !== undefined ? sqlstateOf(symbol.oraCode) : userSqlstate(symbol.path);
}

function messageOf(symbol: ExceptionSymbol): string {
  if (symbol.oraCode === undefined) return 'User-Defined Exception';
  return oracleMessage(symbol.oraCode);
}

/**
 * How a handler recognises an exception: by SQLSTATE alone, or only by asking the runtime what Oracle error the caught
 * one is.
 */
type Recognition =
  | { readonly kind: 'states'; readonly states: readonly string[] }
  | { readonly kind: 'code'; readonly oraCode: number };

/**
 * `sql`: SQL statements (or calls, which may hold any) stand in the block, so that a code shared by both contexts stays
 * open.
 */
function recognise(symbol: ExceptionSymbol, sql: boolean): Recognition {
  if (symbol.oraCode === undefined) return { kind: 'states', states: [stateOf(symbol)] };
  const states: string[] = [];
  const own = stateOf(symbol);
  for (const { sqlstate, when } of statesMeaning(symbol.oraCode)) {
    switch (when) {
      case 'always':
        states.push(sqlstate);
        break;
      case 'message':
        return { kind: 'code', oraCode: symbol.oraCode };
      case 'plsql':
        if (sql) return { kind: 'code', oraCode: symbol.oraCode };
        states.push(sqlstate);
        break;
      case 'sql':
        // Without SQL only RAISE of the exception gives it, and what PL/SQL does gives its code for another error.
        if (sql || sqlstate === own) return { kind: 'code', oraCode: symbol.oraCode };
        break;
    }
  }
  return { kind: 'states', states: [...new Set(states)] };
}

/** Can an error of the block come from an SQL statement? */
function hasSql(rc: BodyBuilder, block: Block): boolean {
  return contains(block, (node) => {
    switch (node.kind) {
      case 'Query':
      case 'Insert':
      case 'Update':
      case 'Delete':
      case 'Merge':
      case 'ExecuteImmediate':
        return true;
      case 'Name':
      case 'Call':
      case 'Member': {
        const { base, steps } = rc.unit.analysis.resolve(node);
        return (
          base.kind === 'routine' ||
          base.kind === 'unresolved' ||
          (base.kind === 'supplied' && runsSql(base.package)) ||
          steps.some((x) => x.kind === 'objectMethod')
        );
      }
      default:
        return false;
    }
  });
}

function recognitions(rc: BodyBuilder, handler: ExceptionHandler, sql: boolean): Recognition[] {
  if (takesAll(handler)) return [];
  return handler.exceptions.flatMap((e) => {
    const symbol = rc.unit.analysis.symbolOf(e);
    if (symbol?.kind === 'exception') return [recognise(symbol, sql)];
    // What raises an exception of a supplied package is refused itself.
    if (!isSuppliedPackage(e)) rc.unit.report(unresolved(rc.unit, e.span, written(e)));
    return [];
  });
}

function isSuppliedPackage(name: QualifiedName): boolean {
  const owner = name.parts[name.parts.length - 2]?.name;
  return owner !== undefined && suppliedPackages.has(owner);
}

/** `err.sqlstate = 'P0002' or ora.error_code(err) = 6502`. */
function condition(span: Span, error: string, list: readonly Recognition[]): PgExpr | undefined {
  const states = [...new Set(list.flatMap((r) => (r.kind === 'states' ? r.states : [])))];
  const codes = list.flatMap((r) => (r.kind === 'code' ? [r.oraCode] : []));
  const state = b.column(span, error, 'sqlstate');
  const tests: PgExpr[] = [];
  const [only] = states;
  if (states.length === 1 && only !== undefined) tests.push(b.eq(span, state, b.text(span, only)));
  else if (states.length > 1)
    tests.push({ kind: 'PgIn', span, negated: false, operand: state, items: states.map((s) => b.text(span, s)) });
  const code = b.ora(span, 'error_code', b.column(span, error));
  const [onlyCode] = codes;
  if (codes.length === 1 && onlyCode !== undefined) tests.push(b.eq(span, code, b.num(span, onlyCode)));
  else if (codes.length > 1)
    tests.push({ kind: 'PgIn', span, negated: false, operand: code, items: codes.map((c) => b.num(span, c)) });
  return tests.length > 0 ? b.or(span, ...tests) : undefined;
}

/** Does the handler (not counting inner blocks' own handlers) ask for the error? */
export function handlerAsksForError(handler: ExceptionHandler): boolean {
  let asks = false;
  walk(handler, (node) => {
    if (node.kind === 'Name') {
      const name = node.parts;
      const last = lastName(node);
      const packageName = name[name.length - 2]?.name ?? '';
      if (
        last === 'SQLCODE' ||
        last === 'SQLERRM' ||
        last === 'FORMAT_CALL_STACK' ||
        memberTellsOfError(packageName, last)
      )
        asks = true;
      // Where the package has another name: a synonym.
      if (last.startsWith('FORMAT_ERROR')) asks = true;
    }
    if (node.kind === 'Raise' && !node.exception) asks = true;
    if (node.kind === 'Call') {
      // The third argument may keep the errors before.
      const { callee, args } = node;
      if (args.length > 2 && callee.kind === 'Name' && lastName(callee) === 'RAISE_APPLICATION_ERROR') asks = true;
    }
    return !asks;
  });
  return asks;
}

/** EXCEPTION of PL/pgSQL: the form for blocks where undoing cannot show. */
export function lowerPlainHandlers(rc: BodyBuilder, block: Block): PlHandler[] {
  if (block.handlers.length === 0) return [];
  const sql = hasSql(rc, block);
  const lists = block.handlers.map((h) => recognitions(rc, h, sql));
  // Where a code alone does not tell, one handler catches everything and the runtime says which Oracle error it is.
  if (lists.some((list) => list.some((r) => r.kind === 'code'))) return [dispatchingHandler(rc, block, lists)];
  return block.handlers.map((handler, i) => {
    const conditions: PlHandler['conditions'] = takesAll(handler)
      ? [{ name: 'others' }]
      : (lists[i] ?? []).flatMap((r) => (r.kind === 'states' ? r.states.map((sqlstate) => ({ sqlstate })) : []));
    const variable = handlerAsksForError(handler) || publishes(rc, handler) ? rc.fresh('err', errType) : undefined;
    const body = handlerBody(rc, handler, variable, { native: true });
    return {
      kind: 'PlHandler',
      span: handler.span,
      conditions: conditions.length > 0 ? conditions : [{ sqlstate: 'OUXXX' }],
      body: [...(variable && isRead(rc, variable, body) ? [storeError(handler.span, variable)] : []), ...body],
      comments: handler.comments,
      blankBefore: handler.blankBefore,
    };
  });
}

/**
 * Does what the handler became look at the stored error? RAISE alone mostly does not: PL/pgSQL's own re-raises. A
 * variable that nothing reads is given back.
 */
function isRead(rc: BodyBuilder, variable: string, body: readonly PlStatement[]): boolean {
  const reads = (node: PostgresNode): boolean => node.kind === 'PgColumn' && node.parts[0] === variable;
  if (body.some((statement) => contains(statement, reads))) return true;
  rc.giveBack(variable);
  return false;
}

function dispatchingHandler(rc: BodyBuilder, block: Block, lists: readonly (readonly Recognition[])[]): PlHandler {
  const error = rc.fresh('err', errType);
  const { span } = block;
  const branches = dispatch(rc, block, { lists, error, native: true, unhandled: [b.reraise(span)] });
  return { kind: 'PlHandler', span, conditions: [{ name: 'others' }], body: [storeError(span, error), ...branches] };
}

/**
 * The statements of a handler; where a routine it calls asks for the error, it is made known to the session meanwhile.
 */
export function handlerBody(
  rc: BodyBuilder,
  handler: ExceptionHandler,
  error: string | undefined,
  { native }: Pick<Dispatch, 'native'>,
): PlStatement[] {
  const { span } = handler;
  const make = (): PlStatement[] => {
    const lowered = lowerStatements(rc.handling(error, { native }), handler.body);
    return [
      ...takeCount(rc, span),
      ...counted,
      ...settingsAfterError(rc, span),
      ...(lowered.length > 0 ? lowered : [b.nothing(span)]),
    ];
  };
  const counted = countOfMany(rc, handler, error);
  return error !== undefined && publishes(rc, handler) ? published(rc, span, error, make) : make();
}

/** How an error finds its handler. */
interface Dispatch {
  /** How each handler of the block knows its errors. */
  readonly lists: readonly (readonly Recognition[])[];
  /** The variable that holds the error. */
  readonly error: string;
  /** PL/pgSQL's own handler is around. */
  readonly native: boolean;
  /** What is done where no handler is for it. */
  readonly unhandled: readonly PlStatement[];
  readonly bodyOf?: ((handler: ExceptionHandler) => PlStatement[]) | undefined;
}

function dispatch(
  rc: BodyBuilder,
  block: Block,
  { lists, error, native, unhandled, ...given }: Dispatch,
): PlStatement[] {
  const bodyOf = given.bodyOf ?? ((handler: ExceptionHandler) => handlerBody(rc, handler, error, { native }));
  const branches: { condition: PgExpr; body: readonly PlStatement[]; comments?: readonly string[] }[] = [];
  let otherwise = unhandled;
  for (const [i, handler] of block.handlers.entries()) {
    const body = bodyOf(handler);
    if (takesAll(handler)) {
      otherwise = body.map((s, n) =>
        n === 0 && handler.comments ? { ...s, comments: [...handler.comments, ...(s.comments ?? [])] } : s,
      );
      break;
    }
    const test = condition(handler.span, error, lists[i] ?? []);
    if (test) branches.push({ condition: test, body, comments: handler.comments });
  }
  return branches.length > 0 ? [{ kind: 'PlIf', span: block.span, branches, otherwise }] : [...otherwise];
}

/**
 * `if err is one of … then … elsif …`: what `bodyOf` gives for each handler of the block, for an error that is stored.
 */
export function dispatchStored(
  rc: BodyBuilder,
  block: Block,
  error: string,
  unhandled: readonly PlStatement[],
  bodyOf?: (handler: ExceptionHandler) => PlStatement[],
): PlStatement[] {
  const sql = hasSql(rc, block);
  const lists = block.handlers.map((h) => recognitions(rc, h, sql));
  return dispatch(rc, block, { lists, error, native: false, unhandled, bodyOf });
}

/** The block's body in capture mode, and its handlers outside of it. (CALLING-CONVENTION.md, "Errors") */
export function lowerCapturedHandlers(
  rc: BodyBuilder,
  block: Block,
  earlierWork: 'keep' | 'undo' = 'keep',
): PlStatement[] {
  const error = rc.fresh('err', errType);
  const label = rc.freshLabel('body');
  const { publications, loopEnds } = rc.jumps;
  const loops = loopEnds.length;
  const undone = handlersUndoAll(rc.unit.analysis, block);
  const capturing = rc.capturing(error, label, undone ? 'undone by handlers' : 'kept');
  const body =
    earlierWork === 'keep'
      ? lowerStatements(capturing, block.body)
      : [protect(capturing, block.span, lowerStatements(rc.plain(), block.body))];
  // An error that left a handler further in.
  const restored = rc.jumps.publications > publications ? [restoring(rc, block.span)] : [];
  const handlers = [
    ...restored,
    ...loopEnds.slice(loops),
    ...dispatchStored(rc, block, error, propagate(rc, block.span, error)),
  ];
  return [
    b.assign(block.span, b.column(block.span, error), b.null(block.span)),
    b.block(block.span, { label, body: body.length > 0 ? body : [b.nothing(block.span)] }),
    b.ifThen(block.span, failed(block.span, error), handlers),
  ];
}
