import type { Analysis } from '../../analyze/analysis.js';
import { isDmlText } from '../../analyze/model/known-text.js';
import type { RoutineSymbol } from '../../analyze/model/symbols.js';
import { writingFunctionInQuery } from '../../diagnostics/op3-calls.js';
import type { Block, Declaration, Statement } from '../../ir/oracle/index.js';
import type { OracleNode } from '../../ir/oracle/node.js';
import { bareText, oracleFailure } from '../../ir/oracle-failure.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { contains } from '../../ir/walk.js';
import { b } from '../builders.js';
import type { ExprContext } from '../context.js';
import { reachedFrom } from '../plsql/effects/callees.js';
import { neverRaises } from '../plsql/effects/failures/never-raises.js';
import { isLocal } from '../plsql/effects/savepoints/savepoints-of-blocks.js';
import { rememberedOf } from '../remembered.js';
import { raisedInPlace } from './raised-in-place.js';

/**
 * DML in a function that a query calls is ORA-14551, and so is FOR UPDATE. What certainly comes to it raises that; for
 * what may, it is said. (PL/SQL Language Reference, "PL/SQL Functions that SQL Statements Can Invoke")
 */
export function writesInQuery(ex: ExprContext, routine: RoutineSymbol, span: Span): PgExpr | undefined {
  const { analysis } = ex.unit;
  const effects = analysis.effectsOf(routine);
  if (effects.autonomous) return undefined;
  const mayWrite = effects.writesInTransaction.size > 0 || effects.dynamicDml;
  if (!mayWrite && !mayLock(analysis, routine)) return undefined;
  const first = firstStatement(analysis, routine);
  const writes =
    first?.kind === 'DmlInBlock' ||
    (first?.kind === 'SelectInto' && contains(first, locksRows)) ||
    (first?.kind === 'ExecuteImmediate' && isDmlText(analysis.dynamicText(first.text)));
  if (!writes || !routine.returns) {
    ex.unit.report(writingFunctionInQuery(span, routine.name, mayWrite ? 'change tables' : 'lock rows'));
    return undefined;
  }
  return raisedInPlace(ex, routine, routine.returns, span, refusedBy(span, 14551));
}

/**
 * COMMIT, ROLLBACK, SAVEPOINT and SET TRANSACTION in a function that SQL calls are ORA-14552: raised where the function
 * certainly comes to it. Elsewhere PostgreSQL refuses all but savepoints, of which it is said.
 */
export function commitsInSql(ex: ExprContext, routine: RoutineSymbol, span: Span): PgExpr | undefined {
  const { analysis } = ex.unit;
  const { transactionControl, autonomous } = analysis.effectsOf(routine);
  if (autonomous || !routine.returns) return undefined;
  const setsSavepoint = maySetSavepoint(analysis, routine);
  if (!transactionControl && !setsSavepoint) return undefined;
  const first = firstStatement(analysis, routine);
  if (first && ofTransactions.has(first.kind))
    return raisedInPlace(ex, routine, routine.returns, span, refusedBy(span, 14552));
  if (setsSavepoint) ex.unit.report(writingFunctionInQuery(span, routine.name, 'set savepoints', 14552));
  return undefined;
}

const ofTransactions: ReadonlySet<string> = new Set(['Commit', 'Rollback', 'Savepoint', 'SetTransaction']);

/** Does the routine hold such a node, or one that it calls in its transaction? */
const comesTo = (
  is: (node: OracleNode, analysis: Analysis) => boolean,
): ((analysis: Analysis, routine: RoutineSymbol) => boolean) =>
  rememberedOf((analysis: Analysis, routine: RoutineSymbol): boolean => {
    const apart = (called: RoutineSymbol): boolean => analysis.effectsOf(called).autonomous;
    return [...reachedFrom(analysis, [routine], (called) => !apart(called))].some(
      (called) =>
        !apart(called) && called.definition !== undefined && contains(called.definition, (node) => is(node, analysis)),
    );
  });

/** FOR UPDATE. */
const locksRows = (node: OracleNode): boolean => node.kind === 'Query' && node.forUpdate !== undefined;

/** The same, or a cursor with it, which may be declared elsewhere. */
const mayLock = comesTo((node, analysis) => {
  if (node.kind !== 'OpenCursor' && node.kind !== 'NamedCursor') return locksRows(node);
  const symbol = analysis.symbolOf(node.cursor);
  return symbol?.kind === 'cursor' && symbol.query?.forUpdate !== undefined;
});

const maySetSavepoint = comesTo(
  (node) => node.kind === 'Savepoint' || (node.kind === 'Rollback' && node.to !== undefined),
);

/**
 * What a function comes to first of all that reads or changes anything or may fail, whatever it is called with;
 * undefined where handlers may see it fail.
 */
function firstStatement(analysis: Analysis, { definition }: RoutineSymbol): Statement | undefined {
  const body = definition?.body;
  return body?.kind === 'Block' ? firstIn(analysis, body) : undefined;
}

function firstIn(analysis: Analysis, { body, declarations, handlers }: Block): Statement | undefined {
  if (handlers.length > 0 || !declarations.every((d) => isQuiet(analysis, d))) return undefined;
  const first = body.find((s) => !passesBy(analysis, s));
  return first?.kind === 'Block' ? firstIn(analysis, first) : first;
}

/** A variable without a value, or with one that it certainly takes. */
function isQuiet(analysis: Analysis, declaration: Declaration): boolean {
  if (declaration.kind !== 'VariableDeclaration') return false;
  const { initial } = declaration;
  if (initial === undefined || initial.kind === 'BooleanLiteral') return true;
  const variable = analysis.declaredBy(declaration);
  if (variable?.kind !== 'variable' || variable.range || initial.kind !== 'NumberLiteral') return false;
  const { type } = variable;
  const isOpen = type.kind === 'plsInteger' ? type.low === undefined : type.kind === 'number' && !type.precision;
  return isOpen && /^\d{1,9}$/.test(initial.text);
}

/** Leaves nothing behind but values of the function's own variables, and goes on to the next statement. */
const passesBy = (analysis: Analysis, s: Statement): boolean =>
  neverRaises(analysis, s) && isLocal(analysis, s) && !contains(s, ({ kind }) => kind === 'Goto');

const refusedBy = (span: Span, code: 14551 | 14552): { readonly code: number; readonly text: PgExpr } => ({
  code,
  text: b.text(span, `${bareText(oracleFailure(code))} `),
});
