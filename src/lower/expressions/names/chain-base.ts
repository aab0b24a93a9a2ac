import type { ResolvedBase } from '../../../analyze/analysis.js';
import { holdsNul } from '../../../analyze/declare/text-of-constants.js';
import { holdsSubtypes } from '../../../analyze/model/subtype-rows.js';
import { isPipelined, type RoutineSymbol, type VariableSymbol } from '../../../analyze/model/symbols.js';
import type { OracleType } from '../../../analyze/model/types.js';
import { InternalError, unreachable } from '../../../diagnostics/diagnostic.js';
import { pseudoColumn, rowid, unsupportedExpression } from '../../../diagnostics/op2-expressions.js';
import { virtualColumnOfNewRow } from '../../../diagnostics/op3.js';
import { unknownSequence } from '../../../diagnostics/op3-calls.js';
import { decimalDigits } from '../../../ir/decimal-digits.js';
import type { PgExpr } from '../../../ir/postgres/index.js';
import type { Span } from '../../../ir/span.js';
import { b, pgTypes } from '../../builders.js';
import { lowerBuiltin } from '../../builtins/index.js';
import { lowerFunctionCall } from '../../calls/call-plan.js';
import { lowerCollectionConstructor } from '../../collections/expressions.js';
import { keepingGaps } from '../../collections/gaps/split.js';
import { type ExprContext, refuse } from '../../context.js';
import { foldName } from '../../naming/naming.js';
import { lowerAnydataConstructor } from '../../objects/anydata.js';
import { elementColumn, keepsElement } from '../../objects/elements.js';
import { lowerObjectConstructor, objectOfRow } from '../../objects/expressions.js';
import { isPacked } from '../../objects/hierarchy.js';
import { lowerJsonConstructor } from '../../objects/json-elements.js';
import { unpack } from '../../objects/packed.js';
import { readState } from '../../package-state.js';
import { reportDrawnApart } from '../../plsql/transactions/sequences-apart.js';
import { reportGapBehind } from '../../queries/dictionary-gaps.js';
import { aliasOf, needsPadding, readChar, readCharOf, refuseMissingColumn } from '../../queries/row-sources.js';
import { sequenceCall } from '../../queries/sequences/sequences.js';
import { lowerSuppliedFunction } from '../../supplied/functions.js';
import { pgTypeOf } from '../../types.js';
import { unresolved } from '../../unresolved/missing.js';
import { isAggregateFunction, lowerAggregateCall } from '../aggregate-calls.js';
import { lowerTriggerPredicate } from '../conditions/trigger-predicate.js';
import { fitTo } from '../conversions/fit.js';
import { lowerExpr, lowerTo } from '../index.js';
import { localAddresses } from '../local-addresses.js';
import { keptByte, knownNul } from '../nul.js';
import { lowerRecordConstructor } from '../record-constructor.js';
import { rowidColumn } from '../row-address.js';
import { standsBeforeRow } from './before-row.js';
import type { Chain } from './chain.js';
import { compileTimeConstant } from './constants.js';
import { correlationColumn, correlationRowid } from './correlation.js';

/** What the first part of a chain gives: the value of a variable, a call, a pseudo-column … */
export function lowerBase(ex: ExprContext, expr: Chain, base: ResolvedBase): PgExpr {
  const { span } = expr;
  switch (base.kind) {
    case 'column':
      return lowerColumn(ex, base, span);
    case 'row':
      return lowerRow(ex, base.source, span);
    case 'variable':
      return lowerVariable(ex, base.variable, span);
    case 'correlation':
      return lowerCorrelation(ex, base, span);
    case 'routine':
      if (isAggregateFunction(base.routine)) return lowerAggregateCall(ex, expr, base.routine, base.args, span);
      return pipedCollection(ex, expr, base.routine, lowerFunctionCall(ex, base.routine, base.args, span));
    case 'builtin':
      return (
        lowerJsonConstructor(ex, base.name, base.args, span) ??
        lowerAnydataConstructor(ex, base.name, base.args, span) ??
        lowerBuiltin(ex, expr, base.name, base.args)
      );
    case 'supplied':
      if (expr.kind === 'New' || expr.kind === 'CorrelationName')
        throw new InternalError('lower', `supplied member as ${expr.kind}`, span);
      return lowerSuppliedFunction(ex, base, span);
    case 'constructor':
      return lowerConstructor(ex, base, span);
    case 'sequence':
      return lowerSequence(ex, base, span);
    case 'pseudo':
      return lowerPseudo(ex, base, expr);
    case 'expression':
      return lowerExpr(ex, base.expr);
    case 'unresolved':
      return refuse(unresolved(ex.unit, span, base.name, ex.unit.analysis.resolve(expr).type, ex.routine?.symbol));
    case 'cursor':
      return refuse(unsupportedExpression(span, `Cursor ${base.cursor.name} as a value`));
    case 'exception':
      return refuse(unsupportedExpression(span, `Exception ${base.exception.name} as a value`));
    case 'type':
      return refuse(unsupportedExpression(span, `Type ${base.type.name} as a value`));
    case 'package':
      return refuse(unsupportedExpression(span, `Package ${base.package.name} as a value`));
    default:
      return unreachable(base);
  }
}

