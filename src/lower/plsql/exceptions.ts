import type { ExceptionSymbol } from '../../analyze/symbols.js';
import type { Block, ExceptionHandler, Raise } from '../../ir/oracle/index.js';
import { oracleMessage, sqlstateOf, statesMeaning } from '../../ir/oracle-error.js';
import type { PgExpr, PlHandler, PlStatement } from '../../ir/postgres/index.js';
import { type AnyNode, walk } from '../../ir/walk.js';
import { b } from '../builders.js';
import type { BodyBuilder } from './body-builder.js';
import { errType, failed, propagate, protect, raiseError, storeError } from './capture.js';
import { userSqlstate } from './user-exceptions.js';
import { lowerStatements } from './statements.js';

/** `RAISE`, `RAISE e`. */
export function lowerRaise(rc: BodyBuilder, s: Raise): PlStatement[] {
  if (!s.exception) {
    if (rc.handled !== undefined && rc.mode.kind === 'capture') return [...propagate(rc, s.span, rc.handled)];
    if (rc.handled !== undefined && !rc.nativeHandler) return [b.perform(s.span, b.ora(s.span, 'reraise', b.column(s.span, rc.handled)))];
    return [b.reraise(s.span)];
  }
  const symbol = rc.unit.analysis.symbolOf(s.exception);
  if (symbol?.kind !== 'exception') return [...raiseError(rc, s.span, sqlstateOf(6510), `ORA-06510: PL/SQL: unhandled user-defined exception`)];
  return [...raiseError(rc, s.span, stateOf(symbol), messageOf(symbol))];
}

/** The SQLSTATE that raising the exception gives. */
export function stateOf(symbol: ExceptionSymbol): string {
  return symbol.oraCode !== undefined ? sqlstateOf(symbol.oraCode) : userSqlstate(symbol.path);
}

function messageOf(symbol: ExceptionSymbol): string {
  if (symbol.oraCode === undefined) return 'User-Defined Exception';
  return `ORA-${String(symbol.oraCode).padStart(5, '0')}: ${oracleMessage(symbol.oraCode)}`;
}

/** All SQLSTATEs that mean the exception; those that PostgreSQL raises itself included. */
function statesOf(symbol: ExceptionSymbol): readonly string[] {
  if (symbol.oraCode === undefined) return [stateOf(symbol)];
  return [...new Set([stateOf(symbol), ...statesMeaning(symbol.oraCode).map((s) => s.sqlstate)])];
}

/** Does the handler (not counting inner blocks' own handlers) ask for the error? */
function asksForError(handler: ExceptionHandler): boolean {
  let asks = false;
  walk(handler as AnyNode, (node) => {
    if (node.kind === 'Name') {
      const name = (node as unknown as { parts: readonly { name: string }[] }).parts;
      const last = name[name.length - 1]?.name ?? '';
      if (last === 'SQLCODE' || last === 'SQLERRM' || last.startsWith('FORMAT_ERROR') || last === 'FORMAT_CALL_STACK') asks = true;
    }
    if (node.kind === 'Raise' && !(node as Raise).exception) asks = true;
    return !asks;
  });
  return asks;
}

/** EXCEPTION of PL/pgSQL: the form for blocks where undoing cannot show. */
export function lowerPlainHandlers(rc: BodyBuilder, block: Block): PlHandler[] {
  return block.handlers.map((handler) => {
    const others = handler.exceptions.some((e) => e.parts.length === 1 && e.parts[0]?.name === 'OTHERS');
    const conditions: PlHandler['conditions'] = others
      ? [{ name: 'others' }]
      : handler.exceptions.flatMap((e) => {
          const symbol = rc.unit.analysis.symbolOf(e);
          return symbol?.kind === 'exception' ? statesOf(symbol).map((sqlstate) => ({ sqlstate })) : [];
        });
    const needsError = asksForError(handler);
    const variable = needsError ? rc.fresh('err', errType) : undefined;
    const body = rc.with({ handled: variable }, (inner) => {
      inner.nativeHandler = true;
      return lowerStatements(inner, handler.body);
    });
    const start = variable ? [storeError(handler.span, variable)] : [];
    return {
      kind: 'PlHandler',
      span: handler.span,
      conditions: conditions.length > 0 ? conditions : [{ sqlstate: 'OUXXX' }],
      body: [...start, ...(body.length > 0 ? body : [b.nothing(handler.span)])],
      comments: handler.comments,
      blankBefore: handler.blankBefore,
    };
  });
}

/** The block's body in capture mode, and its handlers outside of it. (CALLING-CONVENTION.md, "Errors") */
export function lowerCapturedHandlers(rc: BodyBuilder, block: Block, earlierWork: 'keep' | 'undo' = 'keep'): PlStatement[] {
  const error = rc.fresh('err', errType);
  const label = rc.freshLabel('body');
  const mode = { kind: 'capture', errorVariable: error, bodyLabel: label } as const;
  const body =
    earlierWork === 'keep'
      ? rc.with({ mode }, (inner) => lowerStatements(inner, block.body))
      : [rc.with({ mode }, (outer) => protect(outer, block.span, rc.with({ mode: { kind: 'plain' } }, (inner) => lowerStatements(inner, block.body))))];
  const clear = b.assign(block.span, b.column(block.span, error), b.null(block.span));
  const branches: { condition: PgExpr; body: readonly PlStatement[]; comments?: readonly string[] }[] = [];
  let otherwise: readonly PlStatement[] = propagate(rc, block.span, error);
  for (const handler of block.handlers) {
    const statements = rc.with({ handled: error }, (inner) => {
      inner.nativeHandler = false;
      return lowerStatements(inner, handler.body);
    });
    const lowered = statements.length > 0 ? statements : [b.nothing(handler.span)];
    const others = handler.exceptions.some((e) => e.parts.length === 1 && e.parts[0]?.name === 'OTHERS');
    if (others) {
      otherwise = lowered.map((s, i) => (i === 0 && handler.comments ? { ...s, comments: [...handler.comments, ...(s.comments ?? [])] } : s));
      break;
    }
    const states = handler.exceptions.flatMap((e) => {
      const symbol = rc.unit.analysis.symbolOf(e);
      return symbol?.kind === 'exception' ? statesOf(symbol) : [];
    });
    const state = b.column(handler.span, error, 'sqlstate');
    const [only] = states;
    const condition: PgExpr =
      states.length === 1 && only !== undefined
        ? b.eq(handler.span, state, b.text(handler.span, only))
        : { kind: 'PgIn', span: handler.span, negated: false, operand: state, items: states.map((s) => b.text(handler.span, s)) };
    if (states.length > 0) branches.push({ condition, body: lowered, comments: handler.comments });
  }
  const handlers: PlStatement[] = branches.length > 0 ? [{ kind: 'PlIf', span: block.span, branches, otherwise }] : [...otherwise];
  return [
    clear,
    b.block(block.span, { label, body: body.length > 0 ? body : [b.nothing(block.span)] }),
    b.ifThen(block.span, failed(block.span, error), handlers),
  ];
}
