import type { ResolvedBase, ResolvedStep } from '../../analyze/analysis.js';
import { holdsNul } from '../../analyze/declare/known-text.js';
import { isText } from '../../analyze/model/operators.js';
import { holdsSubtypes } from '../../analyze/model/subtype-rows.js';
import { isPipelined, type RoutineSymbol, type VariableSymbol } from '../../analyze/model/symbols.js';
import type { OracleType } from '../../analyze/model/types.js';
import { builtinFunction } from '../../analyze/oracle/builtin-functions.js';
import { suppliedMemberType } from '../../analyze/oracle/supplied-packages.js';
import { InternalError, unreachable } from '../../diagnostics/diagnostic.js';
import {
  pseudoColumn,
  rowid,
  unresolvedName,
  unsupportedExpression,
  unsupportedFunction,
} from '../../diagnostics/op2-expressions.js';
import { unknownSequence } from '../../diagnostics/op3-calls.js';
import type { Call, CorrelationName, Expr, Identifier, Member, Name, New } from '../../ir/oracle/index.js';
import type { PgExpr } from '../../ir/postgres/index.js';
import type { Span } from '../../ir/span.js';
import { b, pgTypes } from '../builders.js';
import { lowerBuiltin } from '../builtins/index.js';
import { lowerFunctionCall } from '../calls/call-plan.js';
import {
  isForAllIndex,
  lowerCollectionConstructor,
  lowerCollectionMethod,
  lowerElement,
} from '../collections/expressions.js';
import { readInner, type StepsRead } from '../collections/inner-maps.js';
import { holdsMaps } from '../collections/inner-shape.js';
import { packageElement, packageMap, packageMapMethod } from '../collections/package-maps.js';
import { keepingGaps } from '../collections/split.js';
import { type ExprContext, refuse } from '../context.js';
import { foldName } from '../naming/naming.js';
import { lowerAnydataConstructor, lowerAnydataMethod } from '../objects/anydata.js';
import { elementColumn, keepsElement } from '../objects/elements.js';
import { lowerFieldOfObject, lowerMethodCall, lowerObjectConstructor, objectOfRow } from '../objects/expressions.js';
import { lowerJsonConstructor, lowerJsonMethod } from '../objects/json-elements.js';
import { attributeOfReferred, dereferenced } from '../objects/references.js';
import { readState } from '../package-state.js';
import { aliasOf, needsPadding, readChar, refuseMissingColumn, refuseMissingField } from '../queries/row-sources.js';
import { sequenceCall } from '../queries/sequences.js';
import { lowerSuppliedFunction } from '../supplied/functions.js';
import { pgTypeOf } from '../types.js';
import { refuseMissingMember } from '../unresolved/members.js';
import { ofUnknown, unresolved } from '../unresolved/missing.js';
import { isAggregateFunction, lowerAggregateCall } from './aggregate-calls.js';
import { compileTimeConstant } from './constants.js';
import { correlationColumn, correlationRowid } from './correlation.js';
import { fitTo } from './fit.js';
import { lowerExpr, lowerTo } from './index.js';
import { documentText, jsonDot, jsonDotMethod } from './json/functions.js';
import { localAddresses } from './local-addresses.js';
import { lowerRecordConstructor } from './record-constructor.js';
import { rowidColumn } from './row-address.js';
import { lowerTriggerPredicate } from './trigger-predicate.js';
import { lowerXmlMethod } from './xml/methods.js';

/** What is resolved as a whole: a base and the steps from it. */
export type Chain = Name | Call | Member | New | CorrelationName;

/** A name, call or chain of them: what its base stands for, then step by step fields, elements and methods. */
export function lowerChain(ex: ExprContext, expr: Chain): PgExpr {
  return lowerSteps(ex, expr, ex.unit.analysis.resolve(expr).steps);
}