type BaseOf<K extends ResolvedBase['kind']> = Extract<ResolvedBase, { readonly kind: K }>;

function lowerColumn(ex: ExprContext, { source, column, isOpen }: BaseOf<'column'>, span: Span): PgExpr {
  // PostgreSQL looks from the inside out, as Oracle does.
  const alias = isOpen ? undefined : aliasOf(ex, source);
  refuseMissingColumn(source, column, span);
  reportGapBehind(ex.unit, source, column.name, span);
  const name = foldName(column.name);
  const read = alias === undefined ? b.column(span, name) : b.column(span, alias, name);
  const { type } = column;
  if (source.object && isPacked(source.object, column.name)) return unpack(ex.unit.naming, read, type, span);
  return type.kind === 'char' && needsPadding(source, column) ? readChar(read, type, span) : read;
}

/** The row that an alias stands for. */
function lowerRow(ex: ExprContext, source: BaseOf<'row'>['source'], span: Span): PgExpr {
  const alias = aliasOf(ex, source);
  const { relation } = source;
  if (alias === undefined) return refuse(unsupportedExpression(span, 'A row without an alias as a value'));
  const column = (name: string): PgExpr => b.column(span, alias, foldName(name));
  if (relation?.ofType) return objectOfRow(ex, relation.ofType, column, span, holdsSubtypes(relation));
  return keepsElement(ex, source) ? b.column(span, alias, elementColumn) : b.column(span, alias);
}

/** `:NEW.x`, `:OLD.x`. */
function lowerCorrelation(ex: ExprContext, base: BaseOf<'correlation'>, span: Span): PgExpr {
  if (base.object)
    return objectOfRow(ex, base.object, (name) => correlationColumn(ex.routine, { ...base, name }, span), span);
  if (base.name === 'ROWID' && !base.column) return correlationRowid(ex, base, span);
  if (base.column?.virtual && base.which === 'NEW' && standsBeforeRow(ex, span))
    ex.unit.report(virtualColumnOfNewRow(span, base.name));
  const column = correlationColumn(ex.routine, base, span);
  const type = base.column?.type;
  return type?.kind === 'char' ? readCharOf(base.relation, column, type, span) : column;
}

function lowerConstructor(ex: ExprContext, base: BaseOf<'constructor'>, span: Span): PgExpr {
  switch (base.type.kind) {
    case 'collectionType':
      return lowerCollectionConstructor(ex, base.type, base.args, span);
    case 'objectType':
      return lowerObjectConstructor(ex, base, span);
    case 'recordType':
      return lowerRecordConstructor(ex, base.type, base.args, span);
    case 'subtype':
    case 'refCursorType':
      return refuse(unsupportedExpression(span, `${base.type.name} as a constructor`));
    default:
      return unreachable(base.type);
  }
}

/** NEXTVAL and CURRVAL. */
function lowerSequence(ex: ExprContext, { sequence, which }: BaseOf<'sequence'>, span: Span): PgExpr {
  if (!sequence.definition) ex.unit.report(unknownSequence(span, `${sequence.name}.${which}`));
  if (which === 'CURRVAL') reportDrawnApart(ex, sequence, span);
  return sequenceCall(ex, sequence, which === 'NEXTVAL' ? 'nextval' : 'currval', span);
}

function lowerVariable(ex: ExprContext, variable: VariableSymbol, span: Span): PgExpr {
  if (variable.storage !== 'package') {
    if (holdsNul((e) => ex.unit.analysis.resolve(e), variable)) {
      keptByte(ex, 0, span);
      return knownNul(ex, variable.initial, span) ?? b.null(span);
    }
    if (ex.routine) return ex.routine.variable(variable, ex);
    return b.column(span, foldName(variable.name));
  }
  const constant = compileTimeConstant(ex.unit, variable);
  if (constant === undefined) {
    const read = readState(ex, variable, span);
    return ex.atOpen?.(variable, read) ?? read;
  }
  // The value is computed by PL/SQL's rules wherever it is used.
  const inPlsql: ExprContext = { ...ex, substitutions: undefined };
  const value = fitTo({ ...inPlsql, sql: false }, lowerTo(inPlsql, constant, variable.type), {
    from: ex.unit.analysis.typeOf(constant),
    to: variable.type,
    span,
  });
  const bound =
    (variable.type.kind === 'number' && variable.type.precision !== undefined && !fitsLiteral(value, variable.type)) ||
    (constant.kind === 'NullLiteral' && !ex.sql);
  return bound ? b.cast(span, value, pgTypeOf(ex.unit.naming, variable.type, 'variable')) : value;
}

/** A literal that precision and scale leave as it is. */
function fitsLiteral(value: PgExpr, type: OracleType & { kind: 'number' }): boolean {
  const literal = value.kind === 'PgUnary' ? value.operand : value;
  if (literal.kind !== 'PgNumber') return false;
  const digits = decimalDigits(literal.text);
  const { precision = 38, scale = 0 } = type;
  return digits !== undefined && digits.fraction.length <= scale && digits.whole.length <= precision - scale;
}

/**
 * A pipelined function outside of FROM is the collection of its rows. (SQL Language Reference,
 * table_collection_expression)
 */
function pipedCollection(ex: ExprContext, expr: Chain, routine: RoutineSymbol, rows: PgExpr): PgExpr {
  const { returns } = routine;
  if (!isPipelined(routine) || ex.rowsOf === expr || returns?.kind !== 'collection') return rows;
  const { span } = rows;
  const list: PgExpr = { kind: 'PgArraySubquery', span, query: b.select(span, { items: [rows] }) };
  return ex.unit.naming.keepsGaps(returns.collection) ? keepingGaps(ex.unit, returns.collection, list) : list;
}

/** Without the name of its table `ctid` would be that of the statement around a query whose rows have none. */
function rowidQualifier(
  ex: ExprContext,
  { source }: Extract<ResolvedBase, { kind: 'pseudo' }>,
  written: readonly string[],
): readonly string[] {
  const alias = written.length === 0 && source ? aliasOf(ex, source) : undefined;
  return alias === undefined ? written : [alias];
}

function lowerPseudo(ex: ExprContext, base: Extract<ResolvedBase, { kind: 'pseudo' }>, expr: Chain): PgExpr {
  const { span } = expr;
  const qualifier =
    expr.kind === 'Name' && expr.parts.length > 1 ? expr.parts.slice(-2, -1).map((p) => foldName(p.name)) : [];
  switch (base.name) {
    case 'INSERTING':
    case 'UPDATING':
    case 'DELETING':
      return lowerTriggerPredicate(ex, base.name, base.args ?? [], span);
    case 'ROWID':
      if (expr.kind !== 'Name' || !localAddresses(ex.unit.analysis).has(expr)) ex.unit.report(rowid(span));
      // DUAL is a view, or left out; its only row has one place.
      if (base.source?.kind === 'dual') return b.cast(span, b.text(span, 'AAAAABAABAAAAAAAAA'), pgTypes.text);
      return rowidColumn(span, rowidQualifier(ex, base, qualifier), base.source?.relation);
    case 'COLUMN_VALUE':
      return b.column(span, ...qualifier, 'column_value');
    default:
      return refuse(pseudoColumn(span, base.name));
  }
}