/** The chain without its last step: what a method is called on. */
export function lowerReceiver(ex: ExprContext, expr: Chain): PgExpr {
  return lowerSteps(ex, expr, ex.unit.analysis.resolve(expr).steps.slice(0, -1));
}

function lowerSteps(ex: ExprContext, expr: Chain, steps: readonly ResolvedStep[]): PgExpr {
  const { base } = ex.unit.analysis.resolve(expr);
  const ofMap = base.kind === 'variable' ? ofPackageMap(ex, base.variable, steps, expr.span) : undefined;
  let value = ofMap?.value ?? lowerBase(ex, expr, base);
  let type = ofMap?.type ?? typeOfBase(ex, base);
  if (
    base.kind === 'column' &&
    steps[0]?.kind === 'field' &&
    (isText(type) || type.kind === 'blob' || type.kind === 'json')
  )
    return jsonAtDots(ex, value, type, expr, steps);
  let tableRow = type.kind === 'record' && type.identity.kind === 'table';
  for (const [i, step] of steps.entries()) {
    if (ofMap && i < ofMap.used) continue;
    value =
      step.kind === 'objectMethod'
        ? lowerMethodCall(ex, type.kind === 'ref' ? dereferenced(ex, value, type, expr.span) : value, step, expr.span, {
            base,
            steps: steps.slice(0, i),
          })
        : lowerStep(ex, { value, type, isVariable: base.kind === 'variable' && i === 0 }, step, expr.span);
    type = step.type;
    // A row of a table keeps char(n), whose blanks PostgreSQL drops.
    if (tableRow && step.kind === 'field' && type.kind === 'char') value = readChar(value, type, expr.span);
    tableRow = type.kind === 'record' && type.identity.kind === 'table';
  }
  return value;
}

/**
 * An element of an associative array that a package keeps, or what a method says of it; undefined where the whole array
 * is needed.
 */
function ofPackageMap(
  ex: ExprContext,
  variable: VariableSymbol,
  [step, ...more]: readonly ResolvedStep[],
  span: Span,
): StepsRead | undefined {
  const map = step && packageMap(ex, variable);
  if (!map) return undefined;
  if (step.kind === 'element' && isForAllIndex(ex, step.index)) return undefined;
  if (step.kind === 'element' && holdsMaps(variable.type)) return readInner(ex, map, [step, ...more], span);
  const value =
    step.kind === 'element'
      ? packageElement(ex, map, step.index, span)
      : step.kind === 'collectionMethod'
        ? packageMapMethod(ex, map, step.method, step.args, span)
        : undefined;
  return value && { value, type: step.type, used: 1 };
}

/**
 * `t.doc.a.b`, and `t.doc.a.b.number()`, which is JSON_VALUE of the path with the method. (JSON Developer's Guide,
 * "Simple Dot-Notation Access to JSON Data")
 */
function jsonAtDots(
  ex: ExprContext,
  document: PgExpr,
  type: OracleType,
  expr: Chain,
  steps: readonly ResolvedStep[],
): PgExpr {
  const { span } = expr;
  const method = steps.at(-1);
  if (expr.kind !== 'Call' || expr.args.length > 0 || method?.kind !== 'field')
    return jsonDot(document, type, b.text(span, dotPath(expr, steps)), span);
  const path = `${dotPath(expr.callee, steps.slice(0, -1), 1)}.${method.name.toLowerCase()}()`;
  return (
    jsonDotMethod(ex, documentText(document, type), b.text(span, path), method.type) ??
    refuse(unsupportedExpression(span, 'A method in the dot notation of JSON'))
  );
}

/**
 * The steps of JSON's dot notation as a path: names as they are written; `behind`: how many follow that are none of the
 * path.
 */
function dotPath(expr: Chain, steps: readonly ResolvedStep[], behind = 0): string {
  const names: Identifier[] = [];
  let at: Expr = expr;
  for (; at.kind === 'Member'; at = at.target) names.unshift(at.name);
  if (at.kind === 'Name') names.unshift(...at.parts);
  if (!steps.every((s) => s.kind === 'field') || names.length < steps.length)
    return refuse(unsupportedExpression(expr.span, 'A method in the dot notation of JSON'));
  return `$${names
    .slice(-steps.length - behind, names.length - behind)
    .map((n) => `.${JSON.stringify(n.written ?? n.name)}`)
    .join('')}`;
}

function lowerBase(ex: ExprContext, expr: Chain, base: ResolvedBase): PgExpr {
  const { span } = expr;
  switch (base.kind) {
    case 'column': {
      // PostgreSQL looks from the inside out, as Oracle does.
      const alias = base.isOpen ? undefined : aliasOf(ex, base.source);
      refuseMissingColumn(base.source, base.column, span);
      const column =
        alias === undefined
          ? b.column(span, foldName(base.column.name))
          : b.column(span, alias, foldName(base.column.name));
      const { type } = base.column;
      return type.kind === 'char' && needsPadding(base.source, base.column) ? readChar(column, type, span) : column;
    }
    case 'row': {
      const alias = aliasOf(ex, base.source);
      const { relation } = base.source;
      if (alias === undefined) return refuse(unsupportedExpression(span, 'A row without an alias as a value'));
      const column = (name: string): PgExpr => b.column(span, alias, foldName(name));
      if (relation?.ofType) return objectOfRow(ex, relation.ofType, column, span, holdsSubtypes(relation));
      return keepsElement(ex, base.source) ? b.column(span, alias, elementColumn) : b.column(span, alias);
    }
    case 'variable':
      return lowerVariable(ex, base.variable, span);
    case 'correlation': {
      if (base.object)
        return objectOfRow(ex, base.object, (name) => correlationColumn(ex.routine, { ...base, name }, span), span);
      if (base.name === 'ROWID' && !base.column) return correlationRowid(ex, base, span);
      const column = correlationColumn(ex.routine, base, span);
      const type = base.column?.type;
      return type?.kind === 'char' ? readChar(column, type, span) : column;
    }
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
    case 'sequence': {
      if (!base.sequence.definition) ex.unit.report(unknownSequence(span, `${base.sequence.name}.${base.which}`));
      return sequenceCall(ex, base.sequence, base.which === 'NEXTVAL' ? 'nextval' : 'currval', span);
    }
    case 'pseudo':
      return lowerPseudo(ex, base, expr);
    case 'expression':
      return lowerExpr(ex, base.expr);
    case 'unresolved':
      return refuse(unresolved(ex.unit, span, base.name, ex.unit.analysis.resolve(expr).type));
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

function lowerVariable(ex: ExprContext, variable: VariableSymbol, span: Span): PgExpr {
  if (variable.storage !== 'package') {
    if (holdsNul((e) => ex.unit.analysis.resolve(e), variable))
      return refuse(unsupportedFunction(span, 'CHR(0)', 'text of PostgreSQL cannot hold the character NUL'));
    if (ex.routine) return ex.routine.variable(variable, ex.sql);
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
  const parts = /^(\d*)(?:\.(\d*))?$/.exec(literal.text);
  const scale = type.scale ?? 0;
  return (
    parts !== null && (parts[2] ?? '').length <= scale && (parts[1] ?? '').length <= (type.precision ?? 38) - scale
  );
}

/** What a step begins at: a value, and whether it is a variable as a whole. */
interface StepBase {
  readonly value: PgExpr;
  readonly type: OracleType;
  readonly isVariable: boolean;
}

function lowerStep(
  ex: ExprContext,
  { value, type, isVariable }: StepBase,
  step: Exclude<ResolvedStep, { kind: 'objectMethod' }>,
  span: Span,
): PgExpr {
  switch (step.kind) {
    case 'field':
      refuseMissingMember(ex.unit, type, step.name, span);
      if (type.kind === 'object') return lowerFieldOfObject(ex, value, type.object, step.name, span);
      if (type.kind === 'ref') return attributeOfReferred(ex, value, type, step.name, span);
      if (type.kind === 'anydata')
        return refuse(ofUnknown(step.type, unsupportedExpression(span, `${type.other ?? 'ANYDATA'}.${step.name}`)));
      if (type.kind === 'record') refuseMissingField(ex.unit, type, step.name, span);
      // Nothing is known of the variable's type, so nothing of the field: PostgreSQL would take the point for that of a
      // table.
      if (isVariable && value.kind === 'PgColumn' && type.kind === 'unknown')
        return refuse(ofUnknown(type, unresolvedName(span, `${value.parts.join('.')}.${step.name}`)));
      // What stands for a type that is not there has no fields.
      if (type.kind === 'unknown' && type.missing !== undefined)
        return refuse(ofUnknown(type, unresolvedName(span, step.name)));
      // A variable's field is a name with a point; any other composite value stands in parentheses.
      if (value.kind === 'PgColumn' && isVariable) return { ...value, parts: [...value.parts, foldName(step.name)] };
      return b.field(span, value, foldName(step.name));
    case 'element':
      if (type.kind !== 'collection')
        return refuse(ofUnknown(type, unsupportedExpression(span, 'An element of what is not known as a collection')));
      return lowerElement(ex, value, type.collection, step.index, span);
    case 'collectionMethod':
      if (type.kind !== 'collection')
        return refuse(
          ofUnknown(type, unsupportedExpression(span, `${step.method} of what is not known as a collection`)),
        );
      return lowerCollectionMethod(ex, value, {
        collection: type.collection,
        method: step.method,
        args: step.args,
        span,
      });
    case 'xmlMethod':
      return lowerXmlMethod(ex, value, step.method, step.args, span);
    case 'anydataMethod':
      return lowerAnydataMethod(ex, value, step.method, step.args, span);
    case 'jsonMethod':
      return lowerJsonMethod(ex, value, step.method, step.args, span);
    default:
      return unreachable(step);
  }
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

/** The type of what a chain begins with. */
export function typeOfBase(ex: ExprContext, base: ResolvedBase): OracleType {
  switch (base.kind) {
    case 'column':
      return base.column.type;
    case 'variable':
      return base.variable.type;
    case 'correlation':
      return base.object ? { kind: 'object', object: base.object } : (base.column?.type ?? { kind: 'unknown' });
    case 'routine':
      return base.routine.returns ?? { kind: 'unknown' };
    case 'row':
      if (base.source.object) return { kind: 'object', object: base.source.object };
      return base.source.relation?.ofType
        ? { kind: 'object', object: base.source.relation.ofType }
        : { kind: 'unknown' };
    case 'constructor':
      switch (base.type.kind) {
        case 'objectType':
          return { kind: 'object', object: base.type };
        case 'collectionType':
          return { kind: 'collection', collection: base.type };
        case 'recordType':
          return { kind: 'record', identity: { kind: 'declared', symbol: base.type }, fields: base.type.fields };
        default:
          return { kind: 'unknown' };
      }
    case 'supplied':
      return suppliedMemberType(
        base.package,
        base.member,
        base.args.map((a) => ex.unit.analysis.typeOf(a.value)),
      );
    case 'builtin': {
      const types = base.args.map((a) => ex.unit.analysis.typeOf(a.value));
      return builtinFunction(base.name)?.returns(types) ?? { kind: 'unknown' };
    }
    case 'expression':
      return ex.unit.analysis.typeOf(base.expr);
    default:
      return { kind: 'unknown' };
  }
}

/** A name part inside the text of a regclass. */
export function quotedInText(part: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(part) ? part : `"${part.replaceAll('"', '""')}"`;
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
      return rowidColumn(span, qualifier, base.source?.relation);
    case 'COLUMN_VALUE':
      return b.column(span, ...qualifier, 'column_value');
    default:
      return refuse(pseudoColumn(span, base.name));
  }
}
